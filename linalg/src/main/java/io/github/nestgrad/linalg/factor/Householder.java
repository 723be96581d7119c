package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;

/**
 * An orthogonal matrix Q = H₀ H₁ ⋯ of order m, given by its reflections.
 *
 * @param order m
 * @param count the number of reflections, at most m
 * @param columns row j holds the vector of Hⱼ behind its leading one, from j + 1 on; m numbers a row
 * @param tau the factors τ
 */
record Householder(int order, int count, double[] columns, double[] tau) {

    /** As many reflections as are worth making one block of. */
    static final int BLOCK = 32;

    /** x ← Q x, or Qᵀ x. */
    void apply(boolean transposed, double[] x) {
        Kernels kernels = KernelProvider.get();
        for (int step = 0; step < count; step++) {
            int j = transposed ? step : count - 1 - step;
            int tail = order - j - 1;
            int v = j * order + j + 1;
            double inner = tau[j] * (x[j] + kernels.dot(tail, columns, v, x, j + 1));
            x[j] -= inner;
            kernels.axpy(tail, -inner, columns, v, x, j + 1);
        }
    }

    /** C ← Q C, or Qᵀ C, for C of m × k. */
    void apply(boolean transposed, int k, double[] c) {
        Workspace workspace = new Workspace();
        int blocks = (count + BLOCK - 1) / BLOCK;
        for (int step = 0; step < blocks; step++) {
            int from = (transposed ? step : blocks - 1 - step) * BLOCK;
            block(from, workspace).apply(transposed, k, c, from * k, k);
        }
    }

    /** The first k ≥ {@link #count} columns of Q, m × k: each block leaves alone the columns before its own. */
    double[] form(int k) {
        Workspace workspace = new Workspace();
        double[] q = new double[order * k];
        for (int j = 0; j < k; j++) {
            q[j * (k + 1)] = 1;
        }
        for (int from = (count - 1) / BLOCK * BLOCK; from >= 0 && count > 0; from -= BLOCK) {
            block(from, workspace).apply(false, k - from, q, from * (k + 1), k);
        }
        return q;
    }

    private CompactWy block(int from, Workspace workspace) {
        return new CompactWy(Math.min(BLOCK, count - from), order - from, columns, from * (order + 1), order, tau, from,
                workspace);
    }
}
