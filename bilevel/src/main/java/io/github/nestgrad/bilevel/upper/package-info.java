/**
 * Descent on f(λ) = E(w(λ), λ) with estimated hypergradients.
 *
 * <p>{@link io.github.nestgrad.bilevel.upper.HypergradientDescent HypergradientDescent} runs projected descent inside
 * a {@link io.github.nestgrad.bilevel.upper.Box Box} with a line search and warm starts, and returns a
 * {@link io.github.nestgrad.bilevel.upper.DescentResult DescentResult} that says why it ended
 * ({@link io.github.nestgrad.bilevel.upper.DescentTermination DescentTermination}) and holds the way it took
 * ({@link io.github.nestgrad.bilevel.upper.DescentStep DescentStep}).
 */
package io.github.nestgrad.bilevel.upper;
