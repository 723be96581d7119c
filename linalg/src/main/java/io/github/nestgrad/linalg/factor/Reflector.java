package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.Kernels;

/**
 * Householder reflections H = I − τ v vᵀ with v₀ = 1, that take a vector to a multiple of the first unit vector:
 * H x = β e₀, β = ∓‖x‖ with the sign opposite to x₀, so that nothing cancels in v.
 *
 * <p>Golub and Van Loan, Matrix Computations, §5.1; scaling as in LAPACK's xLARFG.
 */
final class Reflector {

    // below, β in one double has too few digits left for H to be orthogonal
    private static final double TINY = 0x1p-960;
    private static final double FROM_TINY = 0x1p500;

    private Reflector() {}

    /**
     * Makes a reflection of x = row[from], …, row[to − 1]: β replaces x₀, and the rest of v the rest of x.
     *
     * @return τ; 0 if x is a multiple of e₀ already, so that H = I
     */
    static double generate(double[] row, int from, int to, Kernels kernels) {
        double rest = kernels.nrm2(to - from - 1, row, from + 1);
        if (rest == 0) {
            return 0;
        }
        double first = row[from];
        if (Math.max(Math.abs(first), rest) < TINY) {
            RowLoops.scale(from, to, FROM_TINY, row);
            double tau = generate(row, from, to, kernels);
            row[from] /= FROM_TINY;
            return tau;
        }
        double beta = -Math.copySign(Math.hypot(first, rest), first);
        RowLoops.divide(from + 1, to, first - beta, row);
        row[from] = beta;
        return (beta - first) / beta;
    }

    /** c ← H c for the reflection whose v is (1, v[from + 1], …, v[to − 1]); what stands at v[from] is not read. */
    static void apply(double tau, double[] v, double[] c, int from, int to, Kernels kernels) {
        double inner = tau * (c[from] + kernels.dot(to - from - 1, v, from + 1, c, from + 1));
        c[from] -= inner;
        RowLoops.subtract(from + 1, to, inner, v, c);
    }
}
