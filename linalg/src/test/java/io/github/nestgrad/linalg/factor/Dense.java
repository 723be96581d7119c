package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** What the laws of all factorisations need: sizes on both sides of each block, and matrices by plain loops. */
abstract class Dense {

    static final double EPSILON = Math.ulp(1.0);

    /** Blocks are cut at 16, 32 and 64. */
    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(0, 1, 2, 3, 4, 5, 7, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 97, 130, 200);
    }

    @Provide
    Arbitrary<Integer> smallSizes() {
        return Arbitraries.of(0, 1, 2, 3, 4, 5, 9, 16, 17, 32, 33, 40, 65);
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.of(0, 1, 2, 7, 16, 129);
    }

    static Matrix product(Matrix a, Matrix b) {
        double[] c = new double[a.rows() * b.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < a.columns(); k++) {
                for (int j = 0; j < b.columns(); j++) {
                    c[i * b.columns() + j] += a.get(i, k) * b.get(k, j);
                }
            }
        }
        return Matrix.wrap(a.rows(), b.columns(), c);
    }

    static Matrix transpose(Matrix a) {
        double[] t = new double[a.rows() * a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                t[j * a.rows() + i] = a.get(i, j);
            }
        }
        return Matrix.wrap(a.columns(), a.rows(), t);
    }

    static Matrix magnitudes(Matrix a) {
        double[] out = a.toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.abs(out[i]);
        }
        return Matrix.wrap(a.rows(), a.columns(), out);
    }

    static double[] column(Matrix a, int j) {
        double[] column = new double[a.rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = a.get(i, j);
        }
        return column;
    }

    static Matrix scaled(double factor, Matrix a) {
        double[] out = a.toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return Matrix.wrap(a.rows(), a.columns(), out);
    }

    /** Σ σₖ uₖ vₖᵀ with the first rows of two arrays. */
    static Matrix sum(double[] sigma, double[][] u, int m, double[][] v, int n) {
        double[] a = new double[m * n];
        for (int k = 0; k < sigma.length; k++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    a[i * n + j] += sigma[k] * u[k][i] * v[k][j];
                }
            }
        }
        return Matrix.wrap(m, n, a);
    }

    /** An m×n matrix of given singular values, at most min(m, n) of them; the others are zero. */
    static Matrix withSingularValues(double[] sigma, int m, int n, SplittableRandom random) {
        return sum(sigma, Samples.orthogonal(m, random), m, Samples.orthogonal(n, random), n);
    }

    static Matrix with(Matrix a, int i, int j, double entry) {
        double[] out = a.toArray();
        out[i * a.columns() + j] = entry;
        return Matrix.wrap(a.rows(), a.columns(), out);
    }

    /** |Aᵢⱼ − Bᵢⱼ| ≤ tolerance · Mᵢⱼ. */
    static void requireWithin(double tolerance, Matrix magnitude, Matrix expected, Matrix actual) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.columns(), actual.columns());
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), tolerance * magnitude.get(i, j),
                        "entry " + i + ", " + j);
            }
        }
    }

    static void requireOrthonormalColumns(Matrix q) {
        Matrix gram = product(transpose(q), q);
        double defect = Samples.norm(Samples.difference(gram.array(), Matrix.identity(q.columns()).array()));
        assertTrue(defect <= 4 * (q.rows() + 4) * EPSILON, "not orthonormal by " + defect);
    }

    /** ‖b − A x‖ ≤ 4 n ε (‖A‖ ‖x‖ + ‖b‖): x solves a system that is hardly another. */
    static void requireSmallResidual(Matrix a, double[] x, double[] b) {
        double residual = Samples.norm(Samples.difference(b, Samples.product(a, x)));
        double scale = Samples.frobenius(a) * Samples.norm(x) + Samples.norm(b);
        assertTrue(residual <= 4 * (b.length + 1) * EPSILON * scale, "residual " + residual + " against " + scale);
    }

    /** The columns of a solution are the solutions of the columns, up to the rounding that both are allowed. */
    static void requireSmallResiduals(Matrix a, Matrix x, Matrix b) {
        assertEquals(a.columns(), x.rows());
        assertEquals(b.columns(), x.columns());
        for (int j = 0; j < b.columns(); j++) {
            requireSmallResidual(a, column(x, j), column(b, j));
        }
    }

    static double norm1(Matrix a) {
        double largest = 0;
        for (int j = 0; j < a.columns(); j++) {
            double sum = 0;
            for (int i = 0; i < a.rows(); i++) {
                sum += Math.abs(a.get(i, j));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
