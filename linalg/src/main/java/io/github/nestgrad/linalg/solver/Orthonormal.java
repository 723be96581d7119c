package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.Vectors;
import java.util.Arrays;

/** Orthonormal bases of a few long vectors, by Gram-Schmidt done twice. */
final class Orthonormal {

    private Orthonormal() {}

    /**
     * Replaces the columns of B by those of Q, B = Q R, and returns R.
     *
     * <p>A column that depends on those before it up to rounding is replaced by some unit vector orthogonal to them,
     * with a zero on the diagonal of R; there must be no more columns than rows.
     */
    static double[][] columns(double[][] b) {
        double[][] r = new double[b.length][b.length];
        for (int k = 0; k < b.length; k++) {
            double length = Vectors.norm2(b[k]);
            project(b, k, r);
            double rest = Vectors.norm2(b[k]);
            boolean dependent = rest <= 16 * Math.ulp(1.0) * length;
            r[k][k] = dependent ? 0 : rest;
            for (int unit = 0; dependent; unit++) {
                Arrays.fill(b[k], 0);
                b[k][unit] = 1;
                project(b, k, null);
                rest = Vectors.norm2(b[k]);
                dependent = rest < 0.5 / Math.sqrt(b[k].length);
            }
            Vectors.scale(1 / rest, b[k]);
        }
        return r;
    }

    /** Takes the first k columns out of the next one, twice; adds what was taken out to column k of R. */
    private static void project(double[][] b, int k, double[][] r) {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < k; i++) {
                double inner = Vectors.dot(b[i], b[k]);
                Vectors.axpy(-inner, b[i], b[k]);
                if (r != null) {
                    r[i][k] += inner;
                }
            }
        }
    }
}
