package io.github.nestgrad.autodiff;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
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
 *   UnaryOperator<Tensor> fast = Differentiation.compile(Differentiation.grad(f));
 * }</pre>
 *
 * <p>Functions of two tensors are given as such; functions of more tensors, or of a record of tensors, with a
 * {@link Layout} that says how the argument consists of tensors. Points, tangents and gradients are then records of the
 * same type.
 */
public final class Differentiation {

    private static final Layout<TensorPair> PAIR =
            Layout.of(TensorPair::new, TensorPair::first, TensorPair::second).named("argument 0", "argument 1");

    private Differentiation() {}

    private static Function<TensorPair, Tensor> ofPair(BinaryOperator<Tensor> f) {
        return pair -> f.apply(pair.first(), pair.second());
    }

    /**
     * The gradient ∇f of a scalar function, by reverse mode.
     *
     * @param f a function with a scalar value
     * @return x ↦ ∇f(x), of the shape of x; it throws IllegalArgumentException where the value is not a scalar or does
     *     not depend on x (then {@link #vjp(UnaryOperator, Tensor)} answers with zeros, and says so)
     */
    public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
        return x -> Gradients.valueAndGradient("grad", Layout.tensor(), f, x).gradient();
    }

    /**
     * The partial gradients (∇₁f, ∇₂f) of a scalar function of two tensors, by reverse mode.
     *
     * @param f a function with a scalar value
     * @return (x, y) ↦ (∇₁f(x, y), ∇₂f(x, y)), with zeros for an argument that f does not read; it throws
     *     IllegalArgumentException where the value is not a scalar or depends on neither argument
     */
    public static BiFunction<Tensor, Tensor, TensorPair> grad(BinaryOperator<Tensor> f) {
        return (x, y) -> grad(PAIR, ofPair(f)).apply(new TensorPair(x, y));
    }

    /**
     * The partial gradients of a scalar function of a record of tensors, by reverse mode.
     *
     * @param layout how the argument consists of tensors
     * @param f a function with a scalar value
     * @param <P> the type of the argument
     * @return x ↦ ∇f(x), a record of the same type, with zeros for a tensor that f does not read; it throws
     *     IllegalArgumentException where the value is not a scalar or depends on no tensor
     */
    public static <P> Function<P, P> grad(Layout<P> layout, Function<? super P, Tensor> f) {
        return x -> Gradients.valueAndGradient("grad", layout, f, x).gradient();
    }

    /**
     * The value and the gradient of a scalar function, from one evaluation.
     *
     * @param f a function with a scalar value
     * @return x ↦ (f(x), ∇f(x)); it throws as {@link #grad(UnaryOperator)} does
     */
    public static Function<Tensor, ValueAndGradient<Tensor>> valueAndGrad(UnaryOperator<Tensor> f) {
        return valueAndGrad(Layout.tensor(), f);
    }

    /**
     * The value and the partial gradients of a scalar function of two tensors, from one evaluation.
     *
     * @param f a function with a scalar value
     * @return (x, y) ↦ (f, (∇₁f, ∇₂f)); it throws as {@link #grad(BinaryOperator)} does
     */
    public static BiFunction<Tensor, Tensor, ValueAndGradient<TensorPair>> valueAndGrad(BinaryOperator<Tensor> f) {
        return (x, y) -> valueAndGrad(PAIR, ofPair(f)).apply(new TensorPair(x, y));
    }

    /**
     * The value and the partial gradients of a scalar function of a record of tensors, from one evaluation.
     *
     * @param layout how the argument consists of tensors
     * @param f a function with a scalar value
     * @param <P> the type of the argument
     * @return x ↦ (f(x), ∇f(x)); it throws as {@link #grad(Layout, Function)} does
     */
    public static <P> Function<P, ValueAndGradient<P>> valueAndGrad(Layout<P> layout, Function<? super P, Tensor> f) {
        return x -> Gradients.valueAndGradient("valueAndGrad", layout, f, x);
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
        return FirstOrder.jvp(Layout.tensor(), f, x, tangent);
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
        return jvp(PAIR, ofPair(f), new TensorPair(x, y), new TensorPair(tangentX, tangentY));
    }

    /**
     * The Jacobian-vector product ∂f(x) ẋ of a function of a record of tensors, by forward mode.
     *
     * @param layout how the argument consists of tensors
     * @param f the function
     * @param x the point
     * @param tangent the direction ẋ, of the shapes of x
     * @param <P> the type of the argument
     * @return the value with its tangent
     * @throws IllegalArgumentException if a tangent has another shape than its tensor
     */
    public static <P> Jvp jvp(Layout<P> layout, Function<? super P, Tensor> f, P x, P tangent) {
        return FirstOrder.jvp(layout, f, x, tangent);
    }

    /**
     * The value of a function with its vector-Jacobian product ȳ ↦ ∂f(x)ᵀ ȳ, by reverse mode.
     *
     * @param f the function
     * @param x the point
     * @return the value with its pullback
     */
    public static Vjp<Tensor> vjp(UnaryOperator<Tensor> f, Tensor x) {
        return FirstOrder.vjp(Layout.tensor(), f, x);
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
        return vjp(PAIR, ofPair(f), new TensorPair(x, y));
    }

    /**
     * The value of a function of a record of tensors with its vector-Jacobian product ȳ ↦ ∂f(x)ᵀ ȳ, by reverse mode.
     *
     * @param layout how the argument consists of tensors
     * @param f the function
     * @param x the point
     * @param <P> the type of the argument
     * @return the value with its pullback
     */
    public static <P> Vjp<P> vjp(Layout<P> layout, Function<? super P, Tensor> f, P x) {
        return FirstOrder.vjp(layout, f, x);
    }

    /**
     * A function at one point, ready for many products with its Jacobian and the transpose, which do not evaluate the
     * function again.
     *
     * @param f the function
     * @param x the point
     * @return the value with both products
     */
    public static Linearized<Tensor> linearize(UnaryOperator<Tensor> f, Tensor x) {
        return linearize(Layout.tensor(), f, x);
    }

    /**
     * A function of two tensors at one point, ready for many products, as by {@link #linearize(UnaryOperator, Tensor)}.
     *
     * @param f the function
     * @param x the first argument
     * @param y the second argument
     * @return the value with both products
     */
    public static Linearized<TensorPair> linearize(BinaryOperator<Tensor> f, Tensor x, Tensor y) {
        return linearize(PAIR, ofPair(f), new TensorPair(x, y));
    }

    /**
     * A function of a record of tensors at one point, ready for many products, as by
     * {@link #linearize(UnaryOperator, Tensor)}.
     *
     * @param layout how the argument consists of tensors
     * @param f the function
     * @param x the point
     * @param <P> the type of the argument
     * @return the value with both products
     */
    public static <P> Linearized<P> linearize(Layout<P> layout, Function<? super P, Tensor> f, P x) {
        return new Linearized<>("linearize", layout, f, x);
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
        return HessianProducts.hvp(Layout.tensor(), f, x, v, mode);
    }

    /**
     * The Hessian-vector product of a scalar function of two tensors.
     *
     * @param f a function with a scalar value
     * @param x the point (x, y)
     * @param v the vector, of the shapes of the point
     * @param mode how it is composed
     * @return ∇²f(x, y) v, with the mixed second derivatives, of the shapes of the point
     * @throws IllegalArgumentException as {@link #hvp(UnaryOperator, Tensor, Tensor, HvpMode)} does
     */
    public static TensorPair hvp(BinaryOperator<Tensor> f, TensorPair x, TensorPair v, HvpMode mode) {
        return hvp(PAIR, ofPair(f), x, v, mode);
    }

    /**
     * The Hessian-vector product ∇²f(x) v of a scalar function of a record of tensors.
     *
     * @param layout how the argument consists of tensors
     * @param f a function with a scalar value
     * @param x the point
     * @param v the vector, of the shapes of x
     * @param mode how it is composed
     * @param <P> the type of the argument
     * @return ∇²f(x) v, of the shapes of x; zeros for a tensor on which the gradient does not depend
     * @throws IllegalArgumentException if v has another shape than x, or the value is not a scalar or does not depend
     *     on x
     */
    public static <P> P hvp(Layout<P> layout, Function<? super P, Tensor> f, P x, P v, HvpMode mode) {
        return HessianProducts.hvp(layout, f, x, v, mode);
    }

    /**
     * The Jacobian ∂f(x), a matrix whatever the shapes are: with a row for each entry of the value and a column for
     * each entry of x, both counted row by row; a scalar has one entry.
     *
     * @param f the function
     * @param x the point, of n entries
     * @param mode how it is found
     * @return the m×n matrix, m being the number of entries of the value
     */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x, JacobianMode mode) {
        return jacobian(Layout.tensor(), f, x, mode);
    }

    /**
     * The Jacobian ∂f(x) of a function of a record of tensors: as
     * {@link #jacobian(UnaryOperator, Tensor, JacobianMode)}, with the entries of the tensors one behind the other, in
     * the order of {@link Layout#flatten}.
     *
     * @param layout how the argument consists of tensors
     * @param f the function
     * @param x the point, of n entries altogether
     * @param mode how it is found
     * @param <P> the type of the argument
     * @return the m×n matrix, m being the number of entries of the value
     */
    public static <P> Tensor jacobian(Layout<P> layout, Function<? super P, Tensor> f, P x, JacobianMode mode) {
        return Jacobians.jacobian(layout, f, x, mode);
    }

    /**
     * The Hessian ∇²f(x) of a scalar function, by forward mode over reverse mode, eight columns at a time: ⌈n/8⌉
     * gradients and n tangents of the gradient. It is symmetric up to rounding.
     *
     * @param f a function with a scalar value
     * @param x the point, of n entries, counted row by row
     * @return the n×n matrix
     * @throws IllegalArgumentException if the value is not a scalar or does not depend on x
     */
    public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
        return hessian(Layout.tensor(), f, x);
    }

    /**
     * The Hessian ∇²f(x) of a scalar function of a record of tensors: as {@link #hessian(UnaryOperator, Tensor)}, with
     * the entries of the tensors one behind the other, in the order of {@link Layout#flatten}.
     *
     * @param layout how the argument consists of tensors
     * @param f a function with a scalar value
     * @param x the point, of n entries altogether
     * @param <P> the type of the argument
     * @return the n×n matrix
     * @throws IllegalArgumentException if the value is not a scalar or does not depend on x
     */
    public static <P> Tensor hessian(Layout<P> layout, Function<? super P, Tensor> f, P x) {
        return Jacobians.hessian(layout, f, x);
    }

    /**
     * The same function, recorded as a {@link Program} when it first meets a shape, and then run without a new trace.
     *
     * <p>It gives the same results, with the bits that {@link Program} promises, may be called by several threads at a
     * time, and hands derivatives on. What f captures is frozen at its first call for a shape; what changes from call
     * to call must be an argument. To run a program without any allocation, use {@link Program} itself.
     *
     * @param f the function, or any derivative of one
     * @return the compiled function; it throws IllegalStateException where f asks for a number, or uses a tensor that
     *     carries a derivative from outside
     */
    public static UnaryOperator<Tensor> compile(UnaryOperator<Tensor> f) {
        return new Compiled<>(Layout.tensor(), Layout.tensor(), f)::apply;
    }

    /**
     * The same function of two tensors, recorded as by {@link #compile(UnaryOperator)}.
     *
     * @param f the function
     * @return the compiled function
     */
    public static BinaryOperator<Tensor> compile(BinaryOperator<Tensor> f) {
        Function<TensorPair, Tensor> compiled = new Compiled<>(PAIR, Layout.tensor(), ofPair(f));
        return (x, y) -> compiled.apply(new TensorPair(x, y));
    }

    /**
     * The same function of a record of tensors, recorded as by {@link #compile(UnaryOperator)}; the value may be a
     * record too, as that of a gradient is.
     *
     * @param inputs how the argument consists of tensors
     * @param outputs how the value consists of tensors
     * @param f the function, or any derivative of one
     * @param <P> the type of the argument
     * @param <Q> the type of the value
     * @return the compiled function
     */
    public static <P, Q> Function<P, Q> compile(Layout<P> inputs, Layout<Q> outputs,
            Function<? super P, ? extends Q> f) {
        return new Compiled<>(inputs, outputs, f);
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
