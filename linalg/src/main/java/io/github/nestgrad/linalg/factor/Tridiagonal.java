package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import java.util.Arrays;

/**
 * The reduction A = Q T Qᵀ of a symmetric matrix to a tridiagonal one by Householder reflections from both sides.
 *
 * <pre>
 *   p = τ A v,    w = p − (τ pᵀv / 2) v,    H A H = A − v wᵀ − w vᵀ
 * </pre>
 *
 * <p>Golub and Van Loan, Matrix Computations, §8.3.1; 4n³/3 operations. The whole square is kept and not one triangle,
 * so that no row has to be added up, only added to others; and one pass over the matrix both updates it and multiplies
 * it with the next v, which is known as soon as its row is updated.
 */
final class Tridiagonal {

    private final int n;
    private final double[][] rows;
    private final double[] diagonal;
    private final double[] beside;
    private final double[] tau;
    private final Kernels kernels = KernelProvider.get();

    private Tridiagonal(double[][] rows) {
        this.n = rows.length;
        this.rows = rows;
        this.diagonal = new double[n];
        this.beside = new double[n];
        this.tau = new double[Math.max(0, n - 2)];
    }

    /** Reduces a symmetric matrix, both triangles of it given, in place. */
    static Tridiagonal reduce(double[][] rows) {
        Tridiagonal reduction = new Tridiagonal(rows);
        reduction.reduce();
        return reduction;
    }

    /** The n entries of T's diagonal. */
    double[] diagonal() {
        return diagonal;
    }

    /** The n − 1 entries beside it, and one more. */
    double[] beside() {
        return beside;
    }

    /** Qᵀ by its rows. */
    double[][] transposedQ() {
        double[][] q = new double[n][n];
        if (n > 0) {
            q[0][0] = 1;
        }
        int order = n - 1;
        if (order < 1) {
            return q;
        }
        double[] columns = new double[tau.length * order];
        for (int k = 0; k < tau.length; k++) {
            System.arraycopy(rows[k], 1, columns, k * order, order);
        }
        double[] inner = new Householder(order, tau.length, columns, tau).form(order);
        double[] transposed = RowLoops.transposed(order, order, inner);
        for (int i = 0; i < order; i++) {
            System.arraycopy(transposed, i * order, q[i + 1], 1, order);
        }
        return q;
    }

    private void reduce() {
        double[] v = new double[n];
        double[] w = new double[n];
        double[] next = new double[n];
        double[] product = new double[n];
        for (int k = 0; k < n; k++) {
            // row k is what the reflections so far have left to do: v and w are those of the last one
            RowLoops.subtract(k, n, v[k], w, rows[k]);
            RowLoops.subtract(k, n, w[k], v, rows[k]);
            diagonal[k] = rows[k][k];
            if (k + 1 < n) {
                double factor = k < tau.length ? Reflector.generate(rows[k], k + 1, n, kernels) : 0;
                beside[k] = rows[k][k + 1];
                System.arraycopy(rows[k], k + 1, next, k + 1, n - k - 1);
                next[k + 1] = 1;
                if (k < tau.length) {
                    tau[k] = factor;
                    updateAndMultiply(k + 1, v, w, next, product);
                    RowLoops.scale(k + 1, n, factor, product);
                    double inner = kernels.dot(n - k - 1, product, k + 1, next, k + 1);
                    RowLoops.subtract(k + 1, n, factor * inner / 2, next, product);
                    double[] swap = v;
                    v = next;
                    next = swap;
                    swap = w;
                    w = product;
                    product = swap;
                }
            }
        }
    }

    /** A ← A − v wᵀ − w vᵀ and p = A u, in the rows and columns behind. */
    private void updateAndMultiply(int from, double[] v, double[] w, double[] u, double[] p) {
        Arrays.fill(p, from, n, 0);
        for (int i = from; i < n; i++) {
            updateRow(from, n, v[i], w[i], u[i], rows[i], v, w, p);
        }
    }

    /** One row and not two in a pass: with that many arrays the compiler gave up when both ends of the loop vary. */
    private static void updateRow(int from, int to, double vi, double wi, double ui, double[] row, double[] v,
            double[] w, double[] p) {
        for (int j = from; j < to; j++) {
            double entry = row[j] - (vi * w[j] + wi * v[j]);
            row[j] = entry;
            p[j] += ui * entry;
        }
    }
}
