package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import java.util.Objects;

/**
 * A solver that goes on until the true residual is small enough: what all iterations have in common.
 *
 * <p>It has converged where
 *
 * <pre>
 *   ‖b − A x‖₂ ≤ max(relative tolerance · ‖b‖₂, absolute tolerance)
 * </pre>
 *
 * <p>holds for the true residual, with or without a preconditioner. Where the residual that the iteration carries along
 * says so and the true one does not, the iteration starts again from the x it has.
 *
 * @param <S> the type of the solver itself
 */
public abstract class IterativeSolver<S extends IterativeSolver<S>> implements LinearSolver {

    private final String name;
    private final Stopping stopping;
    // null: none
    private final Preconditioner preconditioner;

    IterativeSolver(String name, Stopping stopping, Preconditioner preconditioner) {
        this.name = name;
        this.stopping = stopping;
        this.preconditioner = preconditioner;
    }

    abstract S with(Stopping changed, Preconditioner changedPreconditioner);

    /** Solves a system whose answer is not known beforehand; the inverse is M⁻¹, or null for none. */
    abstract LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start);

    final String name() {
        return name;
    }

    final Stopping stopping() {
        return stopping;
    }

    final Preconditioner preconditioner() {
        return preconditioner;
    }

    @Override
    public final LinearSolution solve(LinearOperator a, double[] b, double[] start) {
        LinearSystem system = new LinearSystem(name, a, b, start);
        LinearSolution known = stopping.counted() ? null : system.trivial();
        return known != null ? known : solve(system, inverseFor(system), start);
    }

    /** M⁻¹ for this system, or null for none. */
    private LinearOperator inverseFor(LinearSystem system) {
        if (preconditioner == null) {
            return null;
        }
        LinearOperator inverse = preconditioner.inverse(system);
        if (inverse.rows() != system.size() || inverse.columns() != system.size()) {
            throw new IllegalArgumentException(name + ": A is " + system.rows() + "x" + system.columns()
                    + " but the preconditioner is " + inverse.rows() + "x" + inverse.columns()
                    + " (expected equal sizes)");
        }
        return inverse;
    }

    /**
     * The same solver with a preconditioner; without one by default.
     *
     * @param changed M⁻¹, or a recipe to make one for each system; each solver says what M must be like
     * @return the solver
     */
    public final S withPreconditioner(Preconditioner changed) {
        return with(stopping, Objects.requireNonNull(changed, "preconditioner"));
    }

    /**
     * The same solver, going on to another relative tolerance.
     *
     * @param relativeTolerance the bound on ‖b − A x‖ / ‖b‖, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public final S withRelativeTolerance(double relativeTolerance) {
        return with(stopping.withRelative(name, relativeTolerance), preconditioner);
    }

    /**
     * The same solver, content with a residual of another size too, whatever the right-hand side; 0 by default.
     *
     * @param absoluteTolerance a bound on ‖b − A x‖ that is enough, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public final S withAbsoluteTolerance(double absoluteTolerance) {
        return with(stopping.withAbsolute(name, absoluteTolerance), preconditioner);
    }

    /**
     * The same solver with another limit of iterations.
     *
     * @param iterations the limit; reaching it before the tolerance is a failure
     * @return the solver
     * @throws IllegalArgumentException if the limit is negative
     */
    public final S withMaxIterations(int iterations) {
        return with(stopping.withLimit(name, iterations), preconditioner);
    }

    /**
     * The same solver doing a number of steps and no more, whatever the residual; it ends earlier only where the
     * residual is exactly zero, the next step is not defined or the numbers grow without bound.
     *
     * @param steps k, at least 0
     * @return the solver; it ends with {@link Termination#STEPS_DONE}
     * @throws IllegalArgumentException if the number is negative
     */
    public final S withSteps(int steps) {
        return with(stopping.withSteps(name, steps), preconditioner);
    }
}
