package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.kernel.KernelProvider;

/**
 * The factorisation A P = Q R of an m×n matrix: Q with orthonormal columns, R upper triangular, P a permutation that is
 * the identity unless pivoting was asked for.
 *
 * <p>By Householder reflections, 2 n² (m − n/3) operations for m ≥ n. The computed R is exact for a matrix whose
 * columns differ from those of A by a modest multiple of m n ε in norm, each relative to its own length (Higham,
 * Accuracy and Stability of Numerical Algorithms, 2nd ed., theorem 19.4). With pivoting |R₀₀| ≥ |R₁₁| ≥ …, up to
 * rounding, and small entries of the diagonal show the numerical rank in all but contrived cases (Golub and Van Loan,
 * Matrix Computations, §5.4); where it matters, {@link Svd} decides.
 */
public final class Qr {

    private static final double EPSILON = Math.ulp(1.0);

    private final int m;
    private final int n;
    private final Householder q;
    // null: the columns kept their order
    private final int[] order;

    private Qr(int m, int n, Householder q, int[] order) {
        this.m = m;
        this.n = n;
        this.q = q;
        this.order = order;
        if (!Vectors.isFinite(q.columns())) {
            throw new ArithmeticException("QR: the length of a column overflows (expected at most "
                    + Double.MAX_VALUE + ")");
        }
    }

    /**
     * Factorises a matrix, its columns in the order they have.
     *
     * @param a A, m×n, of any shape
     * @return the factorisation
     * @throws ArithmeticException if an entry is not finite, or the length of a column overflows
     */
    public static Qr of(Matrix a) {
        Check.finite("QR", a);
        double[] columns = RowLoops.transposed(a.rows(), a.columns(), a.array());
        return new Qr(a.rows(), a.columns(), QrBlocks.factorize(a.rows(), a.columns(), columns), null);
    }

    /**
     * Factorises a matrix with column pivoting, which costs a few times as much and reveals the rank.
     *
     * @param a A, m×n, of any shape
     * @return the factorisation
     * @throws ArithmeticException if an entry is not finite, or the length of a column overflows
     */
    public static Qr pivoted(Matrix a) {
        Check.finite("QR", a);
        double[] columns = RowLoops.transposed(a.rows(), a.columns(), a.array());
        PivotedQr pivoted = PivotedQr.factorize(a.rows(), a.columns(), columns);
        return new Qr(a.rows(), a.columns(), pivoted.reflections(), pivoted.order());
    }

    /** The reflections that Q is made of. */
    Householder reflections() {
        return q;
    }

    /**
     * The factor Q, as many columns of it as R has rows.
     *
     * @return a new matrix, m×min(m, n), its columns orthonormal up to a modest multiple of m ε
     */
    public Matrix thinQ() {
        return Matrix.wrap(m, q.count(), q.form(q.count()));
    }

    /**
     * The factor R.
     *
     * @return a new matrix, min(m, n)×n, zero below the diagonal
     */
    public Matrix upperFactor() {
        return Matrix.wrap(q.count(), n, upperRows(q.count()));
    }

    /** The first rows of R. */
    double[] upperRows(int rows) {
        double[] r = new double[rows * n];
        for (int i = 0; i < rows; i++) {
            for (int j = i; j < n; j++) {
                r[i * n + j] = q.columns()[j * m + i];
            }
        }
        return r;
    }

    /**
     * The order of the columns: column j of A P is column {@code order[j]} of A.
     *
     * @return a new array, a permutation of 0 to n − 1
     */
    public int[] columnOrder() {
        int[] copy = new int[n];
        for (int j = 0; j < n; j++) {
            copy[j] = column(j);
        }
        return copy;
    }

    private int column(int j) {
        return order == null ? j : order[j];
    }

    private double diagonal(int j) {
        return q.columns()[j * (m + 1)];
    }

    /**
     * The numerical rank: how many |Rⱼⱼ| are larger than max(m, n) ε |R₀₀|.
     *
     * @return the rank, at most min(m, n)
     * @throws IllegalStateException without column pivoting, where the diagonal does not show it
     */
    public int rank() {
        return rank(Math.max(m, n) * EPSILON);
    }

    /**
     * The numerical rank for a given tolerance: how many |Rⱼⱼ| are larger than tolerance · |R₀₀|.
     *
     * @param tolerance relative to the largest entry of the diagonal, at least 0
     * @return the rank, at most min(m, n)
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     * @throws IllegalStateException without column pivoting, where the diagonal does not show it
     */
    public int rank(double tolerance) {
        if (order == null) {
            throw new IllegalStateException("QR rank: the columns were not pivoted (expected Qr.pivoted)");
        }
        Check.tolerance("QR rank", tolerance);
        int rank = 0;
        while (rank < q.count() && Math.abs(diagonal(rank)) > tolerance * Math.abs(diagonal(0))) {
            rank++;
        }
        return rank;
    }

    /**
     * The least-squares solution, min ‖A x − b‖, for m ≥ n and A of full rank: R Pᵀ x = (Qᵀ b)₀..ₙ₋₁.
     *
     * <p>Backward stable: x̂ is exact for data that differ from A and b by a modest multiple of m n ε (Higham, theorem
     * 20.3). {@link CompleteOrthogonal} solves wide and rank-deficient systems.
     *
     * @param b m entries; not modified
     * @return x, n entries
     * @throws IllegalArgumentException if m &lt; n, or the length is not m
     * @throws ArithmeticException if |Rⱼⱼ| ≤ max(m, n) ε times the length of its column of A: up to rounding, that one
     *     is a combination of the columns before it; it names the pivot
     */
    public double[] solve(double[] b) {
        Check.length("QR solve", m, n, "b", b, m);
        requireFullRank();
        double[] c = b.clone();
        q.apply(true, c);
        TriangularSolve.inPlace(upper(), n, c, 0, KernelProvider.get());
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[column(j)] = c[j];
        }
        return x;
    }

    /**
     * The least-squares solutions for all columns of B at once, as {@link #solve(double[])}.
     *
     * @param b B, m×k
     * @return X, n×k
     * @throws IllegalArgumentException if m &lt; n, or B has other than m rows
     * @throws ArithmeticException if A has not full rank; it names the pivot
     */
    public Matrix solve(Matrix b) {
        Check.rows("QR solve", m, n, b, m);
        requireFullRank();
        int k = b.columns();
        double[] c = b.toArray();
        q.apply(true, k, c);
        TriangularSolve.inPlace(upper(), n, k, c, 0, k, new Workspace());
        double[] x = new double[n * k];
        for (int j = 0; j < n; j++) {
            System.arraycopy(c, j * k, x, column(j) * k, k);
        }
        return Matrix.wrap(n, k, x);
    }

    private Triangle upper() {
        return Triangle.lower(q.columns(), 0, m).transpose();
    }

    private void requireFullRank() {
        if (m < n) {
            throw new IllegalArgumentException("QR solve: A is " + m + "x" + n
                    + " (expected at least as many rows as columns; CompleteOrthogonal solves wide systems)");
        }
        double[] column = new double[n];
        for (int j = 0; j < n; j++) {
            System.arraycopy(q.columns(), j * m, column, 0, j + 1);
            double length = KernelProvider.get().nrm2(j + 1, column, 0);
            if (!(Math.abs(diagonal(j)) > m * EPSILON * length)) {
                throw new ArithmeticException("QR solve: pivot " + j + " of " + n + " is " + diagonal(j)
                        + " in a column of length " + length + " (expected more than rounding; the columns are linearly"
                        + " dependent; CompleteOrthogonal solves such systems)");
            }
        }
    }
}
