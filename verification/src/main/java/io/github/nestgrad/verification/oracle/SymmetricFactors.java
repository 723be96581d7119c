package io.github.nestgrad.verification.oracle;

/**
 * A = L D Lᵀ of a symmetric positive definite matrix, in double-double arithmetic, and the solution of A x = b.
 */
final class SymmetricFactors {

    // the arithmetic has 31 digits; a pivot this small leaves the 16 of a double and one to spare
    private static final double LEAST_PIVOT = 1e-14;

    private final DoubleDouble[][] lower;
    private final DoubleDouble[] pivot;

    private SymmetricFactors(DoubleDouble[][] lower, DoubleDouble[] pivot) {
        this.lower = lower;
        this.pivot = pivot;
    }

    /**
     * Factors {@code a}, of which the lower triangle is read.
     *
     * @throws IllegalArgumentException if a pivot is below 1e-14 of its diagonal entry, or not a number
     */
    static SymmetricFactors of(DoubleDouble[][] a) {
        int n = a.length;
        DoubleDouble[][] lower = new DoubleDouble[n][];
        DoubleDouble[] pivot = new DoubleDouble[n];
        for (int i = 0; i < n; i++) {
            lower[i] = new DoubleDouble[i];
            DoubleDouble[] scaled = new DoubleDouble[i];
            DoubleDouble remaining = a[i][i];
            for (int j = 0; j < i; j++) {
                DoubleDouble sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum = sum.minus(scaled[k].times(lower[j][k]));
                }
                scaled[j] = sum;
                lower[i][j] = sum.dividedBy(pivot[j]);
                remaining = remaining.minus(sum.times(lower[i][j]));
            }
            if (!(remaining.toDouble() > LEAST_PIVOT * a[i][i].toDouble())) {
                throw new IllegalArgumentException("ridge oracle: XᵀX/n + diag(λ) is singular or too close to it for "
                        + "an exact answer, pivot " + i + " is " + remaining.toDouble() + " beside a diagonal entry of "
                        + a[i][i].toDouble() + " (expected a larger λ, or X with independent columns)");
            }
            pivot[i] = remaining;
        }
        return new SymmetricFactors(lower, pivot);
    }

    /** x = A⁻¹ b; b is not modified. */
    DoubleDouble[] solve(DoubleDouble[] b) {
        int n = b.length;
        DoubleDouble[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] = x[i].minus(lower[i][j].times(x[j]));
            }
        }
        for (int i = 0; i < n; i++) {
            x[i] = x[i].dividedBy(pivot[i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] = x[i].minus(lower[j][i].times(x[j]));
            }
        }
        return x;
    }
}
