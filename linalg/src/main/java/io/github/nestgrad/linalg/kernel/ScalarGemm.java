package io.github.nestgrad.linalg.kernel;

/**
 * The product A B of matrices given by strides, in scalar code.
 *
 * <p>The entry (i, j) of a matrix stands at {@code offset + i · rowStride + j · columnStride}, so a transposed matrix
 * is one with its strides exchanged. A block of 4×4 entries of C stays in local variables while the inner index runs:
 * each number that is loaded serves four products. C is stored row by row, its rows {@code cStride} apart.
 *
 * <pre>
 *   for each k′ ≤ 256 of the inner index:   a block of B, in panels of 4 columns if B is large
 *     for each 64 rows:                     what of A these need; stays in L2
 *       for each panel of B, for each 4 rows:   C ← C + A B, a block of 4×4
 * </pre>
 */
final class ScalarGemm {

    private static final int TILE = 4;
    private static final int INNER_BLOCK = 256;
    private static final int ROW_BLOCK = 64;
    // a smaller B stays in the caches, however its columns are read
    private static final int SMALL_B = 64 * 64;
    // a number of B that is used less often is not worth the copying
    private static final int FEW_ROWS = 16;

    private ScalarGemm() {}

    private static boolean packs(int m, int n, int k) {
        return m >= FEW_ROWS && (long) n * k > SMALL_B;
    }

    static int workspace(int m, int n, int k) {
        return packs(m, n, k) ? Math.min(k, INNER_BLOCK) * (n - n % TILE) : 0;
    }

    /** The workspace may be null, and then B is read where it stands; the bits are the same. */
    static void multiply(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn, double[] b, int bOffset,
            int bRow, int bColumn, Store store, double[] c, int cOffset, int cStride, double[] workspace) {
        if (k == 0) {
            entries(m, n, 0, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, store, c, cOffset, cStride);
            return;
        }
        boolean packed = workspace != null && packs(m, n, k);
        for (int p = 0; p < k; p += INNER_BLOCK) {
            int depth = Math.min(INNER_BLOCK, k - p);
            int ib = bOffset + p * bRow;
            Store here = p > 0 && store == Store.SET ? Store.ADD : store;
            if (packed) {
                pack(depth, n, b, ib, bRow, bColumn, workspace);
            }
            for (int i = 0; i < m; i += ROW_BLOCK) {
                int rows = Math.min(ROW_BLOCK, m - i);
                rows(rows, n, depth, a, aOffset + i * aRow + p * aColumn, aRow, aColumn, b, ib, bRow, bColumn,
                        packed ? workspace : null, here, c, cOffset + i * cStride, cStride);
            }
        }
    }

    /** Panels of four columns: entry (p, q) of a panel stands at 4 p + q. */
    private static void pack(int k, int n, double[] b, int bOffset, int bRow, int bColumn, double[] out) {
        int to = 0;
        for (int j = 0; j <= n - TILE; j += TILE) {
            int from = bOffset + j * bColumn;
            for (int p = 0; p < k; p++, from += bRow, to += TILE) {
                out[to] = b[from];
                out[to + 1] = b[from + bColumn];
                out[to + 2] = b[from + 2 * bColumn];
                out[to + 3] = b[from + 3 * bColumn];
            }
        }
    }

    private static void rows(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn, double[] b,
            int bOffset, int bRow, int bColumn, double[] panels, Store store, double[] c, int cOffset, int cStride) {
        int whole = m - m % TILE;
        int j = 0;
        for (; j <= n - TILE; j += TILE) {
            int ib = bOffset + j * bColumn;
            for (int i = 0; i < whole; i += TILE) {
                int ic = cOffset + i * cStride + j;
                if (panels == null) {
                    block(k, a, aOffset + i * aRow, aRow, aColumn, b, ib, bRow, bColumn, store, c, ic, cStride);
                } else {
                    block(k, a, aOffset + i * aRow, aRow, aColumn, panels, j * k, TILE, 1, store, c, ic, cStride);
                }
            }
        }
        entries(whole, n - j, k, a, aOffset, aRow, aColumn, b, bOffset + j * bColumn, bRow, bColumn, store,
                c, cOffset + j, cStride);
        entries(m - whole, n, k, a, aOffset + whole * aRow, aRow, aColumn, b, bOffset, bRow, bColumn, store,
                c, cOffset + whole * cStride, cStride);
    }

    /** One entry of C at a time: what the blocks leave over at the right and below. */
    private static void entries(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, int bColumn, Store store, double[] c, int cOffset, int cStride) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int ia = aOffset + i * aRow;
                int ib = bOffset + j * bColumn;
                double sum = 0;
                for (int p = 0; p < k; p++, ia += aColumn, ib += bRow) {
                    sum += a[ia] * b[ib];
                }
                store.put(c, cOffset + i * cStride + j, sum);
            }
        }
    }

    private static void block(int k, double[] a, int ia, int aRow, int aColumn, double[] b, int ib, int bRow,
            int bColumn, Store store, double[] c, int ic, int cStride) {
        double c00 = 0;
        double c01 = 0;
        double c02 = 0;
        double c03 = 0;
        double c10 = 0;
        double c11 = 0;
        double c12 = 0;
        double c13 = 0;
        double c20 = 0;
        double c21 = 0;
        double c22 = 0;
        double c23 = 0;
        double c30 = 0;
        double c31 = 0;
        double c32 = 0;
        double c33 = 0;
        for (int p = 0; p < k; p++, ia += aColumn, ib += bRow) {
            double b0 = b[ib];
            double b1 = b[ib + bColumn];
            double b2 = b[ib + 2 * bColumn];
            double b3 = b[ib + 3 * bColumn];
            double a0 = a[ia];
            c00 += a0 * b0;
            c01 += a0 * b1;
            c02 += a0 * b2;
            c03 += a0 * b3;
            double a1 = a[ia + aRow];
            c10 += a1 * b0;
            c11 += a1 * b1;
            c12 += a1 * b2;
            c13 += a1 * b3;
            double a2 = a[ia + 2 * aRow];
            c20 += a2 * b0;
            c21 += a2 * b1;
            c22 += a2 * b2;
            c23 += a2 * b3;
            double a3 = a[ia + 3 * aRow];
            c30 += a3 * b0;
            c31 += a3 * b1;
            c32 += a3 * b2;
            c33 += a3 * b3;
        }
        store.put(c, ic, c00);
        store.put(c, ic + 1, c01);
        store.put(c, ic + 2, c02);
        store.put(c, ic + 3, c03);
        int next = ic + cStride;
        store.put(c, next, c10);
        store.put(c, next + 1, c11);
        store.put(c, next + 2, c12);
        store.put(c, next + 3, c13);
        next += cStride;
        store.put(c, next, c20);
        store.put(c, next + 1, c21);
        store.put(c, next + 2, c22);
        store.put(c, next + 3, c23);
        next += cStride;
        store.put(c, next, c30);
        store.put(c, next + 1, c31);
        store.put(c, next + 2, c32);
        store.put(c, next + 3, c33);
    }
}
