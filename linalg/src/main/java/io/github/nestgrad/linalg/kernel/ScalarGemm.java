package io.github.nestgrad.linalg.kernel;

/**
 * The product A B of matrices given by strides, in scalar code.
 *
 * <p>The entry (i, j) of a matrix stands at {@code offset + i · rowStride + j · columnStride}, so a transposed matrix is
 * one with its strides exchanged. A block of 4×4 entries of C stays in local variables while the inner index runs: each
 * number that is loaded serves four products. C is stored row by row, its rows {@code cStride} apart.
 */
final class ScalarGemm {

    private ScalarGemm() {}

    static void multiply(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, int bColumn, Store store, double[] c, int cOffset, int cStride) {
        int i = 0;
        for (; i <= m - 4; i += 4) {
            int j = 0;
            for (; j <= n - 4; j += 4) {
                block(k, a, aOffset + i * aRow, aRow, aColumn, b, bOffset + j * bColumn, bRow, bColumn,
                        store, c, cOffset + i * cStride + j, cStride);
            }
            entries(4, n - j, k, a, aOffset + i * aRow, aRow, aColumn, b, bOffset + j * bColumn, bRow, bColumn,
                    store, c, cOffset + i * cStride + j, cStride);
        }
        entries(m - i, n, k, a, aOffset + i * aRow, aRow, aColumn, b, bOffset, bRow, bColumn,
                store, c, cOffset + i * cStride, cStride);
    }

    /** One entry of C at a time: what the blocks leave over at the right and below. */
    static void entries(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
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
