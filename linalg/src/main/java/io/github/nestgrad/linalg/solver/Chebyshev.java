package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The semi-iteration of Chebyshev for a symmetric A whose spectrum is known to lie in [μ, L], 0 &lt; μ ≤ L.
 *
 * <p>With θ = (L + μ)/2, δ = (L − μ)/2 and ρ₀ = δ/θ,
 *
 * <pre>
 *   d₀ = r₀/θ,   x ← x + d,   r = b − A x,   ρ₊ = 1/(2θ/δ − ρ),   d ← ρ₊ρ d + (2ρ₊/δ) r
 * </pre>
 *
 * <p>(Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., algorithm 12.1; Golub and Varga 1961). No inner
 * product enters the steps, so that x is a fixed linear function of b after a fixed number of them. After k steps
 *
 * <pre>
 *   ‖b − A xₖ‖ ≤ ‖b − A x₀‖ / Tₖ(θ/δ) ≤ 2 ((√κ − 1)/(√κ + 1))ᵏ ‖b − A x₀‖,   κ = L/μ,
 * </pre>
 *
 * <p>with the polynomial Tₖ of Chebyshev: a residual above this bound proves that an eigenvalue lies outside of [μ, L],
 * or that A is not symmetric. The method then goes on as long as the residual falls, and ends with
 * {@link Termination#BOUNDS_VIOLATED} when it grows or falls no further. The residual is the true one in each step.
 *
 * <p>With a preconditioner, which must be symmetric positive definite, M⁻¹r takes the place of r in d, it is the
 * spectrum of M⁻¹A that lies in [μ, L], and the norm of the bound is (rᵀM⁻¹r)^½.
 */
public final class Chebyshev extends IterativeSolver<Chebyshev> {

    private static final int DEFAULT_LIMIT = 1_000_000;
    // a residual this many times the smallest one so far grows
    private static final double GROWTH = 10;
    // no new smallest residual for so many steps: there is nothing left to gain
    private static final int PATIENCE = 200;
    // the bound is that of exact arithmetic: a part in a million above it is rounding
    private static final double SLACK = 1 + 1e-6;

    private final double smallest;
    private final double largest;

    private Chebyshev(double smallest, double largest, Stopping stopping, Preconditioner preconditioner) {
        super("Chebyshev", stopping, preconditioner);
        this.smallest = smallest;
        this.largest = largest;
    }

    /**
     * The iteration for a spectrum within bounds, to a relative residual of 1e−12, in at most 1 000 000 iterations.
     *
     * @param smallest μ, a positive lower bound of the eigenvalues of A
     * @param largest L, a finite upper bound
     * @return the solver
     * @throws IllegalArgumentException unless 0 &lt; μ ≤ L &lt; ∞
     */
    public static Chebyshev withBounds(double smallest, double largest) {
        if (!(smallest > 0) || !(largest >= smallest) || Double.isInfinite(largest)) {
            throw new IllegalArgumentException("Chebyshev: bounds " + smallest + " and " + largest
                    + " of the spectrum (expected 0 < smallest <= largest < infinity)");
        }
        return new Chebyshev(smallest, largest, Stopping.at(1e-12, DEFAULT_LIMIT), null);
    }

    @Override
    Chebyshev with(Stopping changed, Preconditioner changedPreconditioner) {
        return new Chebyshev(smallest, largest, changed, changedPreconditioner);
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        double[] x = start.clone();
        double[] r = new double[x.length];
        double[] z = inverse == null ? r : new double[x.length];
        double[] d = new double[x.length];
        // halved before they are added, since L + L may overflow; ρ = width · coefficient, so that δ = 0 needs no case
        double theta = largest / 2 + smallest / 2;
        double width = (largest / 2 - smallest / 2) / theta;
        double coefficient = 1;
        double last = 0;
        double bound = 1;
        Watch watch = new Watch(system, stopping());
        for (int k = 0; ; k++) {
            double norm = system.residual(x, r);
            if (inverse != null) {
                inverse.apply(r, z);
            }
            Termination reason = watch.reasonToEnd(k, norm, inverse == null ? norm : energy(r, norm, z), bound, x);
            if (reason != null) {
                return system.solution(x, norm, k, reason);
            }
            double momentum = width * width * coefficient * last;
            double weight = (k == 0 ? 1 : 2 * coefficient) / theta;
            for (int i = 0; i < d.length; i++) {
                d[i] = momentum * d[i] + weight * z[i];
            }
            Vectors.axpy(1, d, x);
            bound *= width * coefficient;
            last = coefficient;
            coefficient = 1 / (2 - width * width * coefficient);
        }
    }

    /** (rᵀz)^½, where the product may be out of range; −1 where it is negative, so that M is not definite. */
    private static double energy(double[] r, double norm, double[] z) {
        double other = Vectors.norm2(z);
        double cosine = 0;
        for (int i = 0; i < r.length && norm > 0; i++) {
            cosine += r[i] / norm * (z[i] / other);
        }
        return cosine < 0 ? -1 : Math.sqrt(norm) * Math.sqrt(other) * Math.sqrt(cosine);
    }

    /** Looks at the residuals of one solve. */
    private static final class Watch {
        private final LinearSystem system;
        private final Stopping stopping;
        private final double threshold;
        private final int most;
        private double first;
        // how much larger the bounded norm may be than that of a residual
        private double stretch;
        private double best = Double.POSITIVE_INFINITY;
        private int iterationOfBest;
        private boolean violated;

        Watch(LinearSystem system, Stopping stopping) {
            this.system = system;
            this.stopping = stopping;
            this.threshold = stopping.threshold(system.rightHandSideNorm());
            this.most = stopping.most(system.size());
        }

        /** Null as long as the iteration is to go on; the bound is that of (rᵀM⁻¹r)^½ relative to the first one. */
        Termination reasonToEnd(int k, double norm, double boundedNorm, double bound, double[] x) {
            if (!Double.isFinite(norm)) {
                return violated ? Termination.BOUNDS_VIOLATED : Termination.NOT_FINITE;
            }
            if (!stopping.counted() && norm <= threshold) {
                return Termination.CONVERGED;
            }
            double rounding = system.rounding(x);
            first = k == 0 ? boundedNorm : first;
            stretch = boundedNorm > stretch * norm ? boundedNorm / norm : stretch;
            violated |= boundedNorm < 0 || boundedNorm > SLACK * bound * first + stretch * rounding;
            if (norm < best) {
                best = norm;
                iterationOfBest = k;
            }
            if (violated && norm > GROWTH * best) {
                return Termination.BOUNDS_VIOLATED;
            }
            if (k >= most) {
                return stopping.counted() ? Termination.STEPS_DONE
                        : violated ? Termination.BOUNDS_VIOLATED : Termination.STEP_LIMIT;
            }
            if (!stopping.counted() && k - iterationOfBest >= PATIENCE) {
                return system.isRounding(norm, x) ? Termination.ROUNDING_LIMIT
                        : violated ? Termination.BOUNDS_VIOLATED : Termination.STALLED;
            }
            return null;
        }
    }
}
