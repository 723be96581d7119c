/**
 * Approximate implicit differentiation (AID): solve the lower level, then one linear system.
 *
 * <p>{@link io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation ImplicitDifferentiation} takes any lower
 * solver and any {@link io.github.nestgrad.bilevel.implicit.AdjointSolver AdjointSolver}. Its memory does not depend
 * on the number of steps. Ready combinations: fixed point with fixed point, conjugate gradients, and the exact dense
 * solution against which the others are judged.
 */
package io.github.nestgrad.bilevel.implicit;
