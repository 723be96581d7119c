package io.github.nestgrad.bilevel;

/**
 * The upper objective with its two gradients at one (w, λ).
 *
 * @param value E(w, λ)
 * @param inState ∇₁E(w, λ), d entries; zeros if E does not read w
 * @param inLambda ∇₂E(w, λ), m entries; zeros if E does not read λ
 */
public record UpperGradient(double value, double[] inState, double[] inLambda) {}
