package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LE;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Maxima and sums along a row, and sums of rows. */
final class WideRows {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private WideRows() {}

    /** The largest entry that is a number, or −∞. */
    static double max(int n, double[] x, int xOffset) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector m1 = m0;
        DoubleVector m2 = m0;
        DoubleVector m3 = m0;
        int i = 0;
        for (; i <= n - 4 * LENGTH; i += 4 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH);
            m0 = v0.blend(m0, v0.compare(LE, m0));
            m1 = v1.blend(m1, v1.compare(LE, m1));
            m2 = v2.blend(m2, v2.compare(LE, m2));
            m3 = v3.blend(m3, v3.compare(LE, m3));
        }
        double[] scratch = Scratch.get();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        zero.add(m0).intoArray(scratch, 0);
        zero.add(m1).intoArray(scratch, LENGTH);
        zero.add(m2).intoArray(scratch, 2 * LENGTH);
        zero.add(m3).intoArray(scratch, 3 * LENGTH);
        double largest = Double.NEGATIVE_INFINITY;
        for (int lane = 0; lane < 4 * LENGTH; lane++) {
            largest = scratch[lane] > largest ? scratch[lane] : largest;
        }
        for (; i < n; i++) {
            largest = x[xOffset + i] > largest ? x[xOffset + i] : largest;
        }
        return largest;
    }

    static double sum(int n, double[] x, int xOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * LENGTH; i += 4 * LENGTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, xOffset + i).add(s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH).add(s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH).add(s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH).add(s3);
        }
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector all = zero.add(s0).add(s1).add(zero.add(s2).add(s3));
        // by hand, as in VectorLevel1
        double sum = LENGTH == 4 ? all.lane(0) + all.lane(1) + (all.lane(2) + all.lane(3)) : all.reduceLanes(ADD);
        for (; i < n; i++) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    static void columnSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        Arrays.fill(y, yOffset, yOffset + columns, 0);
        int i = 0;
        for (; i <= rows - 4; i += 4) {
            addFourRows(columns, x, xOffset + i * columns, y, yOffset);
        }
        for (; i < rows; i++) {
            int row = xOffset + i * columns;
            for (int j = 0; j < columns; j++) {
                y[yOffset + j] += x[row + j];
            }
        }
    }

    private static void addFourRows(int n, double[] x, int row, double[] y, int yOffset) {
        int row1 = row + n;
        int row2 = row1 + n;
        int row3 = row2 + n;
        int j = 0;
        for (; j <= n - LENGTH; j += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, row + j).add(DoubleVector.fromArray(SPECIES, x, row1 + j))
                    .add(DoubleVector.fromArray(SPECIES, x, row2 + j).add(DoubleVector.fromArray(SPECIES, x, row3 + j)))
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + j)).intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            y[yOffset + j] += x[row + j] + x[row1 + j] + (x[row2 + j] + x[row3 + j]);
        }
    }

    /** A compensated sum in each lane of two vectors; the sums and errors are then added as in {@link ScalarRows}. */
    static double compensatedSum(int n, double[] x, int xOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector e0 = s0;
        DoubleVector e1 = s0;
        int i = 0;
        for (; i <= n - 2 * LENGTH; i += 2 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH);
            DoubleVector t0 = v0.add(s0);
            DoubleVector t1 = v1.add(s1);
            DoubleVector a0 = t0.sub(s0);
            DoubleVector a1 = t1.sub(s1);
            e0 = v0.sub(a0).sub(t0.sub(a0).sub(s0)).add(e0);
            e1 = v1.sub(a1).sub(t1.sub(a1).sub(s1)).add(e1);
            s0 = t0;
            s1 = t1;
        }
        double[] scratch = Scratch.get();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        zero.add(s0).intoArray(scratch, 0);
        zero.add(s1).intoArray(scratch, LENGTH);
        double sum = 0;
        DoubleVector errors = zero.add(e0);
        errors = errors.add(e1);
        double error = LENGTH == 4 ? errors.lane(0) + errors.lane(1) + (errors.lane(2) + errors.lane(3))
                : errors.reduceLanes(ADD);
        for (int lane = 0; lane < 2 * LENGTH; lane++) {
            double term = scratch[lane];
            double next = sum + term;
            double added = next - sum;
            error += sum - (next - added) + (term - added);
            sum = next;
        }
        return ScalarRows.sum(n - i, x, xOffset + i, sum, error);
    }
}
