package io.github.nestgrad.autodiff;

import java.util.function.UnaryOperator;

/**
 * w(λ) with F(w(λ), λ) = 0, for all parameters λ in one vector.
 *
 * <pre>
 *   ẇ = −A⁻¹ ∂₂F λ̇        λ̄ = −∂₂Fᵀ A⁻ᵀ w̄        A = ∂₁F
 * </pre>
 */
record ImplicitValue(Implicit problem, Packing packing) implements Primitive {

    @Override
    public String operation() {
        return problem.name();
    }

    @Override
    public Shape shape(Shape... x) {
        return problem.shape();
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        // a copy: what the solver keeps must not change in the next run of a program
        Concrete w = problem.solution(packing.unpack(Tensor.of(x[0].toArray())));
        System.arraycopy(w.array, w.offset, y.array, y.offset, y.shape().size());
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        Jvp change = Differentiation.jvp(equationAt(y), x[0], tangent);
        return change.dependsOnInput()
                ? ImplicitSolve.solve(new ImplicitSolve(problem, packing, false), y, x[0], change.tangent()).negated()
                : null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        Vjp<Tensor> change = Differentiation.vjp(equationAt(y), x[0]);
        if (!change.dependsOnInput()) {
            return null;
        }
        ImplicitSolve adjoint = new ImplicitSolve(problem, packing, !problem.isSymmetric());
        return change.pullback(ImplicitSolve.solve(adjoint, y, x[0], cotangent)).negated();
    }

    /** λ ↦ F(w, λ). */
    private UnaryOperator<Tensor> equationAt(Tensor w) {
        return parameters -> problem.residual(w, packing.unpack(parameters));
    }
}
