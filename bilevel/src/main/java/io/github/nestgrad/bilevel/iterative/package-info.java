/**
 * Iterative differentiation (ITD): the derivative of the iteration that approximates the lower solution.
 *
 * <p>{@link io.github.nestgrad.bilevel.iterative.IterativeDifferentiation IterativeDifferentiation} is exact for
 * f_T(λ) = E(w_T(λ), λ), in reverse mode, and differs in what it
 * {@linkplain io.github.nestgrad.bilevel.iterative.Storage stores}: the tape of all operations, or the T iterates
 * alone, from which each step is computed again.
 */
package io.github.nestgrad.bilevel.iterative;
