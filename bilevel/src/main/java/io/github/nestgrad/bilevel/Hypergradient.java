package io.github.nestgrad.bilevel;

import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.Objects;
import java.util.Optional;

/**
 * An estimate of f(λ) and ∇f(λ) that tells the truth about itself.
 *
 * <p>The arrays belong to the result and must not be modified.
 *
 * @param value E(w, λ) at the approximate lower solution w
 * @param gradient the estimate of ∇f(λ), m entries
 * @param lower the lower solution w with its residual ‖F(w, λ)‖ and the reason why its solver ended
 * @param adjoint the solution v of the adjoint system ∂₁Fᵀ v = ∇₁E with its true residual and the reason why its
 *     solver ended; empty for iterative differentiation, which solves none
 * @param counts what it cost
 */
public record Hypergradient(double value, double[] gradient, LowerSolution lower, Optional<LinearSolution> adjoint,
        OracleCounts counts) {

    /**
     * Checks that all is there.
     *
     * @param value E(w, λ)
     * @param gradient the estimate of ∇f(λ)
     * @param lower the lower solution w
     * @param adjoint the solution v of the adjoint system ∂₁Fᵀ v = ∇₁E
     * @param counts what it cost
     * @throws NullPointerException if a component is missing
     */
    public Hypergradient {
        Objects.requireNonNull(gradient, "gradient");
        Objects.requireNonNull(lower, "lower");
        Objects.requireNonNull(adjoint, "adjoint");
        Objects.requireNonNull(counts, "counts");
    }

    /**
     * The approximate lower solution.
     *
     * @return w, d entries
     */
    public double[] w() {
        return lower.w();
    }

    /**
     * Why the estimate ended: the reason of the lower solver if that one missed what it was asked for, else that of
     * the adjoint solver if it did, else {@link Termination#NOT_FINITE} if the value or the gradient is not finite. If
     * nothing is wrong, the first of the two reasons that is not {@link Termination#CONVERGED}.
     *
     * @return the reason
     */
    public Termination termination() {
        Termination first = lower.termination();
        Termination second = adjoint.map(LinearSolution::termination).orElse(Termination.CONVERGED);
        if (!first.isSatisfied()) {
            return first;
        }
        if (!second.isSatisfied()) {
            return second;
        }
        if (!Double.isFinite(value) || !Vectors.isFinite(gradient)) {
            return Termination.NOT_FINITE;
        }
        return first == Termination.CONVERGED ? second : first;
    }

    /**
     * Whether each solve reached the tolerance it was asked for, or did the number of steps it was asked for, and the
     * value and the gradient are finite.
     *
     * @return whether nothing that was asked for was missed
     */
    public boolean isSatisfied() {
        return termination().isSatisfied();
    }
}
