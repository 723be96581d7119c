package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.factor.Cholesky;
import io.github.nestgrad.linalg.factor.SymmetricEigen;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The inverse of a randomised low-rank approximation of A = ρI + G with a positive semidefinite G,
 *
 * <pre>
 *   (ρI + U Λ Uᵀ)⁻¹ = U (Λ + ρI)⁻¹ Uᵀ + ρ⁻¹ (I − U Uᵀ),      U Λ Uᵀ ≈ G of rank r.
 * </pre>
 *
 * <p>With an orthonormal random Ω of r columns, Y = GΩ and the shift ν = ε ‖Y‖_F that keeps the small factorisation
 * stable, G ≈ Y_ν (ΩᵀY_ν)⁻¹ Y_νᵀ − νI on its range, Y_ν = Y + νΩ (Frangella, Tropp and Udell, Randomized Nyström
 * preconditioning, SIAM J. Matrix Anal. Appl. 44, 2023, arXiv:2110.02820, algorithm 2.1). Their preconditioner,
 * equation (5.3), has in place of 1/ρ the number 1/(λᵣ + ρ) on the complement of U; this one is exact where G has rank
 * r or less. Up to factors that hold in expectation the preconditioned condition number is of the order of 1 + λᵣ₊₁/ρ,
 * so that a rank is enough when {@link #eigenvalues} come down to ρ.
 *
 * <p>It takes r products, r vectors of memory, and 4 n r operations an application. Where G is not semidefinite, its
 * negative part is left out; the result is positive definite whatever A.
 */
public final class Nystrom implements LinearOperator {

    private static final double SHIFT_GROWTH = 100;

    private final int size;
    private final double shift;
    private final double[] eigenvalues;
    // the columns of U
    private final double[][] u;

    private Nystrom(int size, double shift, double[] eigenvalues, double[][] u) {
        this.size = size;
        this.shift = shift;
        this.eigenvalues = eigenvalues;
        this.u = u;
    }

    /**
     * The approximation for an operator.
     *
     * @param a A, n×n and symmetric; multiplied with min(rank, n) vectors
     * @param rank r, at least 1
     * @param shift ρ, positive; A − ρI should be positive semidefinite
     * @param seed of the random vectors; the same seed gives the same bits
     * @return M⁻¹, symmetric positive definite
     * @throws IllegalArgumentException if A is not square, the rank not positive, or the shift not positive and finite
     * @throws ArithmeticException if a product with A is not finite
     */
    public static Nystrom of(LinearOperator a, int rank, double shift, long seed) {
        return ifFinite(a, rank, shift, seed).orElseThrow(() -> new ArithmeticException("Nyström: a product with A, "
                + a.rows() + "x" + a.columns() + ", is not finite"));
    }

    static void requireSettings(int rank, double shift) {
        if (rank < 1) {
            throw new IllegalArgumentException("Nyström: rank " + rank + " (expected 1 or more)");
        }
        if (!(shift > 0) || Double.isInfinite(shift)) {
            throw new IllegalArgumentException("Nyström: shift " + shift + " (expected a positive finite number)");
        }
    }

    static Optional<Nystrom> ifFinite(LinearOperator a, int rank, double shift, long seed) {
        requireSettings(rank, shift);
        int n = a.rows();
        if (a.columns() != n) {
            throw new IllegalArgumentException(
                    "Nyström: A is " + n + "x" + a.columns() + " (expected a square operator)");
        }
        int r = Math.min(rank, n);
        if (r == 0) {
            return Optional.of(new Nystrom(n, shift, new double[0], new double[0][]));
        }
        double[][] omega = gaussian(n, r, seed);
        Orthonormal.columns(omega);
        double[][] y = new double[r][n];
        double frobenius = 0;
        for (int k = 0; k < r; k++) {
            a.apply(omega[k], y[k]);
            Vectors.axpy(-shift, omega[k], y[k]);
            frobenius = Math.hypot(frobenius, Vectors.norm2(y[k]));
        }
        return Double.isFinite(frobenius) ? Optional.of(of(omega, y, frobenius, shift)) : Optional.empty();
    }

    private static Nystrom of(double[][] omega, double[][] y, double frobenius, double shift) {
        int r = y.length;
        int n = y[0].length;
        if (frobenius == 0) {
            return new Nystrom(n, shift, new double[r], omega);
        }
        double nu = 0;
        Optional<Cholesky> core;
        double growing = Math.ulp(1.0) * frobenius;
        do {
            for (int k = 0; k < r; k++) {
                Vectors.axpy(growing, omega[k], y[k]);
            }
            nu += growing;
            growing *= SHIFT_GROWTH;
            core = Cholesky.ifPositiveDefinite(gram(omega, y));
        } while (core.isEmpty() && Double.isFinite(growing)); // ν above ‖G‖ is enough
        if (core.isEmpty()) {
            return new Nystrom(n, shift, new double[r], omega);
        }
        // B = Y C⁻¹ with ΩᵀY = CᵀC, C = Lᵀ: the columns of B by forward substitution
        Matrix l = core.get().factor();
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < k; j++) {
                Vectors.axpy(-l.get(k, j), y[j], y[k]);
            }
            Vectors.scale(1 / l.get(k, k), y[k]);
        }
        // B = Q R, and B Bᵀ = Q (R Rᵀ) Qᵀ
        double[][] upper = Orthonormal.columns(y);
        double[] rrt = new double[r * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                for (int k = Math.max(i, j); k < r; k++) {
                    rrt[i * r + j] += upper[i][k] * upper[j][k];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(Matrix.wrap(r, r, rrt));
        double[] ascending = eigen.values();
        double[] lambda = new double[r];
        double[][] u = new double[r][n];
        for (int k = 0; k < r; k++) {
            lambda[k] = Math.max(0, ascending[r - 1 - k] - nu);
            double[] combination = eigen.vector(r - 1 - k);
            for (int i = 0; i < r; i++) {
                Vectors.axpy(combination[i], y[i], u[k]);
            }
        }
        return new Nystrom(n, shift, lambda, u);
    }

    private static double[][] gaussian(int n, int r, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] g = new double[r][n];
        for (double[] column : g) {
            for (int i = 0; i < n; i++) {
                // StrictMath: the same vectors on every machine
                column[i] = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                        * StrictMath.cos(2 * Math.PI * random.nextDouble());
            }
        }
        return g;
    }

    /** The symmetric part of ΩᵀY. */
    private static Matrix gram(double[][] omega, double[][] y) {
        int r = y.length;
        double[] entries = new double[r * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = (Vectors.dot(omega[i], y[j]) + Vectors.dot(omega[j], y[i])) / 2;
                entries[i * r + j] = entry;
                entries[j * r + i] = entry;
            }
        }
        return Matrix.wrap(r, r, entries);
    }

    /**
     * The eigenvalues of the approximation of G, estimates from below of the largest ones of G.
     *
     * @return Λ, min(r, n) numbers from the largest to the smallest; a new array
     */
    public double[] eigenvalues() {
        return eigenvalues.clone();
    }

    @Override
    public int rows() {
        return size;
    }

    @Override
    public int columns() {
        return size;
    }

    @Override
    public void apply(double[] x, double[] out) {
        if (x.length != size || out.length != size) {
            throw new IllegalArgumentException("Nyström: M is " + size + "x" + size + " but x has length " + x.length
                    + " and out " + out.length + " (expected " + size + ")");
        }
        for (int i = 0; i < size; i++) {
            out[i] = x[i] / shift;
        }
        for (int k = 0; k < eigenvalues.length; k++) {
            // 1/(λ + ρ) − 1/ρ without cancellation
            double weight = -eigenvalues[k] / (eigenvalues[k] + shift) / shift;
            Vectors.axpy(weight * Vectors.dot(u[k], x), u[k], out);
        }
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        apply(x, out);
    }
}
