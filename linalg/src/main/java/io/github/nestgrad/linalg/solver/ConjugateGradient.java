package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The method of conjugate gradients for a symmetric positive definite A.
 *
 * <pre>
 *   z = M⁻¹r,   α = rᵀz / pᵀAp,   x ← x + α p,   r ← r − α A p,   β = r₊ᵀz₊ / rᵀz,   p ← z₊ + β p
 * </pre>
 *
 * <p>After k steps the error in the norm of A is at most 2 ((√κ − 1)/(√κ + 1))ᵏ times that of the start, κ the
 * condition number of A, or of M⁻¹A with a preconditioner, which must be symmetric positive definite (Hestenes and
 * Stiefel 1952; Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., algorithm 9.1 and equation 6.128; tutorial,
 * "AID with conjugate gradient"). The r of the recurrence drifts away from b − A x in floating point; so when it says
 * that the tolerance is met, the true residual is computed, and where that one does not agree the method starts again
 * from the x it has.
 *
 * <p>On an A that is not symmetric positive definite it may end with {@link Termination#NEGATIVE_CURVATURE},
 * {@link Termination#SINGULAR}, {@link Termination#STALLED} or at its limit, and with {@link Termination#BREAKDOWN}
 * where rᵀM⁻¹r ≤ 0; the residual in the result is the true one in every case. A right-hand side of any magnitude is
 * treated alike, since the iteration runs on r₀/‖r₀‖.
 */
public final class ConjugateGradient extends IterativeSolver<ConjugateGradient> {

    // A p of a length between this and its inverse is taken as it is
    private static final double LARGE = 1e100;

    private ConjugateGradient(Stopping stopping, Preconditioner preconditioner) {
        super("conjugate gradients", stopping, preconditioner);
    }

    /**
     * Conjugate gradients to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static ConjugateGradient withDefaults() {
        return new ConjugateGradient(Stopping.at(1e-12), null);
    }

    @Override
    ConjugateGradient with(Stopping changed, Preconditioner changedPreconditioner) {
        return new ConjugateGradient(changed, changedPreconditioner);
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        return new Descent(system, stopping(), inverse, start).solve();
    }

    private static final class Descent extends Run {
        private final LinearOperator inverse;
        private final double[] z;
        private final double[] p;
        private final double[] ap;

        Descent(LinearSystem system, Stopping stopping, LinearOperator inverse, double[] start) {
            super(system, stopping, start);
            int n = system.size();
            this.inverse = inverse;
            this.z = inverse == null ? r : new double[n];
            this.p = new double[n];
            this.ap = new double[n];
        }

        @Override
        Termination descend(double norm) {
            normalise(r, norm, r);
            double unit = 0;
            double rz = residualTimesPreconditioned();
            System.arraycopy(z, 0, p, 0, p.length);
            double carried = inverse == null ? Math.sqrt(rz) : Vectors.norm2(r);
            while (true) {
                Termination reason = reasonAt(carried * norm);
                if (reason != null) {
                    return reason;
                }
                if (!(rz > 0)) {
                    return rz <= 0 ? Termination.BREAKDOWN : Termination.NOT_FINITE;
                }
                apply(p, ap);
                unit = unit == 0 ? unitOf(Vectors.norm2(ap)) : unit;
                if (unit != 1) {
                    normalise(ap, unit, ap);
                }
                double curvature = Vectors.dot(p, ap);
                if (!(curvature > 0)) {
                    return curvature < 0 ? Termination.NEGATIVE_CURVATURE
                            : curvature == 0 ? Termination.SINGULAR : Termination.NOT_FINITE;
                }
                iterations++;
                double alpha = rz / curvature;
                Vectors.axpy(alpha / unit * norm, p, x);
                Vectors.axpy(-alpha, ap, r);
                double next = residualTimesPreconditioned();
                double beta = next / rz;
                rz = next;
                for (int i = 0; i < p.length; i++) {
                    p[i] = z[i] + beta * p[i];
                }
                carried = inverse == null ? Math.sqrt(rz) : Vectors.norm2(r);
            }
        }

        /** What A p is divided by, so that pᵀAp is neither lost to underflow nor infinite, be A and M what they may. */
        private static double unitOf(double length) {
            return length < 1 / LARGE && length > 0 || length > LARGE && length < Double.POSITIVE_INFINITY ? length : 1;
        }

        /** z ← M⁻¹r, and rᵀz. */
        private double residualTimesPreconditioned() {
            if (inverse != null) {
                inverse.apply(r, z);
            }
            return Vectors.dot(r, z);
        }
    }
}
