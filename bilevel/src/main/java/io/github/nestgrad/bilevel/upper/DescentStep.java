package io.github.nestgrad.bilevel.upper;

/**
 * One accepted point of a descent.
 *
 * @param number 0 for the start
 * @param lambda λ; must not be modified
 * @param value f(λ) as estimated
 * @param gradientNorm the largest entry of the gradient that does not press against a bound
 */
public record DescentStep(int number, double[] lambda, double value, double gradientNorm) {}
