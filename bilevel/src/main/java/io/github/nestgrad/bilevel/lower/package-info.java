/**
 * Solvers of the lower level F(w, λ) = 0.
 *
 * <p>A {@link io.github.nestgrad.bilevel.lower.LowerSolver LowerSolver} takes the oracles of a problem at one λ and a
 * start, and returns the state it reached with its residual and the reason why it ended.
 * {@link io.github.nestgrad.bilevel.lower.FixedPointIteration FixedPointIteration} repeats the problem's own step,
 * which for a min-min problem is gradient descent; its {@link io.github.nestgrad.bilevel.lower.Trajectory Trajectory}
 * is what iterative differentiation walks back. {@link io.github.nestgrad.bilevel.lower.Newton Newton} solves a linear
 * system a step and needs few steps; with conjugate gradients it needs no matrix.
 *
 * <p>Solvers are immutable. A relative tolerance refers to the residual at w = 0, so that it means the same with and
 * without a warm start; only where F is not finite at 0, to that at w₀.
 */
package io.github.nestgrad.bilevel.lower;
