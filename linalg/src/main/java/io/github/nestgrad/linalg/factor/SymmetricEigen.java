package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvalues λ₀ ≤ λ₁ ≤ … of a symmetric matrix with orthonormal eigenvectors, A vₖ = λₖ vₖ.
 *
 * <p>By reduction to a tridiagonal matrix and the implicit QL algorithm, about 9n³ operations with eigenvectors. They
 * are exact for a matrix that differs from A by a modest multiple of n ε ‖A‖₂, so each eigenvalue is right up to that
 * amount, not each relative to itself; and the eigenvectors are orthonormal up to a modest multiple of n ε (Parlett,
 * The Symmetric Eigenvalue Problem, §8; Golub and Van Loan, Matrix Computations, §8.3). An eigenvector is determined as
 * well as its eigenvalue is separated from the others.
 */
public final class SymmetricEigen {

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * The eigenvalues and eigenvectors of a matrix.
     *
     * @param a A, n×n and symmetric; only its lower triangle is read
     * @return the decomposition
     * @throws IllegalArgumentException if A is not square
     * @throws ArithmeticException if an entry of the lower triangle is not finite, or an eigenvalue overflows
     */
    public static SymmetricEigen of(Matrix a) {
        return decompose(a, true);
    }

    /**
     * The eigenvalues alone, in half the time.
     *
     * @param a A, n×n and symmetric; only its lower triangle is read
     * @return n eigenvalues, ascending; a new array
     * @throws IllegalArgumentException if A is not square
     * @throws ArithmeticException if an entry of the lower triangle is not finite, or an eigenvalue overflows
     */
    public static double[] valuesOf(Matrix a) {
        return decompose(a, false).values;
    }

    private static SymmetricEigen decompose(Matrix a, boolean withVectors) {
        Check.square("symmetric eigen", a);
        double largest = largest(a);
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        double[][] rows = square(a, exponent);
        Tridiagonal reduced = Tridiagonal.reduce(rows);
        double[][] vectors = withVectors ? reduced.transposedQ() : null;
        double[] values = reduced.diagonal();
        ImplicitQl.diagonalize(values, reduced.beside(), vectors);
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.scalb(values[k], exponent);
            Check.noOverflow("symmetric eigen: eigenvalue", k, values);
        }
        return sorted(values, vectors);
    }

    /** The largest magnitude in the lower triangle. */
    private static double largest(Matrix a) {
        int n = a.rows();
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double size = Math.abs(a.array()[i * n + j]);
                if (!(size <= Double.MAX_VALUE)) {
                    throw new ArithmeticException("symmetric eigen: entry (" + i + ", " + j + ") is "
                            + a.array()[i * n + j] + " (expected finite numbers)");
                }
                largest = Math.max(largest, size);
            }
        }
        return largest;
    }

    /**
     * The lower triangle mirrored, divided by a power of two: neither squares nor their quotients may be out of range.
     */
    private static double[][] square(Matrix a, int exponent) {
        int n = a.rows();
        double[][] rows = new double[n][n];
        double[] upper = RowLoops.transposed(n, n, a.array());
        for (int i = 0; i < n; i++) {
            System.arraycopy(a.array(), i * n, rows[i], 0, i);
            System.arraycopy(upper, i * (n + 1), rows[i], i, n - i);
            RowLoops.scaleByPowerOfTwo(n, -exponent, rows[i]);
        }
        return rows;
    }

    private static SymmetricEigen sorted(double[] values, double[][] vectors) {
        if (vectors == null) {
            Arrays.sort(values);
            return new SymmetricEigen(values, null);
        }
        int[] order = IntStream.range(0, values.length).boxed()
                .sorted(Comparator.comparingDouble(k -> values[k])).mapToInt(k -> k).toArray();
        double[] ascending = new double[values.length];
        double[][] rows = new double[values.length][];
        for (int k = 0; k < order.length; k++) {
            ascending[k] = values[order[k]];
            rows[k] = vectors[order[k]];
        }
        return new SymmetricEigen(ascending, rows);
    }

    /**
     * The eigenvalues.
     *
     * @return n eigenvalues, ascending; a new array
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * One eigenvector.
     *
     * @param k which, from 0, in the order of the eigenvalues
     * @return vₖ, of norm 1; a new array
     * @throws IndexOutOfBoundsException if there is no such eigenvector
     */
    public double[] vector(int k) {
        return vectors[k].clone();
    }

    /**
     * The eigenvectors.
     *
     * @return a new n×n matrix, the columns of which are v₀, v₁, …: A V = V diag(λ)
     */
    public Matrix vectors() {
        int n = values.length;
        return Matrix.wrap(n, n, RowLoops.transposed(n, n, RowLoops.join(n, vectors)));
    }
}
