package io.github.nestgrad.linalg.kernel;

/** Moves blocks of matrices into panels that a tile reads consecutively, and parts of C into a tile and back. */
final class GemmPacking {

    private static final int PANEL_ROWS = 4;

    private GemmPacking() {}

    /**
     * A panel of {@code width} columns, of k rows, of B times a sign: entry (p, q) stands at p · width + q. Columns
     * that are missing are zero.
     */
    static void panelOfB(int k, int columns, int width, double sign, double[] b, int from, int bStride, double[] out,
            int to) {
        for (int p = 0; p < k; p++, from += bStride, to += width) {
            for (int q = 0; q < columns; q++) {
                out[to + q] = sign * b[from + q];
            }
            for (int q = columns; q < width; q++) {
                out[to + q] = 0;
            }
        }
    }

    /** The same of Bᵀ: each of its columns is a row of B. */
    static void panelOfTransposedB(int k, int columns, int width, double sign, double[] b, int from, int bStride,
            double[] out, int to) {
        int q = 0;
        for (; q <= columns - PANEL_ROWS; q += PANEL_ROWS) {
            fourRows(k, sign, b, from + q * bStride, bStride, 1, out, to + q, width);
        }
        for (; q < columns; q++) {
            for (int p = 0; p < k; p++) {
                out[to + q + p * width] = sign * b[from + q * bStride + p];
            }
        }
        for (; q < width; q++) {
            for (int p = 0; p < k; p++) {
                out[to + q + p * width] = 0;
            }
        }
    }

    /** Panels of four rows of op(A), of k columns: entry (r, p) of a panel stands at 4 p + r. */
    static void panelsOfA(int k, int rows, double[] a, int aOffset, int aRow, int aColumn, double[] out, int to) {
        int i = 0;
        for (; i <= rows - PANEL_ROWS; i += PANEL_ROWS, to += PANEL_ROWS * k) {
            fourRows(k, 1, a, aOffset + i * aRow, aRow, aColumn, out, to, PANEL_ROWS);
        }
        if (i < rows) {
            for (int r = 0; r < PANEL_ROWS; r++) {
                int row = aOffset + Math.min(i + r, rows - 1) * aRow;
                for (int p = 0; p < k; p++) {
                    out[to + p * PANEL_ROWS + r] = a[row + p * aColumn];
                }
            }
        }
    }

    private static void fourRows(int k, double sign, double[] x, int from, int row, int column, double[] out, int to,
            int step) {
        for (int p = 0; p < k; p++) {
            int at = from + p * column;
            int put = to + p * step;
            out[put] = sign * x[at];
            out[put + 1] = sign * x[at + row];
            out[put + 2] = sign * x[at + 2 * row];
            out[put + 3] = sign * x[at + 3 * row];
        }
    }

    /** Copies a rectangle: what of C a tile covers that sticks out, into that tile or out of it. */
    static void copy(int rows, int columns, double[] from, int fromOffset, int fromStride, double[] to, int toOffset,
            int toStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toOffset + i * toStride + j] = from[fromOffset + i * fromStride + j];
            }
        }
    }
}
