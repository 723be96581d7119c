package io.github.nestgrad.autodiff;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The transformations: a function of tensors in, its derivative out.
 *
 * <p>What comes out is again made of the methods of {@link Tensor}, so every transformation applies to the result of
 * every other. Functions must compute with the tensor they are given; what they capture from outside is a constant,
 * unless an outer derivative is being taken with respect to it.
 *
 * <pre>{@code
 *   UnaryOperator<Tensor> f = x -> x.squared().sum();
 *   Tensor g = Differentiation.grad(f).apply(x);                          // 2x
 *   Tensor h = Differentiation.hvp(f, x, v, HvpMode.FR);                  // 2v
 * }</pre>
 */
public final class Differentiation {

    private Differentiation() {}

    /**
     * The gradient ∇f of a scalar function, by reverse mode.
     *
     * @param f a function with a scalar value
     * @return x ↦ ∇f(x), of the shape of x; it throws IllegalArgumentException where the value is not a scalar or does
     *     not depend on x (then {@link #vjp(UnaryOperator, Tensor)} answers with zeros, and says so)
     */
    public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
        return x -> valueAndGrad(f).apply(x).gradient();
    }

    /**
     * The partial gradients (∇₁f, ∇₂f) of a scalar function of two tensors, by reverse mode.
     *
     * @param f a function with a scalar value
     * @return (x, y) ↦ (∇₁f(x, y), ∇₂f(x, y)), with zeros for an argument that f does not read; it throws
     *     IllegalArgumentException where the value is not a scalar or depends on neither argument
     */
    public static BiFunction<Tensor, Tensor, TensorPair> grad(BinaryOperator<Tensor> f) {
        return (x, y) -> valueAndGrad(f).apply(x, y).gradient();
    }

    /**
     * The value and the gradient of a scalar function, from one evaluation.
     *
     * @param f a function with a scalar value
     * @return x ↦ (f(x), ∇f(x)); it throws as {@link #grad(UnaryOperator)} does
     */
    public static Function<Tensor, ValueAndGradient<Tensor>> valueAndGrad(UnaryOperator<Tensor> f) {
        return x -> gradient(vjp(f, x));
    }

    /**
     * The value and the partial gradients of a scalar function of two tensors, from one evaluation.
     *
     * @param f a function with a scalar value
     * @return (x, y) ↦ (f, (∇₁f, ∇₂f)); it throws as {@link #grad(BinaryOperator)} does
     */
    public static BiFunction<Tensor, Tensor, ValueAndGradient<TensorPair>> valueAndGrad(BinaryOperator<Tensor> f) {
        return (x, y) -> gradient(vjp(f, x, y));
    }

    /**
     * The Jacobian-vector product ∂f(x) ẋ, by forward mode.
     *
     * @param f the function
     * @param x the point
     * @param tangent the direction ẋ, of the shape of x
     * @return the value with its tangent
     * @throws IllegalArgumentException if the tangent has another shape than x
     */
    public static Jvp jvp(UnaryOperator<Tensor> f, Tensor x, Tensor tangent) {
        requireTangent("jvp", x, tangent);
        Forward forward = new Forward();
        return jvp(forward, () -> f.apply(forward.box(x, tangent)));
    }

    /**
     * The Jacobian-vector product ∂₁f ẋ + ∂₂f ẏ of a function of two tensors, by forward mode.
     *
     * @param f the function
     * @param x the first argument
     * @param y the second argument
     * @param tangentX the direction of the first, of its shape
     * @param tangentY the direction of the second, of its shape
     * @return the value with its tangent
     * @throws IllegalArgumentException if a tangent has another shape than its argument
     */
    public static Jvp jvp(BinaryOperator<Tensor> f, Tensor x, Tensor y, Tensor tangentX, Tensor tangentY) {
        requireTangent("jvp", x, tangentX);
        requireTangent("jvp", y, tangentY);
        Forward forward = new Forward();
        return jvp(forward, () -> f.apply(forward.box(x, tangentX), forward.box(y, tangentY)));
    }

    /**
     * The value of a function with its vector-Jacobian product ȳ ↦ ∂f(x)ᵀ ȳ, by reverse mode.
     *
     * @param f the function
     * @param x the point
     * @return the value with its pullback
     */
    public static Vjp<Tensor> vjp(UnaryOperator<Tensor> f, Tensor x) {
        Reverse reverse = new Reverse();
        Reverse.Node input = reverse.input(x);
        Tensor y;
        try {
            y = requireValue(f.apply(input));
        } finally {
            reverse.close();
        }
        return new Vjp<>(reverse.primalOf(y), reverse.owns(y),
                cotangent -> pullBack(reverse, y, cotangent, input)[0]);
    }

    /**
     * The value of a function of two tensors with its vector-Jacobian product ȳ ↦ (∂₁fᵀ ȳ, ∂₂fᵀ ȳ), by reverse mode.
     *
     * @param f the function
     * @param x the first argument
     * @param y the second argument
     * @return the value with its pullback
     */
    public static Vjp<TensorPair> vjp(BinaryOperator<Tensor> f, Tensor x, Tensor y) {
        Reverse reverse = new Reverse();
        Reverse.Node first = reverse.input(x);
        Reverse.Node second = reverse.input(y);
        Tensor z;
        try {
            z = requireValue(f.apply(first, second));
        } finally {
            reverse.close();
        }
        return new Vjp<>(reverse.primalOf(z), reverse.owns(z), cotangent -> {
            Tensor[] back = pullBack(reverse, z, cotangent, first, second);
            return new TensorPair(back[0], back[1]);
        });
    }

    /**
     * The Hessian-vector product ∇²f(x) v of a scalar function.
     *
     * @param f a function with a scalar value
     * @param x the point
     * @param v the vector, of the shape of x
     * @param mode how it is composed
     * @return ∇²f(x) v, of the shape of x; zeros where f is linear
     * @throws IllegalArgumentException if v has another shape than x, or the value is not a scalar or does not depend
     *     on x
     */
    public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v, HvpMode mode) {
        requireTangent("hvp", x, v);
        return switch (mode) {
            case RR -> vjp(grad(f), x).pullback(v);
            case RF -> vjp(s -> requireScalar(jvp(f, s, v)), x).pullback(Tensor.of(1));
            case FR -> jvp(grad(f), x, v).tangent();
        };
    }

    private static Jvp jvp(Forward forward, Supplier<Tensor> evaluation) {
        Tensor y;
        try {
            y = requireValue(evaluation.get());
        } finally {
            forward.close();
        }
        Tensor tangent = forward.tangentOf(y);
        Tensor value = forward.primalOf(y);
        return new Jvp(value, tangent == null ? Tensor.zeros(value.shape()) : tangent, tangent != null);
    }

    private static Tensor[] pullBack(Reverse reverse, Tensor y, Tensor cotangent, Reverse.Node... inputs) {
        Tensor[] back = reverse.owns(y)
                ? reverse.pullBack((Reverse.Node) y, cotangent, inputs)
                : new Tensor[inputs.length];
        for (int i = 0; i < back.length; i++) {
            if (back[i] == null) {
                back[i] = Tensor.zeros(inputs[i].shape());
            }
        }
        return back;
    }

    private static <P> ValueAndGradient<P> gradient(Vjp<P> vjp) {
        requireScalar(vjp.value(), vjp.dependsOnInput());
        return new ValueAndGradient<>(vjp.value(), vjp.pullback(Tensor.of(1)));
    }

    private static Tensor requireScalar(Jvp jvp) {
        requireScalar(jvp.value(), jvp.dependsOnInput());
        return jvp.tangent();
    }

    private static void requireScalar(Tensor value, boolean dependsOnInput) {
        if (!value.shape().isScalar()) {
            throw new IllegalArgumentException("grad: the value is a " + value.shape()
                    + " (expected a scalar; sum() makes one of it, and vjp takes a cotangent of any shape)");
        }
        if (!dependsOnInput) {
            throw new IllegalArgumentException("grad: the value does not depend on the input (if that is meant, "
                    + "vjp answers with zeros)");
        }
    }

    private static void requireTangent(String operation, Tensor x, Tensor tangent) {
        if (!x.shape().equals(tangent.shape())) {
            throw new IllegalArgumentException(operation + ": the tangent is a " + tangent.shape()
                    + " but the point is a " + x.shape() + " (expected equal shapes)");
        }
    }

    static Tensor requireValue(Tensor value) {
        if (value == null) {
            throw new IllegalArgumentException("the differentiated function returned null (expected a tensor)");
        }
        // a tensor that leaked from a derivative inside f would pass for a value that does not depend on x
        if (value instanceof Traced box && !box.interpreter.usable()) {
            throw box.interpreter.misuse("value of the differentiated function");
        }
        return value;
    }
}
