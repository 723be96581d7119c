package io.github.nestgrad.bilevel.lower;

import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.ArrayList;
import java.util.List;

/**
 * The problem's own iteration w ← w − η(λ) F(w, λ): gradient descent on g, or w ← Φ(w, λ).
 *
 * <p>It does a number of steps that is given, or goes on until ‖F(w, λ)‖ ≤ tolerance · ‖F(0, λ)‖. If the step is a
 * contraction with factor q, the error falls by q a step; for gradient descent with η = 2/(L + μ) on a function whose
 * Hessian lies in [μ, L], q = (κ − 1)/(κ + 1) with κ = L/μ (tutorial, "Gradient descent").
 */
public final class FixedPointIteration implements LowerSolver {

    // a residual this many times that of the start is no transient of a contraction any more
    private static final double DIVERGENCE_FACTOR = 1e8;
    // no new smallest residual for so many steps, this close to rounding: there is nothing left to gain
    private static final int PATIENCE = 200;
    private static final double ROUNDING_FACTOR = 1e3;

    private final int maxSteps;
    private final double tolerance;

    private FixedPointIteration(int maxSteps, double tolerance) {
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
    }

    /**
     * An iteration of a given number of steps.
     *
     * @param steps T ≥ 0
     * @return the solver; it ends with {@link Termination#STEPS_DONE}, unless the numbers grow without bound before
     * @throws IllegalArgumentException if the number is negative
     */
    public static FixedPointIteration ofSteps(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("fixed-point iteration: " + steps + " steps (expected 0 or more)");
        }
        return new FixedPointIteration(steps, -1);
    }

    /**
     * An iteration that goes on to a tolerance.
     *
     * @param relativeTolerance the bound on ‖F(w, λ)‖ / ‖F(0, λ)‖, at least 0
     * @param maxSteps the limit; reaching it is a failure
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN, or the limit negative
     */
    public static FixedPointIteration toTolerance(double relativeTolerance, int maxSteps) {
        if (!(relativeTolerance >= 0) || maxSteps < 0) {
            throw new IllegalArgumentException("fixed-point iteration: tolerance " + relativeTolerance + ", at most "
                    + maxSteps + " steps (expected numbers that are not negative)");
        }
        return new FixedPointIteration(maxSteps, relativeTolerance);
    }

    @Override
    public LowerSolution solve(Oracles oracles, double[] start) {
        return iterate(oracles, start, null);
    }

    /**
     * Does what {@link #solve} does, and keeps every state: O(T d) memory.
     *
     * @param oracles the problem at one λ; its counts grow
     * @param start w₀, d entries; not modified
     * @return the states w₀, …, w_T and the solution
     */
    public Trajectory trajectory(Oracles oracles, double[] start) {
        List<double[]> states = new ArrayList<>();
        LowerSolution end = iterate(oracles, start, states);
        return new Trajectory(states, end);
    }

    private LowerSolution iterate(Oracles oracles, double[] start, List<double[]> states) {
        double[] w = start.clone();
        double[] residual = new double[w.length];
        double reference = ReferenceNorm.of(oracles, start);
        double first = Double.NaN;
        double smallest = Double.POSITIVE_INFINITY;
        int stepOfSmallest = 0;
        for (int t = 0; ; t++) {
            if (states != null) {
                states.add(w.clone());
            }
            oracles.residualInto(w, residual);
            double norm = Vectors.norm2(residual);
            first = t == 0 ? norm : first;
            if (norm < smallest) {
                smallest = norm;
                stepOfSmallest = t;
            }
            Termination reason = reasonToEnd(t, norm, first, reference, t - stepOfSmallest, w, oracles.step());
            if (reason != null) {
                return new LowerSolution(w, norm, reference, t, reason);
            }
            for (int i = 0; i < w.length; i++) {
                w[i] -= oracles.step() * residual[i];
            }
        }
    }

    /** Null as long as the iteration is to go on. */
    private Termination reasonToEnd(
            int t, double norm, double first, double reference, int sinceSmallest, double[] w, double step) {
        if (!Double.isFinite(norm)) {
            return Termination.NOT_FINITE;
        }
        if (tolerance >= 0 && norm <= tolerance * reference) {
            return Termination.CONVERGED;
        }
        if (norm > DIVERGENCE_FACTOR * Math.max(first, reference)) {
            return Termination.DIVERGED;
        }
        if (t == maxSteps) {
            return tolerance >= 0 ? Termination.STEP_LIMIT : Termination.STEPS_DONE;
        }
        double rounding = ROUNDING_FACTOR * Math.ulp(1.0) * Vectors.norm2(w) / step;
        if (tolerance >= 0 && sinceSmallest >= PATIENCE && norm <= rounding) {
            return Termination.ROUNDING_LIMIT;
        }
        return null;
    }
}
