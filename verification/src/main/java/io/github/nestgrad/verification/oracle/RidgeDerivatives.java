package io.github.nestgrad.verification.oracle;

/**
 * The answer of a {@link RidgeOracle}: everything there is to know of the problem at one parameter.
 *
 * <p>The parameter is λ or θ = log λ, of size m: one entry per feature (m = d), or one for all (m = 1). The arrays are
 * fresh and belong to the caller.
 *
 * @param solution w, the minimiser of the lower objective, d entries
 * @param jacobian ∂w/∂(parameter), d rows of m entries
 * @param value f(w), the upper objective at the solution
 * @param hypergradient the gradient of parameter ↦ f(w), m entries
 */
public record RidgeDerivatives(double[] solution, double[][] jacobian, double value, double[] hypergradient) {}
