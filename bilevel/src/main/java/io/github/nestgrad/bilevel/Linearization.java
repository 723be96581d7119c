package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.Vjp;
import io.github.nestgrad.linalg.LinearOperator;

/**
 * The derivatives of the lower level at one point, F(w + δ, λ + ε) ≈ F(w, λ) + ∂₁F δ + ∂₂F ε, as products.
 *
 * <p>The residual is evaluated once, on a tape that every transposed product walks back. For a min-min problem ∂₁F is
 * the Hessian ∇₁²g, symmetric, and each product with it counts as one HVP; for a fixed point ∂₁F = I − ∂₁Φ, and
 * products count as JVPs, each with an evaluation of its own, and VJPs.
 */
public final class Linearization {

    private final Oracles oracles;
    private final Tensor w;
    private final Vjp<Tensor> inState;

    Linearization(Oracles oracles, Tensor w) {
        this.oracles = oracles;
        this.w = w;
        this.inState = Differentiation.vjp(x -> oracles.problem().residual(x, oracles.lambdaTensor()), w);
    }

    /**
     * The residual at the point of linearisation.
     *
     * @return F(w, λ), d entries
     */
    public double[] residual() {
        return inState.value().toArray();
    }

    /**
     * The state Jacobian ∂₁F(w, λ), d×d.
     *
     * @return the operator x ↦ ∂₁F x with transpose x ↦ ∂₁Fᵀ x
     */
    public LinearOperator stateJacobian() {
        return new StateJacobian(false);
    }

    /**
     * The transposed state Jacobian ∂₁F(w, λ)ᵀ, d×d: the operator of the adjoint system ∂₁Fᵀ v = ∇₁E.
     *
     * @return the operator x ↦ ∂₁Fᵀ x with transpose x ↦ ∂₁F x
     */
    public LinearOperator adjoint() {
        return new StateJacobian(true);
    }

    /**
     * The product ∂₂F(w, λ)ᵀ v, which carries an adjoint solution to λ. Counts as one evaluation, since the tape of
     * the linearisation does not hold λ, and one VJP.
     *
     * @param v a vector of d entries; not modified
     * @return m entries
     * @throws IllegalArgumentException if the length is not d
     */
    public double[] crossProduct(double[] v) {
        oracles.countEvaluation();
        oracles.countVjp();
        return Differentiation.vjp(l -> oracles.problem().residual(w, l), oracles.lambdaTensor())
                .pullback(oracles.state(v)).toArray();
    }

    private void transposedProduct(double[] x, double[] out) {
        if (oracles.problem().isMinMin()) {
            oracles.countHvp();
        } else {
            oracles.countVjp();
        }
        inState.pullback(oracles.state(x)).copyInto(out);
    }

    private void product(double[] x, double[] out) {
        if (oracles.problem().isMinMin()) {
            transposedProduct(x, out); // the Hessian is symmetric, and its tape is at hand
        } else {
            oracles.countEvaluation();
            oracles.countJvp();
            Differentiation.jvp(s -> oracles.problem().residual(s, oracles.lambdaTensor()), w, oracles.state(x))
                    .tangent().copyInto(out);
        }
    }

    private final class StateJacobian implements LinearOperator {
        private final boolean transposed;

        StateJacobian(boolean transposed) {
            this.transposed = transposed;
        }

        @Override
        public int rows() {
            return oracles.lowerSize();
        }

        @Override
        public int columns() {
            return oracles.lowerSize();
        }

        @Override
        public void apply(double[] x, double[] out) {
            if (transposed) {
                transposedProduct(x, out);
            } else {
                product(x, out);
            }
        }

        @Override
        public void applyTranspose(double[] x, double[] out) {
            if (transposed) {
                product(x, out);
            } else {
                transposedProduct(x, out);
            }
        }
    }
}
