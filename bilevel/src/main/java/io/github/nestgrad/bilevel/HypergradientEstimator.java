package io.github.nestgrad.bilevel;

/**
 * A way to estimate the hypergradient ∇f(λ).
 *
 * <p>Implementations are immutable, modify none of their arguments, and are deterministic.
 */
public interface HypergradientEstimator {

    /**
     * Estimates f(λ) and ∇f(λ).
     *
     * @param problem the problem
     * @param lambda λ, m entries; not modified
     * @param start where the lower and the adjoint solver begin
     * @return the estimate
     * @throws IllegalArgumentException if a length does not fit the problem, an entry of λ is not finite, or nothing in
     *     the problem reads λ
     * @throws UnconvergedException if a tolerance that was asked for is missed or the result is not finite, and the
     *     estimator's policy is {@link OnFailure#THROW}
     */
    Hypergradient estimate(BilevelProblem problem, double[] lambda, WarmStart start);

    /**
     * Estimates f(λ) and ∇f(λ), starting from w₀ = 0 and v₀ = 0.
     *
     * @param problem the problem
     * @param lambda λ, m entries; not modified
     * @return the estimate
     * @throws IllegalArgumentException if the length does not fit the problem, an entry of λ is not finite, or nothing
     *     in the problem reads λ
     * @throws UnconvergedException if a tolerance that was asked for is missed or the result is not finite, and the
     *     estimator's policy is {@link OnFailure#THROW}
     */
    default Hypergradient estimate(BilevelProblem problem, double[] lambda) {
        return estimate(problem, lambda, WarmStart.cold(problem));
    }
}
