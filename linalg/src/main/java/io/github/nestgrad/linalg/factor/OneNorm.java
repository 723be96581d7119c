package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import java.util.Arrays;

/** The norm ‖A‖₁ = maxⱼ Σᵢ |Aᵢⱼ|. */
final class OneNorm {

    private OneNorm() {}

    static double of(Matrix a) {
        double[] sums = new double[a.columns()];
        double[] row = new double[a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            System.arraycopy(a.array(), i * a.columns(), row, 0, row.length);
            addMagnitudes(row.length, row, sums);
        }
        return largest(sums);
    }

    /** The norm of a symmetric matrix of which the lower triangle is given. */
    static double ofLowerTriangle(Matrix a) {
        int n = a.rows();
        double[] sums = new double[n];
        double[] row = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        for (int i = 0; i < n; i++) {
            System.arraycopy(a.array(), i * n, row, 0, i + 1);
            addMagnitudes(i + 1, row, sums);
            sums[i] += KernelProvider.get().dot(i, row, 0, ones, 0);
        }
        return largest(sums);
    }

    /** x ← |x|, y ← y + |x|. */
    private static void addMagnitudes(int n, double[] x, double[] y) {
        for (int j = 0; j < n; j++) {
            x[j] = Math.abs(x[j]);
            y[j] += x[j];
        }
    }

    private static double largest(double[] sums) {
        return sums.length == 0 ? 0 : sums[RowLoops.indexOfLargest(0, sums.length, sums)];
    }
}
