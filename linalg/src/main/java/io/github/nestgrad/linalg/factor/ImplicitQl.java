package io.github.nestgrad.linalg.factor;

/**
 * The eigenvalues of a symmetric tridiagonal matrix by the QL algorithm with implicit shifts, which end in the
 * eigenvalue of the leading 2×2 block that is nearer to the corner (Wilkinson).
 *
 * <p>Martin and Wilkinson, The implicit QL algorithm, Numer. Math. 12, 1968 (imtql2 of EISPACK); Parlett, The Symmetric
 * Eigenvalue Problem, §8. An entry beside the diagonal counts as zero if it is at most ε times the sum of its two
 * neighbours on the diagonal. The rotations of one sweep are kept and applied to the vectors together.
 */
final class ImplicitQl {

    private static final double EPSILON = Math.ulp(1.0) / 2;
    // with Wilkinson's shift two or three do; the bound is for an error in this class, not for a matrix
    private static final int MAX_SWEEPS = 60;
    private static final double SAFE_SMALL = 1e-140;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final double[] cosines;
    private final double[] sines;
    private final double[][] vectors;

    private ImplicitQl(double[] d, double[] e, double[][] vectors) {
        this.n = d.length;
        this.d = d;
        this.e = e;
        this.cosines = new double[n];
        this.sines = new double[n];
        this.vectors = vectors;
    }

    /**
     * Replaces the diagonal by the eigenvalues, in no order.
     *
     * @param diagonal n entries, finite
     * @param beside n entries, the last of which is not used; overwritten
     * @param vectors multiplied from the left with the transposed eigenvectors; or null
     */
    static void diagonalize(double[] diagonal, double[] beside, double[][] vectors) {
        new ImplicitQl(diagonal, beside, vectors).run();
    }

    private void run() {
        for (int l = 0; l < n; l++) {
            int sweeps = 0;
            for (int m = endOfBlock(l); m > l; m = endOfBlock(l)) {
                if (sweeps++ == MAX_SWEEPS) {
                    throw new ArithmeticException("symmetric eigen: eigenvalue " + l + " of " + n
                            + " did not converge in " + MAX_SWEEPS + " sweeps");
                }
                int done = sweep(l, m);
                if (vectors != null) {
                    Rotations.sweepDown(done, m, cosines, sines, vectors, n);
                }
            }
        }
    }

    /** The end of the block that begins at l: the first entry beside the diagonal that counts as zero. */
    private int endOfBlock(int l) {
        int m = l;
        while (m < n - 1 && Math.abs(e[m]) > EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
            m++;
        }
        return m;
    }

    /** One sweep over the block from l to m by rotations from below; returns the last of them. */
    private int sweep(int l, int m) {
        double ratio = (d[l + 1] - d[l]) / (2 * e[l]);
        double g = d[m] - d[l] + e[l] / (ratio + Math.copySign(length(ratio, 1), ratio));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = length(f, g);
            e[i + 1] = r;
            if (r == 0) {
                // the block falls apart here: what is below is done with this shift
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

    /** √(x² + y²) for numbers that are not huge. */
    private static double length(double x, double y) {
        double length = Math.sqrt(x * x + y * y);
        return length > SAFE_SMALL ? length : Math.hypot(x, y);
    }
}
