package io.github.nestgrad.linalg.solver;

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

    IterativeSolver(String name, Stopping stopping) {
        this.name = name;
        this.stopping = stopping;
    }

    abstract S with(Stopping changed);

    final String name() {
        return name;
    }

    final Stopping stopping() {
        return stopping;
    }

    /**
     * The same solver, going on to another relative tolerance.
     *
     * @param relativeTolerance the bound on ‖b − A x‖ / ‖b‖, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public final S withRelativeTolerance(double relativeTolerance) {
        return with(stopping.withRelative(name, relativeTolerance));
    }

    /**
     * The same solver, content with a residual of another size too, whatever the right-hand side; 0 by default.
     *
     * @param absoluteTolerance a bound on ‖b − A x‖ that is enough, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public final S withAbsoluteTolerance(double absoluteTolerance) {
        return with(stopping.withAbsolute(name, absoluteTolerance));
    }

    /**
     * The same solver with another limit of iterations.
     *
     * @param iterations the limit; reaching it before the tolerance is a failure
     * @return the solver
     * @throws IllegalArgumentException if the limit is negative
     */
    public final S withMaxIterations(int iterations) {
        return with(stopping.withLimit(name, iterations));
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
        return with(stopping.withSteps(name, steps));
    }
}
