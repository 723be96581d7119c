package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/** Entry by entry, in plain Java without {@code Math.fma}. */
final class ScalarElementwise implements ElementwiseKernels {

    @Override
    public void exp(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Exponential.exp(x[xOffset + i]);
        }
    }

    @Override
    public void expm1(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Exponential.expm1(x[xOffset + i]);
        }
    }

    @Override
    public void log(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Logarithm.log(x[xOffset + i]);
        }
    }

    @Override
    public void log1p(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Logarithm.log1p(x[xOffset + i]);
        }
    }

    @Override
    public void sqrt(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.sqrt(x[xOffset + i]);
        }
    }

    @Override
    public void sin(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Trigonometric.sin(x[xOffset + i]);
        }
    }

    @Override
    public void cos(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Trigonometric.cos(x[xOffset + i]);
        }
    }

    @Override
    public void tanh(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Hyperbolic.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoid(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Hyperbolic.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    public void softplus(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Hyperbolic.softplus(x[xOffset + i]);
        }
    }

    @Override
    public void abs(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.abs(x[xOffset + i]);
        }
    }

    @Override
    public void pow(int n, double[] x, int xOffset, double p, double[] y, int yOffset) {
        if (!simplePow(n, x, xOffset, p, y, yOffset)) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = Power.pow(x[xOffset + i], p);
            }
        }
    }

    /** The powers that one operation gives, and whether p was one of them. */
    static boolean simplePow(int n, double[] x, int xOffset, double p, double[] y, int yOffset) {
        if (p == 2) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = x[xOffset + i] * x[xOffset + i];
            }
        } else if (p == -1) {
            for (int i = 0; i < n; i++) {
                y[yOffset + i] = 1 / x[xOffset + i];
            }
        } else if (p == 1) {
            System.arraycopy(x, xOffset, y, yOffset, n);
        } else if (p == 0) {
            Arrays.fill(y, yOffset, yOffset + n, 1);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public void pow(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = Power.pow(x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    public void max(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = Math.max(x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    public void min(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = Math.min(x[xOffset + i], y[yOffset + i]);
        }
    }
}
