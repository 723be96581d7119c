package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A B and Aᵀ B for a B of few columns, as regression has them.
 *
 * <p>Columns of C would leave most of a vector empty, so vectors run along another index: for A B along the inner one,
 * which makes inner products of rows of A and of columns of B, and for Aᵀ B along the rows of C, see
 * {@link VectorNarrowUpdate}. A is read once from memory, where it stands.
 *
 * <p>Every entry of A B is summed in the same order, whatever its place: lane by lane, then the lanes.
 */
final class VectorNarrowGemm {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final int ROWS = 4;
    private static final int COLUMNS = 5;
    private static final int TILE = ROWS * COLUMNS * LENGTH;

    private VectorNarrowGemm() {}

    /** A tile of sums that are still vectors, and Bᵀ. */
    static int workspace(int n, int k) {
        return TILE + n * k;
    }

    /** A B for A of m × k. */
    static void multiply(boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride, double[] b,
            int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride, double[] workspace) {
        if (transposeB) {
            multiplyByRows(m, n, k, a, aOffset, aStride, b, bOffset, bStride, store, c, cOffset, cStride, workspace);
        } else {
            transpose(k, n, b, bOffset, bStride, workspace, TILE);
            multiplyByRows(m, n, k, a, aOffset, aStride, workspace, TILE, k, store, c, cOffset, cStride, workspace);
        }
    }

    /** A B for Bᵀ of n × k: inner products of rows. Where fewer than a tile are left, the last ones stand in. */
    private static void multiplyByRows(int m, int n, int k, double[] a, int aOffset, int aStride, double[] b,
            int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride, double[] tile) {
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            for (int j = 0; j < n; j += COLUMNS) {
                int columns = Math.min(COLUMNS, n - j);
                dots(k, a, aOffset + i * aStride, aStride, rows - 1, b, bOffset + j * bStride, bStride, columns - 1,
                        tile);
                unload(rows, columns, tile, store, c, cOffset + i * cStride + j, cStride);
            }
        }
    }

    private static void transpose(int rows, int columns, double[] x, int from, int stride, double[] out, int to) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[to + j * rows + i] = x[from + i * stride + j];
            }
        }
    }

    /** Adds the lanes by hand: the order of {@code reduceLanes} is open, and not that of interpreted code on JDK 25. */
    private static void unload(int rows, int columns, double[] tile, Store store, double[] c, int cOffset,
            int cStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = (i * COLUMNS + j) * LENGTH;
                double sum = tile[at];
                for (int l = 1; l < LENGTH; l++) {
                    sum += tile[at + l];
                }
                store.put(c, cOffset + i * cStride + j, sum);
            }
        }
    }

    static int workspaceTransposed(int m, int n, int k) {
        return VectorNarrowUpdate.workspace(n) + VectorNarrowUpdate.paddedRows(n) * m;
    }

    /** Aᵀ B for A stored as k × m. */
    static void multiplyTransposed(boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        int cTransposed = VectorNarrowUpdate.workspace(n);
        Arrays.fill(workspace, cTransposed, cTransposed + VectorNarrowUpdate.paddedRows(n) * m, 0);
        if (store != Store.SET) {
            transpose(m, n, c, cOffset, cStride, workspace, cTransposed);
        }
        VectorNarrowUpdate.add(k, m, n, a, aOffset, aStride, store == Store.SUBTRACT ? -1 : 1, b, bOffset,
                transposeB ? 1 : bStride, transposeB ? bStride : 1, workspace, 0, cTransposed);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cOffset + i * cStride + j] = workspace[cTransposed + j * m + i];
            }
        }
    }

    /** A tile, Wᵀ, a block of Z, what is in use of it, Gᵀ. */
    static int onePassWorkspace(int columns, int k) {
        int block = OnePassBlocks.rows(columns);
        return TILE + columns * k + block * k + workspaceTransposed(columns, k, block);
    }

    /** Xᵀ φ(X W), block by block; Gᵀ is what grows, as in {@link #multiplyTransposed}. */
    static void onePass(int firstRow, int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        int block = OnePassBlocks.rows(columns);
        int z = TILE + columns * k;
        int inUse = z + block * k;
        int gTransposed = inUse + VectorNarrowUpdate.workspace(k);
        transpose(columns, k, w, wOffset, k, workspace, TILE);
        Arrays.fill(workspace, gTransposed, gTransposed + VectorNarrowUpdate.paddedRows(k) * columns, 0);
        for (int i = 0; i < rows; i += block) {
            int here = Math.min(block, rows - i);
            int xAt = xOffset + i * columns;
            multiplyByRows(here, k, columns, x, xAt, columns, workspace, TILE, columns, Store.SET, workspace, z, k,
                    workspace);
            step.apply(firstRow + i, here, workspace, z);
            VectorNarrowUpdate.add(here, columns, k, x, xAt, columns, 1, workspace, z, k, 1, workspace, inUse,
                    gTransposed);
        }
        transpose(k, columns, workspace, gTransposed, columns, g, gOffset);
    }

    /**
     * The inner products of four rows of A and five rows of Bᵀ, into a tile, a vector each; what does not fill a vector
     * at the end goes to its first lanes.
     */
    private static void dots(int k, double[] a, int a0, int aStride, int aLast, double[] b, int b0, int bStride,
            int bLast, double[] tile) {
        int a1 = a0 + Math.min(1, aLast) * aStride;
        int a2 = a0 + Math.min(2, aLast) * aStride;
        int a3 = a0 + Math.min(3, aLast) * aStride;
        int b1 = b0 + Math.min(1, bLast) * bStride;
        int b2 = b0 + Math.min(2, bLast) * bStride;
        int b3 = b0 + Math.min(3, bLast) * bStride;
        int b4 = b0 + Math.min(4, bLast) * bStride;
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = c00;
        DoubleVector c02 = c00;
        DoubleVector c03 = c00;
        DoubleVector c04 = c00;
        DoubleVector c10 = c00;
        DoubleVector c11 = c00;
        DoubleVector c12 = c00;
        DoubleVector c13 = c00;
        DoubleVector c14 = c00;
        DoubleVector c20 = c00;
        DoubleVector c21 = c00;
        DoubleVector c22 = c00;
        DoubleVector c23 = c00;
        DoubleVector c24 = c00;
        DoubleVector c30 = c00;
        DoubleVector c31 = c00;
        DoubleVector c32 = c00;
        DoubleVector c33 = c00;
        DoubleVector c34 = c00;
        int p = 0;
        for (; p <= k - LENGTH; p += LENGTH) {
            DoubleVector w0 = DoubleVector.fromArray(SPECIES, b, b0 + p);
            DoubleVector w1 = DoubleVector.fromArray(SPECIES, b, b1 + p);
            DoubleVector w2 = DoubleVector.fromArray(SPECIES, b, b2 + p);
            DoubleVector w3 = DoubleVector.fromArray(SPECIES, b, b3 + p);
            DoubleVector w4 = DoubleVector.fromArray(SPECIES, b, b4 + p);
            DoubleVector v = DoubleVector.fromArray(SPECIES, a, a0 + p);
            c00 = v.fma(w0, c00);
            c01 = v.fma(w1, c01);
            c02 = v.fma(w2, c02);
            c03 = v.fma(w3, c03);
            c04 = v.fma(w4, c04);
            v = DoubleVector.fromArray(SPECIES, a, a1 + p);
            c10 = v.fma(w0, c10);
            c11 = v.fma(w1, c11);
            c12 = v.fma(w2, c12);
            c13 = v.fma(w3, c13);
            c14 = v.fma(w4, c14);
            v = DoubleVector.fromArray(SPECIES, a, a2 + p);
            c20 = v.fma(w0, c20);
            c21 = v.fma(w1, c21);
            c22 = v.fma(w2, c22);
            c23 = v.fma(w3, c23);
            c24 = v.fma(w4, c24);
            v = DoubleVector.fromArray(SPECIES, a, a3 + p);
            c30 = v.fma(w0, c30);
            c31 = v.fma(w1, c31);
            c32 = v.fma(w2, c32);
            c33 = v.fma(w3, c33);
            c34 = v.fma(w4, c34);
        }
        c00.intoArray(tile, 0);
        c01.intoArray(tile, LENGTH);
        c02.intoArray(tile, 2 * LENGTH);
        c03.intoArray(tile, 3 * LENGTH);
        c04.intoArray(tile, 4 * LENGTH);
        c10.intoArray(tile, 5 * LENGTH);
        c11.intoArray(tile, 6 * LENGTH);
        c12.intoArray(tile, 7 * LENGTH);
        c13.intoArray(tile, 8 * LENGTH);
        c14.intoArray(tile, 9 * LENGTH);
        c20.intoArray(tile, 10 * LENGTH);
        c21.intoArray(tile, 11 * LENGTH);
        c22.intoArray(tile, 12 * LENGTH);
        c23.intoArray(tile, 13 * LENGTH);
        c24.intoArray(tile, 14 * LENGTH);
        c30.intoArray(tile, 15 * LENGTH);
        c31.intoArray(tile, 16 * LENGTH);
        c32.intoArray(tile, 17 * LENGTH);
        c33.intoArray(tile, 18 * LENGTH);
        c34.intoArray(tile, 19 * LENGTH);
        for (int lane = 0; p < k; p++, lane++) {
            for (int r = 0; r < ROWS; r++) {
                double entry = a[a0 + Math.min(r, aLast) * aStride + p];
                for (int q = 0; q < COLUMNS; q++) {
                    int at = (r * COLUMNS + q) * LENGTH + lane;
                    tile[at] = Math.fma(entry, b[b0 + Math.min(q, bLast) * bStride + p], tile[at]);
                }
            }
        }
    }
}
