package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API.
 *
 * <p>Every loop over vectors is written out in one method with its accumulators as local variables: a helper that returns
 * a vector allocates it as soon as the compiler stops inlining. There is one species in the whole program, since a second
 * one that passes through the same methods of the API makes both slow. What does not fill a vector is done by scalar
 * code, because masks are slow on JDK 17.
 */
final class VectorKernels implements Kernels {

    /** 256 bits where the processor has them: as fast as 512 in memory-bound loops, and everywhere the same code. */
    static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() >= 4 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private final ScalarKernels scalar = new ScalarKernels();

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        if (n < 4 * LENGTH) {
            return scalar.dot(n, x, xOffset, y, yOffset);
        }
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * LENGTH; i += 4 * LENGTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH), s3);
        }
        double sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    /** The compiler makes vector code of the plain loop, as good as any written by hand. */
    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        scalar.axpy(n, alpha, x, xOffset, y, yOffset);
    }

    /** As for {@link #axpy}. */
    @Override
    public void scale(int n, double alpha, double[] x, int xOffset) {
        scalar.scale(n, alpha, x, xOffset);
    }

    @Override
    public void gemv(int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y,
            int yOffset) {
        int i = 0;
        for (; i <= rows - 8; i += 8) {
            eightDots(columns, a, aOffset + i * columns, x, xOffset, y, yOffset + i);
        }
        for (; i < rows; i++) {
            y[yOffset + i] = dot(columns, a, aOffset + i * columns, x, xOffset);
        }
    }

    /**
     * Eight rows times x: each piece of x that is loaded serves eight products, and memory is read in eight streams, more
     * of which the processor fetches ahead than of one.
     */
    private static void eightDots(int n, double[] a, int row, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        DoubleVector s5 = s0;
        DoubleVector s6 = s0;
        DoubleVector s7 = s0;
        int row1 = row + n;
        int row2 = row1 + n;
        int row3 = row2 + n;
        int row4 = row3 + n;
        int row5 = row4 + n;
        int row6 = row5 + n;
        int row7 = row6 + n;
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            s0 = DoubleVector.fromArray(SPECIES, a, row + i).fma(v, s0);
            s1 = DoubleVector.fromArray(SPECIES, a, row1 + i).fma(v, s1);
            s2 = DoubleVector.fromArray(SPECIES, a, row2 + i).fma(v, s2);
            s3 = DoubleVector.fromArray(SPECIES, a, row3 + i).fma(v, s3);
            s4 = DoubleVector.fromArray(SPECIES, a, row4 + i).fma(v, s4);
            s5 = DoubleVector.fromArray(SPECIES, a, row5 + i).fma(v, s5);
            s6 = DoubleVector.fromArray(SPECIES, a, row6 + i).fma(v, s6);
            s7 = DoubleVector.fromArray(SPECIES, a, row7 + i).fma(v, s7);
        }
        double y0 = s0.reduceLanes(VectorOperators.ADD);
        double y1 = s1.reduceLanes(VectorOperators.ADD);
        double y2 = s2.reduceLanes(VectorOperators.ADD);
        double y3 = s3.reduceLanes(VectorOperators.ADD);
        double y4 = s4.reduceLanes(VectorOperators.ADD);
        double y5 = s5.reduceLanes(VectorOperators.ADD);
        double y6 = s6.reduceLanes(VectorOperators.ADD);
        double y7 = s7.reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            double entry = x[xOffset + i];
            y0 += a[row + i] * entry;
            y1 += a[row1 + i] * entry;
            y2 += a[row2 + i] * entry;
            y3 += a[row3 + i] * entry;
            y4 += a[row4 + i] * entry;
            y5 += a[row5 + i] * entry;
            y6 += a[row6 + i] * entry;
            y7 += a[row7 + i] * entry;
        }
        y[yOffset] = y0;
        y[yOffset + 1] = y1;
        y[yOffset + 2] = y2;
        y[yOffset + 3] = y3;
        y[yOffset + 4] = y4;
        y[yOffset + 5] = y5;
        y[yOffset + 6] = y6;
        y[yOffset + 7] = y7;
    }

    @Override
    public void gemvTransposed(int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y,
            int yOffset) {
        Arrays.fill(y, yOffset, yOffset + columns, 0);
        gemvTransposedAdd(rows, columns, a, aOffset, x, xOffset, y, yOffset);
    }

    @Override
    public void gemvTransposedAdd(int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y,
            int yOffset) {
        int i = 0;
        for (; i <= rows - 4; i += 4) {
            addFourRows(columns, a, aOffset + i * columns, x, xOffset + i, y, yOffset);
        }
        for (; i < rows; i++) {
            scalar.axpy(columns, x[xOffset + i], a, aOffset + i * columns, y, yOffset);
        }
    }

    private static void addFourRows(int n, double[] a, int row, double[] x, int xOffset, double[] y, int yOffset) {
        double x0 = x[xOffset];
        double x1 = x[xOffset + 1];
        double x2 = x[xOffset + 2];
        double x3 = x[xOffset + 3];
        int row1 = row + n;
        int row2 = row1 + n;
        int row3 = row2 + n;
        DoubleVector v0 = DoubleVector.broadcast(SPECIES, x0);
        DoubleVector v1 = DoubleVector.broadcast(SPECIES, x1);
        DoubleVector v2 = DoubleVector.broadcast(SPECIES, x2);
        DoubleVector v3 = DoubleVector.broadcast(SPECIES, x3);
        int j = 0;
        for (; j <= n - LENGTH; j += LENGTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, y, yOffset + j);
            sum = DoubleVector.fromArray(SPECIES, a, row + j).fma(v0, sum);
            sum = DoubleVector.fromArray(SPECIES, a, row1 + j).fma(v1, sum);
            sum = DoubleVector.fromArray(SPECIES, a, row2 + j).fma(v2, sum);
            sum = DoubleVector.fromArray(SPECIES, a, row3 + j).fma(v3, sum);
            sum.intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            y[yOffset + j] += (x0 * a[row + j] + x1 * a[row1 + j]) + (x2 * a[row2 + j] + x3 * a[row3 + j]);
        }
    }

    @Override
    public void onePass(int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        if (k == 1) {
            onePassOfOneColumn(rows, columns, x, xOffset, w, wOffset, step, g, gOffset, workspace);
        } else {
            VectorNarrowGemm.onePass(rows, columns, k, x, xOffset, w, wOffset, step, g, gOffset, workspace);
        }
    }

    private void onePassOfOneColumn(int rows, int columns, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] z) {
        Arrays.fill(g, gOffset, gOffset + columns, 0);
        int block = OnePassBlocks.rows(columns);
        for (int i = 0; i < rows; i += block) {
            int here = Math.min(block, rows - i);
            gemv(here, columns, x, xOffset + i * columns, w, wOffset, z, 0);
            step.apply(i, here, z, 0);
            gemvTransposedAdd(here, columns, x, xOffset + i * columns, z, 0, g, gOffset);
        }
    }

    @Override
    public int onePassWorkspace(int columns, int k) {
        return k == 1 ? OnePassBlocks.rows(columns) : VectorNarrowGemm.onePassWorkspace(columns, k);
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        switch (Shape.of(transposeA, m, n, k)) {
            case TINY -> scalar.gemm(transposeA, transposeB, m, n, k, a, aOffset, aStride, b, bOffset, bStride, store,
                    c, cOffset, cStride, workspace);
            case NARROW -> VectorNarrowGemm.multiply(transposeB, m, n, k, a, aOffset, aStride, b, bOffset, bStride,
                    store, c, cOffset, cStride, workspace);
            case NARROW_TRANSPOSED -> VectorNarrowGemm.multiplyTransposed(transposeB, m, n, k, a, aOffset, aStride,
                    b, bOffset, bStride, store, c, cOffset, cStride, workspace);
            case GENERAL -> VectorGemm.multiply(transposeA, transposeB, m, n, k, a, aOffset, aStride, b, bOffset,
                    bStride, store, c, cOffset, cStride, workspace);
        }
    }

    @Override
    public int gemmWorkspace(boolean transposeA, boolean transposeB, int m, int n, int k) {
        return switch (Shape.of(transposeA, m, n, k)) {
            case TINY -> 0;
            case NARROW -> VectorNarrowGemm.workspace(n, k);
            case NARROW_TRANSPOSED -> VectorNarrowGemm.workspaceTransposed(m, n, k);
            case GENERAL -> VectorGemm.workspace(m, n, k);
        };
    }

    /** Which way of multiplying suits the sizes. */
    private enum Shape {
        TINY, NARROW, NARROW_TRANSPOSED, GENERAL;

        private static final int FEW_PRODUCTS = 1000;
        private static final int FEW_COLUMNS = 12;
        private static final int FEW_COLUMNS_TRANSPOSED = 20;
        private static final int LONG = 32;

        static Shape of(boolean transposeA, int m, int n, int k) {
            if ((long) m * n * k < FEW_PRODUCTS) { // none at all among them, where C becomes zero
                return TINY;
            }
            if (transposeA) {
                return n <= FEW_COLUMNS_TRANSPOSED && m >= LONG ? NARROW_TRANSPOSED : GENERAL;
            }
            return n <= FEW_COLUMNS && k >= LONG ? NARROW : GENERAL;
        }
    }
}
