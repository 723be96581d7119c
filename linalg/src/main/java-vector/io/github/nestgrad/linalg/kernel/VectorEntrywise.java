package io.github.nestgrad.linalg.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic entry by entry, on the Vector API.
 *
 * <p>The compiler of JDK 17 makes vector code of the plain loops only if all arrays begin at one offset: else 1000 sums
 * took 0.28 µs and not 0.12 (AMD Zen 4, November 2026). Eight vectors a round, so that a method is too long to be
 * inlined into others, where vectors would be allocated.
 */
final class VectorEntrywise implements ArithmeticKernels {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    @Override
    public void add(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        int i = 0;
        for (; i <= n - 8 * LENGTH; i += 8 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i));
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH));
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH));
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH));
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + 4 * LENGTH));
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + 5 * LENGTH));
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 6 * LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + 6 * LENGTH));
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 7 * LENGTH)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i + 7 * LENGTH));
            v0.intoArray(z, zOffset + i);
            v1.intoArray(z, zOffset + i + LENGTH);
            v2.intoArray(z, zOffset + i + 2 * LENGTH);
            v3.intoArray(z, zOffset + i + 3 * LENGTH);
            v4.intoArray(z, zOffset + i + 4 * LENGTH);
            v5.intoArray(z, zOffset + i + 5 * LENGTH);
            v6.intoArray(z, zOffset + i + 6 * LENGTH);
            v7.intoArray(z, zOffset + i + 7 * LENGTH);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i)).intoArray(z, zOffset + i);
        }
        for (; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] + y[yOffset + i];
        }
    }

    @Override
    public void subtract(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        int i = 0;
        for (; i <= n - 8 * LENGTH; i += 8 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i));
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH));
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH));
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH));
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + 4 * LENGTH));
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + 5 * LENGTH));
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 6 * LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + 6 * LENGTH));
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 7 * LENGTH)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i + 7 * LENGTH));
            v0.intoArray(z, zOffset + i);
            v1.intoArray(z, zOffset + i + LENGTH);
            v2.intoArray(z, zOffset + i + 2 * LENGTH);
            v3.intoArray(z, zOffset + i + 3 * LENGTH);
            v4.intoArray(z, zOffset + i + 4 * LENGTH);
            v5.intoArray(z, zOffset + i + 5 * LENGTH);
            v6.intoArray(z, zOffset + i + 6 * LENGTH);
            v7.intoArray(z, zOffset + i + 7 * LENGTH);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .sub(DoubleVector.fromArray(SPECIES, y, yOffset + i)).intoArray(z, zOffset + i);
        }
        for (; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] - y[yOffset + i];
        }
    }

    @Override
    public void multiply(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        int i = 0;
        for (; i <= n - 8 * LENGTH; i += 8 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i));
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH));
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH));
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH));
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + 4 * LENGTH));
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + 5 * LENGTH));
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 6 * LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + 6 * LENGTH));
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 7 * LENGTH)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i + 7 * LENGTH));
            v0.intoArray(z, zOffset + i);
            v1.intoArray(z, zOffset + i + LENGTH);
            v2.intoArray(z, zOffset + i + 2 * LENGTH);
            v3.intoArray(z, zOffset + i + 3 * LENGTH);
            v4.intoArray(z, zOffset + i + 4 * LENGTH);
            v5.intoArray(z, zOffset + i + 5 * LENGTH);
            v6.intoArray(z, zOffset + i + 6 * LENGTH);
            v7.intoArray(z, zOffset + i + 7 * LENGTH);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .mul(DoubleVector.fromArray(SPECIES, y, yOffset + i)).intoArray(z, zOffset + i);
        }
        for (; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] * y[yOffset + i];
        }
    }

    @Override
    public void divide(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        int i = 0;
        for (; i <= n - 8 * LENGTH; i += 8 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i));
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + LENGTH));
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + 2 * LENGTH));
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + 3 * LENGTH));
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + 4 * LENGTH));
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + 5 * LENGTH));
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 6 * LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + 6 * LENGTH));
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 7 * LENGTH)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i + 7 * LENGTH));
            v0.intoArray(z, zOffset + i);
            v1.intoArray(z, zOffset + i + LENGTH);
            v2.intoArray(z, zOffset + i + 2 * LENGTH);
            v3.intoArray(z, zOffset + i + 3 * LENGTH);
            v4.intoArray(z, zOffset + i + 4 * LENGTH);
            v5.intoArray(z, zOffset + i + 5 * LENGTH);
            v6.intoArray(z, zOffset + i + 6 * LENGTH);
            v7.intoArray(z, zOffset + i + 7 * LENGTH);
        }
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .div(DoubleVector.fromArray(SPECIES, y, yOffset + i)).intoArray(z, zOffset + i);
        }
        for (; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] / y[yOffset + i];
        }
    }

    @Override
    public void affine(int n, double alpha, double beta, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, alpha);
        DoubleVector shift = DoubleVector.broadcast(SPECIES, beta);
        int i = 0;
        for (; i <= n - 8 * LENGTH; i += 8 * LENGTH) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xOffset + i).mul(factor).add(shift);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xOffset + i + LENGTH).mul(factor).add(shift);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 2 * LENGTH).mul(factor).add(shift);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 3 * LENGTH).mul(factor).add(shift);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 4 * LENGTH).mul(factor).add(shift);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 5 * LENGTH).mul(factor).add(shift);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 6 * LENGTH).mul(factor).add(shift);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, x, xOffset + i + 7 * LENGTH).mul(factor).add(shift);
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
            DoubleVector.fromArray(SPECIES, x, xOffset + i).mul(factor).add(shift).intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            y[yOffset + i] = alpha * x[xOffset + i] + beta;
        }
    }
}
