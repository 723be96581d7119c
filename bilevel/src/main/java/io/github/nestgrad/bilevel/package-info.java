/**
 * Nested problems and their hypergradients.
 *
 * <pre>
 *   min over λ of  f(λ) = E(w(λ), λ)      where  w(λ) = argmin over w of g(w, λ)     (min-min)
 *                                         or     w(λ) = Φ(w(λ), λ)                    (fixed point)
 * </pre>
 *
 * <h2>Stating a problem</h2>
 * A {@link io.github.nestgrad.bilevel.BilevelProblem BilevelProblem} holds E and g or Φ as functions of tensors. Both
 * kinds of lower level are one root-finding problem, F(w, λ) = 0, with F = ∇₁g or F = w − Φ: this is the one thing
 * that all algorithms see. Data that the functions capture must not change; whatever changes is λ.
 *
 * <h2>Differentiating it</h2>
 * With v the solution of the adjoint system, the hypergradient is (tutorial, "The Hypergradient")
 *
 * <pre>
 *   ∇f(λ) = ∇₂E − ∂₂Fᵀ v,      ∂₁Fᵀ v = ∇₁E,      all at (w(λ), λ).
 * </pre>
 *
 * A {@link io.github.nestgrad.bilevel.HypergradientEstimator HypergradientEstimator} approximates it: by
 * differentiating the iteration that approximates w(λ) (package {@code iterative}, ITD), or by solving the adjoint
 * system at an approximate w(λ) (package {@code implicit}, AID, and the exact dense solution). What it returns, a
 * {@link io.github.nestgrad.bilevel.Hypergradient Hypergradient}, carries both residuals, why each solve ended and
 * what it cost ({@link io.github.nestgrad.bilevel.OracleCounts OracleCounts}). A
 * {@link io.github.nestgrad.bilevel.WarmStart WarmStart} hands w and v from one estimate to the next, and
 * {@link io.github.nestgrad.bilevel.OnFailure OnFailure} says what happens when a tolerance that was asked for is
 * missed: by default an {@link io.github.nestgrad.bilevel.UnconvergedException UnconvergedException}. A λ that nothing
 * reads is an error and not a gradient of zeros.
 *
 * <h2>Bringing an algorithm of one's own</h2>
 * Lower solvers and estimators work on plain arrays: {@link io.github.nestgrad.bilevel.Oracles Oracles} gives the
 * value and the derivatives of a problem at one λ, and {@link io.github.nestgrad.bilevel.Linearization Linearization}
 * the products with ∂₁F, its transpose and ∂₂Fᵀ at one w; {@link io.github.nestgrad.bilevel.UpperGradient
 * UpperGradient} holds E with its two gradients.
 *
 * <h2>Threads</h2>
 * Problems, estimators and results are immutable and may be shared; {@code Oracles} counts, and belongs to one thread.
 */
package io.github.nestgrad.bilevel;
