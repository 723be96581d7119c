package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;

/**
 * Solves op(T) X = B in the memory of B, for a triangle T of a matrix that lies without gaps on a window.
 *
 * <p>Single columns are substituted by rows of T. With several, T is halved until it is small, so that nearly all work
 * is done in products of blocks.
 *
 * @param upper whether T is the upper triangle of the matrix; the other one is not read
 * @param transposed whether op transposes
 * @param unit whether the diagonal counts as ones and is not read
 */
record Substitution(boolean upper, boolean transposed, boolean unit) {

    private static final int SMALL = 32;

    /** How many numbers of workspace are needed for n rows. */
    static int workspace(int n, int columns) {
        if (columns <= 1 || n <= SMALL) {
            return 0;
        }
        int h = n / 2;
        Kernels kernels = KernelProvider.get();
        int most = Math.max(workspace(h, columns), workspace(n - h, columns));
        for (boolean transposed : new boolean[] {false, true}) {
            most = Math.max(most, kernels.gemmWorkspace(transposed, false, h, columns, n - h));
            most = Math.max(most, kernels.gemmWorkspace(transposed, false, n - h, columns, h));
        }
        return most;
    }

    /** Overwrites b, n rows of {@code columns} entries, with the solution. */
    void solve(Kernels kernels, int n, double[] t, int tOffset, int columns, double[] b, int bOffset,
            double[] workspace) {
        solve(kernels, n, n, t, tOffset, columns, b, bOffset, workspace);
    }

    /** The same for a triangle of n rows whose rows stand further apart: a part of a larger one. */
    void solve(Kernels kernels, int n, int stride, double[] t, int tOffset, int columns, double[] b, int bOffset,
            double[] workspace) {
        if (columns == 1) {
            solve(kernels, n, stride, t, tOffset, b, bOffset);
        } else if (columns > 1) {
            new Columns(kernels, stride, t, tOffset, columns, b, bOffset, workspace).solve(0, n);
        }
    }

    /** Whether op(T) is lower triangular, so that the first unknown is known first. */
    private boolean actsLower() {
        return upper == transposed;
    }

    private void solve(Kernels kernels, int n, int stride, double[] t, int tOffset, double[] x, int at) {
        boolean lower = actsLower();
        for (int step = 0; step < n; step++) {
            int i = lower ? step : n - 1 - step;
            // what stands beside the diagonal in row i of T
            int from = upper ? i + 1 : 0;
            int count = upper ? n - 1 - i : i;
            int row = tOffset + i * stride;
            if (!transposed) {
                x[at + i] -= kernels.dot(count, t, row + from, x, at + from);
            }
            if (!unit) {
                x[at + i] /= t[row + i];
            }
            if (transposed) {
                kernels.axpy(count, -x[at + i], t, row + from, x, at + from);
            }
        }
    }

    /** Several right-hand sides. */
    private final class Columns {
        private final Kernels kernels;
        private final int stride;
        private final double[] t;
        private final int tOffset;
        private final int columns;
        private final double[] b;
        private final int bOffset;
        private final double[] workspace;

        Columns(Kernels kernels, int stride, double[] t, int tOffset, int columns, double[] b, int bOffset,
                double[] workspace) {
            this.kernels = kernels;
            this.stride = stride;
            this.t = t;
            this.tOffset = tOffset;
            this.columns = columns;
            this.b = b;
            this.bOffset = bOffset;
            this.workspace = workspace;
        }

        void solve(int from, int to) {
            int n = to - from;
            if (n <= SMALL) {
                substitute(from, to);
                return;
            }
            int middle = from + n / 2;
            if (actsLower()) {
                solve(from, middle);
                subtract(middle, to, from, middle);
                solve(middle, to);
            } else {
                solve(middle, to);
                subtract(from, middle, middle, to);
                solve(from, middle);
            }
        }

        /** Takes the unknowns from {@code known} to {@code knownTo}, now known, out of the rows before {@code to}. */
        private void subtract(int from, int to, int known, int knownTo) {
            int block = tOffset + (transposed ? known * stride + from : from * stride + known);
            kernels.gemm(transposed, false, to - from, columns, knownTo - known, t, block, stride,
                    b, bOffset + known * columns, columns, Store.SUBTRACT, b, bOffset + from * columns, columns,
                    workspace);
        }

        private void substitute(int from, int to) {
            boolean lower = actsLower();
            for (int step = 0; step < to - from; step++) {
                int i = lower ? from + step : to - 1 - step;
                int row = bOffset + i * columns;
                for (int k = lower ? from : i + 1; k < (lower ? i : to); k++) {
                    double factor = t[tOffset + (transposed ? k * stride + i : i * stride + k)];
                    kernels.axpy(columns, -factor, b, bOffset + k * columns, b, row);
                }
                if (!unit) {
                    double pivot = t[tOffset + i * stride + i];
                    for (int j = 0; j < columns; j++) {
                        b[row + j] /= pivot;
                    }
                }
            }
        }
    }
}
