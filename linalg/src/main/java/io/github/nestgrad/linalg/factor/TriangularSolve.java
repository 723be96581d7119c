package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;

/**
 * B ← T⁻¹ B in place for a triangle T.
 *
 * <pre>
 *   (T₁₁    ) (X₁)   (B₁)
 *   (T₂₁ T₂₂) (X₂) = (B₂):    T₁₁ X₁ = B₁,   B₂ ← B₂ − T₂₁ X₁,   T₂₂ X₂ = B₂
 * </pre>
 *
 * <p>and from below for an upper one. Cutting in two until the block is small leaves nearly all of the work to products
 * of matrices (Elmroth, Gustavson, Jonsson and Kågström, SIAM Review 46, 2004). Substitution in any order is
 * row-wise backward stable (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., theorem 8.5).
 */
final class TriangularSolve {

    private static final int SMALL = 32;
    // as many columns as keep the rows of a small block within the first cache
    private static final int STRIP = 128;

    private TriangularSolve() {}

    /** Solves for {@code columns} right-hand sides, whose rows begin at {@code bOffset} and stand a stride apart. */
    static void inPlace(Triangle t, int size, int columns, double[] b, int bOffset, int bStride, Workspace workspace) {
        if (size <= SMALL) {
            for (int j = 0; j < columns; j += STRIP) {
                strip(t, size, Math.min(STRIP, columns - j), b, bOffset + j, bStride, workspace);
            }
            return;
        }
        int h = Triangle.half(size);
        int rest = size - h;
        int below = bOffset + h * bStride;
        int beside = t.besideFirst(h);
        if (t.actsLower()) {
            inPlace(t, h, columns, b, bOffset, bStride, workspace);
            workspace.product(t.transposed(), false, rest, columns, h, t.array(), beside, t.stride(),
                    b, bOffset, bStride, Store.SUBTRACT, b, below, bStride);
            inPlace(t.from(h), rest, columns, b, below, bStride, workspace);
        } else {
            inPlace(t.from(h), rest, columns, b, below, bStride, workspace);
            workspace.product(t.transposed(), false, h, columns, rest, t.array(), beside, t.stride(),
                    b, below, bStride, Store.SUBTRACT, b, bOffset, bStride);
            inPlace(t, h, columns, b, bOffset, bStride, workspace);
        }
    }

    private static void strip(
            Triangle t, int size, int columns, double[] b, int bOffset, int bStride, Workspace workspace) {
        double[][] x = workspace.rows(SMALL, STRIP);
        for (int i = 0; i < size; i++) {
            System.arraycopy(b, bOffset + i * bStride, x[i], 0, columns);
        }
        boolean lower = t.actsLower();
        for (int step = 0; step < size; step++) {
            int i = lower ? step : size - 1 - step;
            subtractKnown(t, i, lower ? 0 : i + 1, lower ? i : size, columns, x);
            if (!t.unit()) {
                RowLoops.divide(0, columns, t.diagonal(i), x[i]);
            }
            System.arraycopy(x[i], 0, b, bOffset + i * bStride, columns);
        }
    }

    /** xᵢ ← xᵢ − Σ Tᵢₖ xₖ over the rows k that are known. */
    private static void subtractKnown(Triangle t, int i, int from, int to, int columns, double[][] x) {
        int k = from;
        for (; k <= to - 4; k += 4) {
            RowLoops.subtractFour(0, columns, t.get(i, k), x[k], t.get(i, k + 1), x[k + 1], t.get(i, k + 2), x[k + 2],
                    t.get(i, k + 3), x[k + 3], x[i]);
        }
        for (; k < to; k++) {
            RowLoops.subtract(0, columns, t.get(i, k), x[k], x[i]);
        }
    }

    /** Solves for one vector: by rows of the array in either case, which is the way that it is stored. */
    static void inPlace(Triangle t, int size, double[] x, int xOffset, Kernels kernels) {
        boolean lower = t.actsLower();
        for (int step = 0; step < size; step++) {
            int i = lower ? step : size - 1 - step;
            // what stands beside the diagonal in row i of the array
            int from = t.upper() ? i + 1 : 0;
            int count = t.upper() ? size - 1 - i : i;
            int row = t.offset() + i * t.stride() + from;
            if (t.transposed()) {
                x[xOffset + i] /= t.diagonal(i);
                kernels.axpy(count, -x[xOffset + i], t.array(), row, x, xOffset + from);
            } else {
                double known = kernels.dot(count, t.array(), row, x, xOffset + from);
                x[xOffset + i] = (x[xOffset + i] - known) / t.diagonal(i);
            }
        }
    }
}
