package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes over a block of short rows, which lies transposed at the beginning of scratch: entry j of row i at
 * j · lanes + i. The number of lanes is a multiple of two vectors; those beyond the last row hold zeros.
 */
final class RowBlocks {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private RowBlocks() {}

    static void fromLanes(int rows, int lanes, int columns, double[] scratch, double[] y, int yOffset) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                y[yOffset + i * columns + j] = scratch[j * lanes + i];
            }
        }
    }

    /**
     * The rows, transposed, less what {@link ScalarRows} subtracts: the largest number, 0 if that is infinite; NaN goes
     * unnoticed here and shows in exp.
     */
    static void toLanesLessMaxima(int rows, int lanes, int columns, double[] x, int xOffset, double[] scratch) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                scratch[j * lanes + i] = x[xOffset + i * columns + j];
            }
        }
        for (int j = 0; j < columns; j++) {
            for (int i = rows; i < lanes; i++) {
                scratch[j * lanes + i] = 0;
            }
        }
        int end = lanes * columns;
        for (int i = 0; i < lanes; i += 2 * LENGTH) {
            DoubleVector m0 = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
            DoubleVector m1 = m0;
            for (int at = i; at < end; at += lanes) {
                DoubleVector v0 = DoubleVector.fromArray(SPECIES, scratch, at);
                DoubleVector v1 = DoubleVector.fromArray(SPECIES, scratch, at + LENGTH);
                m0 = v0.blend(m0, v0.compare(LE, m0));
                m1 = v1.blend(m1, v1.compare(LE, m1));
            }
            DoubleVector zero = DoubleVector.zero(SPECIES);
            m0 = zero.blend(m0, zero.mul(m0).compare(EQ, zero));
            m1 = zero.blend(m1, zero.mul(m1).compare(EQ, zero));
            m0.intoArray(scratch, Scratch.MAXIMA + i);
            m1.intoArray(scratch, Scratch.MAXIMA + i + LENGTH);
            for (int at = i; at < end; at += lanes) {
                DoubleVector.fromArray(SPECIES, scratch, at).sub(m0).intoArray(scratch, at);
                DoubleVector.fromArray(SPECIES, scratch, at + LENGTH).sub(m1).intoArray(scratch, at + LENGTH);
            }
        }
    }

    static void sums(int lanes, int columns, double[] scratch) {
        int end = lanes * columns;
        for (int i = 0; i < lanes; i += 2 * LENGTH) {
            DoubleVector s0 = DoubleVector.zero(SPECIES);
            DoubleVector s1 = s0;
            for (int at = i; at < end; at += lanes) {
                s0 = DoubleVector.fromArray(SPECIES, scratch, at).add(s0);
                s1 = DoubleVector.fromArray(SPECIES, scratch, at + LENGTH).add(s1);
            }
            DoubleVector zero = DoubleVector.zero(SPECIES);
            zero.add(s0).intoArray(scratch, Scratch.SUMS + i);
            zero.add(s1).intoArray(scratch, Scratch.SUMS + i + LENGTH);
        }
    }

    static void divide(int lanes, int columns, double[] scratch) {
        int end = lanes * columns;
        for (int i = 0; i < lanes; i += 2 * LENGTH) {
            DoubleVector s0 = DoubleVector.fromArray(SPECIES, scratch, Scratch.SUMS + i);
            DoubleVector s1 = DoubleVector.fromArray(SPECIES, scratch, Scratch.SUMS + i + LENGTH);
            for (int at = i; at < end; at += lanes) {
                DoubleVector.fromArray(SPECIES, scratch, at).div(s0).intoArray(scratch, at);
                DoubleVector.fromArray(SPECIES, scratch, at + LENGTH).div(s1).intoArray(scratch, at + LENGTH);
            }
        }
    }
}
