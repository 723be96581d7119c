package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;

/** Random matrices with known spectra or singular values, and what plain loops say about them. */
final class Systems {

    private Systems() {}

    /** Σ sₖ uₖ vₖᵀ with random orthonormal uₖ and vₖ. */
    static Matrix withSingularValues(double[] s, SplittableRandom random) {
        int n = s.length;
        double[][] u = Samples.orthogonal(n, random);
        double[][] v = Samples.orthogonal(n, random);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i * n + j] += s[k] * u[k][i] * v[k][j];
                }
            }
        }
        return Matrix.wrap(n, n, a);
    }

    /** A symmetric part with the given positive spectrum and a skew part: ‖A⁻¹‖ ≤ 1 / the smallest eigenvalue. */
    static Matrix positiveReal(double[] eigenvalues, double skewness, SplittableRandom random) {
        int n = eigenvalues.length;
        double[] a = Samples.symmetric(eigenvalues, random).toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double k = skewness / n * (2 * random.nextDouble() - 1);
                a[i * n + j] += k;
                a[j * n + i] -= k;
            }
        }
        return Matrix.wrap(n, n, a);
    }

    /** Eigenvalues of both signs, of magnitudes from 1 down to 1/condition. */
    static double[] indefinite(int n, double condition) {
        double[] eigenvalues = Samples.spectrum(n, 1, condition);
        for (int k = 1; k < n; k += 2) {
            eigenvalues[k] = -eigenvalues[k];
        }
        return eigenvalues;
    }

    static double[] scaled(double[] x, double factor) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= factor;
        }
        return y;
    }

    static Matrix scaled(Matrix a, double factor) {
        return Matrix.wrap(a.rows(), a.columns(), scaled(a.array(), factor));
    }

    static double residual(Matrix a, double[] b, double[] x) {
        return Samples.norm(Samples.difference(b, Samples.product(a, x)));
    }

    /** The transpose, by a plain loop. */
    static Matrix transposed(Matrix a) {
        double[] entries = new double[a.rows() * a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                entries[j * a.rows() + i] = a.get(i, j);
            }
        }
        return Matrix.wrap(a.columns(), a.rows(), entries);
    }

    /** min ‖r − K c‖ over the columns kⱼ = Aʲ r, j = 1…steps: what no polynomial in A can beat, by Gram-Schmidt. */
    static double leastKrylovResidual(Matrix a, double[] r, int steps) {
        double[][] q = new double[steps][];
        double[] rest = r.clone();
        double[] power = r;
        for (int j = 0; j < steps; j++) {
            power = Samples.product(a, power);
            power = scaled(power, 1 / Samples.norm(power));
            q[j] = power.clone();
            for (int pass = 0; pass < 3; pass++) {
                for (int i = 0; i < j; i++) {
                    q[j] = Samples.difference(q[j], scaled(q[i], Samples.inner(q[i], q[j])));
                }
                q[j] = scaled(q[j], 1 / Samples.norm(q[j]));
            }
            rest = Samples.difference(rest, scaled(q[j], Samples.inner(q[j], rest)));
        }
        return Samples.norm(rest);
    }

    /**
     * A singular symmetric A with two right-hand sides: the product with a known x of least norm, and one that also has
     * a part in the kernel, of known length.
     */
    record Singular(Matrix a, double[] leastNorm, double[] consistent, double[] inconsistent, double leastResidual) {}

    static Singular singular(int n, int nullity, double condition, SplittableRandom random) {
        double[] eigenvalues = indefinite(n, condition);
        double[][] q = Samples.orthogonal(n, random);
        double[] weights = Samples.gaussian(n, random);
        double[] a = new double[n * n];
        double[] leastNorm = new double[n];
        double[] consistent = new double[n];
        double[] inconsistent = new double[n];
        double outside = 0;
        for (int k = 0; k < n; k++) {
            boolean inKernel = k < nullity;
            outside = inKernel ? Math.hypot(outside, weights[k]) : outside;
            for (int i = 0; i < n; i++) {
                leastNorm[i] += inKernel ? 0 : weights[k] * q[k][i];
                consistent[i] += inKernel ? 0 : eigenvalues[k] * weights[k] * q[k][i];
                inconsistent[i] += weights[k] * q[k][i];
                for (int j = 0; j < n; j++) {
                    a[i * n + j] += inKernel ? 0 : eigenvalues[k] * (q[k][i] * q[k][j]);
                }
            }
        }
        return new Singular(Matrix.wrap(n, n, a), leastNorm, consistent, inconsistent, outside);
    }
}
