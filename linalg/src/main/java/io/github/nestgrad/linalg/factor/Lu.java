package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import java.util.Optional;

/**
 * The factorisation P A = L U of a square matrix with partial pivoting: L unit lower, U upper triangular.
 *
 * <p>Each column's largest entry on or below the diagonal becomes the pivot. 2n³/3 operations. In practice the solution
 * it yields solves a system whose matrix differs from A by a modest multiple of n ε ‖A‖ (Higham, Accuracy and Stability
 * of Numerical Algorithms, §9.3).
 */
public final class Lu {

    private final int size;
    private final double[] lu;
    private final int[] order;

    private Lu(int size, double[] lu, int[] order) {
        this.size = size;
        this.lu = lu;
        this.order = order;
    }

    /**
     * Factorises a matrix.
     *
     * @param a A, n×n
     * @return the factorisation
     * @throws IllegalArgumentException if A is not square
     * @throws ArithmeticException if a column has no pivot other than 0, or one that is not finite; it names the pivot
     */
    public static Lu of(Matrix a) {
        Factorization attempt = factorize(a);
        if (attempt.failedAt >= 0) {
            throw new ArithmeticException("LU: pivot " + attempt.failedAt + " of " + a.rows() + " is " + attempt.pivot
                    + " (expected a finite number other than 0; the matrix is singular or not finite)");
        }
        return new Lu(a.rows(), attempt.lu, attempt.order);
    }

    /**
     * Factorises a matrix if it is regular in floating point.
     *
     * @param a A, n×n
     * @return the factorisation; empty if a pivot is 0 or not finite
     * @throws IllegalArgumentException if A is not square
     */
    public static Optional<Lu> ifRegular(Matrix a) {
        Factorization attempt = factorize(a);
        return attempt.failedAt >= 0
                ? Optional.empty() : Optional.of(new Lu(a.rows(), attempt.lu, attempt.order));
    }

    /** The factors as far as they came; {@code failedAt} is the column without a pivot, or −1. */
    private record Factorization(double[] lu, int[] order, int failedAt, double pivot) {}

    private static Factorization factorize(Matrix a) {
        int n = a.rows();
        if (a.columns() != n) {
            throw new IllegalArgumentException("LU: A is " + n + "x" + a.columns() + " (expected a square matrix)");
        }
        Kernels kernels = KernelProvider.get();
        double[] lu = a.toArray();
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int k = 0; k < n; k++) {
            int best = rowOfLargest(lu, n, k);
            double pivot = lu[best * n + k];
            if (pivot == 0 || !Double.isFinite(pivot)) {
                return new Factorization(lu, order, k, pivot);
            }
            if (best != k) {
                swapRows(lu, n, best, k);
                int place = order[best];
                order[best] = order[k];
                order[k] = place;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = lu[i * n + k] / pivot;
                lu[i * n + k] = factor;
                kernels.axpy(n - k - 1, -factor, lu, k * n + k + 1, lu, i * n + k + 1);
            }
        }
        return new Factorization(lu, order, -1, 0);
    }

    /** The row of the largest entry of column k on or below the diagonal; a NaN counts as largest, so it is found. */
    private static int rowOfLargest(double[] lu, int n, int k) {
        int best = k;
        for (int i = k + 1; i < n; i++) {
            if (!(Math.abs(lu[i * n + k]) <= Math.abs(lu[best * n + k]))) {
                best = i;
            }
        }
        return best;
    }

    private static void swapRows(double[] lu, int n, int i, int k) {
        for (int j = 0; j < n; j++) {
            double entry = lu[i * n + j];
            lu[i * n + j] = lu[k * n + j];
            lu[k * n + j] = entry;
        }
    }

    /**
     * The solution of A x = b.
     *
     * @param b n entries; not modified
     * @return x
     * @throws IllegalArgumentException if the length is not n
     */
    public double[] solve(double[] b) {
        if (b.length != size) {
            throw new IllegalArgumentException(
                    "LU solve: A is " + size + "x" + size + " but b has length " + b.length);
        }
        Kernels kernels = KernelProvider.get();
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = b[order[i]] - kernels.dot(i, lu, i * size, x, 0);
        }
        for (int i = size - 1; i >= 0; i--) {
            double known = kernels.dot(size - i - 1, lu, i * size + i + 1, x, i + 1);
            x[i] = (x[i] - known) / lu[i * size + i];
        }
        return x;
    }
}
