package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import java.util.Objects;

/**
 * An iteration that a preconditioner can speed up; the test for convergence stays on the true residual in the 2-norm.
 *
 * @param <S> the type of the solver itself
 */
public abstract class PreconditionedSolver<S extends PreconditionedSolver<S>> extends IterativeSolver<S> {

    // null: none
    private final Preconditioner preconditioner;

    PreconditionedSolver(String name, Stopping stopping, Preconditioner preconditioner) {
        super(name, stopping);
        this.preconditioner = preconditioner;
    }

    abstract S with(Stopping changed, Preconditioner changedPreconditioner);

    @Override
    final S with(Stopping changed) {
        return with(changed, preconditioner);
    }

    /**
     * The same solver with a preconditioner; without one by default.
     *
     * @param inverse M⁻¹, or how to make it for a system
     * @return the solver
     */
    public final S withPreconditioner(Preconditioner inverse) {
        return with(stopping(), Objects.requireNonNull(inverse, "preconditioner"));
    }

    final Preconditioner preconditioner() {
        return preconditioner;
    }

    /** M⁻¹ for this system, or null for none. */
    final LinearOperator inverseFor(LinearSystem system) {
        if (preconditioner == null) {
            return null;
        }
        LinearOperator inverse = preconditioner.inverse(system);
        if (inverse.rows() != system.size() || inverse.columns() != system.size()) {
            throw new IllegalArgumentException(name() + ": A is " + system.rows() + "x" + system.columns()
                    + " but the preconditioner is " + inverse.rows() + "x" + inverse.columns()
                    + " (expected equal sizes)");
        }
        return inverse;
    }

    /** One solve of one system, to be set up after the right-hand side was looked at. */
    abstract Run run(LinearSystem system, LinearOperator inverse, double[] start);

    @Override
    public final LinearSolution solve(LinearOperator a, double[] b, double[] start) {
        LinearSystem system = new LinearSystem(name(), a, b, start);
        LinearSolution trivial = system.trivial();
        return trivial != null ? trivial : run(system, inverseFor(system), start).solve();
    }
}
