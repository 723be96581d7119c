package io.github.nestgrad.linalg.kernel;

/** Arithmetic entry by entry, in plain Java. */
final class ScalarArithmetic implements ArithmeticKernels {

    @Override
    public void add(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] + y[yOffset + i];
        }
    }

    @Override
    public void subtract(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] - y[yOffset + i];
        }
    }

    @Override
    public void multiply(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] * y[yOffset + i];
        }
    }

    @Override
    public void divide(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = x[xOffset + i] / y[yOffset + i];
        }
    }

    @Override
    public void affine(int n, double alpha, double beta, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = alpha * x[xOffset + i] + beta;
        }
    }
}
