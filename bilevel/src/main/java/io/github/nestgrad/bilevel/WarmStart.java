package io.github.nestgrad.bilevel;

import io.github.nestgrad.linalg.solver.LinearSolution;
import java.util.Objects;

/**
 * Where an estimate begins: the state w₀ of the lower solver and the start v₀ of the adjoint system.
 *
 * @param w w₀, d entries; not modified by estimators
 * @param v v₀, d entries; not modified by estimators
 */
public record WarmStart(double[] w, double[] v) {

    /**
     * Checks that both are there.
     *
     * @param w w₀
     * @param v v₀
     * @throws NullPointerException if one is missing
     */
    public WarmStart {
        Objects.requireNonNull(w, "w");
        Objects.requireNonNull(v, "v");
    }

    /**
     * The start from zero, w₀ = 0 and v₀ = 0.
     *
     * @param problem the problem
     * @return zeros of the right lengths
     */
    public static WarmStart cold(BilevelProblem problem) {
        int d = problem.lowerShape().size();
        return new WarmStart(new double[d], new double[d]);
    }

    /**
     * The start from where an earlier estimate ended.
     *
     * @param previous an estimate for the same problem, usually at a λ nearby
     * @return its w and, if it solved an adjoint system, its v; else zeros for v
     */
    public static WarmStart from(Hypergradient previous) {
        double[] v = previous.adjoint().map(LinearSolution::x).orElseGet(() -> new double[previous.w().length]);
        return new WarmStart(previous.w(), v);
    }

    /**
     * Checks the lengths against a problem.
     *
     * @param problem the problem
     * @return this
     * @throws IllegalArgumentException if a length is not d
     */
    public WarmStart requireFor(BilevelProblem problem) {
        int d = problem.lowerShape().size();
        if (w.length != d || v.length != d) {
            throw new IllegalArgumentException("warm start: w has " + w.length + " and v has " + v.length
                    + " entries, but the problem's w is a " + problem.lowerShape() + " (expected " + d + ")");
        }
        return this;
    }
}
