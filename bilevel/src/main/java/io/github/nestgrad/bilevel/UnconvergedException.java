package io.github.nestgrad.bilevel;

import io.github.nestgrad.linalg.solver.LinearSolution;
import java.util.Arrays;
import java.util.Locale;

/**
 * A lower or an adjoint solve missed the tolerance that it was asked for, or the hypergradient is not finite; the
 * estimate as far as it came is at hand.
 */
public final class UnconvergedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Hypergradient estimate;

    /**
     * An exception that says which solve missed its tolerance, and what it reached.
     *
     * @param estimate the estimate as far as it came
     */
    public UnconvergedException(Hypergradient estimate) {
        super(describe(estimate));
        this.estimate = estimate;
    }

    /**
     * The estimate as far as it came.
     *
     * @return the estimate; null after serialisation
     */
    public Hypergradient estimate() {
        return estimate;
    }

    private static String describe(Hypergradient estimate) {
        LowerSolution lower = estimate.lower();
        if (!lower.termination().isSatisfied()) {
            return String.format(Locale.ROOT,
                    "the lower level was not solved (%s after %d steps): relative residual %.3e, residual %.3e",
                    lower.termination(), lower.steps(), lower.relativeResidual(), lower.residualNorm());
        }
        if (estimate.adjoint().map(a -> a.termination().isSatisfied()).orElse(true)) {
            return "the hypergradient is not finite: the value is " + estimate.value() + ", the gradient "
                    + Arrays.toString(estimate.gradient());
        }
        LinearSolution adjoint = estimate.adjoint().orElseThrow();
        return String.format(Locale.ROOT,
                "the adjoint system was not solved (%s after %d iterations): relative residual %.3e, residual %.3e",
                adjoint.termination(), adjoint.iterations(), adjoint.relativeResidual(), adjoint.residualNorm());
    }
}
