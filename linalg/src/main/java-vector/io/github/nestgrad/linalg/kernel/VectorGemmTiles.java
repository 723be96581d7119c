package io.github.nestgrad.linalg.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link VectorGemm}: C ← C + A B, or C ← A B, for a C of four columns of vectors.
 *
 * <p>Each entry of C takes up its products one after the other in the order of the inner index, each with one rounding.
 * So it does not depend on where it stands in a tile, nor on how the inner index is cut.
 */
final class VectorGemmTiles {

    static final int ROWS = 4;

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    static final int COLUMNS = 4 * LENGTH;

    private VectorGemmTiles() {}

    /**
     * Tiles one below the other, each of four rows and four vectors: sixteen accumulators, which hide the latency of
     * the multiplier and still leave registers for B. B is a panel, A stands in its rows. No helper may hold a vector,
     * and no branch stand behind the loop: either makes the compiler allocate the accumulators.
     */
    static void tiles(int rows, int k, double[] a, int ia, int aStride, double[] b, int ib, boolean add,
            double[] c, int ic, int cStride) {
        for (int i = 0; i < rows; i += ROWS, ia += ROWS * aStride, ic += ROWS * cStride) {
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
            for (int p = 0, from = ib; p < k; p++, from += COLUMNS) {
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

    /**
     * The first tile of a column of tiles, which reads B where it stands and leaves it in a panel for those that
     * follow: beside the multiplications the stores cost nothing, and packing beforehand 4 % of a product of 64×64.
     */
    static void tileAndPanel(int k, double[] a, int ia, int aStride, double[] b, int ib, int bStride, double[] panel,
            int to, boolean add, double[] c, int ic, int cStride) {
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
        for (int p = 0, from = ib; p < k; p++, from += bStride, to += COLUMNS) {
            int at = ia + p;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, from);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, from + LENGTH);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, from + 2 * LENGTH);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, from + 3 * LENGTH);
            b0.intoArray(panel, to);
            b1.intoArray(panel, to + LENGTH);
            b2.intoArray(panel, to + 2 * LENGTH);
            b3.intoArray(panel, to + 3 * LENGTH);
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

    /** The same with A in panels too. */
    static void packedTiles(int rows, int k, double[] panels, int ia, int ib, boolean add, double[] c, int ic,
            int cStride) {
        for (int i = 0; i < rows; i += ROWS, ia += ROWS * k, ic += ROWS * cStride) {
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
                int at = ia + p * ROWS;
                int from = ib + p * COLUMNS;
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
}
