package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.Vectors;

/**
 * One solve by an iteration that carries its residual along: the outer loop, which believes nothing but the true one.
 *
 * <p>All memory belongs to the run and is allocated in its constructor.
 */
abstract class Run {

    // a restart that leaves more than this part of the true residual has gained nothing
    private static final double LEAST_GAIN = 0.5;

    final LinearSystem system;
    final double[] x;
    /** The true residual b − A x where {@link #descend} begins; the iteration may overwrite it. */
    final double[] r;
    int iterations;

    private final Stopping stopping;
    private final int most;
    private final double threshold;
    private double target;

    Run(LinearSystem system, Stopping stopping, double[] start) {
        this.system = system;
        this.stopping = stopping;
        this.most = stopping.most(system.size());
        this.threshold = stopping.threshold(system.rightHandSideNorm());
        this.x = start.clone();
        this.r = new double[x.length];
    }

    /**
     * Iterates from x and its true residual r, of the given norm, until {@link #reasonAt} gives a reason or the next
     * step is not defined. Counts the iterations in which x changes, before it does.
     */
    abstract Termination descend(double norm);

    final boolean counted() {
        return stopping.counted();
    }

    /** The iterations that may be done at most. */
    final int most() {
        return most;
    }

    /** The reason to end at this norm of the carried residual, or null to go on. */
    final Termination reasonAt(double carriedNorm) {
        if (!Double.isFinite(carriedNorm)) {
            return Termination.NOT_FINITE;
        }
        if (carriedNorm <= target) {
            return counted() ? Termination.STEPS_DONE : Termination.CONVERGED;
        }
        if (iterations >= most) {
            return counted() ? Termination.STEPS_DONE : Termination.STEP_LIMIT;
        }
        return null;
    }

    final LinearSolution solve() {
        double norm = system.residual(x, r);
        while (true) {
            if (!Double.isFinite(norm)) {
                return end(norm, Termination.NOT_FINITE);
            }
            if (counted() ? norm == 0 : norm <= threshold) {
                return end(norm, counted() ? Termination.STEPS_DONE : Termination.CONVERGED);
            }
            // below ε times the residual it began with, a carried residual says nothing about the true one
            target = counted() ? 0 : Math.max(threshold, Math.ulp(1.0) * norm);
            int iterationsBefore = iterations;
            double before = norm;
            Termination reason = descend(norm);
            if (iterations > iterationsBefore) {
                norm = system.residual(x, r);
            }
            boolean again = reason == Termination.CONVERGED && norm <= LEAST_GAIN * before
                    || reason == Termination.BREAKDOWN && iterations > iterationsBefore && !system.isRounding(norm, x);
            if (!again && Double.isFinite(norm) && (counted() || norm > threshold)) {
                return end(norm, failure(reason, norm));
            }
        }
    }

    /** Why it went no further, with a residual that was not asked for. */
    private Termination failure(Termination reason, double norm) {
        if (reason == Termination.STEPS_DONE) {
            return reason;
        }
        if (system.isRounding(norm, x)) {
            // a step that is not defined is no failure where the residual is down to rounding already
            return counted() ? Termination.STEPS_DONE : Termination.ROUNDING_LIMIT;
        }
        return reason == Termination.CONVERGED ? Termination.STALLED : reason;
    }

    private LinearSolution end(double norm, Termination reason) {
        return system.solution(x, norm, iterations, reason);
    }

    /** out ← v / norm, also where 1/norm overflows. */
    static void normalise(double[] v, double norm, double[] out) {
        for (int i = 0; i < v.length; i++) {
            out[i] = v[i] / norm;
        }
    }

    /** A v, remembering how much longer it made v. */
    final void apply(double[] v, double[] out) {
        system.apply(v, out);
        system.gain(Vectors.norm2(out) / Vectors.norm2(v));
    }
}
