package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;

/**
 * The complete orthogonal decomposition of an m×n matrix of any shape and rank r, and the shortest least-squares
 * solution that it yields.
 *
 * <pre>
 *   A P = Q (R₁₁ R₁₂; 0 0),    (R₁₁ R₁₂)ᵀ = Z S,    A⁺ b = P Z S⁻ᵀ (Qᵀ b)₀..ᵣ₋₁
 * </pre>
 *
 * <p>with Q and Z orthonormal and S upper triangular, r×r: a factorisation with column pivoting, the rank read off its
 * diagonal, and a second factorisation of what remains (Golub and Van Loan, Matrix Computations, §5.5). What was
 * taken for zero is at most a modest multiple of the tolerance times ‖A‖. x̂ is the shortest solution for data that
 * differ from A and b by that and by a modest multiple of m n ε.
 */
public final class CompleteOrthogonal {

    private final int m;
    private final int n;
    private final int rank;
    private final Householder q;
    private final Householder z;
    private final int[] order;

    private CompleteOrthogonal(int m, int n, int rank, Qr qr) {
        this.m = m;
        this.n = n;
        this.rank = rank;
        this.q = qr.reflections();
        this.order = qr.columnOrder();
        // rows of (R₁₁ R₁₂) are columns of its transpose, which is the way that the factorisation takes them
        this.z = QrBlocks.factorize(n, rank, qr.upperRows(rank));
    }

    /**
     * Decomposes a matrix, where the rank is that of {@link Qr#rank()}: |Rⱼⱼ| &gt; max(m, n) ε |R₀₀|.
     *
     * @param a A, m×n, of any shape and rank
     * @return the decomposition
     * @throws ArithmeticException if an entry is not finite, or the length of a column overflows
     */
    public static CompleteOrthogonal of(Matrix a) {
        Qr qr = Qr.pivoted(a);
        return new CompleteOrthogonal(a.rows(), a.columns(), qr.rank(), qr);
    }

    /**
     * Decomposes a matrix, where the rank is that of {@link Qr#rank(double)}.
     *
     * @param a A, m×n, of any shape and rank
     * @param tolerance what is at most this times the largest entry of R's diagonal counts as zero; at least 0
     * @return the decomposition
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     * @throws ArithmeticException if an entry is not finite, or the length of a column overflows
     */
    public static CompleteOrthogonal of(Matrix a, double tolerance) {
        Check.tolerance("complete orthogonal decomposition", tolerance);
        Qr qr = Qr.pivoted(a);
        return new CompleteOrthogonal(a.rows(), a.columns(), qr.rank(tolerance), qr);
    }

    /**
     * The numerical rank.
     *
     * @return r, at most min(m, n)
     */
    public int rank() {
        return rank;
    }

    /**
     * The shortest of all x for which ‖A x − b‖ is least, x = A⁺ b.
     *
     * @param b m entries; not modified
     * @return x, n entries
     * @throws IllegalArgumentException if the length is not m
     */
    public double[] solve(double[] b) {
        Check.length("least squares", m, n, "b", b, m);
        double[] c = b.clone();
        q.apply(true, c);
        double[] y = new double[n];
        System.arraycopy(c, 0, y, 0, rank);
        TriangularSolve.inPlace(lower(), rank, y, 0, KernelProvider.get());
        z.apply(false, y);
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[order[j]] = y[j];
        }
        return x;
    }

    /**
     * The shortest least-squares solutions for all columns of B at once, X = A⁺ B.
     *
     * @param b B, m×k
     * @return X, n×k
     * @throws IllegalArgumentException if B has other than m rows
     */
    public Matrix solve(Matrix b) {
        Check.rows("least squares", m, n, b, m);
        int k = b.columns();
        double[] c = b.toArray();
        q.apply(true, k, c);
        double[] y = new double[n * k];
        System.arraycopy(c, 0, y, 0, rank * k);
        TriangularSolve.inPlace(lower(), rank, k, y, 0, k, new Workspace());
        z.apply(false, k, y);
        double[] x = new double[n * k];
        for (int j = 0; j < n; j++) {
            System.arraycopy(y, j * k, x, order[j] * k, k);
        }
        return Matrix.wrap(n, k, x);
    }

    /** Sᵀ, which the second factorisation stores row by row. */
    private Triangle lower() {
        return Triangle.lower(z.columns(), 0, n);
    }
}
