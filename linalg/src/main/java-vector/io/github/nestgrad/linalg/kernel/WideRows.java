package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.GT;

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
            m0 = m0.blend(v0, v0.compare(GT, m0));
            m1 = m1.blend(v1, v1.compare(GT, m1));
            m2 = m2.blend(v2, v2.compare(GT, m2));
            m3 = m3.blend(v3, v3.compare(GT, m3));
        }
        m0 = m0.blend(m1, m1.compare(GT, m0));
        m2 = m2.blend(m3, m3.compare(GT, m2));
        m0 = m0.blend(m2, m2.compare(GT, m0));
        double largest = m0.lane(0);
        for (int lane = 1; lane < LENGTH; lane++) {
            largest = m0.lane(lane) > largest ? m0.lane(lane) : largest;
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
            s0 = s0.add(DoubleVector.fromArray(SPECIES, x, xOffset + i));
            s1 = s1.add(DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH));
            s2 = s2.add(DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH));
            s3 = s3.add(DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH));
        }
        double sum = s0.add(s1).add(s2.add(s3)).reduceLanes(ADD);
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

    /** A compensated sum in each lane of four vectors, whose sums and errors are then added as {@link ScalarRows} does. */
    static double compensatedSum(int n, double[] x, int xOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector e0 = s0;
        DoubleVector e1 = s0;
        DoubleVector e2 = s0;
        DoubleVector e3 = s0;
        int i = 0;
        for (; i <= n - 4 * LENGTH; i += 4 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH);
            DoubleVector t0 = s0.add(v0);
            DoubleVector t1 = s1.add(v1);
            DoubleVector t2 = s2.add(v2);
            DoubleVector t3 = s3.add(v3);
            DoubleVector a0 = t0.sub(s0);
            DoubleVector a1 = t1.sub(s1);
            DoubleVector a2 = t2.sub(s2);
            DoubleVector a3 = t3.sub(s3);
            e0 = e0.add(s0.sub(t0.sub(a0)).add(v0.sub(a0)));
            e1 = e1.add(s1.sub(t1.sub(a1)).add(v1.sub(a1)));
            e2 = e2.add(s2.sub(t2.sub(a2)).add(v2.sub(a2)));
            e3 = e3.add(s3.sub(t3.sub(a3)).add(v3.sub(a3)));
            s0 = t0;
            s1 = t1;
            s2 = t2;
            s3 = t3;
        }
        double sum = 0;
        double error = e0.add(e1).add(e2.add(e3)).reduceLanes(ADD);
        for (int part = 0; part < 4; part++) {
            DoubleVector s = part == 0 ? s0 : part == 1 ? s1 : part == 2 ? s2 : s3;
            for (int lane = 0; lane < LENGTH; lane++) {
                double term = s.lane(lane);
                double next = sum + term;
                double added = next - sum;
                error += sum - (next - added) + (term - added);
                sum = next;
            }
        }
        return ScalarRows.sum(n - i, x, xOffset + i, sum, error);
    }
}
