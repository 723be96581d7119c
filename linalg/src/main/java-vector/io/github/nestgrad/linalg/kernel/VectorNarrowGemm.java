package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with few columns, as regression has them: A B with B of k × n, n up to some tens, and Aᵀ B.
 *
 * <p>Columns of C would leave most of a vector empty, so vectors run along another index: along the inner one for A B,
 * which makes inner products of rows of A and columns of B; and along the rows of C for Aᵀ B, whose transpose is formed
 * first. A is read once from memory, where it stands.
 */
final class VectorNarrowGemm {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final int ROWS = 4;
    private static final int COLUMNS = 5;
    private static final int TILE = ROWS * COLUMNS;
    private static final int WIDE = 4 * LENGTH;
    // so many rows of A stay in the L1 and L2 cache while all columns of C pass by
    private static final int ROW_BLOCK = 32;

    private VectorNarrowGemm() {}

    private static int padded(int n) {
        return (n + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    static int workspace(int n, int k) {
        return TILE + n * k;
    }

    static int workspaceTransposed(int m, int n, int k) {
        return padded(n) * (k + m);
    }

    /** A B for A of m × k. */
    static void multiply(boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride, double[] b,
            int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride, double[] workspace) {
        if (!transposeB) {
            transpose(k, n, b, bOffset, bStride, workspace, TILE);
        }
        multiplyByRows(m, n, k, a, aOffset, aStride, transposeB ? b : workspace, transposeB ? bOffset : TILE,
                transposeB ? bStride : k, store, c, cOffset, cStride, workspace);
    }

    /** A B for Bᵀ of n × k: inner products of rows. */
    private static void multiplyByRows(int m, int n, int k, double[] a, int aOffset, int aStride, double[] columns,
            int columnsOffset, int columnsStride, Store store, double[] c, int cOffset, int cStride, double[] tile) {
        int i = 0;
        for (; i <= m - ROWS; i += ROWS) {
            int ia = aOffset + i * aStride;
            int j = 0;
            for (; j <= n - COLUMNS; j += COLUMNS) {
                dots(k, a, ia, aStride, columns, columnsOffset + j * columnsStride, columnsStride, tile);
                unload(ROWS, COLUMNS, tile, store, c, cOffset + i * cStride + j, cStride);
            }
            for (; j < n; j++) {
                for (int r = 0; r < ROWS; r++) {
                    tile[r * COLUMNS] =
                            dot(k, a, ia + r * aStride, columns, columnsOffset + j * columnsStride);
                }
                unload(ROWS, 1, tile, store, c, cOffset + i * cStride + j, cStride);
            }
        }
        for (; i < m; i++) {
            for (int j = 0; j < n; j++) {
                tile[0] = dot(k, a, aOffset + i * aStride, columns, columnsOffset + j * columnsStride);
                unload(1, 1, tile, store, c, cOffset + i * cStride + j, cStride);
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

    private static void unload(int rows, int columns, double[] tile, Store store, double[] c, int cOffset,
            int cStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                store.put(c, cOffset + i * cStride + j, tile[i * COLUMNS + j]);
            }
        }
    }

    private static double dot(int k, double[] x, int ix, double[] y, int iy) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        int p = 0;
        for (; p <= k - 2 * LENGTH; p += 2 * LENGTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, ix + p).fma(DoubleVector.fromArray(SPECIES, y, iy + p), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, ix + p + LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, iy + p + LENGTH), s1);
        }
        double sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
        for (; p < k; p++) {
            sum += x[ix + p] * y[iy + p];
        }
        return sum;
    }

    /** The inner products of four rows of A and five rows of Bᵀ, into a tile. */
    private static void dots(int k, double[] a, int ia, int aStride, double[] b, int ib, int bStride, double[] tile) {
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
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, ib + p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, ib + p + bStride);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, ib + p + 2 * bStride);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, ib + p + 3 * bStride);
            DoubleVector b4 = DoubleVector.fromArray(SPECIES, b, ib + p + 4 * bStride);
            DoubleVector v = DoubleVector.fromArray(SPECIES, a, ia + p);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            c02 = v.fma(b2, c02);
            c03 = v.fma(b3, c03);
            c04 = v.fma(b4, c04);
            v = DoubleVector.fromArray(SPECIES, a, ia + p + aStride);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            c12 = v.fma(b2, c12);
            c13 = v.fma(b3, c13);
            c14 = v.fma(b4, c14);
            v = DoubleVector.fromArray(SPECIES, a, ia + p + 2 * aStride);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            c22 = v.fma(b2, c22);
            c23 = v.fma(b3, c23);
            c24 = v.fma(b4, c24);
            v = DoubleVector.fromArray(SPECIES, a, ia + p + 3 * aStride);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            c32 = v.fma(b2, c32);
            c33 = v.fma(b3, c33);
            c34 = v.fma(b4, c34);
        }
        tile[0] = c00.reduceLanes(VectorOperators.ADD);
        tile[1] = c01.reduceLanes(VectorOperators.ADD);
        tile[2] = c02.reduceLanes(VectorOperators.ADD);
        tile[3] = c03.reduceLanes(VectorOperators.ADD);
        tile[4] = c04.reduceLanes(VectorOperators.ADD);
        tile[5] = c10.reduceLanes(VectorOperators.ADD);
        tile[6] = c11.reduceLanes(VectorOperators.ADD);
        tile[7] = c12.reduceLanes(VectorOperators.ADD);
        tile[8] = c13.reduceLanes(VectorOperators.ADD);
        tile[9] = c14.reduceLanes(VectorOperators.ADD);
        tile[10] = c20.reduceLanes(VectorOperators.ADD);
        tile[11] = c21.reduceLanes(VectorOperators.ADD);
        tile[12] = c22.reduceLanes(VectorOperators.ADD);
        tile[13] = c23.reduceLanes(VectorOperators.ADD);
        tile[14] = c24.reduceLanes(VectorOperators.ADD);
        tile[15] = c30.reduceLanes(VectorOperators.ADD);
        tile[16] = c31.reduceLanes(VectorOperators.ADD);
        tile[17] = c32.reduceLanes(VectorOperators.ADD);
        tile[18] = c33.reduceLanes(VectorOperators.ADD);
        tile[19] = c34.reduceLanes(VectorOperators.ADD);
        for (; p < k; p++) {
            for (int t = 0; t < TILE; t++) {
                tile[t] += a[ia + t / COLUMNS * aStride + p] * b[ib + t % COLUMNS * bStride + p];
            }
        }
    }

    /** Aᵀ B for A stored as k × m. */
    static void multiplyTransposed(boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        int columns = padded(n);
        int panels = columns * m;
        GemmPacking.panelsOfB(transposeB, k, n, COLUMNS, b, bOffset, bStride, workspace, panels);
        Arrays.fill(workspace, 0, panels, 0);
        for (int p = 0; p < k; p += ROW_BLOCK) {
            int depth = Math.min(ROW_BLOCK, k - p);
            addBlock(depth, m, columns, a, aOffset + p * aStride, aStride, workspace, panels + p * COLUMNS,
                    COLUMNS * k, 0);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                store.put(c, cOffset + i * cStride + j, workspace[j * m + i]);
            }
        }
    }

    /** A tile, Wᵀ, a block of Z, the same in panels, Gᵀ. */
    static int onePassWorkspace(int columns, int k) {
        int block = OnePassBlocks.rows(columns);
        return TILE + columns * k + block * k + block * padded(k) + padded(k) * columns;
    }

    /** Xᵀ φ(X W), block by block; Gᵀ is what grows, as in {@link #multiplyTransposed}. */
    static void onePass(int firstRow, int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        int block = OnePassBlocks.rows(columns);
        int wTransposed = TILE;
        int z = wTransposed + columns * k;
        int panels = z + block * k;
        int gTransposed = panels + block * padded(k);
        transpose(columns, k, w, wOffset, k, workspace, wTransposed);
        Arrays.fill(workspace, gTransposed, gTransposed + padded(k) * columns, 0);
        for (int i = 0; i < rows; i += block) {
            int here = Math.min(block, rows - i);
            int xAt = xOffset + i * columns;
            multiplyByRows(here, k, columns, x, xAt, columns, workspace, wTransposed, columns, Store.SET,
                    workspace, z, k, workspace);
            step.apply(firstRow + i, here, workspace, z);
            GemmPacking.panelsOfB(false, here, k, COLUMNS, workspace, z, k, workspace, panels);
            addBlock(here, columns, padded(k), x, xAt, columns, workspace, panels, COLUMNS * here, gTransposed);
        }
        transpose(k, columns, workspace, gTransposed, columns, g, gOffset);
    }

    /** Adds the products of some rows of A and of B to Cᵀ; both B, in panels, and Cᵀ lie in the workspace. */
    private static void addBlock(int depth, int m, int columns, double[] a, int ia, int aStride, double[] workspace,
            int ib, int panel, int ic) {
        int i = 0;
        for (; i <= m - WIDE; i += WIDE) {
            for (int j = 0; j < columns; j += COLUMNS) {
                wide(depth, a, ia + i, aStride, workspace, ib + j / COLUMNS * panel, workspace, ic + j * m + i, m);
            }
        }
        for (; i < m; i++) {
            for (int j = 0; j < columns; j++) {
                int at = ib + j / COLUMNS * panel + j % COLUMNS;
                double sum = workspace[ic + j * m + i];
                for (int p = 0; p < depth; p++) {
                    sum += a[ia + p * aStride + i] * workspace[at + p * COLUMNS];
                }
                workspace[ic + j * m + i] = sum;
            }
        }
    }

    /** Five rows of Cᵀ, of four vectors each. */
    private static void wide(int depth, double[] a, int ia, int aStride, double[] b, int ib, double[] c, int ic,
            int cStride) {
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ic);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ic + LENGTH);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, ic + 2 * LENGTH);
        DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, ic + 3 * LENGTH);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ic + cStride);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ic + cStride + LENGTH);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, ic + cStride + 2 * LENGTH);
        DoubleVector c13 = DoubleVector.fromArray(SPECIES, c, ic + cStride + 3 * LENGTH);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + LENGTH);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + 2 * LENGTH);
        DoubleVector c23 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + 3 * LENGTH);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + LENGTH);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + 2 * LENGTH);
        DoubleVector c33 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + 3 * LENGTH);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, ic + 4 * cStride);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, ic + 4 * cStride + LENGTH);
        DoubleVector c42 = DoubleVector.fromArray(SPECIES, c, ic + 4 * cStride + 2 * LENGTH);
        DoubleVector c43 = DoubleVector.fromArray(SPECIES, c, ic + 4 * cStride + 3 * LENGTH);
        for (int p = 0; p < depth; p++) {
            int at = ia + p * aStride;
            int from = ib + p * COLUMNS;
            DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, at);
            DoubleVector a1 = DoubleVector.fromArray(SPECIES, a, at + LENGTH);
            DoubleVector a2 = DoubleVector.fromArray(SPECIES, a, at + 2 * LENGTH);
            DoubleVector a3 = DoubleVector.fromArray(SPECIES, a, at + 3 * LENGTH);
            DoubleVector v = DoubleVector.broadcast(SPECIES, b[from]);
            c00 = v.fma(a0, c00);
            c01 = v.fma(a1, c01);
            c02 = v.fma(a2, c02);
            c03 = v.fma(a3, c03);
            v = DoubleVector.broadcast(SPECIES, b[from + 1]);
            c10 = v.fma(a0, c10);
            c11 = v.fma(a1, c11);
            c12 = v.fma(a2, c12);
            c13 = v.fma(a3, c13);
            v = DoubleVector.broadcast(SPECIES, b[from + 2]);
            c20 = v.fma(a0, c20);
            c21 = v.fma(a1, c21);
            c22 = v.fma(a2, c22);
            c23 = v.fma(a3, c23);
            v = DoubleVector.broadcast(SPECIES, b[from + 3]);
            c30 = v.fma(a0, c30);
            c31 = v.fma(a1, c31);
            c32 = v.fma(a2, c32);
            c33 = v.fma(a3, c33);
            v = DoubleVector.broadcast(SPECIES, b[from + 4]);
            c40 = v.fma(a0, c40);
            c41 = v.fma(a1, c41);
            c42 = v.fma(a2, c42);
            c43 = v.fma(a3, c43);
        }
        c00.intoArray(c, ic);
        c01.intoArray(c, ic + LENGTH);
        c02.intoArray(c, ic + 2 * LENGTH);
        c03.intoArray(c, ic + 3 * LENGTH);
        c10.intoArray(c, ic + cStride);
        c11.intoArray(c, ic + cStride + LENGTH);
        c12.intoArray(c, ic + cStride + 2 * LENGTH);
        c13.intoArray(c, ic + cStride + 3 * LENGTH);
        c20.intoArray(c, ic + 2 * cStride);
        c21.intoArray(c, ic + 2 * cStride + LENGTH);
        c22.intoArray(c, ic + 2 * cStride + 2 * LENGTH);
        c23.intoArray(c, ic + 2 * cStride + 3 * LENGTH);
        c30.intoArray(c, ic + 3 * cStride);
        c31.intoArray(c, ic + 3 * cStride + LENGTH);
        c32.intoArray(c, ic + 3 * cStride + 2 * LENGTH);
        c33.intoArray(c, ic + 3 * cStride + 3 * LENGTH);
        c40.intoArray(c, ic + 4 * cStride);
        c41.intoArray(c, ic + 4 * cStride + LENGTH);
        c42.intoArray(c, ic + 4 * cStride + 2 * LENGTH);
        c43.intoArray(c, ic + 4 * cStride + 3 * LENGTH);
    }
}
