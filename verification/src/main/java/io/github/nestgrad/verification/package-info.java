/**
 * Is this derivative right? Answers on the types of the JDK alone: {@code double[]} and functions of it.
 *
 * <h2>Against each other</h2>
 * {@link io.github.nestgrad.verification.Derivatives#checkAdjoint Derivatives.checkAdjoint} compares a Jacobian-vector
 * product with a vector-Jacobian product by ⟨u, Jv⟩ = ⟨Jᵀu, v⟩. It is the sharpest check, good to about 13 digits, as
 * it takes no differences; but two products that share an error agree.
 *
 * <h2>Against differences</h2>
 * {@link io.github.nestgrad.verification.Derivatives#checkGradient Derivatives.checkGradient} compares a gradient with
 * {@link io.github.nestgrad.verification.Ridders Ridders}, extrapolated differences which come as a
 * {@link io.github.nestgrad.verification.DerivativeEstimate DerivativeEstimate}: the derivative <em>and</em> its error.
 * The tolerance is made of this error, so that nobody has to choose one: a badly scaled function raises no false alarm,
 * and a relative error of 1e-6 does not pass.
 *
 * <h2>The answer</h2>
 * Each check returns a {@link io.github.nestgrad.verification.CheckReport CheckReport}: the two numbers, the tolerance,
 * a {@link io.github.nestgrad.verification.Verdict Verdict} and a message that says what was compared. A check that
 * could not have failed does not say OK, it says UNRESOLVED. In a test:
 *
 * <pre>{@code
 *   Derivatives.checkGradient(f, gradient, x, v).requireOk();
 * }</pre>
 *
 * <h2>Numbers and threads</h2>
 * Nothing given is modified; functions get copies. All is deterministic and without state, so it may be used from
 * several threads if the functions may.
 */
package io.github.nestgrad.verification;
