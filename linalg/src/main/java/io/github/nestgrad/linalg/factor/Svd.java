package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;

/**
 * The singular value decomposition of an m×n matrix of any shape and rank, A = U diag(σ) Vᵀ, σ₀ ≥ σ₁ ≥ … ≥ 0, with
 * p = min(m, n) orthonormal columns in U and in V.
 *
 * <p>By a QR factorisation with column pivoting and one-sided Jacobi rotations of the rows of R: about ten sweeps of at
 * most 9p³ operations, slower than methods by way of a bidiagonal matrix, but not only right up to ε ‖A‖ as they are.
 * If A = B D with D diagonal and B well-conditioned, n ≤ m, every σₖ has nearly all its digits, whatever the range of
 * D; and so for Aᵀ if m &lt; n (Drmač and Veselić, New fast and accurate Jacobi SVD algorithm I and II, SIAM J. Matrix
 * Anal. Appl. 29, 2008; LAPACK Working Notes 169 and 170). For any A the errors are at most a modest multiple of m n ε
 * ‖A‖₂. What is smaller than 1e−140 σ₀ counts as zero. U and V are orthonormal up to a modest multiple of m ε.
 */
public final class Svd {

    private static final double EPSILON = Math.ulp(1.0);

    private final int m;
    private final int n;
    private final double[] values;
    // Uᵀ and Vᵀ, so that those of the largest values come first
    private final double[] left;
    private final double[] right;

    private Svd(int m, int n, double[] values, double[] left, double[] right) {
        this.m = m;
        this.n = n;
        this.values = values;
        this.left = left;
        this.right = right;
    }

    /**
     * Decomposes a matrix.
     *
     * @param a A, m×n, of any shape and rank
     * @return the decomposition
     * @throws ArithmeticException if an entry is not finite, or ‖A‖₂ overflows
     */
    public static Svd of(Matrix a) {
        Check.finite("SVD", a);
        int m = a.rows();
        int n = a.columns();
        if (m < n) {
            JacobiSvd tall = JacobiSvd.of(n, m, a.array(), true);
            return new Svd(m, n, tall.values(), tall.right(), tall.left());
        }
        JacobiSvd tall = JacobiSvd.of(m, n, RowLoops.transposed(m, n, a.array()), true);
        return new Svd(m, n, tall.values(), tall.left(), tall.right());
    }

    /**
     * The singular values alone, in less time.
     *
     * @param a A, m×n, of any shape and rank
     * @return min(m, n) singular values, descending; a new array
     * @throws ArithmeticException if an entry is not finite, or ‖A‖₂ overflows
     */
    public static double[] valuesOf(Matrix a) {
        Check.finite("SVD", a);
        int m = a.rows();
        int n = a.columns();
        return m < n
                ? JacobiSvd.of(n, m, a.array(), false).values()
                : JacobiSvd.of(m, n, RowLoops.transposed(m, n, a.array()), false).values();
    }

    /**
     * The singular values.
     *
     * @return p = min(m, n) singular values, descending; a new array
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The left singular vectors.
     *
     * @return U, a new m×p matrix
     */
    public Matrix leftVectors() {
        return Matrix.wrap(m, values.length, RowLoops.transposed(values.length, m, left));
    }

    /**
     * The right singular vectors.
     *
     * @return V, not transposed, a new n×p matrix
     */
    public Matrix rightVectors() {
        return Matrix.wrap(n, values.length, RowLoops.transposed(values.length, n, right));
    }

    /**
     * The spectral norm ‖A‖₂ = σ₀.
     *
     * @return the norm; 0 for an empty matrix
     */
    public double spectralNorm() {
        return values.length == 0 ? 0 : values[0];
    }

    /**
     * The condition number κ₂(A) = σ₀ / σ_{p−1}.
     *
     * @return at least 1; infinite if the least singular value is 0, and 0 for an empty matrix
     */
    public double conditionNumber() {
        if (values.length == 0) {
            return 0;
        }
        double least = values[values.length - 1];
        return least == 0 ? Double.POSITIVE_INFINITY : values[0] / least;
    }

    /**
     * The numerical rank: how many singular values are larger than max(m, n) ε σ₀.
     *
     * @return the rank, at most p
     */
    public int rank() {
        return rank(Math.max(m, n) * EPSILON);
    }

    /**
     * The numerical rank for a given tolerance: how many singular values are larger than tolerance · σ₀.
     *
     * @param tolerance relative to the largest singular value, at least 0
     * @return the rank, at most p
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public int rank(double tolerance) {
        Check.tolerance("SVD rank", tolerance);
        int rank = 0;
        while (rank < values.length && values[rank] > tolerance * values[0]) {
            rank++;
        }
        return rank;
    }

    /**
     * The shortest of all x for which ‖A x − b‖ is least, x = A⁺ b, singular values beyond {@link #rank()} taken for 0.
     *
     * @param b m entries; not modified
     * @return x, n entries
     * @throws IllegalArgumentException if the length is not m
     */
    public double[] solve(double[] b) {
        return solve(b, Math.max(m, n) * EPSILON);
    }

    /**
     * The shortest of all x for which ‖A x − b‖ is least, singular values of at most tolerance · σ₀ taken for 0.
     *
     * @param b m entries; not modified
     * @param tolerance relative to the largest singular value, at least 0
     * @return x, n entries
     * @throws IllegalArgumentException if the length is not m, or the tolerance is negative or NaN
     */
    public double[] solve(double[] b, double tolerance) {
        Check.length("SVD solve", m, n, "b", b, m);
        int rank = rank(tolerance);
        Kernels kernels = KernelProvider.get();
        double[] c = new double[rank];
        kernels.gemv(rank, m, left, 0, m, b, 0, c, 0);
        for (int k = 0; k < rank; k++) {
            c[k] /= values[k];
        }
        double[] x = new double[n];
        kernels.gemvTransposed(rank, n, right, 0, n, c, 0, x, 0);
        return x;
    }

    /**
     * The shortest least-squares solutions for all columns of B at once, X = A⁺ B, as {@link #solve(double[])}.
     *
     * @param b B, m×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than m rows
     */
    public Matrix solve(Matrix b) {
        return solve(b, Math.max(m, n) * EPSILON);
    }

    /**
     * The shortest least-squares solutions for all columns of B at once, as {@link #solve(double[], double)}.
     *
     * @param b B, m×k
     * @param tolerance relative to the largest singular value, at least 0
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than m rows, or the tolerance is negative or NaN
     */
    public Matrix solve(Matrix b, double tolerance) {
        Check.rows("SVD solve", m, n, b, m);
        int rank = rank(tolerance);
        int k = b.columns();
        Workspace workspace = new Workspace();
        double[] c = new double[rank * k];
        workspace.product(false, false, rank, k, m, left, 0, m, b.array(), 0, k, Store.SET, c, 0, k);
        for (int i = 0; i < rank * k; i++) {
            c[i] /= values[i / k];
        }
        double[] x = new double[n * k];
        workspace.product(true, false, n, k, rank, right, 0, n, c, 0, k, Store.SET, x, 0, k);
        return Matrix.wrap(n, k, x);
    }
}
