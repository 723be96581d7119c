package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The stabilised method of biconjugate gradients, BiCGSTAB, for any regular A, with short recurrences.
 *
 * <pre>
 *   α = ρ / r̂ᵀA M⁻¹p,   s = r − α A M⁻¹p,   ω = tᵀs / tᵀt with t = A M⁻¹s,
 *   x ← x + α M⁻¹p + ω M⁻¹s,   r₊ = s − ω t,   ρ₊ = r̂ᵀr₊,   p ← r₊ + (ρ₊/ρ)(α/ω)(p − ω A M⁻¹p)
 * </pre>
 *
 * <p>Two products an iteration and six vectors, eight with a preconditioner (van der Vorst, Bi-CGSTAB: a fast and
 * smoothly converging variant of Bi-CG for the solution of nonsymmetric linear systems, SIAM J. Sci. Stat. Comput. 13,
 * 1992; Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., algorithm 7.7). The residual is not monotone, and
 * no bound of the number of steps is known.
 *
 * <p>Three numbers can vanish without a solution: the pivot r̂ᵀA M⁻¹p (at once for a skew-symmetric A), ω (no
 * stabilisation: s and A M⁻¹s are orthogonal), and ρ₊ = −ω r̂ᵀt (the shadow residual r̂ has become orthogonal to r),
 * which they share. After such a breakdown the method starts again from the x it has, with r̂ = r; a pivot that
 * vanishes in the first step after a start ends it with {@link Termination#BREAKDOWN}.
 */
public final class BiCgStab extends IterativeSolver<BiCgStab> {

    // an inner product below √n times this many roundings of the norms of its factors is zero
    private static final double ROUNDINGS = 8;

    private BiCgStab(Stopping stopping, Preconditioner preconditioner) {
        super("BiCGSTAB", stopping, preconditioner);
    }

    /**
     * BiCGSTAB to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static BiCgStab withDefaults() {
        return new BiCgStab(Stopping.at(1e-12), null);
    }

    @Override
    BiCgStab with(Stopping changed, Preconditioner changedPreconditioner) {
        return new BiCgStab(changed, changedPreconditioner);
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        return new Biorthogonal(system, stopping(), inverse, start).solve();
    }

    private static final class Biorthogonal extends Run {
        private final LinearOperator inverse;
        private final double[] shadow;
        private final double[] p;
        private final double[] ap;
        private final double[] as;
        // M⁻¹p and M⁻¹s
        private final double[] direction;
        private final double[] correction;
        private final double zero;

        Biorthogonal(LinearSystem system, Stopping stopping, LinearOperator inverse, double[] start) {
            super(system, stopping, start);
            int n = system.size();
            this.inverse = inverse;
            this.shadow = new double[n];
            this.p = new double[n];
            this.ap = new double[n];
            this.as = new double[n];
            this.direction = inverse == null ? p : new double[n];
            this.correction = inverse == null ? r : new double[n];
            this.zero = ROUNDINGS * Math.ulp(1.0) * Math.sqrt(n);
        }

        @Override
        Termination descend(double norm) {
            normalise(r, norm, r);
            System.arraycopy(r, 0, shadow, 0, r.length);
            System.arraycopy(r, 0, p, 0, r.length);
            double rho = Vectors.dot(shadow, r);
            double carried = Math.sqrt(rho);
            while (true) {
                Termination reason = reasonAt(carried * norm);
                if (reason != null) {
                    return reason;
                }
                precondition(p, direction);
                apply(direction, ap);
                double pivot = Vectors.dot(shadow, ap);
                double length = Vectors.norm2(ap);
                if (!Double.isFinite(length)) {
                    return Termination.NOT_FINITE;
                }
                if (length == 0) {
                    return Termination.SINGULAR;
                }
                if (Math.abs(pivot) <= zero * length) {
                    return Termination.BREAKDOWN;
                }
                iterations++;
                double alpha = rho / pivot;
                Vectors.axpy(alpha * norm, direction, x);
                Vectors.axpy(-alpha, ap, r); // r is s from here
                double half = Vectors.norm2(r);
                if (half == 0 || reasonAt(half * norm) == Termination.CONVERGED) {
                    return reasonAt(half * norm);
                }
                precondition(r, correction);
                apply(correction, as);
                double along = Vectors.dot(as, r);
                double square = Vectors.norm2(as);
                if (!Double.isFinite(square)) {
                    return Termination.NOT_FINITE;
                }
                if (square == 0) {
                    return Termination.SINGULAR;
                }
                double omega = along / square / square;
                Vectors.axpy(omega * norm, correction, x);
                Vectors.axpy(-omega, as, r);
                carried = Vectors.norm2(r);
                double next = Vectors.dot(shadow, r);
                reason = reasonAt(carried * norm);
                if (reason != null) {
                    return reason;
                }
                if (Math.abs(next) <= zero * carried) {
                    return Termination.BREAKDOWN;
                }
                double beta = next / rho * (alpha / omega);
                rho = next;
                for (int i = 0; i < p.length; i++) {
                    p[i] = r[i] + beta * (p[i] - omega * ap[i]);
                }
            }
        }

        private void precondition(double[] v, double[] out) {
            if (inverse != null) {
                inverse.apply(v, out);
            }
        }
    }
}
