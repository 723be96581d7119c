package io.github.nestgrad.autodiff;

import java.util.function.UnaryOperator;

/**
 * A function of all arguments in one vector of which nothing is stored: the rules evaluate it again.
 *
 * <p>Each rule is a derivative in its own right, taken at the point of the level below; so nesting needs nothing more.
 */
record Recomputed(UnaryOperator<Tensor> function) implements FunctionPrimitive {

    @Override
    public String operation() {
        return "checkpoint";
    }

    /** A program records what the function does: it plans its memory itself, and the derivatives are the same. */
    @Override
    public Tensor inlined(Tensor... x) {
        return valueAt(x[0]);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        Jvp along = Differentiation.jvp(function, x[0], tangent);
        return along.dependsOnInput() ? along.tangent() : null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        Vjp<Tensor> again = Differentiation.vjp(function, x[0]);
        return again.dependsOnInput() ? again.pullback(cotangent) : null;
    }
}
