package io.github.nestgrad.linalg.kernel;

/** Moves blocks of matrices into panels that a tile reads consecutively, and tiles back to where they belong. */
final class GemmPacking {

    private static final int PANEL_ROWS = 4;

    private GemmPacking() {}

    /**
     * Panels of {@code width} columns of op(B), of k rows: entry (p, q) of a panel stands at p · width + q. The last one
     * is filled up with zeros.
     */
    static void panelsOfB(boolean transposed, int k, int columns, int width, double[] b, int bOffset, int bStride,
            double[] out, int to) {
        for (int j = 0; j < columns; j += width, to += width * k) {
            int here = Math.min(width, columns - j);
            if (transposed) {
                transposedPanel(k, here, width, b, bOffset + j * bStride, bStride, out, to);
            } else {
                panel(k, here, width, b, bOffset + j, bStride, out, to);
            }
        }
    }

    private static void panel(int k, int here, int width, double[] b, int from, int bStride, double[] out, int to) {
        for (int p = 0; p < k; p++, from += bStride, to += width) {
            System.arraycopy(b, from, out, to, here);
            for (int q = here; q < width; q++) {
                out[to + q] = 0;
            }
        }
    }

    private static void transposedPanel(
            int k, int here, int width, double[] b, int from, int bStride, double[] out, int to) {
        for (int q = 0; q < width; q++, from += bStride) {
            for (int p = 0; p < k; p++) {
                out[to + p * width + q] = q < here ? b[from + p] : 0;
            }
        }
    }

    /** Panels of four rows of op(A), of k columns, times a sign: entry (r, p) of a panel stands at 4 p + r. */
    static void panelsOfA(int k, int rows, double sign, double[] a, int aOffset, int aRow, int aColumn, double[] out,
            int to) {
        int i = 0;
        for (; i <= rows - PANEL_ROWS; i += PANEL_ROWS, to += PANEL_ROWS * k) {
            fourRows(k, sign, a, aOffset + i * aRow, aRow, aColumn, out, to);
        }
        for (int r = 0; i + r < rows; r++) {
            for (int p = 0; p < k; p++) {
                out[to + p * PANEL_ROWS + r] = sign * a[aOffset + (i + r) * aRow + p * aColumn];
            }
        }
    }

    private static void fourRows(
            int k, double sign, double[] a, int from, int aRow, int aColumn, double[] out, int to) {
        for (int p = 0; p < k; p++, from += aColumn, to += PANEL_ROWS) {
            out[to] = sign * a[from];
            out[to + 1] = sign * a[from + aRow];
            out[to + 2] = sign * a[from + 2 * aRow];
            out[to + 3] = sign * a[from + 3 * aRow];
        }
    }

    /** Sets the upper left part of a tile into C, or adds it. */
    static void unload(int rows, int columns, double[] tile, int tileStride, boolean add, double[] c, int cOffset,
            int cStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = cOffset + i * cStride + j;
                double entry = tile[i * tileStride + j];
                c[at] = add ? c[at] + entry : entry;
            }
        }
    }
}
