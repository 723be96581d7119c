package io.github.nestgrad.linalg.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of matrices in blocks for registers and caches, after Goto and van de Geijn (ACM Trans. Math. Softw. 34:12,
 * 2008).
 *
 * <pre>
 *   for each 1536 columns, for each k′ ≤ 512 of the inner index:   a block of B, in panels of 16 columns
 *     for each 192 rows:                                           a block of A, in panels of 4 rows; stays in L2
 *       for each panel of B, for each panel of A:                  C ← C + A B, a tile of 4×16 in registers
 * </pre>
 *
 * <p>Packing into panels makes the innermost loop read consecutively, and pads the last panel of B with zeros. It costs a
 * pass over the matrix, which a small one cannot pay: that is read where it stands. The tile serves both, by its strides.
 */
final class VectorGemm {

    static final int TILE_ROWS = 4;

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final int TILE_COLUMNS = 4 * LENGTH;
    private static final int TILE = TILE_ROWS * TILE_COLUMNS;

    private static final int INNER_BLOCK = 512;
    private static final int ROW_BLOCK = 192;
    private static final int COLUMN_BLOCK = 96 * TILE_COLUMNS;
    // matrices of this size stay in the caches, whatever their strides
    private static final int SMALL_A = 512 * 512;
    private static final int SMALL_B = 64 * 64;
    // a number of A that is used less often is not worth the copying
    private static final int FEW_COLUMNS = 64;

    private VectorGemm() {}

    /** A transposed matrix is always packed, since the tile that reads A where it stands runs along its rows. */
    private static boolean packsA(boolean transposeA, Store store, int m, int n, int k) {
        return transposeA || store == Store.SUBTRACT || (long) m * k > SMALL_A && n > FEW_COLUMNS;
    }

    private static boolean packsB(boolean transposeB, int n, int k) {
        return transposeB || n % TILE_COLUMNS != 0 || (long) n * k > SMALL_B;
    }

    /** The inner index in equal parts, none longer than a block. */
    private static int innerBlock(int k) {
        int parts = Math.max(1, (k + INNER_BLOCK - 1) / INNER_BLOCK);
        return (k + parts - 1) / parts;
    }

    private static int panelsOfB(int n, int k) {
        return innerBlock(k) * Math.min(COLUMN_BLOCK, (n + TILE_COLUMNS - 1) / TILE_COLUMNS * TILE_COLUMNS);
    }

    private static int panelsOfA(int m, int k) {
        return innerBlock(k) * Math.min(ROW_BLOCK, (m + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS);
    }

    /** A tile, the panels of B, the panels of A: enough for every {@link Store}. */
    static int workspace(int m, int n, int k) {
        return TILE + panelsOfB(n, k) + panelsOfA(m, k);
    }

    static void multiply(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset,
            int aStride, double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        boolean packA = packsA(transposeA, store, m, n, k);
        boolean packB = packA || packsB(transposeB, n, k);
        int aRow = transposeA ? 1 : aStride;
        int aColumn = transposeA ? aStride : 1;
        int inner = innerBlock(k);
        int bPanels = TILE;
        int aPanels = TILE + panelsOfB(n, k);
        for (int j = 0; j < n; j += COLUMN_BLOCK) {
            int columns = Math.min(COLUMN_BLOCK, n - j);
            for (int p = 0; p < k; p += inner) {
                int depth = Math.min(inner, k - p);
                int bAt = bOffset + (transposeB ? j * bStride + p : p * bStride + j);
                if (packB) {
                    GemmPacking.panelsOfB(transposeB, depth, columns, TILE_COLUMNS, b, bAt, bStride, workspace, bPanels);
                }
                boolean add = store != Store.SET || p > 0;
                for (int i = 0; i < m; i += ROW_BLOCK) {
                    int rows = Math.min(ROW_BLOCK, m - i);
                    int aAt = aOffset + i * aRow + p * aColumn;
                    if (packA) {
                        double sign = store == Store.SUBTRACT ? -1 : 1;
                        GemmPacking.panelsOfA(depth, rows, sign, a, aAt, aRow, aColumn, workspace, aPanels);
                    }
                    int ic = cOffset + i * cStride + j;
                    if (packA) {
                        packedBlock(rows, columns, depth, workspace, aPanels, bPanels, add, c, ic, cStride);
                    } else {
                        block(rows, columns, depth, a, aAt, aStride, packB ? workspace : b, packB ? bPanels : bAt,
                                packB ? TILE_COLUMNS * depth : TILE_COLUMNS, packB ? TILE_COLUMNS : bStride,
                                add, c, ic, cStride, workspace);
                    }
                }
            }
        }
    }

    /** All tiles of a block; what sticks out of C goes by way of a tile in the workspace. */
    private static void packedBlock(int rows, int columns, int k, double[] workspace, int aPanels, int bPanels,
            boolean add, double[] c, int cOffset, int cStride) {
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int ib = bPanels + j * k;
            int width = Math.min(TILE_COLUMNS, columns - j);
            int whole = width == TILE_COLUMNS ? rows - rows % TILE_ROWS : 0;
            packedTiles(whole, k, workspace, aPanels, ib, add, c, cOffset + j, cStride);
            for (int i = whole; i < rows; i += TILE_ROWS) {
                packedTiles(TILE_ROWS, k, workspace, aPanels + i * k, ib, false, workspace, 0, TILE_COLUMNS);
                GemmPacking.unload(Math.min(TILE_ROWS, rows - i), width, workspace, TILE_COLUMNS, add, c,
                        cOffset + i * cStride + j, cStride);
            }
        }
    }

    private static void block(int rows, int columns, int k, double[] a, int aOffset, int aStride, double[] b,
            int bOffset, int bPanel, int bStride, boolean add, double[] c, int cOffset, int cStride,
            double[] scratch) {
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int ib = bOffset + j / TILE_COLUMNS * bPanel;
            int width = Math.min(TILE_COLUMNS, columns - j);
            int whole = rows - rows % TILE_ROWS;
            if (width == TILE_COLUMNS) {
                tiles(whole, k, a, aOffset, aStride, b, ib, bStride, add, c, cOffset + j, cStride);
            } else {
                for (int i = 0; i < whole; i += TILE_ROWS) {
                    tiles(TILE_ROWS, k, a, aOffset + i * aStride, aStride, b, ib, bStride, false, scratch, 0,
                            TILE_COLUMNS);
                    GemmPacking.unload(
                            TILE_ROWS, width, scratch, TILE_COLUMNS, add, c, cOffset + i * cStride + j, cStride);
                }
            }
            for (int i = whole; i < rows; i++) {
                row(k, a, aOffset + i * aStride, b, ib, bStride, scratch);
                GemmPacking.unload(1, width, scratch, TILE_COLUMNS, add, c, cOffset + i * cStride + j, cStride);
            }
        }
    }

    /**
     * Four rows and four vectors of C: sixteen accumulators, which hide the latency of the multiplier and still leave
     * registers for B. No helper may hold a vector, and no branch stand behind the loop: either makes the compiler
     * allocate the accumulators.
     */
    private static void tiles(int rows, int k, double[] a, int ia, int aStride, double[] b, int ib, int bStride,
            boolean add, double[] c, int ic, int cStride) {
        for (int i = 0; i < rows; i += TILE_ROWS, ia += TILE_ROWS * aStride, ic += TILE_ROWS * cStride) {
            DoubleVector c00 = DoubleVector.zero(SPECIES);
            DoubleVector c01 = c00;
            DoubleVector c02 = c00;
            DoubleVector c03 = c00;
            DoubleVector c10 = c00;
            DoubleVector c11 = c00;
            DoubleVector c12 = c00;
            DoubleVector c13 = c00;
            DoubleVector c20 = c00;
            DoubleVector c21 = c00;
            DoubleVector c22 = c00;
            DoubleVector c23 = c00;
            DoubleVector c30 = c00;
            DoubleVector c31 = c00;
            DoubleVector c32 = c00;
            DoubleVector c33 = c00;
            if (add) {
                c00 = DoubleVector.fromArray(SPECIES, c, ic);
                c01 = DoubleVector.fromArray(SPECIES, c, ic + LENGTH);
                c02 = DoubleVector.fromArray(SPECIES, c, ic + 2 * LENGTH);
                c03 = DoubleVector.fromArray(SPECIES, c, ic + 3 * LENGTH);
                c10 = DoubleVector.fromArray(SPECIES, c, ic + cStride);
                c11 = DoubleVector.fromArray(SPECIES, c, ic + cStride + LENGTH);
                c12 = DoubleVector.fromArray(SPECIES, c, ic + cStride + 2 * LENGTH);
                c13 = DoubleVector.fromArray(SPECIES, c, ic + cStride + 3 * LENGTH);
                c20 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride);
                c21 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + LENGTH);
                c22 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + 2 * LENGTH);
                c23 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + 3 * LENGTH);
                c30 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride);
                c31 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + LENGTH);
                c32 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + 2 * LENGTH);
                c33 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + 3 * LENGTH);
            }
            for (int p = 0, from = ib; p < k; p++, from += bStride) {
                int at = ia + p;
                DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, from);
                DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, from + LENGTH);
                DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, from + 2 * LENGTH);
                DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, from + 3 * LENGTH);
                DoubleVector v = DoubleVector.broadcast(SPECIES, a[at]);
                c00 = v.fma(b0, c00);
                c01 = v.fma(b1, c01);
                c02 = v.fma(b2, c02);
                c03 = v.fma(b3, c03);
                v = DoubleVector.broadcast(SPECIES, a[at + aStride]);
                c10 = v.fma(b0, c10);
                c11 = v.fma(b1, c11);
                c12 = v.fma(b2, c12);
                c13 = v.fma(b3, c13);
                v = DoubleVector.broadcast(SPECIES, a[at + 2 * aStride]);
                c20 = v.fma(b0, c20);
                c21 = v.fma(b1, c21);
                c22 = v.fma(b2, c22);
                c23 = v.fma(b3, c23);
                v = DoubleVector.broadcast(SPECIES, a[at + 3 * aStride]);
                c30 = v.fma(b0, c30);
                c31 = v.fma(b1, c31);
                c32 = v.fma(b2, c32);
                c33 = v.fma(b3, c33);
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
        }
    }

    /** The same on panels, whose constant strides spare the checks of bounds. */
    private static void packedTiles(int rows, int k, double[] panels, int ia, int ib, boolean add, double[] c, int ic,
            int cStride) {
        for (int i = 0; i < rows; i += TILE_ROWS, ia += TILE_ROWS * k, ic += TILE_ROWS * cStride) {
            DoubleVector c00 = DoubleVector.zero(SPECIES);
            DoubleVector c01 = c00;
            DoubleVector c02 = c00;
            DoubleVector c03 = c00;
            DoubleVector c10 = c00;
            DoubleVector c11 = c00;
            DoubleVector c12 = c00;
            DoubleVector c13 = c00;
            DoubleVector c20 = c00;
            DoubleVector c21 = c00;
            DoubleVector c22 = c00;
            DoubleVector c23 = c00;
            DoubleVector c30 = c00;
            DoubleVector c31 = c00;
            DoubleVector c32 = c00;
            DoubleVector c33 = c00;
            if (add) {
                c00 = DoubleVector.fromArray(SPECIES, c, ic);
                c01 = DoubleVector.fromArray(SPECIES, c, ic + LENGTH);
                c02 = DoubleVector.fromArray(SPECIES, c, ic + 2 * LENGTH);
                c03 = DoubleVector.fromArray(SPECIES, c, ic + 3 * LENGTH);
                c10 = DoubleVector.fromArray(SPECIES, c, ic + cStride);
                c11 = DoubleVector.fromArray(SPECIES, c, ic + cStride + LENGTH);
                c12 = DoubleVector.fromArray(SPECIES, c, ic + cStride + 2 * LENGTH);
                c13 = DoubleVector.fromArray(SPECIES, c, ic + cStride + 3 * LENGTH);
                c20 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride);
                c21 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + LENGTH);
                c22 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + 2 * LENGTH);
                c23 = DoubleVector.fromArray(SPECIES, c, ic + 2 * cStride + 3 * LENGTH);
                c30 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride);
                c31 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + LENGTH);
                c32 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + 2 * LENGTH);
                c33 = DoubleVector.fromArray(SPECIES, c, ic + 3 * cStride + 3 * LENGTH);
            }
            for (int p = 0; p < k; p++) {
                int at = ia + p * TILE_ROWS;
                int from = ib + p * TILE_COLUMNS;
                DoubleVector b0 = DoubleVector.fromArray(SPECIES, panels, from);
                DoubleVector b1 = DoubleVector.fromArray(SPECIES, panels, from + LENGTH);
                DoubleVector b2 = DoubleVector.fromArray(SPECIES, panels, from + 2 * LENGTH);
                DoubleVector b3 = DoubleVector.fromArray(SPECIES, panels, from + 3 * LENGTH);
                DoubleVector v = DoubleVector.broadcast(SPECIES, panels[at]);
                c00 = v.fma(b0, c00);
                c01 = v.fma(b1, c01);
                c02 = v.fma(b2, c02);
                c03 = v.fma(b3, c03);
                v = DoubleVector.broadcast(SPECIES, panels[at + 1]);
                c10 = v.fma(b0, c10);
                c11 = v.fma(b1, c11);
                c12 = v.fma(b2, c12);
                c13 = v.fma(b3, c13);
                v = DoubleVector.broadcast(SPECIES, panels[at + 2]);
                c20 = v.fma(b0, c20);
                c21 = v.fma(b1, c21);
                c22 = v.fma(b2, c22);
                c23 = v.fma(b3, c23);
                v = DoubleVector.broadcast(SPECIES, panels[at + 3]);
                c30 = v.fma(b0, c30);
                c31 = v.fma(b1, c31);
                c32 = v.fma(b2, c32);
                c33 = v.fma(b3, c33);
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
        }
    }

    /** One row and four vectors of C. */
    private static void row(int k, double[] a, int ia, double[] b, int ib, int bStride, double[] out) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        for (int p = 0; p < k; p++) {
            int from = ib + p * bStride;
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[ia + p]);
            c0 = DoubleVector.fromArray(SPECIES, b, from).fma(v, c0);
            c1 = DoubleVector.fromArray(SPECIES, b, from + LENGTH).fma(v, c1);
            c2 = DoubleVector.fromArray(SPECIES, b, from + 2 * LENGTH).fma(v, c2);
            c3 = DoubleVector.fromArray(SPECIES, b, from + 3 * LENGTH).fma(v, c3);
        }
        c0.intoArray(out, 0);
        c1.intoArray(out, LENGTH);
        c2.intoArray(out, 2 * LENGTH);
        c3.intoArray(out, 3 * LENGTH);
    }
}
