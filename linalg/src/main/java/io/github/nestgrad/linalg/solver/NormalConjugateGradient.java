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
 * <p>With a preconditioner, any regular M, it is the method for A M⁻¹ and x = M⁻¹u, so that the residuals are those of
 * A x = b; it needs the products with M⁻¹ and with its transpose. What is least on a singular A then is ‖M x‖.
 *
 * <p>On a singular A the iterates from x₀ = 0 converge to the solution of least norm; where there is none, to the least
 * squares solution of least norm, and the method ends with {@link Termination#INCONSISTENT}.
 */
public final class NormalConjugateGradient extends IterativeSolver<NormalConjugateGradient> {

    // ‖Aᵀr‖ below this many roundings of √n ‖A‖ ‖r‖ is zero
    private static final double ROUNDINGS = 32;

    private NormalConjugateGradient(Stopping stopping, Preconditioner preconditioner) {
        super("CG on the normal equations", stopping, preconditioner);
    }

    /**
     * The method to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static NormalConjugateGradient withDefaults() {
        return new NormalConjugateGradient(Stopping.at(1e-12), null);
    }

    @Override
    NormalConjugateGradient with(Stopping changed, Preconditioner changedPreconditioner) {
        return new NormalConjugateGradient(changed, changedPreconditioner);
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        return new Descent(system, stopping(), inverse, start).solve();
    }

    /**
     * Runs on B/σ, B = A M⁻¹ and σ = ‖Bᵀr₀‖/‖r₀‖, so that no square overflows or underflows whatever the size of A.
     */
    private static final class Descent extends Run {
        private final LinearOperator inverse;
        private final double[] s;
        private final double[] p;
        // M⁻¹p, and Aᵀr on the way to M⁻ᵀAᵀr
        private final double[] direction;
        private final double[] gradient;
        private final double[] ap;
        private final double zero;
        private double largest;

        Descent(LinearSystem system, Stopping stopping, LinearOperator inverse, double[] start) {
            super(system, stopping, start);
            int n = system.size();
            this.inverse = inverse;
            this.s = new double[n];
            this.p = new double[n];
            this.direction = inverse == null ? p : new double[n];
            this.gradient = inverse == null ? s : new double[n];
            this.ap = new double[n];
            this.zero = ROUNDINGS * Math.ulp(1.0) * Math.sqrt(n);
        }

        @Override
        Termination descend(double norm) {
            normalise(r, norm, r);
            applyTransposeToResidual();
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
                if (inverse != null) {
                    inverse.apply(p, direction);
                }
                system.apply(direction, ap);
                double length = Vectors.norm2(ap);
                if (!(length > 0) || Double.isInfinite(length)) {
                    return length == 0 ? Termination.SINGULAR : Termination.NOT_FINITE;
                }
                largest = Math.max(largest, length / Vectors.norm2(p));
                system.gain(length / Vectors.norm2(direction));
                normalise(ap, unit, ap);
                length /= unit;
                double alpha = ss / length / length;
                Vectors.axpy(alpha / unit * norm, direction, x);
                Vectors.axpy(-alpha, ap, r);
                iterations++;
                double carried = Vectors.norm2(r);
                Termination reason = reasonAt(carried * norm);
                if (reason != null) {
                    return reason;
                }
                applyTransposeToResidual();
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

        /** s ← M⁻ᵀAᵀr. */
        private void applyTransposeToResidual() {
            system.applyTranspose(r, gradient);
            if (inverse != null) {
                inverse.applyTranspose(gradient, s);
            }
        }
    }
}
