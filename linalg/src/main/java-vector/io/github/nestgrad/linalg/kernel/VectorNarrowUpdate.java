package io.github.nestgrad.linalg.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Cᵀ ← Cᵀ + Bᵀ A for a B of few columns: the transposed product of regression. C has few columns too, so that vectors
 * run along its rows.
 *
 * <p>Four rows of A are read at a time from one end to the other, in streams that the processor fetches ahead. By
 * blocks of columns, as other products go, each row of a block would begin in another page, and the time depended on
 * how the pages fell: between 1.1 and 4 ms for 784×2000 by 2000×10, where this takes 0.8 to 1.
 *
 * <p>Each entry takes up its products one after the other, as in {@link VectorGemmTiles}.
 */
final class VectorNarrowUpdate {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final int ROWS = 4;
    private static final int COLUMNS = 5;
    // what of Cᵀ is read and written again for every four rows of A has to stay in the L2 cache
    private static final int BLOCK = 16 * 1024;

    private VectorNarrowUpdate() {}

    /** How many rows Cᵀ has in memory, for n that count. */
    static int paddedRows(int n) {
        return (n + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    /** The numbers of B that are in use at a time. */
    static int workspace(int n) {
        return ROWS * paddedRows(n);
    }

    /**
     * Adds the products of k rows of A and of B, of which entry (p, j) stands at ib + p · bRow + j · bColumn, to a Cᵀ
     * without gaps. The numbers of B in use lie in the workspace from {@code inUse} on, Cᵀ from {@code ic} on.
     */
    static void add(int k, int m, int n, double[] a, int ia, int aStride, double sign, double[] b, int ib, int bRow,
            int bColumn, double[] workspace, int inUse, int ic) {
        int rows = paddedRows(n);
        int block = Math.max(LENGTH, BLOCK / rows / LENGTH * LENGTH);
        for (int first = 0; first < m; first += block) {
            int end = Math.min(m, first + block);
            for (int p = 0; p < k; p += ROWS) {
                int here = Math.min(ROWS, k - p);
                for (int j = 0; j < rows; j++) {
                    for (int r = 0; r < here; r++) {
                        workspace[inUse + j * ROWS + r] = j < n ? sign * b[ib + (p + r) * bRow + j * bColumn] : 0;
                    }
                }
                for (int j = 0; j < rows; j += COLUMNS) {
                    addRows(here, first, end, a, ia + p * aStride, aStride, workspace, inUse + j * ROWS, ic + j * m,
                            m);
                }
            }
        }
    }

    /** Four rows of A together, or fewer of them one by one, to five rows of Cᵀ. */
    private static void addRows(int rows, int from, int to, double[] a, int ia, int aStride, double[] workspace,
            int iw, int ic, int cStride) {
        if (rows < ROWS) {
            addRowByRow(rows, from, to, a, ia, aStride, workspace, iw, ic, cStride);
            return;
        }
        DoubleVector w00 = DoubleVector.broadcast(SPECIES, workspace[iw]);
        DoubleVector w10 = DoubleVector.broadcast(SPECIES, workspace[iw + 4]);
        DoubleVector w20 = DoubleVector.broadcast(SPECIES, workspace[iw + 8]);
        DoubleVector w30 = DoubleVector.broadcast(SPECIES, workspace[iw + 12]);
        DoubleVector w40 = DoubleVector.broadcast(SPECIES, workspace[iw + 16]);
        DoubleVector w01 = DoubleVector.broadcast(SPECIES, workspace[iw + 1]);
        DoubleVector w11 = DoubleVector.broadcast(SPECIES, workspace[iw + 5]);
        DoubleVector w21 = DoubleVector.broadcast(SPECIES, workspace[iw + 9]);
        DoubleVector w31 = DoubleVector.broadcast(SPECIES, workspace[iw + 13]);
        DoubleVector w41 = DoubleVector.broadcast(SPECIES, workspace[iw + 17]);
        DoubleVector w02 = DoubleVector.broadcast(SPECIES, workspace[iw + 2]);
        DoubleVector w12 = DoubleVector.broadcast(SPECIES, workspace[iw + 6]);
        DoubleVector w22 = DoubleVector.broadcast(SPECIES, workspace[iw + 10]);
        DoubleVector w32 = DoubleVector.broadcast(SPECIES, workspace[iw + 14]);
        DoubleVector w42 = DoubleVector.broadcast(SPECIES, workspace[iw + 18]);
        DoubleVector w03 = DoubleVector.broadcast(SPECIES, workspace[iw + 3]);
        DoubleVector w13 = DoubleVector.broadcast(SPECIES, workspace[iw + 7]);
        DoubleVector w23 = DoubleVector.broadcast(SPECIES, workspace[iw + 11]);
        DoubleVector w33 = DoubleVector.broadcast(SPECIES, workspace[iw + 15]);
        DoubleVector w43 = DoubleVector.broadcast(SPECIES, workspace[iw + 19]);
        int row1 = ia + aStride;
        int row2 = row1 + aStride;
        int row3 = row2 + aStride;
        int c1 = ic + cStride;
        int c2 = c1 + cStride;
        int c3 = c2 + cStride;
        int c4 = c3 + cStride;
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            DoubleVector s0 = DoubleVector.fromArray(SPECIES, workspace, ic + i);
            DoubleVector s1 = DoubleVector.fromArray(SPECIES, workspace, c1 + i);
            DoubleVector s2 = DoubleVector.fromArray(SPECIES, workspace, c2 + i);
            DoubleVector s3 = DoubleVector.fromArray(SPECIES, workspace, c3 + i);
            DoubleVector s4 = DoubleVector.fromArray(SPECIES, workspace, c4 + i);
            DoubleVector v = DoubleVector.fromArray(SPECIES, a, ia + i);
            s0 = v.fma(w00, s0);
            s1 = v.fma(w10, s1);
            s2 = v.fma(w20, s2);
            s3 = v.fma(w30, s3);
            s4 = v.fma(w40, s4);
            v = DoubleVector.fromArray(SPECIES, a, row1 + i);
            s0 = v.fma(w01, s0);
            s1 = v.fma(w11, s1);
            s2 = v.fma(w21, s2);
            s3 = v.fma(w31, s3);
            s4 = v.fma(w41, s4);
            v = DoubleVector.fromArray(SPECIES, a, row2 + i);
            s0 = v.fma(w02, s0);
            s1 = v.fma(w12, s1);
            s2 = v.fma(w22, s2);
            s3 = v.fma(w32, s3);
            s4 = v.fma(w42, s4);
            v = DoubleVector.fromArray(SPECIES, a, row3 + i);
            s0 = v.fma(w03, s0);
            s1 = v.fma(w13, s1);
            s2 = v.fma(w23, s2);
            s3 = v.fma(w33, s3);
            s4 = v.fma(w43, s4);
            s0.intoArray(workspace, ic + i);
            s1.intoArray(workspace, c1 + i);
            s2.intoArray(workspace, c2 + i);
            s3.intoArray(workspace, c3 + i);
            s4.intoArray(workspace, c4 + i);
        }
        for (; i < to; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                double sum = workspace[ic + j * cStride + i];
                for (int r = 0; r < ROWS; r++) {
                    sum = Math.fma(a[ia + r * aStride + i], workspace[iw + j * ROWS + r], sum);
                }
                workspace[ic + j * cStride + i] = sum;
            }
        }
    }

    private static void addRowByRow(int rows, int from, int to, double[] a, int ia, int aStride, double[] workspace,
            int iw, int ic, int cStride) {
        for (int r = 0; r < rows; r++) {
            int row = ia + r * aStride;
            for (int j = 0; j < COLUMNS; j++) {
                double factor = workspace[iw + j * ROWS + r];
                int at = ic + j * cStride;
                for (int i = from; i < to; i++) {
                    workspace[at + i] = Math.fma(a[row + i], factor, workspace[at + i]);
                }
            }
        }
    }
}
