package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.solver.LinearSolution;
import java.util.function.UnaryOperator;

/**
 * v(q, b) with op(A(q)) v = b, for A = ∂₁F at q = (w, λ), where op transposes or not: an implicit function of the point
 * at which F is linearised.
 *
 * <p>With q, b in one vector, a derivative of any order takes one more solve:
 *
 * <pre>
 *   v̇ = op(A)⁻¹ (ḃ − ∂_q[op(A) v] q̇)        b̄ = op(A)⁻ᵀ v̄,   q̄ = −∂_q[op(A) v]ᵀ b̄
 * </pre>
 */
record ImplicitSolve(Implicit problem, Packing packing, boolean transposed) implements Primitive {

    /** op(A)⁻¹ b at (w, λ). */
    static Tensor solve(ImplicitSolve p, Tensor w, Tensor parameters, Tensor b) {
        return Interpreter.bind(p, Joining.joined(w, parameters, b));
    }

    @Override
    public String operation() {
        return problem.name() + " linear solve";
    }

    @Override
    public Shape shape(Shape... x) {
        return problem.shape();
    }

    private int pointSize() {
        return problem.shape().size() + packing.size();
    }

    private Tensor w(Tensor point) {
        return Packing.part(point, 0, problem.shape());
    }

    private Tensor[] parameters(Tensor point) {
        return packing.unpack(Packing.part(point, problem.shape().size(), Shape.vector(packing.size())));
    }

    /** s ↦ F(s, λ). */
    private UnaryOperator<Tensor> equation(Tensor[] parameters) {
        return s -> problem.residual(s, parameters);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int n = problem.shape().size();
        if (n == 0) {
            return;
        }
        // a copy: the equation may keep what it is given
        Tensor all = Tensor.of(x[0].toArray());
        double[] b = all.slice(pointSize(), pointSize() + n).toArray();
        LinearSolution solution = problem.linearSolver().solve(operator(all), b);
        problem.report(solution);
        System.arraycopy(solution.x(), 0, y.array, y.offset, n);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        int m = pointSize();
        Tensor point = x[0].slice(0, m);
        Jvp change = Differentiation.jvp(productWith(y), point, tangent.slice(0, m));
        Tensor b = Packing.part(tangent, m, problem.shape());
        return Interpreter.bind(this, Joining.joined(point, b.minus(change.tangent())));
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        Tensor point = x[0].slice(0, pointSize());
        ImplicitSolve adjoint = problem.isSymmetric() ? this : new ImplicitSolve(problem, packing, !transposed);
        Tensor ofB = Interpreter.bind(adjoint, Joining.joined(point, cotangent));
        Tensor ofPoint = Differentiation.vjp(productWith(y), point).pullback(ofB).negated();
        return Joining.joined(ofPoint, ofB);
    }

    /** q ↦ op(A(q)) v. */
    private UnaryOperator<Tensor> productWith(Tensor v) {
        return point -> {
            UnaryOperator<Tensor> f = equation(parameters(point));
            return transposed
                    ? Differentiation.vjp(f, w(point)).pullback(v)
                    : Differentiation.jvp(f, w(point), v).tangent();
        };
    }

    /** op(A) by its products with numbers. */
    private LinearOperator operator(Tensor point) {
        LinearOperator a = Differentiation.linearize(equation(parameters(point)), w(point)).operator();
        return !transposed ? a : new LinearOperator() {
            @Override
            public int rows() {
                return a.columns();
            }

            @Override
            public int columns() {
                return a.rows();
            }

            @Override
            public void apply(double[] x, double[] out) {
                a.applyTranspose(x, out);
            }

            @Override
            public void applyTranspose(double[] x, double[] out) {
                a.apply(x, out);
            }
        };
    }
}
