package io.github.nestgrad.bilevel;

import java.util.SplittableRandom;

/** Linear algebra in plain loops, so that tests share no arithmetic with what they judge. */
public final class Plain {

    private Plain() {}

    public static double[] times(double[][] a, double[] x) {
        double[] y = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += a[i][j] * x[j];
            }
        }
        return y;
    }

    public static double[] transposedTimes(double[][] a, double[] x) {
        double[] y = new double[a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[j] += a[i][j] * x[i];
            }
        }
        return y;
    }

    public static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            c[i] = transposedTimes(b, a[i]);
        }
        return c;
    }

    public static double[][] transposed(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < t.length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /** x + c y. */
    public static double[] plus(double[] x, double c, double[] y) {
        double[] z = x.clone();
        for (int i = 0; i < z.length; i++) {
            z[i] += c * y[i];
        }
        return z;
    }

    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    public static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** Frobenius. */
    public static double norm(double[][] a) {
        double sum = 0;
        for (double[] row : a) {
            sum += dot(row, row);
        }
        return Math.sqrt(sum);
    }

    /** Gaussian elimination with partial pivoting. */
    public static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] u = new double[n][];
        for (int i = 0; i < n; i++) {
            u[i] = a[i].clone();
        }
        double[] x = b.clone();
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(u[i][k]) > Math.abs(u[pivot][k]) ? i : pivot;
            }
            double[] row = u[pivot];
            u[pivot] = u[k];
            u[k] = row;
            double entry = x[pivot];
            x[pivot] = x[k];
            x[k] = entry;
            for (int i = k + 1; i < n; i++) {
                double factor = u[i][k] / u[k][k];
                for (int j = k; j < n; j++) {
                    u[i][j] -= factor * u[k][j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= u[i][j] * x[j];
            }
            x[i] /= u[i][i];
        }
        return x;
    }

    public static double[] gaussian(int n, SplittableRandom random) {
        return RidgeCase.gaussian(n, random);
    }

    /** Gaussian entries, scaled so that the Frobenius norm, and with it the spectral norm, is the one given. */
    public static double[][] matrix(int rows, int columns, double norm, SplittableRandom random) {
        double[][] a = new double[rows][];
        for (int i = 0; i < rows; i++) {
            a[i] = gaussian(columns, random);
        }
        double factor = norm / norm(a);
        for (double[] row : a) {
            for (int j = 0; j < columns; j++) {
                row[j] *= factor;
            }
        }
        return a;
    }

    public static double[] flat(double[][] a) {
        double[] entries = new double[a.length * a[0].length];
        for (int i = 0; i < a.length; i++) {
            System.arraycopy(a[i], 0, entries, i * a[0].length, a[0].length);
        }
        return entries;
    }
}
