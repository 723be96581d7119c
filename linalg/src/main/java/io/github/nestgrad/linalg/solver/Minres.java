package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The minimum residual method for a symmetric A, definite or not.
 *
 * <p>Its k-th iterate has the smallest ‖b − A x‖ in x₀ + span{r₀, A r₀, …, A^{k−1} r₀}, so the residual never grows.
 * The basis comes from the three-term recurrence of Lanczos,
 *
 * <pre>
 *   β₊ q₊ = A v − α q − β q₋,   v = M⁻¹q,   α = vᵀA v,   β₊ with q₊ᵀv₊ = 1,
 * </pre>
 *
 * <p>and its tridiagonal matrix is triangularised by one rotation a step (Paige and Saunders, Solution of sparse
 * indefinite systems of linear equations, SIAM J. Numer. Anal. 12, 1975). With a preconditioner, which must
 * be symmetric positive definite, the norm that is minimised is (rᵀM⁻¹r)^½, while the test for convergence is on ‖r‖₂,
 * by r ← s² r − φ̄ c q₊ with the rotation (c, s) of the step.
 *
 * <p>On a singular A and a consistent b the iterates from x₀ = 0 stay in the range of A and converge to the solution of
 * least norm; where b is not in the range, the method ends with {@link Termination#INCONSISTENT} at an x of smallest
 * residual, where ‖A r‖ is nothing beside ‖A‖ ‖r‖ and further steps do not make the true residual smaller. A regular A
 * with a condition number of 10¹⁰ or more can look the same and end so, short of the solution that it has. On an A that
 * is not symmetric it may end with {@link Termination#STALLED} or at its limit, and with {@link Termination#BREAKDOWN}
 * where rᵀM⁻¹r ≤ 0.
 */
public final class Minres extends IterativeSolver<Minres> {

    // ‖A r‖ below this part of ‖A‖ ‖r‖ makes one doubt that the system has a solution
    private static final double DOUBTFUL = 1e-7;
    // and below so many roundings it is zero
    private static final double ROUNDINGS = 32;
    // the part of the residual that a step after the doubt must come down to, to end it
    private static final double HALF = 0.5;
    private static final int CHECK_EVERY = 20;
    private static final int PATIENCE = 100;
    // a residual that is larger than before by more than rounding was made by noise
    private static final double GROWN = 1 + 1e-6;

    private Minres(Stopping stopping, Preconditioner preconditioner) {
        super("MINRES", stopping, preconditioner);
    }

    /**
     * MINRES to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static Minres withDefaults() {
        return new Minres(Stopping.at(1e-12), null);
    }

    @Override
    Minres with(Stopping changed, Preconditioner changedPreconditioner) {
        return new Minres(changed, changedPreconditioner);
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        return new Lanczos(system, stopping(), inverse, start).solve();
    }

    private static final class Lanczos extends Run {
        private final LinearOperator inverse;
        // Lanczos vectors q₋, q, q₊ and their preconditioned v, v₊; the last directions w, w₋, in turns
        private double[] previous;
        private double[] q;
        private double[] next;
        private double[] v;
        private double[] nextV;
        private double[] w;
        private double[] lastW;
        // where A r was nearly zero: the x then, its residual relative to the first, and the iteration; −1 for none
        private final double[] doubtedX;
        private double doubtedNorm;
        private int doubtedAt = -1;

        Lanczos(LinearSystem system, Stopping stopping, LinearOperator inverse, double[] start) {
            super(system, stopping, start);
            int n = system.size();
            this.inverse = inverse;
            this.previous = new double[n];
            this.q = new double[n];
            this.next = new double[n];
            this.v = inverse == null ? q : new double[n];
            this.nextV = inverse == null ? next : new double[n];
            this.w = new double[n];
            this.lastW = new double[n];
            this.doubtedX = new double[n];
        }

        @Override
        Termination descend(double norm) {
            System.arraycopy(r, 0, q, 0, r.length);
            double first = orthonormalised(q, v) / norm;
            if (!(first > 0)) {
                return first <= 0 ? Termination.BREAKDOWN : Termination.NOT_FINITE;
            }
            // β, δ and ε of the first steps are zero: what an earlier run left in previous, w and lastW is not seen
            normalise(r, norm, r);
            double beta = 0;
            double cosine = -1;
            double sine = 0;
            double deltaBar = 0;
            double epsilon = 0;
            double phiBar = first;
            doubtedAt = -1;
            double size = 0;
            while (true) {
                double carried = inverse == null ? phiBar : Vectors.norm2(r);
                Termination reason = reasonAt(carried * norm);
                if (doubtedAt >= 0 && isTimeToCheck(reason != null, carried) && wasNoise(reason != null, norm)) {
                    return Termination.INCONSISTENT;
                }
                if (reason != null) {
                    return reason;
                }
                apply(v, next);
                Vectors.axpy(-beta, previous, next);
                double alpha = Vectors.dot(v, next);
                Vectors.axpy(-alpha, q, next);
                double nextBeta = orthonormalised(next, nextV);
                if (!(nextBeta >= 0)) {
                    return nextBeta < 0 ? Termination.BREAKDOWN : Termination.NOT_FINITE;
                }
                // the last rotation on the new column: δ and ε above, γ̄ on the diagonal, and δ̄ of the next column
                double delta = cosine * deltaBar + sine * alpha;
                double gammaBar = sine * deltaBar - cosine * alpha;
                double lastEpsilon = epsilon;
                epsilon = sine * nextBeta;
                deltaBar = -cosine * nextBeta;
                size = Math.max(size, Math.max(Math.abs(alpha), nextBeta));
                double gamma = Math.hypot(gammaBar, nextBeta);
                double doubt = Math.hypot(gammaBar, deltaBar) / size; // ‖A r‖ = φ̄ ‖(γ̄, δ̄)‖
                if (!(doubt > ROUNDINGS * Math.ulp(1.0))) {
                    wasNoise(true, norm);
                    return Termination.INCONSISTENT;
                }
                if (doubt <= DOUBTFUL && doubtedAt < 0) {
                    System.arraycopy(x, 0, doubtedX, 0, x.length);
                    doubtedNorm = carried;
                    doubtedAt = iterations;
                }
                cosine = gammaBar / gamma;
                sine = nextBeta / gamma;
                double phi = cosine * phiBar;
                phiBar *= sine;
                // the new direction takes the place of the one before the last
                for (int i = 0; i < lastW.length; i++) {
                    lastW[i] = (v[i] - lastEpsilon * lastW[i] - delta * w[i]) / gamma;
                }
                Vectors.axpy(phi * norm, lastW, x);
                iterations++;
                if (inverse != null) {
                    Vectors.scale(sine * sine, r);
                    Vectors.axpy(-phiBar * cosine, next, r);
                }
                beta = nextBeta;
                turn();
            }
        }

        private boolean isTimeToCheck(boolean last, double carried) {
            return last || carried <= HALF * doubtedNorm || (iterations - doubtedAt) % CHECK_EVERY == CHECK_EVERY - 1;
        }

        /**
         * Whether the steps since the doubt have gained nothing: on a singular A with an inconsistent b the carried
         * residual falls on rounding errors alone, while x grows along the kernel. Then x is again what it was.
         */
        private boolean wasNoise(boolean last, double norm) {
            if (doubtedAt < 0) {
                return false;
            }
            double residual = system.residual(x, next);
            double part = residual / norm / doubtedNorm;
            boolean explained = system.isNoise(residual, x);
            if (part <= HALF && !explained) {
                doubtedAt = -1;
                return false;
            }
            boolean noise = last || explained || !(part <= GROWN) || iterations - doubtedAt > PATIENCE + 2 * x.length;
            if (noise) {
                System.arraycopy(doubtedX, 0, x, 0, x.length);
                doubtedAt = -1;
            }
            return noise;
        }

        private void turn() {
            double[] direction = lastW;
            lastW = w;
            w = direction;
            double[] oldest = previous;
            previous = q;
            q = next;
            next = oldest;
            double[] old = v;
            v = inverse == null ? q : nextV;
            nextV = inverse == null ? next : old;
        }

        /** y ← y/β and out ← M⁻¹y with yᵀM⁻¹y = 1 after it; returns β, or −1 if M is not positive definite. */
        private double orthonormalised(double[] y, double[] out) {
            double length = Vectors.norm2(y);
            if (length == 0 || !Double.isFinite(length)) {
                return length;
            }
            normalise(y, length, y);
            if (inverse == null) {
                return length;
            }
            inverse.apply(y, out);
            double square = Vectors.dot(y, out);
            if (!(square > 0)) {
                return square <= 0 ? -1 : Double.NaN;
            }
            double root = Math.sqrt(square);
            Vectors.scale(1 / root, y);
            Vectors.scale(1 / root, out);
            return length * root;
        }
    }
}
