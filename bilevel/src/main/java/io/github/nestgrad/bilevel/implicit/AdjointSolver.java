package io.github.nestgrad.bilevel.implicit;

import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.DenseSolver;
import io.github.nestgrad.linalg.solver.LinearSolver;
import io.github.nestgrad.linalg.solver.Richardson;

/**
 * The choice of a linear solver for the adjoint system ∂₁F(w, λ)ᵀ v = ∇₁E(w, λ).
 *
 * <p>It may look at the problem, since the step of the fixed-point solver is the problem's own.
 */
@FunctionalInterface
public interface AdjointSolver {

    /**
     * The solver for one estimate.
     *
     * @param oracles the problem at one λ
     * @return the solver
     */
    LinearSolver at(Oracles oracles);

    /**
     * The fixed-point solver v ← v + η (∇₁E − ∂₁Fᵀ v), which for a fixed-point problem is v ← ∂₁Φᵀ v + ∇₁E. It
     * converges wherever the lower iteration does (tutorial, "AID with fixed point").
     *
     * @param richardson its tolerance and limits; the step is replaced by the problem's η(λ)
     * @return the choice
     */
    static AdjointSolver fixedPoint(Richardson richardson) {
        return oracles -> richardson.withStep(oracles.step());
    }

    /**
     * Conjugate gradients, for a symmetric positive definite ∂₁F: min-min problems, and fixed points whose ∂₁Φ is
     * symmetric. On any other problem the reported residual, which is the true one, shows that it failed.
     *
     * @param conjugateGradient its tolerance and limits
     * @return the choice
     */
    static AdjointSolver conjugateGradient(ConjugateGradient conjugateGradient) {
        return oracles -> conjugateGradient;
    }

    /**
     * A dense factorisation: d products to form the matrix and d³ operations.
     *
     * @return the choice
     */
    static AdjointSolver dense() {
        return oracles -> DenseSolver.withDefaults();
    }
}
