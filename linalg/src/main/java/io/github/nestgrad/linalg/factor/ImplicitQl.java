package io.github.nestgrad.linalg.factor;

/**
 * The eigenvalues of a symmetric tridiagonal matrix by the QL algorithm with implicit shifts, which end in the
 * eigenvalue of the leading 2×2 block that is nearer to the corner (Wilkinson).
 *
 * <p>Martin and Wilkinson, The implicit QL algorithm, Numer. Math. 12, 1968 (imtql2 of EISPACK); Parlett, The Symmetric
 * Eigenvalue Problem, §8. An entry beside the diagonal counts as zero if it is at most ε/2 times the sum of its two
 * neighbours on the diagonal, or 1e−150 of the largest entry, since the digits of even smaller ones may end in the
 * course of a sweep. The rotations of one sweep are kept and applied to the vectors together.
 */
final class ImplicitQl {

    private static final double EPSILON = Math.ulp(1.0) / 2;
    // on average over the eigenvalues; with Wilkinson's shift two do, but a graded matrix may need most for the first
    private static final int MAX_SWEEPS = 30;
    private static final double NEGLIGIBLE = 1e-150;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final double[] cosines;
    private final double[] sines;
    private final double[][] vectors;
    private final double negligible;
    private int sweeps;

    private ImplicitQl(double[] d, double[] e, double[][] vectors) {
        this.n = d.length;
        this.d = d;
        this.e = e;
        this.cosines = new double[n];
        this.sines = new double[n];
        this.vectors = vectors;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(e[i])));
        }
        this.negligible = NEGLIGIBLE * largest;
    }

    /**
     * Replaces the diagonal by the eigenvalues, in no order.
     *
     * @param diagonal n entries; the largest of these and those beside them is near one
     * @param beside n entries, the last of which is 0; overwritten
     * @param vectors multiplied from the left with the transposed eigenvectors; or null
     */
    static void diagonalize(double[] diagonal, double[] beside, double[][] vectors) {
        new ImplicitQl(diagonal, beside, vectors).run();
    }

    private void run() {
        for (int l = 0; l < n; l++) {
            split(l);
        }
    }

    /** Sweeps until d[l] is an eigenvalue. */
    private void split(int l) {
        for (int m = endOfBlock(l); m > l; m = endOfBlock(l)) {
            if (sweeps++ == MAX_SWEEPS * n) {
                throw new ArithmeticException("symmetric eigen: eigenvalue " + l + " of " + n
                        + " did not converge in " + MAX_SWEEPS + " sweeps for each");
            }
            int done = sweep(l, m);
            if (vectors != null) {
                Rotations.sweepDown(done, m, cosines, sines, vectors, n);
            }
        }
    }

    /** The end of the block that begins at l: the first entry beside the diagonal that counts as zero. */
    private int endOfBlock(int l) {
        int m = l;
        while (m < n - 1 && Math.abs(e[m]) > EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])) + negligible) {
            m++;
        }
        return m;
    }

    /** One sweep over the block from l to m by rotations from below; returns the last of them. */
    private int sweep(int l, int m) {
        double ratio = (d[l + 1] - d[l]) / (2 * e[l]);
        double g = d[m] - d[l] + e[l] / (ratio + Math.copySign(Math.sqrt(ratio * ratio + 1), ratio));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r <= negligible) {
                // the block falls apart here; a quotient of such numbers would be no cosine any more
                e[i + 1] = 0;
                e[i] = b; // the last rotation changed it, be it by its sign alone
                d[i + 1] -= p;
                e[m] = 0;
                return i + 1;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            double t = (d[i] - g) * s + 2 * c * b;
            p = s * t;
            d[i + 1] = g + p;
            g = c * t - b;
            cosines[i] = c;
            sines[i] = s;
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
        return l;
    }
}
