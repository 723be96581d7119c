package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;

/**
 * B ← T B in place for a triangle T: the steps of {@link TriangularSolve} undone, in the opposite order.
 */
final class TriangularProduct {

    private static final int SMALL = 32;
    private static final int STRIP = 128;

    private TriangularProduct() {}

    /** Multiplies {@code columns} columns, whose rows begin at {@code bOffset} and stand a stride apart. */
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
            inPlace(t.from(h), rest, columns, b, below, bStride, workspace);
            workspace.product(t.transposed(), false, rest, columns, h, t.array(), beside, t.stride(),
                    b, bOffset, bStride, Store.ADD, b, below, bStride);
            inPlace(t, h, columns, b, bOffset, bStride, workspace);
        } else {
            inPlace(t, h, columns, b, bOffset, bStride, workspace);
            workspace.product(t.transposed(), false, h, columns, rest, t.array(), beside, t.stride(),
                    b, below, bStride, Store.ADD, b, bOffset, bStride);
            inPlace(t.from(h), rest, columns, b, below, bStride, workspace);
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
            // the row that no other row needs any more
            int i = lower ? size - 1 - step : step;
            if (!t.unit()) {
                RowLoops.scale(0, columns, t.diagonal(i), x[i]);
            }
            for (int k = lower ? 0 : i + 1; k < (lower ? i : size); k++) {
                RowLoops.subtract(0, columns, -t.get(i, k), x[k], x[i]);
            }
            System.arraycopy(x[i], 0, b, bOffset + i * bStride, columns);
        }
    }

    /** Multiplies one vector. */
    static void inPlace(Triangle t, int size, double[] x, int xOffset, Kernels kernels) {
        boolean lower = t.actsLower();
        for (int step = 0; step < size; step++) {
            int i = lower ? size - 1 - step : step;
            int from = t.upper() ? i + 1 : 0;
            int count = t.upper() ? size - 1 - i : i;
            int row = t.offset() + i * t.stride() + from;
            if (t.transposed()) {
                kernels.axpy(count, x[xOffset + i], t.array(), row, x, xOffset + from);
                x[xOffset + i] *= t.diagonal(i);
            } else {
                double others = kernels.dot(count, t.array(), row, x, xOffset + from);
                x[xOffset + i] = t.diagonal(i) * x[xOffset + i] + others;
            }
        }
    }
}
