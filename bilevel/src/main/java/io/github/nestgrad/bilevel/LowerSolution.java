package io.github.nestgrad.bilevel;

import io.github.nestgrad.linalg.solver.Termination;

/**
 * An approximate solution of the lower level, and how it was reached.
 *
 * @param w the state, d entries
 * @param residualNorm ‖F(w, λ)‖₂, evaluated at this very w
 * @param referenceNorm ‖F(0, λ)‖₂, to which a relative tolerance refers; it does not depend on the warm start. Where F
 *     is not finite at 0, ‖F(w₀, λ)‖₂
 * @param steps the steps done
 * @param termination why the solver ended
 */
public record LowerSolution(
        double[] w, double residualNorm, double referenceNorm, int steps, Termination termination) {

    /**
     * The residual relative to the reference, which is that of w = 0.
     *
     * @return ‖F(w, λ)‖ / ‖F(0, λ)‖; 0 if both are zero
     */
    public double relativeResidual() {
        return residualNorm == 0 ? 0 : residualNorm / referenceNorm;
    }
}
