package io.github.nestgrad.linalg.testing;

import io.github.nestgrad.linalg.Matrix;
import java.util.SplittableRandom;

/** Random vectors and matrices from a seed, by plain loops that share no code with what is tested. */
public final class Samples {

    private Samples() {}

    public static double[] gaussian(int n, SplittableRandom random) {
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        }
        return g;
    }

    public static Matrix gaussianMatrix(int rows, int columns, SplittableRandom random) {
        return Matrix.wrap(rows, columns, gaussian(rows * columns, random));
    }

    /** n orthonormal vectors as the rows of an array: Gram-Schmidt, twice. */
    public static double[][] orthogonal(int n, SplittableRandom random) {
        double[][] q = new double[n][];
        for (int i = 0; i < n; i++) {
            q[i] = gaussian(n, random);
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    double inner = inner(q[i], q[k]);
                    for (int j = 0; j < n; j++) {
                        q[i][j] -= inner * q[k][j];
                    }
                }
            }
            double norm = Math.sqrt(inner(q[i], q[i]));
            for (int j = 0; j < n; j++) {
                q[i][j] /= norm;
            }
        }
        return q;
    }

    /** The symmetric matrix Σ λₖ qₖ qₖᵀ with random orthonormal qₖ. */
    public static Matrix symmetric(double[] eigenvalues, SplittableRandom random) {
        int n = eigenvalues.length;
        double[][] q = orthogonal(n, random);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += eigenvalues[k] * q[k][i] * q[k][j];
                }
                a[i * n + j] = sum;
                a[j * n + i] = sum;
            }
        }
        return Matrix.wrap(n, n, a);
    }

    /** Eigenvalues from {@code largest} down to {@code largest}/{@code condition}, evenly on a logarithmic scale. */
    public static double[] spectrum(int n, double largest, double condition) {
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = largest * (n == 1 ? 1 : Math.pow(condition, -k / (n - 1.0)));
        }
        return eigenvalues;
    }

    public static double inner(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    public static double norm(double[] x) {
        return Math.sqrt(inner(x, x));
    }

    public static double[] difference(double[] x, double[] y) {
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            d[i] = x[i] - y[i];
        }
        return d;
    }

    /** A x by a plain loop. */
    public static double[] product(Matrix a, double[] x) {
        double[] y = new double[a.rows()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                y[i] += a.get(i, j) * x[j];
            }
        }
        return y;
    }

    public static double frobenius(Matrix a) {
        return norm(a.toArray());
    }
}
