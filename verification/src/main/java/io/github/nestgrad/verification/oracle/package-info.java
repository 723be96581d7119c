/**
 * Problems whose answers are known in closed form, in arithmetic of their own.
 *
 * <p>An oracle shares no code with what it judges, and is more exact than that can be, so that a difference is the
 * other's error. {@link io.github.nestgrad.verification.oracle.RidgeOracle RidgeOracle} solves the bilevel ridge
 * problem, with one regularisation parameter per feature or one for all, as itself or as its logarithm; what it finds
 * is a {@link io.github.nestgrad.verification.oracle.RidgeDerivatives RidgeDerivatives}.
 *
 * <pre>{@code
 *   RidgeDerivatives exact = RidgeOracle.of(x, y, xValidation, yValidation).atLog(theta);
 *   exact.solution();        // w(θ)
 *   exact.jacobian();        // w'(θ)
 *   exact.hypergradient();   // d/dθ f(w(θ))
 * }</pre>
 *
 * <h2>Numbers and threads</h2>
 * Arithmetic is on pairs of doubles, 31 digits; results are rounded to double at the very end. A problem too close to
 * singular for that is refused. Oracles copy their data, are immutable and may be shared between threads.
 */
package io.github.nestgrad.verification.oracle;
