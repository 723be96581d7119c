package io.github.nestgrad.linalg.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of matrices in blocks for registers and caches, after Goto and van de Geijn (ACM Trans. Math. Softw.
 * 34:12, 2008).
 *
 * <pre>
 *   for each 1536 columns, for each k′ ≤ 512 of the inner index:   a block of B, in panels of 16 columns
 *     for each 192 rows:                                           a block of A, in panels of 4 rows; stays in L2
 *       for each panel of B, for each panel of A:                  C ← C + A B, a tile of 4×16 in registers
 * </pre>
 *
 * <p>Panels make the innermost loop read consecutively. Those of B are filled up with zeros. Copying A costs a pass
 * over the matrix, which a small one cannot pay: that is read where it stands.
 */
final class VectorGemm {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final int TILE_ROWS = VectorGemmTiles.ROWS;
    private static final int TILE_COLUMNS = VectorGemmTiles.COLUMNS;
    private static final int TILE = TILE_ROWS * TILE_COLUMNS;

    private static final int INNER_BLOCK = 512;
    private static final int ROW_BLOCK = 192;
    private static final int COLUMN_BLOCK = 96 * TILE_COLUMNS;
    // a matrix of this size stays in the caches, whatever its stride
    private static final int SMALL_A = 512 * 512;
    // a number of A that is used less often is not worth the copying
    private static final int FEW_COLUMNS = 64;

    private VectorGemm() {}

    /** A transposed matrix is always packed, since the tile that reads A where it stands runs along its rows. */
    private static boolean packsA(boolean transposeA, int m, int n, int k) {
        return transposeA || (long) m * k > SMALL_A && n > FEW_COLUMNS;
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

    /** A tile, the panels of B, the panels of A. */
    static int workspace(int m, int n, int k) {
        return TILE + panelsOfB(n, k) + panelsOfA(m, k);
    }

    static void multiply(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset,
            int aStride, double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        boolean packA = packsA(transposeA, m, n, k);
        boolean bInPlace = !packA && !transposeB && store != Store.SUBTRACT;
        double sign = store == Store.SUBTRACT ? -1 : 1;
        int aRow = transposeA ? 1 : aStride;
        int aColumn = transposeA ? aStride : 1;
        int inner = innerBlock(k);
        int aPanels = TILE + panelsOfB(n, k);
        for (int j = 0; j < n; j += COLUMN_BLOCK) {
            int columns = Math.min(COLUMN_BLOCK, n - j);
            for (int p = 0; p < k; p += inner) {
                int depth = Math.min(inner, k - p);
                int bAt = bOffset + (transposeB ? j * bStride + p : p * bStride + j);
                // what the first tiles leave in panels themselves needs no packing
                int inPlace = bInPlace && m >= TILE_ROWS ? columns - columns % TILE_COLUMNS : 0;
                packB(transposeB, inPlace, columns, depth, sign, b, bAt, bStride, workspace);
                boolean add = store != Store.SET || p > 0;
                for (int i = 0; i < m; i += ROW_BLOCK) {
                    int rows = Math.min(ROW_BLOCK, m - i);
                    int aAt = aOffset + i * aRow + p * aColumn;
                    int cAt = cOffset + i * cStride + j;
                    if (packA) {
                        GemmPacking.panelsOfA(depth, rows, a, aAt, aRow, aColumn, workspace, aPanels);
                        packedBlock(0, rows, columns, depth, workspace, aPanels, add, c, cAt, cStride);
                    } else {
                        block(rows, columns, depth, a, aAt, aStride, b, bAt, bStride, i == 0 ? inPlace : 0, add,
                                c, cAt, cStride, workspace, aPanels);
                    }
                }
            }
        }
    }

    private static void packB(boolean transposeB, int from, int to, int k, double sign, double[] b, int bOffset,
            int bStride, double[] workspace) {
        for (int j = from; j < to; j += TILE_COLUMNS) {
            int width = Math.min(TILE_COLUMNS, to - j);
            int at = TILE + j * k;
            if (transposeB) {
                GemmPacking.panelOfTransposedB(k, width, TILE_COLUMNS, sign, b, bOffset + j * bStride, bStride,
                        workspace, at);
            } else if (width == TILE_COLUMNS) {
                panel(k, sign, b, bOffset + j, bStride, workspace, at);
            } else {
                GemmPacking.panelOfB(k, width, TILE_COLUMNS, sign, b, bOffset + j, bStride, workspace, at);
            }
        }
    }

    /** Two rows at a time, so that the method is compiled by itself: small loops over vectors suffer from inlining. */
    private static void panel(int k, double sign, double[] b, int from, int bStride, double[] out, int to) {
        DoubleVector v = DoubleVector.broadcast(SPECIES, sign);
        for (int p = 0; p < k; p += 2, from += 2 * bStride, to += 2 * TILE_COLUMNS) {
            // of an odd number of rows the last one is copied twice
            int second = p + 1 < k ? 1 : 0;
            int row = from + second * bStride;
            int at = to + second * TILE_COLUMNS;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, from).mul(v);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, from + LENGTH).mul(v);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, from + 2 * LENGTH).mul(v);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, from + 3 * LENGTH).mul(v);
            DoubleVector b4 = DoubleVector.fromArray(SPECIES, b, row).mul(v);
            DoubleVector b5 = DoubleVector.fromArray(SPECIES, b, row + LENGTH).mul(v);
            DoubleVector b6 = DoubleVector.fromArray(SPECIES, b, row + 2 * LENGTH).mul(v);
            DoubleVector b7 = DoubleVector.fromArray(SPECIES, b, row + 3 * LENGTH).mul(v);
            b0.intoArray(out, to);
            b1.intoArray(out, to + LENGTH);
            b2.intoArray(out, to + 2 * LENGTH);
            b3.intoArray(out, to + 3 * LENGTH);
            b4.intoArray(out, at);
            b5.intoArray(out, at + LENGTH);
            b6.intoArray(out, at + 2 * LENGTH);
            b7.intoArray(out, at + 3 * LENGTH);
        }
    }

    /** All tiles of a block, from a row on. */
    private static void packedBlock(int first, int rows, int columns, int k, double[] workspace, int aPanels,
            boolean add, double[] c, int cOffset, int cStride) {
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int width = Math.min(TILE_COLUMNS, columns - j);
            int whole = width == TILE_COLUMNS ? rows - (rows - first) % TILE_ROWS : first;
            VectorGemmTiles.packedTiles(whole - first, k, workspace, aPanels, TILE + j * k, add,
                    c, cOffset + first * cStride + j, cStride);
            for (int i = whole; i < rows; i += TILE_ROWS) {
                edge(Math.min(TILE_ROWS, rows - i), width, k, workspace, aPanels + (i - first) * k, TILE + j * k, add,
                        c, cOffset + i * cStride + j, cStride);
            }
        }
    }

    /** A tile that sticks out of C goes by way of the workspace. */
    private static void edge(int rows, int columns, int k, double[] workspace, int aPanel, int bPanel, boolean add,
            double[] c, int cAt, int cStride) {
        if (add) {
            GemmPacking.copy(rows, columns, c, cAt, cStride, workspace, 0, TILE_COLUMNS);
        }
        VectorGemmTiles.packedTiles(TILE_ROWS, k, workspace, aPanel, bPanel, add, workspace, 0, TILE_COLUMNS);
        GemmPacking.copy(rows, columns, workspace, 0, TILE_COLUMNS, c, cAt, cStride);
    }

    /** The tiles of a block of an A that is read where it stands, but for rows at its end that do not fill one. */
    private static void block(int rows, int columns, int k, double[] a, int aOffset, int aStride, double[] b,
            int bOffset, int bStride, int inPlace, boolean add, double[] c, int cOffset, int cStride,
            double[] workspace, int aPanels) {
        int whole = rows - rows % TILE_ROWS;
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int panel = TILE + j * k;
            int width = Math.min(TILE_COLUMNS, columns - j);
            int done = 0;
            if (j < inPlace) {
                VectorGemmTiles.tileAndPanel(k, a, aOffset, aStride, b, bOffset + j, bStride, workspace, panel, add,
                        c, cOffset + j, cStride);
                done = TILE_ROWS;
            }
            if (width == TILE_COLUMNS) {
                VectorGemmTiles.tiles(whole - done, k, a, aOffset + done * aStride, aStride, workspace, panel, add,
                        c, cOffset + done * cStride + j, cStride);
            } else {
                for (int i = 0; i < whole; i += TILE_ROWS) {
                    if (add) {
                        GemmPacking.copy(TILE_ROWS, width, c, cOffset + i * cStride + j, cStride, workspace, 0,
                                TILE_COLUMNS);
                    }
                    VectorGemmTiles.tiles(TILE_ROWS, k, a, aOffset + i * aStride, aStride, workspace, panel, add,
                            workspace, 0, TILE_COLUMNS);
                    GemmPacking.copy(TILE_ROWS, width, workspace, 0, TILE_COLUMNS, c, cOffset + i * cStride + j,
                            cStride);
                }
            }
        }
        if (whole < rows) {
            GemmPacking.panelsOfA(k, rows - whole, a, aOffset + whole * aStride, aStride, 1, workspace, aPanels);
            packedBlock(whole, rows, columns, k, workspace, aPanels, add, c, cOffset, cStride);
        }
    }
}
