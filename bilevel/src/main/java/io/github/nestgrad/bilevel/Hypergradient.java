package io.github.nestgrad.bilevel;

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
     * Why the estimate ended: the lower solver's reason unless that one is satisfied, else the adjoint solver's.
     *
     * @return the reason
     */
    public Termination termination() {
        if (adjoint.isEmpty() || !lower.termination().isSatisfied()) {
            return lower.termination();
        }
        Termination second = adjoint.get().termination();
        return second.isSatisfied() && lower.termination() != Termination.CONVERGED ? lower.termination() : second;
    }

    /**
     * Whether each solve reached the tolerance it was asked for, or did the number of steps it was asked for.
     *
     * @return whether nothing that was asked for was missed
     */
    public boolean isSatisfied() {
        return lower.termination().isSatisfied()
                && adjoint.map(a -> a.termination().isSatisfied()).orElse(true);
    }
}
