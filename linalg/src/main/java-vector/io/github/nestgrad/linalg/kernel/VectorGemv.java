package io.github.nestgrad.linalg.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A matrix and its transpose times a vector, several rows at a time. */
final class VectorGemv {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private VectorGemv() {}

    /** y ← A x. */
    static void times(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y,
            int yOffset) {
        int i = 0;
        for (; i <= rows - 8; i += 8) {
            eightDots(columns, a, aOffset + i * aStride, aStride, x, xOffset, y, yOffset + i);
        }
        for (; i < rows; i++) {
            y[yOffset + i] = VectorLevel1.dot(columns, a, aOffset + i * aStride, x, xOffset);
        }
    }

    /**
     * Eight rows times x: each piece of x that is loaded serves eight products, and memory is read in eight streams, more
     * of which the processor fetches ahead than of one.
     */
    private static void eightDots(int n, double[] a, int row, int stride, double[] x, int xOffset, double[] y,
            int yOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        DoubleVector s5 = s0;
        DoubleVector s6 = s0;
        DoubleVector s7 = s0;
        int row1 = row + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
        int row4 = row3 + stride;
        int row5 = row4 + stride;
        int row6 = row5 + stride;
        int row7 = row6 + stride;
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

    /** y ← y + Aᵀ x. */
    static void addTransposed(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset) {
        int i = 0;
        for (; i <= rows - 4; i += 4) {
            addFourRows(columns, a, aOffset + i * aStride, aStride, x, xOffset + i, y, yOffset);
        }
        for (; i < rows; i++) {
            VectorLevel1.axpy(columns, x[xOffset + i], a, aOffset + i * aStride, y, yOffset);
        }
    }

    private static void addFourRows(int n, double[] a, int row, int stride, double[] x, int xOffset, double[] y,
            int yOffset) {
        double x0 = x[xOffset];
        double x1 = x[xOffset + 1];
        double x2 = x[xOffset + 2];
        double x3 = x[xOffset + 3];
        int row1 = row + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
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
}
