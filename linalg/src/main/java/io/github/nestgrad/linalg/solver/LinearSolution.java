package io.github.nestgrad.linalg.solver;

import java.util.Objects;

/**
 * An approximate solution of A x = b that tells the truth about itself.
 *
 * @param x the solution; belongs to this record, must not be modified
 * @param residualNorm ‖b − A x‖₂, computed from this very x and not carried along by the iteration
 * @param rightHandSideNorm ‖b‖₂
 * @param iterations the iterations done
 * @param operatorProducts the products with A (and Aᵀ) spent, that of the residual included
 * @param termination why the solver ended
 */
public record LinearSolution(double[] x, double residualNorm, double rightHandSideNorm, int iterations,
        int operatorProducts, Termination termination) {

    /**
     * Checks that all is there.
     *
     * @param x the solution
     * @param residualNorm ‖b − A x‖₂
     * @param rightHandSideNorm ‖b‖₂
     * @param iterations the iterations done
     * @param operatorProducts the products spent
     * @param termination why the solver ended
     * @throws NullPointerException if the solution or the reason is missing
     */
    public LinearSolution {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(termination, "termination");
    }

    /**
     * The residual relative to the right-hand side.
     *
     * @return ‖b − A x‖ / ‖b‖; 0 if the residual is zero, infinite if b alone is
     */
    public double relativeResidual() {
        return residualNorm == 0 ? 0 : residualNorm / rightHandSideNorm;
    }
}
