package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;

/**
 * An algorithm for A x = b with a square A.
 *
 * <p>Implementations are immutable and deterministic. Misuse throws; that a system was not solved is told by the
 * {@linkplain LinearSolution#termination() reason} in the result.
 */
public interface LinearSolver {

    /**
     * Solves A x = b from a given start.
     *
     * @param a A, n×n
     * @param b n entries; not modified
     * @param start x₀, n entries; not modified; a direct method ignores it
     * @return the solution with its true residual
     * @throws IllegalArgumentException if A is not square, or a length is not n
     */
    LinearSolution solve(LinearOperator a, double[] b, double[] start);

    /**
     * Solves A x = b from x₀ = 0.
     *
     * @param a A, n×n
     * @param b n entries; not modified
     * @return the solution with its true residual
     * @throws IllegalArgumentException if A is not square, or the length is not n
     */
    default LinearSolution solve(LinearOperator a, double[] b) {
        return solve(a, b, new double[a.columns()]);
    }
}
