package io.github.nestgrad.linalg.factor;

/** Plane rotations of rows; see {@link RowLoops} for why every row is an array of its own. */
final class Rotations {

    private Rotations() {}

    /** (x, y) ← (c x − s y, s x + c y). */
    static void apply(int n, double c, double s, double[] x, double[] y) {
        for (int j = 0; j < n; j++) {
            double p = x[j];
            double q = y[j];
            x[j] = c * p - s * q;
            y[j] = s * p + c * q;
        }
    }

    /**
     * The same as (x − s (y + τ x), y + s (x − τ y)) with τ = s / (1 + c), where c and s are rounded less: their errors
     * are as small as the angle (Rutishauser, Numer. Math. 9, 1966). For many rotations of the same rows.
     */
    static void applyAccurately(int n, double c, double s, double[] x, double[] y) {
        double tau = s / (1 + c);
        for (int j = 0; j < n; j++) {
            double p = x[j];
            double q = y[j];
            x[j] = p - s * (q + tau * p);
            y[j] = q + s * (p - tau * q);
        }
    }

    /** Rotates (y, z) by the first pair, then (x, y) by the second: the row between is loaded and stored once. */
    static void applyTwo(int n, double c1, double s1, double c0, double s0, double[] x, double[] y, double[] z) {
        for (int j = 0; j < n; j++) {
            double p = x[j];
            double q = y[j];
            double r = z[j];
            double t = c1 * q - s1 * r;
            z[j] = s1 * q + c1 * r;
            x[j] = c0 * p - s0 * t;
            y[j] = s0 * p + c0 * t;
        }
    }

    /** The rotations of rows (i, i + 1) by (cᵢ, sᵢ) for i from {@code to} − 1 down to {@code from}. */
    static void sweepDown(int from, int to, double[] c, double[] s, double[][] rows, int n) {
        int i = to - 1;
        for (; i > from; i -= 2) {
            applyTwo(n, c[i], s[i], c[i - 1], s[i - 1], rows[i - 1], rows[i], rows[i + 1]);
        }
        if (i == from) {
            apply(n, c[i], s[i], rows[i], rows[i + 1]);
        }
    }
}
