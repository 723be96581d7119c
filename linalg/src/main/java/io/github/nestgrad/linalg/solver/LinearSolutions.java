package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.Matrix;
import java.util.List;

/**
 * The solutions of A X = B, column by column, each with a report of its own.
 *
 * @param size the number of rows of X
 * @param columns the solution for each column of B, in order; a copy that cannot be modified
 */
public record LinearSolutions(int size, List<LinearSolution> columns) {

    /**
     * Copies the list, and checks that all solutions have the one size.
     *
     * @param size the number of rows of X
     * @param columns the solution for each column of B
     * @throws IllegalArgumentException if a solution has another size
     */
    public LinearSolutions {
        columns = List.copyOf(columns);
        for (LinearSolution column : columns) {
            if (column.x().length != size) {
                throw new IllegalArgumentException("solutions: one has " + column.x().length + " entries (expected "
                        + size + ")");
            }
        }
    }

    /**
     * The solutions side by side.
     *
     * @return X, a new matrix
     */
    public Matrix x() {
        int k = columns.size();
        double[] entries = new double[Math.multiplyExact(size, k)];
        for (int j = 0; j < k; j++) {
            double[] x = columns.get(j).x();
            for (int i = 0; i < size; i++) {
                entries[i * k + j] = x[i];
            }
        }
        return Matrix.wrap(size, k, entries);
    }

    /**
     * Whether no column missed what was asked for.
     *
     * @return whether each reason {@linkplain Termination#isSatisfied() is satisfied}; true without columns
     */
    public boolean isSatisfied() {
        return columns.stream().allMatch(column -> column.termination().isSatisfied());
    }

    /**
     * The products spent on all columns.
     *
     * @return their sum
     */
    public int operatorProducts() {
        return columns.stream().mapToInt(LinearSolution::operatorProducts).sum();
    }
}
