package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * Conjugate gradients on the normal equations AᵀA x = Aᵀb, CGNR, for any A whose transposed product is at hand.
 *
 * <pre>
 *   s = Aᵀr,   α = sᵀs / ‖A p‖²,   x ← x + α p,   r ← r − α A p,   β = s₊ᵀs₊ / sᵀs,   p ← s₊ + β p
 * </pre>
 *
 * <p>Two products an iteration, one of them with Aᵀ. The residual ‖b − A x‖ never grows; but the condition number that
 * governs the convergence is that of AᵀA, the <em>square</em> of that of A: after k steps the residual is at most
 * 2 ((κ − 1)/(κ + 1))ᵏ times that of the start, κ the condition number of A (Hestenes and Stiefel 1952;
 * Björck, Elfving and Strakoš, Stability of conjugate gradient and Lanczos methods for linear least squares problems,
 * SIAM J. Matrix Anal. Appl. 19, 1998, algorithm CGLS 1; Saad, Iterative Methods for Sparse Linear Systems, 2nd ed.,
 * algorithm 8.4). A product with AᵀA is never formed.
 *
 * <p>On a singular A the iterates from x₀ = 0 converge to the solution of least norm; where there is none, to the least
 * squares solution of least norm, and the method ends with {@link Termination#INCONSISTENT}.
 */
public final class NormalConjugateGradient extends IterativeSolver<NormalConjugateGradient> {

    // ‖Aᵀr‖ below this many roundings of √n ‖A‖ ‖r‖ is zero
    private static final double ROUNDINGS = 32;

    private NormalConjugateGradient(Stopping stopping) {
        super("CG on the normal equations", stopping);
    }

    /**
     * The method to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static NormalConjugateGradient withDefaults() {
        return new NormalConjugateGradient(Stopping.at(1e-12));
    }

    @Override
    NormalConjugateGradient with(Stopping changed) {
        return new NormalConjugateGradient(changed);
    }

    @Override
    public LinearSolution solve(LinearOperator a, double[] b, double[] start) {
        LinearSystem system = new LinearSystem(name(), a, b, start);
        LinearSolution trivial = system.trivial();
        return trivial != null ? trivial : new Descent(system, stopping(), start).solve();
    }

    /** Runs on A/σ, σ = ‖Aᵀr₀‖/‖r₀‖, so that no square overflows or underflows whatever the size of A. */
    private static final class Descent extends Run {
        private final double[] s;
        private final double[] p;
        private final double[] ap;
        private final double zero;
        private double largest;

        Descent(LinearSystem system, Stopping stopping, double[] start) {
            super(system, stopping, start);
            int n = system.size();
            this.s = new double[n];
            this.p = new double[n];
            this.ap = new double[n];
            this.zero = ROUNDINGS * Math.ulp(1.0) * Math.sqrt(n);
        }

        @Override
        Termination descend(double norm) {
            normalise(r, norm, r);
            system.applyTranspose(r, s);
            double unit = Vectors.norm2(s);
            if (!Double.isFinite(unit)) {
                return Termination.NOT_FINITE;
            }
            if (unit <= zero * largest) {
                return Termination.INCONSISTENT;
            }
            largest = Math.max(largest, unit);
            normalise(s, unit, s);
            System.arraycopy(s, 0, p, 0, s.length);
            double ss = Vectors.dot(s, s);
            while (true) {
                Termination limit = reasonAt(norm * Vectors.norm2(r));
                if (limit != null) {
                    return limit;
                }
                system.apply(p, ap);
                double length = Vectors.norm2(ap);
                if (!(length > 0) || Double.isInfinite(length)) {
                    return length == 0 ? Termination.SINGULAR : Termination.NOT_FINITE;
                }
                double gain = length / Vectors.norm2(p);
                system.gain(gain);
                largest = Math.max(largest, gain);
                normalise(ap, unit, ap);
                length /= unit;
                double alpha = ss / length / length;
                Vectors.axpy(alpha / unit * norm, p, x);
                Vectors.axpy(-alpha, ap, r);
                iterations++;
                double carried = Vectors.norm2(r);
                Termination reason = reasonAt(carried * norm);
                if (reason != null) {
                    return reason;
                }
                system.applyTranspose(r, s);
                normalise(s, unit, s);
                double next = Vectors.dot(s, s);
                if (Math.sqrt(next) <= zero * (largest / unit) * carried) {
                    return Termination.INCONSISTENT;
                }
                double beta = next / ss;
                ss = next;
                for (int i = 0; i < p.length; i++) {
                    p[i] = s[i] + beta * p[i];
                }
            }
        }
    }
}
