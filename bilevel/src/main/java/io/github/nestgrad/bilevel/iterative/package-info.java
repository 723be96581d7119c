/**
 * Iterative differentiation (ITD): the derivative of the iteration that approximates the lower solution.
 *
 * <p>{@link io.github.nestgrad.bilevel.iterative.IterativeDifferentiation IterativeDifferentiation} is exact for
 * f_T(λ) = E(w_T(λ), λ) with the step η held constant, in reverse mode, and has a choice of what it
 * {@linkplain io.github.nestgrad.bilevel.iterative.Storage stores}: the tape of all operations, or the T iterates
 * alone, from which each step is computed again.
 */
package io.github.nestgrad.bilevel.iterative;
