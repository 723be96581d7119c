package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.Store;

/**
 * The factorisation A = Rᵀ R of the upper triangle of an array in place, R upper triangular.
 *
 * <pre>
 *   A₁₁ = R₁₁ᵀ R₁₁,    R₁₂ = R₁₁⁻ᵀ A₁₂,    A₂₂ − R₁₂ᵀ R₁₂ = R₂₂ᵀ R₂₂
 * </pre>
 *
 * <p>cut in two until the blocks are small (Gustavson, IBM J. Res. Dev. 41, 1997). Upper and not lower, since the rows
 * of R₁₂ then are what substitution works on and what a product reads, all of them consecutive. What stands below the
 * diagonal is not read and partly overwritten.
 */
final class CholeskyBlocks {

    private static final int SMALL = 32;
    // diagonal blocks of the update are computed as full squares up to this size: small products are slower than waste
    private static final int SQUARE = 64;

    private final double[] r;
    private final int stride;
    private final Workspace workspace = new Workspace();
    private int failedAt = -1;
    private double failedPivot;

    private CholeskyBlocks(double[] r, int stride) {
        this.r = r;
        this.stride = stride;
    }

    /** The factorisation as far as it came. */
    static CholeskyBlocks factorize(int size, double[] r) {
        CholeskyBlocks blocks = new CholeskyBlocks(r, size);
        blocks.factorize(0, size);
        return blocks;
    }

    /** The array that R has replaced the upper triangle of. */
    double[] array() {
        return r;
    }

    /** The row whose pivot is not a positive finite number, or −1. */
    int failedAt() {
        return failedAt;
    }

    /** The pivot of that row. */
    double failedPivot() {
        return failedPivot;
    }

    private boolean factorize(int from, int size) {
        if (size <= SMALL) {
            return small(from, size);
        }
        int h = Triangle.half(size);
        int rest = size - h;
        int block = from * (stride + 1);
        if (!factorize(from, h)) {
            return false;
        }
        Triangle r11 = Triangle.upper(r, block, stride);
        TriangularSolve.inPlace(r11.transpose(), h, rest, r, block + h, stride, workspace);
        subtractSquares(rest, h, block + h, block + h * (stride + 1));
        return factorize(from + h, rest);
    }

    /** C ← C − Bᵀ B on and above the diagonal, B of k × n. */
    private void subtractSquares(int n, int k, int b, int c) {
        if (n <= SQUARE) {
            workspace.product(true, false, n, n, k, r, b, stride, r, b, stride, Store.SUBTRACT, r, c, stride);
            return;
        }
        int h = Triangle.half(n);
        subtractSquares(h, k, b, c);
        workspace.product(true, false, h, n - h, k, r, b, stride, r, b + h, stride, Store.SUBTRACT, r, c + h, stride);
        subtractSquares(n - h, k, b + h, c + h * (stride + 1));
    }

    private boolean small(int from, int size) {
        double[][] rows = workspace.rows(SMALL, SMALL);
        for (int i = 0; i < size; i++) {
            System.arraycopy(r, (from + i) * stride + from, rows[i], 0, size);
        }
        for (int i = 0; i < size; i++) {
            double[] row = rows[i];
            double pivot = row[i];
            if (!(pivot > 0) || Double.isInfinite(pivot)) {
                failedAt = from + i;
                failedPivot = pivot;
                return false;
            }
            row[i] = Math.sqrt(pivot);
            RowLoops.divide(i + 1, size, row[i], row);
            for (int k = i + 1; k < size; k++) {
                RowLoops.subtract(k, size, row[k], row, rows[k]);
            }
            System.arraycopy(row, i, r, (from + i) * (stride + 1), size - i);
        }
        return true;
    }
}
