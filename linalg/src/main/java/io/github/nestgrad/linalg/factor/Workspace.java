package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;

/** The memory that one factorisation or solution works in, with the products that need some of it. */
final class Workspace {

    final Kernels kernels = KernelProvider.get();
    private double[] panels = new double[0];
    private double[][] rows = new double[0][0];

    /**
     * C ← op(A) op(B), C + op(A) op(B) or C − op(A) op(B), as {@link Kernels#gemm gemm} says; not at all if C is empty.
     */
    void product(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride) {
        if (m == 0 || n == 0) {
            return;
        }
        int need = kernels.gemmWorkspace(transposeA, transposeB, m, n, k);
        if (panels.length < need) {
            panels = new double[need];
        }
        kernels.gemm(transposeA, transposeB, m, n, k, a, aOffset, aStride, b, bOffset, bStride, store, c, cOffset,
                cStride, panels);
    }

    /** Scratch rows of at least a length, with what the last user left in them. */
    double[][] rows(int count, int length) {
        if (rows.length < count || count > 0 && rows[0].length < length) {
            rows = new double[Math.max(count, rows.length)][Math.max(length, rows.length == 0 ? 0 : rows[0].length)];
        }
        return rows;
    }
}
