package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * Solves A X = B column by column from X₀ = 0.
     *
     * @param a A, n×n
     * @param b B, n×k; not modified
     * @return the solutions, each with its report
     * @throws IllegalArgumentException if A is not square, or B has other than n rows
     */
    default LinearSolutions solve(LinearOperator a, Matrix b) {
        return solve(a, b, Matrix.wrap(a.columns(), b.columns(), new double[a.columns() * b.columns()]));
    }

    /**
     * Solves A X = B column by column from a given start.
     *
     * @param a A, n×n
     * @param b B, n×k; not modified
     * @param start X₀, n×k; not modified; a direct method ignores it
     * @return the solutions, each with its report, the same as if it had been solved for alone
     * @throws IllegalArgumentException if A is not square, or a size is not n×k
     */
    default LinearSolutions solve(LinearOperator a, Matrix b, Matrix start) {
        LinearSystem.requireSizes(a, b, start);
        double[] column = new double[b.rows()];
        double[] from = new double[b.rows()];
        List<LinearSolution> solutions = new ArrayList<>();
        for (int j = 0; j < b.columns(); j++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = b.get(i, j);
                from[i] = start.get(i, j);
            }
            solutions.add(solve(a, column, from));
        }
        return new LinearSolutions(a.columns(), solutions);
    }
}
