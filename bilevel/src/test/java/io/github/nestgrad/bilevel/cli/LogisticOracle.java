package io.github.nestgrad.bilevel.cli;

/**
 * Logistic regression and its hypergradient by formulas on arrays, sharing no code with the library.
 *
 * <pre>
 *   g(w, θ) = (1/n) Σ log(1 + exp(−yᵢ xᵢᵀw)) + ½ Σ exp(θⱼ) wⱼ²,   H = Xᵀ diag(σ(1 − σ)) X/n + diag(exp θ)
 *   dF/dθⱼ  = −exp(θⱼ) wⱼ vⱼ,   H v = ∇F
 * </pre>
 */
final class LogisticOracle {

    private static final int NEWTON_STEPS = 60;

    final double value;
    final double[] gradient;

    LogisticOracle(PlainData data, double[] theta) {
        int d = theta.length;
        double[] w = new double[d];
        double[][] hessian = new double[0][];
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] slope = lossGradient(data.x, data.y, w);
            hessian = lossHessian(data.x, data.y, w);
            for (int j = 0; j < d; j++) {
                slope[j] += Math.exp(theta[j]) * w[j];
                hessian[j][j] += Math.exp(theta[j]);
            }
            double[] p = solve(hessian, slope);
            double length = 1;
            while (objective(data, theta, w, p, length) > objective(data, theta, w, p, 0) && length > 1e-9) {
                length /= 2;
            }
            for (int j = 0; j < d; j++) {
                w[j] -= length * p[j];
            }
        }
        value = loss(data.xValidation, data.yValidation, w);
        double[] v = solve(hessian, lossGradient(data.xValidation, data.yValidation, w));
        gradient = new double[d];
        for (int j = 0; j < d; j++) {
            gradient[j] = -Math.exp(theta[j]) * w[j] * v[j];
        }
    }

    private static double objective(PlainData data, double[] theta, double[] w, double[] p, double length) {
        double[] moved = new double[w.length];
        double penalty = 0;
        for (int j = 0; j < w.length; j++) {
            moved[j] = w[j] - length * p[j];
            penalty += Math.exp(theta[j]) * moved[j] * moved[j] / 2;
        }
        return loss(data.x, data.y, moved) + penalty;
    }

    private static double loss(double[][] x, double[] y, double[] w) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double m = y[i] * dot(x[i], w);
            sum += Math.max(-m, 0) + Math.log1p(Math.exp(-Math.abs(m)));
        }
        return sum / x.length;
    }

    private static double[] lossGradient(double[][] x, double[] y, double[] w) {
        double[] result = new double[w.length];
        for (int i = 0; i < x.length; i++) {
            double factor = -y[i] / (1 + Math.exp(y[i] * dot(x[i], w))) / x.length;
            for (int j = 0; j < w.length; j++) {
                result[j] += factor * x[i][j];
            }
        }
        return result;
    }

    private static double[][] lossHessian(double[][] x, double[] y, double[] w) {
        double[][] result = new double[w.length][w.length];
        for (int i = 0; i < x.length; i++) {
            double s = 1 / (1 + Math.exp(y[i] * dot(x[i], w)));
            for (int j = 0; j < w.length; j++) {
                for (int k = 0; k < w.length; k++) {
                    result[j][k] += s * (1 - s) * x[i][j] * x[i][k] / x.length;
                }
            }
        }
        return result;
    }

    /** Gaussian elimination of a positive definite matrix, on copies. */
    private static double[] solve(double[][] matrix, double[] b) {
        int d = b.length;
        double[][] a = new double[d][];
        for (int j = 0; j < d; j++) {
            a[j] = matrix[j].clone();
        }
        double[] x = b.clone();
        for (int k = 0; k < d; k++) {
            for (int j = k + 1; j < d; j++) {
                double factor = a[j][k] / a[k][k];
                for (int l = k; l < d; l++) {
                    a[j][l] -= factor * a[k][l];
                }
                x[j] -= factor * x[k];
            }
        }
        for (int k = d - 1; k >= 0; k--) {
            for (int l = k + 1; l < d; l++) {
                x[k] -= a[k][l] * x[l];
            }
            x[k] /= a[k][k];
        }
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
