package io.github.nestgrad.linalg.spectral;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.factor.SymmetricEigen;
import java.util.SplittableRandom;

/**
 * Estimates of extreme eigenvalues and norms by products alone, from below and from inside.
 *
 * <p>They start at a random vector from a seed, and may miss an eigenvalue whose eigenvector that start does not see.
 * What must hold for certain takes {@link SpectralBounds}.
 */
public final class SpectralEstimates {

    // a vector that lost all but this many roundings of its length to orthogonalisation is none
    private static final double ROUNDINGS = 64;

    private SpectralEstimates() {}

    /**
     * The spectral norm by power iteration on AᵀA, v ← AᵀA v / ‖AᵀA v‖; the estimate ‖A v‖ never falls.
     *
     * <p>With a random start the expected relative error after k steps is of the order of log n / k, whatever the gap
     * (Kuczyński and Woźniakowski, SIAM J. Matrix Anal. Appl. 13, 1992); {@link #normByLanczos} is at least
     * as good for as many products, and mostly much better.
     *
     * @param a A, m×n
     * @param steps the number of steps, at least 1; two products each
     * @param seed of the start
     * @return the estimate; 0 for an empty operator
     * @throws IllegalArgumentException if the number of steps is not positive
     * @throws ArithmeticException if a product is not finite
     */
    public static NormEstimate normByPowerIteration(LinearOperator a, int steps, long seed) {
        requireSteps("power iteration", steps);
        int n = a.columns();
        if (n == 0 || a.rows() == 0) {
            return new NormEstimate(0, 0, 0, 0);
        }
        double[] v = randomUnit(n, seed);
        double[] av = new double[a.rows()];
        double[] next = new double[n];
        double sigma = 0;
        double residual = 0;
        int k = 0;
        while (k < steps) {
            a.apply(v, av);
            sigma = requireFinite("power iteration", Vectors.norm2(av));
            k++;
            if (sigma == 0) {
                return new NormEstimate(0, 0, k, 2 * k - 1);
            }
            // σ may be so large or small that its square is not to be had
            divide(av, sigma);
            a.applyTranspose(av, next);
            double length = requireFinite("power iteration", Vectors.norm2(next));
            double square = 0;
            for (int i = 0; i < n; i++) {
                double rest = (next[i] - sigma * v[i]) / length;
                square += rest * rest;
            }
            residual = Math.sqrt(square) * length * sigma;
            divide(next, length);
            System.arraycopy(next, 0, v, 0, n);
        }
        return new NormEstimate(sigma, residual, k, 2 * k);
    }

    /**
     * The spectral norm by the method of Lanczos on AᵀA, with full reorthogonalisation.
     *
     * @param a A, m×n
     * @param steps the largest number of steps, at least 1; two products each, and as many vectors of memory
     * @param seed of the start
     * @return the estimate, at least that of {@link #normByPowerIteration} with as many steps, up to rounding
     * @throws IllegalArgumentException if the number of steps is not positive
     * @throws ArithmeticException if a product is not finite
     */
    public static NormEstimate normByLanczos(LinearOperator a, int steps, long seed) {
        double[] between = new double[a.rows()];
        // ‖A v‖ of the start: the squares of A divided by it neither overflow nor underflow
        double[] unit = new double[1];
        SpectrumEstimate gram = lanczos(LinearOperator.symmetric(a.columns(), (x, out) -> {
            a.apply(x, between);
            unit[0] = unit[0] == 0 ? requireFinite("Lanczos", Vectors.norm2(between)) : unit[0];
            divideUnlessZero(between, unit[0]);
            a.applyTranspose(between, out);
            divideUnlessZero(out, unit[0]);
        }), steps, seed);
        return new NormEstimate(unit[0] * Math.sqrt(Math.max(0, gram.largest())),
                unit[0] * gram.largestResidual() * unit[0], gram.steps(), 2 * gram.operatorProducts());
    }

    /**
     * The extreme eigenvalues of a symmetric operator by the method of Lanczos with full reorthogonalisation.
     *
     * <pre>
     *   β₊ v₊ = A v − α v − β v₋,   α = vᵀA v
     * </pre>
     *
     * <p>The Ritz values are the eigenvalues of the tridiagonal matrix with diagonal α and off-diagonal β; they lie
     * within the spectrum, and after as many steps as A has distinct eigenvalues that the start sees they are those.
     * The residual of a pair is β₊ times the last entry of its eigenvector (Parlett, The Symmetric Eigenvalue Problem,
     * chapter 13). It ends early where the Krylov space is exhausted.
     *
     * @param a A, n×n and symmetric
     * @param steps the largest number of steps, at least 1; one product and one vector of memory each
     * @param seed of the start
     * @return the estimate; zeros for an empty operator
     * @throws IllegalArgumentException if A is not square, or the number of steps not positive
     * @throws ArithmeticException if a product is not finite
     */
    public static SpectrumEstimate lanczos(LinearOperator a, int steps, long seed) {
        requireSteps("Lanczos", steps);
        int n = a.rows();
        if (a.columns() != n) {
            throw new IllegalArgumentException(
                    "Lanczos: A is " + n + "x" + a.columns() + " (expected a square operator)");
        }
        if (n == 0) {
            return new SpectrumEstimate(0, 0, 0, 0, 0, 0);
        }
        int most = Math.min(steps, n);
        double[][] v = new double[most][];
        double[] alpha = new double[most];
        double[] beta = new double[most];
        double size = 0;
        double[] next = randomUnit(n, seed);
        int k = 0;
        while (k < most) {
            v[k] = next;
            next = new double[n];
            a.apply(v[k], next);
            double length = requireFinite("Lanczos", Vectors.norm2(next));
            size = Math.max(size, length);
            alpha[k] = Vectors.dot(v[k], next);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j <= k; j++) {
                    Vectors.axpy(-Vectors.dot(v[j], next), v[j], next);
                }
            }
            beta[k] = Vectors.norm2(next);
            if (beta[k] <= ROUNDINGS * Math.ulp(1.0) * size) {
                k++;
                break;
            }
            divide(next, beta[k]);
            k++;
        }
        return fromTridiagonal(alpha, beta, k);
    }

    private static SpectrumEstimate fromTridiagonal(double[] alpha, double[] beta, int k) {
        double[] entries = new double[k * k];
        for (int i = 0; i < k; i++) {
            entries[i * k + i] = alpha[i];
            if (i > 0) {
                entries[i * k + i - 1] = beta[i - 1];
                entries[(i - 1) * k + i] = beta[i - 1];
            }
        }
        SymmetricEigen ritz = SymmetricEigen.of(Matrix.wrap(k, k, entries));
        double[] values = ritz.values();
        double last = beta[k - 1];
        return new SpectrumEstimate(values[0], values[k - 1], last * Math.abs(ritz.vector(0)[k - 1]),
                last * Math.abs(ritz.vector(k - 1)[k - 1]), k, k);
    }

    private static void requireSteps(String method, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(method + ": " + steps + " steps (expected 1 or more)");
        }
    }

    private static double requireFinite(String method, double norm) {
        if (!Double.isFinite(norm)) {
            throw new ArithmeticException(method + ": a product with A is not finite");
        }
        return norm;
    }

    private static double[] randomUnit(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            // StrictMath: the same vector on every machine
            v[i] = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                    * StrictMath.cos(2 * Math.PI * random.nextDouble());
        }
        divide(v, Vectors.norm2(v));
        return v;
    }

    private static void divide(double[] v, double norm) {
        for (int i = 0; i < v.length; i++) {
            v[i] /= norm;
        }
    }

    private static void divideUnlessZero(double[] v, double norm) {
        if (norm != 0) {
            divide(v, norm);
        }
    }
}
