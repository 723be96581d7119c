package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;

/**
 * The lower or upper triangle T of a square matrix as a matrix of its own: products T B, Tᵀ B and solutions of T X = B,
 * Tᵀ X = B, for vectors and for many columns at once.
 *
 * <p>The other triangle is never read and counts as zero. n² operations for each column, in blocks where there are
 * several. The solution x̂ of T x = b solves (T + ΔT) x̂ = b with |ΔT| ≤ n ε |T| to first order, entry by entry
 * (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., theorem 8.5).
 */
public final class Triangular implements LinearOperator {

    private final int size;
    private final Triangle triangle;

    private Triangular(Matrix a, boolean upper, boolean unit) {
        Check.square("triangular matrix", a);
        this.size = a.rows();
        this.triangle = new Triangle(a.array(), 0, size, upper, unit, false);
    }

    /**
     * The part of a matrix on and below the diagonal.
     *
     * @param a A, n×n; shared, must not change as long as the triangle is in use
     * @return T
     * @throws IllegalArgumentException if A is not square
     */
    public static Triangular lower(Matrix a) {
        return new Triangular(a, false, false);
    }

    /**
     * The part of a matrix below the diagonal, with ones on the diagonal.
     *
     * @param a A, n×n; shared, must not change as long as the triangle is in use
     * @return T
     * @throws IllegalArgumentException if A is not square
     */
    public static Triangular unitLower(Matrix a) {
        return new Triangular(a, false, true);
    }

    /**
     * The part of a matrix on and above the diagonal.
     *
     * @param a A, n×n; shared, must not change as long as the triangle is in use
     * @return T
     * @throws IllegalArgumentException if A is not square
     */
    public static Triangular upper(Matrix a) {
        return new Triangular(a, true, false);
    }

    /**
     * The part of a matrix above the diagonal, with ones on the diagonal.
     *
     * @param a A, n×n; shared, must not change as long as the triangle is in use
     * @return T
     * @throws IllegalArgumentException if A is not square
     */
    public static Triangular unitUpper(Matrix a) {
        return new Triangular(a, true, true);
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
        multiply(triangle, x, out);
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        multiply(triangle.transpose(), x, out);
    }

    /**
     * The product T B.
     *
     * @param b B, n×k
     * @return T B, n×k
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Matrix times(Matrix b) {
        return product(triangle, b);
    }

    /**
     * The product Tᵀ B.
     *
     * @param b B, n×k
     * @return Tᵀ B, n×k
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Matrix transposedTimes(Matrix b) {
        return product(triangle.transpose(), b);
    }

    /**
     * The solution of T x = b.
     *
     * @param b n entries; not modified
     * @return x
     * @throws IllegalArgumentException if the length is not n
     * @throws ArithmeticException if an entry of the diagonal is 0 or not finite; it names the pivot
     */
    public double[] solve(double[] b) {
        return solution(triangle, b);
    }

    /**
     * The solution of Tᵀ x = b.
     *
     * @param b n entries; not modified
     * @return x
     * @throws IllegalArgumentException if the length is not n
     * @throws ArithmeticException if an entry of the diagonal is 0 or not finite; it names the pivot
     */
    public double[] solveTransposed(double[] b) {
        return solution(triangle.transpose(), b);
    }

    /**
     * The solution of T X = B, for all columns of B at once.
     *
     * @param b B, n×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than n rows
     * @throws ArithmeticException if an entry of the diagonal is 0 or not finite; it names the pivot
     */
    public Matrix solve(Matrix b) {
        return solution(triangle, b);
    }

    /**
     * The solution of Tᵀ X = B, for all columns of B at once.
     *
     * @param b B, n×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than n rows
     * @throws ArithmeticException if an entry of the diagonal is 0 or not finite; it names the pivot
     */
    public Matrix solveTransposed(Matrix b) {
        return solution(triangle.transpose(), b);
    }

    private void multiply(Triangle t, double[] x, double[] out) {
        Check.length("triangular product", size, size, "x", x, size);
        Check.length("triangular product", size, size, "out", out, size);
        System.arraycopy(x, 0, out, 0, size);
        TriangularProduct.inPlace(t, size, out, 0, KernelProvider.get());
    }

    private Matrix product(Triangle t, Matrix b) {
        Check.rows("triangular product", size, size, b, size);
        double[] out = b.toArray();
        TriangularProduct.inPlace(t, size, b.columns(), out, 0, b.columns(), new Workspace());
        return Matrix.wrap(size, b.columns(), out);
    }

    private double[] solution(Triangle t, double[] b) {
        Check.length("triangular solve", size, size, "b", b, size);
        requireRegular();
        double[] x = b.clone();
        TriangularSolve.inPlace(t, size, x, 0, KernelProvider.get());
        return x;
    }

    private Matrix solution(Triangle t, Matrix b) {
        Check.rows("triangular solve", size, size, b, size);
        requireRegular();
        double[] x = b.toArray();
        TriangularSolve.inPlace(t, size, b.columns(), x, 0, b.columns(), new Workspace());
        return Matrix.wrap(size, b.columns(), x);
    }

    private void requireRegular() {
        for (int i = 0; i < size; i++) {
            double pivot = triangle.diagonal(i);
            if (pivot == 0 || !Double.isFinite(pivot)) {
                throw new ArithmeticException("triangular solve: pivot " + i + " of " + size + " is " + pivot
                        + " (expected a finite number other than 0; the matrix is singular or not finite)");
            }
        }
    }
}
