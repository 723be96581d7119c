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
    private static final VectorSpecies<Double> SPECIES =
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
        for (; i <= rows - 4; i += 4) {
            fourDots(columns, a, aOffset + i * columns, x, xOffset, y, yOffset + i, 1);
        }
        for (; i < rows; i++) {
            y[yOffset + i] = dot(columns, a, aOffset + i * columns, x, xOffset);
        }
    }

    /** Four rows times x: each piece of x that is loaded serves four products. */
    private static void fourDots(int n, double[] a, int row, double[] x, int xOffset, double[] y, int yOffset,
            int yStride) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int row1 = row + n;
        int row2 = row1 + n;
        int row3 = row2 + n;
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            s0 = DoubleVector.fromArray(SPECIES, a, row + i).fma(v, s0);
            s1 = DoubleVector.fromArray(SPECIES, a, row1 + i).fma(v, s1);
            s2 = DoubleVector.fromArray(SPECIES, a, row2 + i).fma(v, s2);
            s3 = DoubleVector.fromArray(SPECIES, a, row3 + i).fma(v, s3);
        }
        double y0 = s0.reduceLanes(VectorOperators.ADD);
        double y1 = s1.reduceLanes(VectorOperators.ADD);
        double y2 = s2.reduceLanes(VectorOperators.ADD);
        double y3 = s3.reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            double entry = x[xOffset + i];
            y0 += a[row + i] * entry;
            y1 += a[row1 + i] * entry;
            y2 += a[row2 + i] * entry;
            y3 += a[row3 + i] * entry;
        }
        y[yOffset] = y0;
        y[yOffset + yStride] = y1;
        y[yOffset + 2 * yStride] = y2;
        y[yOffset + 3 * yStride] = y3;
    }

    @Override
    public void gemvTransposed(int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y,
            int yOffset) {
        Arrays.fill(y, yOffset, yOffset + columns, 0);
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

    /**
     * Rows of op(B) as vectors where B is not transposed; rows of A and B as vectors, one inner product an entry of C,
     * where only B is; scalar code for the rare product of two transposes.
     */
    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, double[] b,
            int bOffset, double[] c, int cOffset) {
        if (!transposeB) {
            multiplyByRows(m, n, k, a, aOffset, transposeA ? 1 : k, transposeA ? m : 1, b, bOffset, c, cOffset);
        } else if (transposeA) {
            scalar.gemm(true, true, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        } else {
            multiplyByDots(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    private static void multiplyByRows(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, double[] c, int cOffset) {
        int blockRows = m - m % 4;
        int wide = n - n % (4 * LENGTH);
        int whole = n - n % LENGTH;
        for (int j = 0; j < wide; j += 4 * LENGTH) {
            for (int i = 0; i < blockRows; i += 4) {
                wideBlock(k, a, aOffset + i * aRow, aRow, aColumn, b, bOffset + j, n, c, cOffset + i * n + j);
            }
        }
        for (int j = wide; j < whole; j += LENGTH) {
            for (int i = 0; i < blockRows; i += 4) {
                narrowBlock(k, a, aOffset + i * aRow, aRow, aColumn, b, bOffset + j, n, c, cOffset + i * n + j);
            }
        }
        StridedGemm.multiply(blockRows, n - whole, k, a, aOffset, aRow, aColumn, b, bOffset + whole, n, 1,
                c, cOffset + whole, n);
        StridedGemm.multiply(m - blockRows, n, k, a, aOffset + blockRows * aRow, aRow, aColumn, b, bOffset, n, 1,
                c, cOffset + blockRows * n, n);
    }

    /** Four rows and four vectors of C, n apart, as is B: sixteen accumulators, which is what fits the registers. */
    private static void wideBlock(int k, double[] a, int ia, int aRow, int aColumn, double[] b, int ib, int n,
            double[] c, int ic) {
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
        for (int p = 0; p < k; p++) {
            int at = ia + p * aColumn;
            int from = ib + p * n;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, from);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, from + LENGTH);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, from + 2 * LENGTH);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, from + 3 * LENGTH);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[at]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            c02 = v.fma(b2, c02);
            c03 = v.fma(b3, c03);
            v = DoubleVector.broadcast(SPECIES, a[at + aRow]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            c12 = v.fma(b2, c12);
            c13 = v.fma(b3, c13);
            v = DoubleVector.broadcast(SPECIES, a[at + 2 * aRow]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            c22 = v.fma(b2, c22);
            c23 = v.fma(b3, c23);
            v = DoubleVector.broadcast(SPECIES, a[at + 3 * aRow]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            c32 = v.fma(b2, c32);
            c33 = v.fma(b3, c33);
        }
        c00.intoArray(c, ic);
        c01.intoArray(c, ic + LENGTH);
        c02.intoArray(c, ic + 2 * LENGTH);
        c03.intoArray(c, ic + 3 * LENGTH);
        c10.intoArray(c, ic + n);
        c11.intoArray(c, ic + n + LENGTH);
        c12.intoArray(c, ic + n + 2 * LENGTH);
        c13.intoArray(c, ic + n + 3 * LENGTH);
        c20.intoArray(c, ic + 2 * n);
        c21.intoArray(c, ic + 2 * n + LENGTH);
        c22.intoArray(c, ic + 2 * n + 2 * LENGTH);
        c23.intoArray(c, ic + 2 * n + 3 * LENGTH);
        c30.intoArray(c, ic + 3 * n);
        c31.intoArray(c, ic + 3 * n + LENGTH);
        c32.intoArray(c, ic + 3 * n + 2 * LENGTH);
        c33.intoArray(c, ic + 3 * n + 3 * LENGTH);
    }

    /** Four rows and one vector of C. */
    private static void narrowBlock(int k, double[] a, int ia, int aRow, int aColumn, double[] b, int ib, int n,
            double[] c, int ic) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        for (int p = 0; p < k; p++) {
            int at = ia + p * aColumn;
            DoubleVector v = DoubleVector.fromArray(SPECIES, b, ib + p * n);
            c0 = DoubleVector.broadcast(SPECIES, a[at]).fma(v, c0);
            c1 = DoubleVector.broadcast(SPECIES, a[at + aRow]).fma(v, c1);
            c2 = DoubleVector.broadcast(SPECIES, a[at + 2 * aRow]).fma(v, c2);
            c3 = DoubleVector.broadcast(SPECIES, a[at + 3 * aRow]).fma(v, c3);
        }
        c0.intoArray(c, ic);
        c1.intoArray(c, ic + n);
        c2.intoArray(c, ic + 2 * n);
        c3.intoArray(c, ic + 3 * n);
    }

    /** C ← A Bᵀ by inner products of rows; four rows of A share a row of B. */
    private void multiplyByDots(int m, int n, int k, double[] a, int aOffset, double[] b, int bOffset, double[] c,
            int cOffset) {
        int i = 0;
        for (; i <= m - 4; i += 4) {
            for (int j = 0; j < n; j++) {
                fourDots(k, a, aOffset + i * k, b, bOffset + j * k, c, cOffset + i * n + j, n);
            }
        }
        for (; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cOffset + i * n + j] = dot(k, a, aOffset + i * k, b, bOffset + j * k);
            }
        }
    }
}
