package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import java.util.Optional;

/**
 * The factorisation P A = L U of a square matrix with partial pivoting: L unit lower, U upper triangular.
 *
 * <p>Each column's largest entry on or below the diagonal becomes the pivot. 2n³/3 operations, nearly all of them in
 * products of blocks. In practice the solution it yields solves a system whose matrix differs from A by a modest
 * multiple of n ε ‖A‖; the proven bound has the growth of the pivots as another factor (Higham, Accuracy and Stability
 * of Numerical Algorithms, 2nd ed., theorem 9.5).
 */
public final class Lu {

    private final int size;
    private final double[] lu;
    private final Triangle lower;
    private final Triangle upper;
    private final int[] order;
    private final int sign;
    private final double norm1;

    private Lu(int size, double[] lu, LuBlocks blocks, double norm1) {
        this.size = size;
        this.lu = lu;
        this.lower = Triangle.lower(lu, 0, size).withUnitDiagonal();
        this.upper = Triangle.upper(lu, 0, size);
        this.order = blocks.order();
        this.sign = blocks.sign();
        this.norm1 = norm1;
    }

    /**
     * Factorises a matrix.
     *
     * @param a A, n×n
     * @return the factorisation
     * @throws IllegalArgumentException if A is not square
     * @throws ArithmeticException if a column has no pivot other than 0, or one that is not finite; it names the pivot
     */
    public static Lu of(Matrix a) {
        Check.square("LU", a);
        double[] lu = a.toArray();
        LuBlocks blocks = LuBlocks.factorize(a.rows(), lu);
        if (blocks.failedAt() >= 0) {
            throw new ArithmeticException("LU: pivot " + blocks.failedAt() + " of " + a.rows() + " is "
                    + blocks.failedPivot() + " (expected a finite number other than 0; the matrix is singular or not "
                    + "finite)");
        }
        return new Lu(a.rows(), lu, blocks, OneNorm.of(a));
    }

    /**
     * Factorises a matrix if it is regular in floating point.
     *
     * @param a A, n×n
     * @return the factorisation; empty if a pivot is 0 or not finite
     * @throws IllegalArgumentException if A is not square
     */
    public static Optional<Lu> ifRegular(Matrix a) {
        Check.square("LU", a);
        double[] lu = a.toArray();
        LuBlocks blocks = LuBlocks.factorize(a.rows(), lu);
        return blocks.failedAt() >= 0 ? Optional.empty() : Optional.of(new Lu(a.rows(), lu, blocks, OneNorm.of(a)));
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
     * @param b n entries; not modified
     * @param out overwritten with x, n entries; another array than b
     * @throws IllegalArgumentException if a length is not n, or {@code out} is b
     */
    public void solveInto(double[] b, double[] out) {
        requireTwoVectors("LU solve", b, out);
        Kernels kernels = KernelProvider.get();
        for (int i = 0; i < size; i++) {
            out[i] = b[order[i]];
        }
        TriangularSolve.inPlace(lower, size, out, 0, kernels);
        TriangularSolve.inPlace(upper, size, out, 0, kernels);
    }

    /**
     * The solution of Aᵀ x = b.
     *
     * @param b n entries; not modified
     * @return x
     * @throws IllegalArgumentException if the length is not n
     */
    public double[] solveTransposed(double[] b) {
        Check.length("LU transposed solve", size, size, "b", b, size);
        Kernels kernels = KernelProvider.get();
        double[] permuted = b.clone();
        TriangularSolve.inPlace(upper.transpose(), size, permuted, 0, kernels);
        TriangularSolve.inPlace(lower.transpose(), size, permuted, 0, kernels);
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[order[i]] = permuted[i];
        }
        return x;
    }

    /**
     * The solution of A X = B, for all columns of B at once.
     *
     * @param b B, n×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Matrix solve(Matrix b) {
        Check.rows("LU solve", size, size, b, size);
        int k = b.columns();
        double[] x = new double[size * k];
        for (int i = 0; i < size; i++) {
            System.arraycopy(b.array(), order[i] * k, x, i * k, k);
        }
        Workspace workspace = new Workspace();
        TriangularSolve.inPlace(lower, size, k, x, 0, k, workspace);
        TriangularSolve.inPlace(upper, size, k, x, 0, k, workspace);
        return Matrix.wrap(size, k, x);
    }

    /**
     * The solution of Aᵀ X = B, for all columns of B at once.
     *
     * @param b B, n×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Matrix solveTransposed(Matrix b) {
        Check.rows("LU transposed solve", size, size, b, size);
        int k = b.columns();
        double[] permuted = b.toArray();
        Workspace workspace = new Workspace();
        TriangularSolve.inPlace(upper.transpose(), size, k, permuted, 0, k, workspace);
        TriangularSolve.inPlace(lower.transpose(), size, k, permuted, 0, k, workspace);
        double[] x = new double[size * k];
        for (int i = 0; i < size; i++) {
            System.arraycopy(permuted, i * k, x, order[i] * k, k);
        }
        return Matrix.wrap(size, k, x);
    }

    /**
     * The factor L.
     *
     * @return a new matrix with ones on the diagonal, zero above
     */
    public Matrix lowerFactor() {
        double[] l = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(lu, i * size, l, i * size, i);
            l[i * size + i] = 1;
        }
        return Matrix.wrap(size, size, l);
    }

    /**
     * The factor U.
     *
     * @return a new matrix, zero below the diagonal
     */
    public Matrix upperFactor() {
        double[] u = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(lu, i * (size + 1), u, i * (size + 1), size - i);
        }
        return Matrix.wrap(size, size, u);
    }

    /**
     * The order of the rows: row i of P A is row {@code order[i]} of A.
     *
     * @return a new array, a permutation of 0 to n − 1
     */
    public int[] rowOrder() {
        return order.clone();
    }

    /**
     * The logarithm of the magnitude of the determinant, log |det A| = Σ log |Uᵢᵢ|.
     *
     * @return log |det A|; 0 for an empty matrix
     */
    public double logAbsDeterminant() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.log(Math.abs(lu[i * (size + 1)]));
        }
        return sum;
    }

    /**
     * The sign of the determinant.
     *
     * @return 1 or −1, since a singular matrix has no factorisation
     */
    public int determinantSign() {
        int signs = sign;
        for (int i = 0; i < size; i++) {
            signs = lu[i * (size + 1)] < 0 ? -signs : signs;
        }
        return signs;
    }

    /**
     * An estimate from below of the condition number κ₁(A) = ‖A‖₁ ‖A⁻¹‖₁, by a few solutions with A and Aᵀ.
     *
     * <p>It is rarely less than a third of κ₁, but matrices exist for which it is far too small: a large value proves
     * that A is ill-conditioned, a small one makes it only plausible that it is not. Higham, ACM Trans. Math. Softw.
     * 14, 1988.
     *
     * @return at most κ₁(A), up to rounding; at least 1 up to rounding, 0 for an empty matrix, infinite where it
     *     overflows
     */
    public double conditionEstimate() {
        return norm1 * InverseNorm.estimate(size, this::solve, this::solveTransposed);
    }

    private void requireTwoVectors(String operation, double[] b, double[] out) {
        Check.length(operation, size, size, "b", b, size);
        Check.length(operation, size, size, "out", out, size);
        if (b == out && size > 0) {
            throw new IllegalArgumentException(operation + ": b and out are one array (expected two)");
        }
    }
}
