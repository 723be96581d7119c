package io.github.nestgrad.bilevel.lower;

import io.github.nestgrad.bilevel.Linearization;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.DenseSolver;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.LinearSolver;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * Newton's method on F(w, λ) = 0: w ← w + s p with ∂₁F p = −F, and s halved from 1 until ‖F‖ falls.
 *
 * <p>The linear systems are solved only as accurately as the progress deserves, to ‖F + ∂₁F p‖ ≤ c ‖F‖ with
 * c = min(1/10, √(‖F(w)‖/‖F(0)‖)), which keeps the convergence superlinear (Nocedal and Wright, Numerical
 * Optimization, §7.1). Where ∂₁F is invertible along the way, p is a descent direction of ‖F‖, so the method
 * converges from far away for a strongly convex g. What it finds is a zero of F: where g is not convex, this may be any
 * stationary point.
 */
public final class Newton implements LowerSolver {

    private static final int MAX_HALVINGS = 40;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double LOOSEST_SYSTEM = 0.1;
    private static final double TIGHTEST_SYSTEM = 1e-13;
    // without a smaller residual to be had, one this close to rounding is the end and not a failure of the method
    private static final double ROUNDING_FACTOR = 1e4;

    private final DoubleFunction<LinearSolver> systems;
    private final double tolerance;
    private final int maxSteps;

    private Newton(DoubleFunction<LinearSolver> systems, double tolerance, int maxSteps) {
        if (!(tolerance >= 0) || maxSteps < 0) {
            throw new IllegalArgumentException("Newton: tolerance " + tolerance + ", at most " + maxSteps
                    + " steps (expected numbers that are not negative)");
        }
        this.systems = Objects.requireNonNull(systems);
        this.tolerance = tolerance;
        this.maxSteps = maxSteps;
    }

    /**
     * Newton's method with conjugate gradients, for min-min problems of any size: no matrix is formed.
     *
     * @return the solver, with tolerance 1e−12 and at most 100 steps
     */
    public static Newton conjugateGradient() {
        return new Newton(c -> ConjugateGradient.withDefaults().withRelativeTolerance(c), 1e-12, 100);
    }

    /**
     * Newton's method with a dense factorisation, d³ operations and d products a step; for fixed points too.
     *
     * @return the solver, with tolerance 1e−12 and at most 100 steps
     */
    public static Newton dense() {
        return new Newton(c -> DenseSolver.withDefaults(), 1e-12, 100);
    }

    /**
     * The same solver with another tolerance.
     *
     * @param relativeTolerance the bound on ‖F(w, λ)‖ / ‖F(0, λ)‖, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public Newton withRelativeTolerance(double relativeTolerance) {
        return new Newton(systems, relativeTolerance, maxSteps);
    }

    /**
     * The same solver with another limit of steps.
     *
     * @param steps the limit; reaching it without the tolerance is a failure
     * @return the solver
     * @throws IllegalArgumentException if the limit is negative
     */
    public Newton withMaxSteps(int steps) {
        return new Newton(systems, tolerance, steps);
    }

    @Override
    public LowerSolution solve(Oracles oracles, double[] start) {
        double[] w = start.clone();
        double[] residual = new double[w.length];
        double reference = ReferenceNorm.of(oracles, start);
        for (int t = 0; ; t++) {
            Linearization linear = oracles.linearize(w);
            double[] f = linear.residual();
            double norm = Vectors.norm2(f);
            if (!Double.isFinite(norm)) {
                return new LowerSolution(w, norm, reference, t, Termination.NOT_FINITE);
            }
            if (norm <= tolerance * reference) {
                return new LowerSolution(w, norm, reference, t, Termination.CONVERGED);
            }
            if (t == maxSteps) {
                return new LowerSolution(w, norm, reference, t, Termination.STEP_LIMIT);
            }
            double accuracy = Math.max(TIGHTEST_SYSTEM, Math.min(LOOSEST_SYSTEM, Math.sqrt(norm / reference)));
            LinearSolution p = systems.apply(accuracy).solve(linear.stateJacobian(), negated(f));
            double[] next = search(oracles, w, p.x(), norm, residual);
            if (next == null) {
                return new LowerSolution(w, norm, reference, t, failure(p, norm, reference, w, oracles.step()));
            }
            w = next;
        }
    }

    /** The first of w + p, w + p/2, w + p/4, … whose residual is enough smaller, or null. */
    private static double[] search(Oracles oracles, double[] w, double[] p, double norm, double[] residual) {
        double s = 1;
        for (int halving = 0; halving < MAX_HALVINGS; halving++, s /= 2) {
            double[] trial = w.clone();
            Vectors.axpy(s, p, trial);
            oracles.residualInto(trial, residual);
            // NaN compares false: a trial outside the domain of F is just too long a step
            if (Vectors.norm2(residual) <= (1 - SUFFICIENT_DECREASE * s) * norm) {
                return trial;
            }
        }
        return null;
    }

    private static Termination failure(LinearSolution p, double norm, double reference, double[] w, double step) {
        double rounding = ROUNDING_FACTOR * Math.ulp(1.0) * Math.max(reference, Vectors.norm2(w) / step);
        if (norm <= rounding) {
            return Termination.ROUNDING_LIMIT;
        }
        return p.termination().isSatisfied() ? Termination.STALLED : p.termination();
    }

    private static double[] negated(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = -x[i];
        }
        return y;
    }
}
