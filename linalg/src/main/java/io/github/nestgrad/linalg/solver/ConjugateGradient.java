package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The method of conjugate gradients for a symmetric positive definite A.
 *
 * <pre>
 *   α = rᵀr / pᵀAp,   x ← x + α p,   r ← r − α A p,   β = r₊ᵀr₊ / rᵀr,   p ← r + β p
 * </pre>
 *
 * <p>After k steps the error in the norm of A is at most 2 ((√κ − 1)/(√κ + 1))ᵏ times that of the start, κ the condition
 * number (Hestenes and Stiefel 1952; tutorial, "AID with conjugate gradient"). The r of the recurrence drifts away from
 * b − A x in floating point; so when it says that the tolerance is met, the true residual is computed, and where that
 * one does not agree the method starts again from the x it has.
 *
 * <p>On an A that is not symmetric positive definite it may end with {@link Termination#NEGATIVE_CURVATURE},
 * {@link Termination#SINGULAR}, {@link Termination#STALLED} or at its limit; the residual in the result is the true one
 * in every case. A right-hand side of any magnitude is treated alike, since the iteration runs on b/‖b‖.
 */
public final class ConjugateGradient implements LinearSolver {

    private static final int UNLIMITED = -1;
    // in exact arithmetic n steps suffice; rounding can make it many more
    private static final int LIMIT_PER_ROW = 20;
    private static final int LEAST_LIMIT = 1000;
    // a restart that leaves more than this part of the true residual has gained nothing
    private static final double LEAST_GAIN = 0.5;

    private final double tolerance;
    private final int limit;
    private final boolean counted;

    private ConjugateGradient(double tolerance, int limit, boolean counted) {
        this.tolerance = tolerance;
        this.limit = limit;
        this.counted = counted;
    }

    /**
     * Conjugate gradients to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static ConjugateGradient withDefaults() {
        return new ConjugateGradient(1e-12, UNLIMITED, false);
    }

    /**
     * The same solver, going on to another tolerance.
     *
     * @param relativeTolerance the bound on ‖b − A x‖ / ‖b‖, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public ConjugateGradient withRelativeTolerance(double relativeTolerance) {
        if (!(relativeTolerance >= 0)) {
            throw new IllegalArgumentException("conjugate gradients: tolerance " + relativeTolerance
                    + " (expected a number that is not negative)");
        }
        return new ConjugateGradient(relativeTolerance, counted ? UNLIMITED : limit, false);
    }

    /**
     * The same solver with another limit of iterations.
     *
     * @param iterations the limit; reaching it before the tolerance is a failure
     * @return the solver
     * @throws IllegalArgumentException if the limit is negative
     */
    public ConjugateGradient withMaxIterations(int iterations) {
        return new ConjugateGradient(tolerance, requireCount(iterations), false);
    }

    /**
     * The same solver doing a number of steps and no more, whatever the residual; it ends earlier only where the
     * residual is exactly zero or the next step is not defined.
     *
     * @param steps k, at least 0
     * @return the solver; it ends with {@link Termination#STEPS_DONE}
     * @throws IllegalArgumentException if the number is negative
     */
    public ConjugateGradient withSteps(int steps) {
        return new ConjugateGradient(tolerance, requireCount(steps), true);
    }

    private static int requireCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("conjugate gradients: " + count + " iterations (expected 0 or more)");
        }
        return count;
    }

    @Override
    public LinearSolution solve(LinearOperator a, double[] b, double[] start) {
        LinearSystem system = new LinearSystem("conjugate gradients", a, b, start);
        LinearSolution trivial = system.trivial();
        return trivial != null ? trivial : new Run(system, start).solve();
    }

    /** The state of one solve, in units of ‖b‖. */
    private final class Run {
        private final LinearSystem system;
        private final double unit;
        private final int most;
        private final double[] x;
        private final double[] r;
        private final double[] p;
        private final double[] ap;
        private int iterations;

        Run(LinearSystem system, double[] start) {
            this.system = system;
            this.unit = system.rightHandSideNorm();
            int n = system.size();
            this.most = limit == UNLIMITED ? (int) Math.max(LEAST_LIMIT, (long) LIMIT_PER_ROW * n) : limit;
            this.x = start.clone();
            this.r = new double[n];
            this.p = new double[n];
            this.ap = new double[n];
        }

        LinearSolution solve() {
            double norm = system.residual(x, r);
            while (true) {
                Termination reason = descend();
                double before = norm;
                norm = system.residual(x, r);
                if (!Double.isFinite(norm)) {
                    return end(norm, Termination.NOT_FINITE);
                }
                if (counted) {
                    // a step that is not defined is no failure where the residual is down to rounding already
                    boolean done = reason == Termination.STEPS_DONE || system.isRounding(norm, x);
                    return end(norm, done ? Termination.STEPS_DONE : reason);
                }
                if (norm <= tolerance * unit) {
                    return end(norm, Termination.CONVERGED);
                }
                boolean gained = norm <= LEAST_GAIN * before;
                if (reason != Termination.CONVERGED || !gained) {
                    if (system.isRounding(norm, x)) {
                        return end(norm, Termination.ROUNDING_LIMIT);
                    }
                    return end(norm, reason == Termination.CONVERGED ? Termination.STALLED : reason);
                }
            }
        }

        private LinearSolution end(double norm, Termination reason) {
            return system.solution(x, norm, iterations, reason);
        }

        /** Iterates from x and its true residual r, until the residual of the recurrence says that it is enough. */
        private Termination descend() {
            Vectors.scale(1 / unit, r);
            System.arraycopy(r, 0, p, 0, p.length);
            double rr = Vectors.dot(r, r);
            while (true) {
                if (!Double.isFinite(rr)) {
                    return Termination.NOT_FINITE;
                }
                if (counted ? rr == 0 : Math.sqrt(rr) <= tolerance) {
                    return counted ? Termination.STEPS_DONE : Termination.CONVERGED;
                }
                if (iterations == most) {
                    return counted ? Termination.STEPS_DONE : Termination.STEP_LIMIT;
                }
                system.apply(p, ap);
                double curvature = Vectors.dot(p, ap);
                if (!(curvature > 0)) {
                    return curvature < 0 ? Termination.NEGATIVE_CURVATURE
                            : curvature == 0 ? Termination.SINGULAR : Termination.NOT_FINITE;
                }
                iterations++;
                system.gain(Vectors.norm2(ap) / Vectors.norm2(p));
                double alpha = rr / curvature;
                Vectors.axpy(alpha * unit, p, x);
                Vectors.axpy(-alpha, ap, r);
                double next = Vectors.dot(r, r);
                double beta = next / rr;
                rr = next;
                for (int i = 0; i < p.length; i++) {
                    p[i] = r[i] + beta * p[i];
                }
            }
        }
    }
}
