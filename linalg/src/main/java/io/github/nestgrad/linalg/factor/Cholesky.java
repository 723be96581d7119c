package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import java.util.Optional;

/**
 * The factorisation A = L Lᵀ of a symmetric positive definite matrix, L lower triangular with a positive diagonal.
 *
 * <pre>
 *   Lᵢⱼ = (Aᵢⱼ − Σ_{k&lt;j} Lᵢₖ Lⱼₖ) / Lⱼⱼ  for j &lt; i,      Lᵢᵢ = √(Aᵢᵢ − Σ_{k&lt;i} Lᵢₖ²)
 * </pre>
 *
 * <p>n³/3 operations, nearly all of them in products of blocks. The solution x̂ it yields solves a system with a matrix
 * that differs from A by at most a modest multiple of n ε ‖A‖ (Higham, Accuracy and Stability of Numerical Algorithms,
 * 2nd ed., theorem 10.4, whatever the order of the sums).
 */
public final class Cholesky {

    private final int size;
    // Lᵀ on and above the diagonal; what is below has no meaning
    private final double[] r;
    private final Triangle upper;
    private final Triangle lower;
    private final double norm1;

    private Cholesky(int size, double[] r, double norm1) {
        this.size = size;
        this.r = r;
        this.upper = Triangle.upper(r, 0, size);
        this.lower = upper.transpose();
        this.norm1 = norm1;
    }

    /**
     * Factorises a matrix.
     *
     * @param a A, n×n and symmetric; only its lower triangle is read
     * @return the factorisation
     * @throws IllegalArgumentException if A is not square
     * @throws ArithmeticException if a pivot is not positive, so that A is not positive definite, or not finite; it
     *     names the pivot
     */
    public static Cholesky of(Matrix a) {
        CholeskyBlocks blocks = factorize(a);
        if (blocks.failedAt() >= 0) {
            throw new ArithmeticException("Cholesky: pivot " + blocks.failedAt() + " of " + a.rows() + " is "
                    + blocks.failedPivot() + " (expected a positive number; the matrix is not positive definite)");
        }
        return new Cholesky(a.rows(), blocks.array(), OneNorm.ofLowerTriangle(a));
    }

    /**
     * Factorises a matrix if it is positive definite.
     *
     * @param a A, n×n and symmetric; only its lower triangle is read
     * @return the factorisation; empty if a pivot is not positive or not finite
     * @throws IllegalArgumentException if A is not square
     */
    public static Optional<Cholesky> ifPositiveDefinite(Matrix a) {
        CholeskyBlocks blocks = factorize(a);
        return blocks.failedAt() >= 0
                ? Optional.empty()
                : Optional.of(new Cholesky(a.rows(), blocks.array(), OneNorm.ofLowerTriangle(a)));
    }

    private static CholeskyBlocks factorize(Matrix a) {
        Check.square("Cholesky", a);
        return CholeskyBlocks.factorize(a.rows(), RowLoops.transposed(a.rows(), a.rows(), a.array()));
    }

    /**
     * The factor L.
     *
     * @return a new matrix, zero above the diagonal
     */
    public Matrix factor() {
        double[] l = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                l[i * size + j] = r[j * size + i];
            }
        }
        return Matrix.wrap(size, size, l);
    }

    /**
     * The solution of A x = b.
     *
     * @param b n entries; not modified
     * @return x
     * @throws IllegalArgumentException if the length is not n
     */
    public double[] solve(double[] b) {
        double[] x = new double[size];
        solveInto(b, x);
        return x;
    }

    /**
     * The solution of A x = b, without allocating anything.
     *
     * @param b n entries; not modified, unless it is {@code out} itself
     * @param out overwritten with x, n entries
     * @throws IllegalArgumentException if a length is not n
     */
    public void solveInto(double[] b, double[] out) {
        Check.length("Cholesky solve", size, size, "b", b, size);
        Check.length("Cholesky solve", size, size, "out", out, size);
        System.arraycopy(b, 0, out, 0, size);
        TriangularSolve.inPlace(lower, size, out, 0, KernelProvider.get());
        TriangularSolve.inPlace(upper, size, out, 0, KernelProvider.get());
    }

    /**
     * The solution of A X = B, for all columns of B at once.
     *
     * @param b B, n×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Matrix solve(Matrix b) {
        Check.rows("Cholesky solve", size, size, b, size);
        double[] x = b.toArray();
        int k = b.columns();
        Workspace workspace = new Workspace();
        TriangularSolve.inPlace(lower, size, k, x, 0, k, workspace);
        TriangularSolve.inPlace(upper, size, k, x, 0, k, workspace);
        return Matrix.wrap(size, k, x);
    }

    /**
     * The logarithm of the determinant, log det A = 2 Σ log Lᵢᵢ, where the determinant itself would overflow.
     *
     * @return log det A
     */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.log(r[i * (size + 1)]);
        }
        return 2 * sum;
    }

    /**
     * An estimate from below of the condition number κ₁(A) = ‖A‖₁ ‖A⁻¹‖₁, by a few solutions.
     *
     * <p>It is rarely less than a third of κ₁, but matrices exist for which it is far too small: a large value proves
     * that A is ill-conditioned, a small one makes it only plausible that it is not. Higham, ACM Trans. Math. Softw.
     * 14, 1988.
     *
     * @return at most κ₁(A), up to rounding; at least 1 up to rounding, 0 for an empty matrix, infinite where it
     *     overflows
     */
    public double conditionEstimate() {
        return norm1 * InverseNorm.estimate(size, this::solve, this::solve);
    }
}
