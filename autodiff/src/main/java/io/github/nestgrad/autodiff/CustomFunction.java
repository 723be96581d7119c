package io.github.nestgrad.autodiff;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A function with rules of its user, of all arguments in one vector; a rule that is not given is the transpose of the
 * other one, which is a linear function. A program records the primitive and not what the function does, since whoever
 * differentiates the program is to get the rules.
 *
 * @param function the value
 * @param jvpRule (x, y, ẋ) ↦ ẏ, or null
 * @param vjpRule (x, y, ȳ) ↦ x̄, or null
 */
record CustomFunction(UnaryOperator<Tensor> function, Rule jvpRule, Rule vjpRule) implements FunctionPrimitive {

    /** A linear function of its last argument. */
    interface Rule {
        Tensor apply(Tensor x, Tensor y, Tensor v);
    }

    @Override
    public String operation() {
        return "custom derivative";
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return jvpRule != null
                ? checked("JVP", jvpRule.apply(x[0], y, tangent), y)
                : transposed("VJP", (v, u) -> vjpRule.apply(x[0], v, u), x[0], y, y, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return vjpRule != null
                ? checked("VJP", vjpRule.apply(x[0], y, cotangent), x[0])
                : transposed("JVP", (v, u) -> jvpRule.apply(x[0], v, u), y, y, x[0], cotangent);
    }

    /** Lᵀ v for the linear map L = rule(x, y, ·) from tensors like {@code from} to tensors like {@code to}. */
    private Tensor transposed(String what, BinaryOperator<Tensor> rule, Tensor to, Tensor y, Tensor from, Tensor v) {
        Vjp<Tensor> map = Differentiation.vjp(
                u -> {
                    Tensor image = checked(what, rule.apply(y, u), to);
                    return image == null ? Tensor.zeros(to.shape()) : image;
                }, Tensor.zeros(from.shape()));
        return map.dependsOnInput() ? map.pullback(v) : null;
    }

    private Tensor checked(String what, Tensor result, Tensor like) {
        if (result != null && !result.shape().equals(like.shape())) {
            throw new IllegalArgumentException(operation() + ": the " + what + " is a " + result.shape()
                    + " (expected a " + like.shape() + ")");
        }
        return result;
    }
}
