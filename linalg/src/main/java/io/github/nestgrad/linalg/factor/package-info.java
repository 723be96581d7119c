/**
 * Factorisations of dense square matrices.
 *
 * <p>{@link io.github.nestgrad.linalg.factor.Cholesky Cholesky} for symmetric positive definite matrices,
 * {@link io.github.nestgrad.linalg.factor.Lu Lu} for all others. A matrix that has no such factorisation is refused
 * with the pivot where it failed; for callers who expect that, a second factory answers with an empty result.
 * Factorisations are immutable and may be shared between threads.
 */
package io.github.nestgrad.linalg.factor;
