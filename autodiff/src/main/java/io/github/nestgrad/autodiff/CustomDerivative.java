package io.github.nestgrad.autodiff;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A function of tensors whose derivative is what its user says, not what its operations imply.
 *
 * <p>For a derivative that is cheaper or more accurate than that of the evaluation, and for one that is meant to be
 * another: a straight-through estimator, a clipped cotangent. One rule is enough. With J = ∂f(x), the JVP ẋ ↦ J ẋ and
 * the VJP ȳ ↦ Jᵀ ȳ are linear, and the one that is missing is derived by transposing the one that is given.
 *
 * <pre>{@code
 *   // log(1 + eˣ) with the derivative that does not overflow
 *   CustomDerivative<Tensor> f = CustomDerivative.of(x -> x.exp().plus(1).log())
 *           .withJvp((x, y, tangent) -> tangent.times(x.sigmoid()));
 *   Tensor gradient = Differentiation.grad((Tensor x) -> f.apply(x).sum()).apply(point);
 * }</pre>
 *
 * <p>A rule is written in the methods of {@link Tensor}, so it is differentiated for derivatives of higher order, at
 * any nesting; that it is linear in its last argument, and true, is not checked here: module {@code verification} finds
 * a wrong one in one call. In a {@link Program} the function is one operation, which allocates, and the rules stay with
 * it: also in what is compiled first and differentiated later, and in the step of a {@link Loop}. The function, and the
 * rules, must get all that carries a derivative as an argument.
 * Instances are immutable.
 *
 * @param <P> the type of the argument: a tensor, or a record of tensors
 */
public final class CustomDerivative<P> implements Function<P, Tensor> {

    /**
     * The tangent of the value, linear in the tangent of the argument.
     *
     * @param <P> the type of the argument
     */
    @FunctionalInterface
    public interface JvpRule<P> {

        /**
         * The Jacobian-vector product.
         *
         * @param x the point
         * @param y the value f(x)
         * @param tangent ẋ, with zeros for a tensor that carries no derivative
         * @return ∂f(x) ẋ, of the shape of y; null for zero
         */
        Tensor tangent(P x, Tensor y, P tangent);
    }

    /**
     * The cotangent of the argument, linear in that of the value.
     *
     * @param <P> the type of the argument
     */
    @FunctionalInterface
    public interface VjpRule<P> {

        /**
         * The vector-Jacobian product.
         *
         * @param x the point
         * @param y the value f(x)
         * @param cotangent ȳ, of the shape of y
         * @return ∂f(x)ᵀ ȳ, of the shapes of x
         */
        P cotangent(P x, Tensor y, Tensor cotangent);
    }

    private final Layout<P> layout;
    private final Function<? super P, Tensor> f;
    private final JvpRule<P> jvp;
    private final VjpRule<P> vjp;

    private CustomDerivative(Layout<P> layout, Function<? super P, Tensor> f, JvpRule<P> jvp, VjpRule<P> vjp) {
        this.layout = layout;
        this.f = f;
        this.jvp = jvp;
        this.vjp = vjp;
    }

    /**
     * A function of one tensor; a rule must follow.
     *
     * @param f the function
     * @return the function, without a rule yet
     */
    public static CustomDerivative<Tensor> of(UnaryOperator<Tensor> f) {
        return of(Layout.tensor(), f);
    }

    /**
     * A function of a record of tensors; a rule must follow.
     *
     * @param layout how the record consists of tensors
     * @param f the function
     * @param <P> the type of the record
     * @return the function, without a rule yet
     */
    public static <P> CustomDerivative<P> of(Layout<P> layout, Function<? super P, Tensor> f) {
        return new CustomDerivative<>(layout, f, null, null);
    }

    /**
     * A function of arrays with its derivatives as functions of arrays, for code that knows no tensors. It has first
     * derivatives only: where a second one is needed, that throws and names the function.
     *
     * @param name the name in error messages
     * @param x the shape of the argument
     * @param y the shape of the value
     * @param value x ↦ f(x), row by row
     * @param jvp (x, ẋ) ↦ ∂f(x) ẋ
     * @param vjp (x, ȳ) ↦ ∂f(x)ᵀ ȳ
     * @return the function of a tensor of shape {@code x}; each callback gets fresh arrays, and if it returns one of
     *     another length, or null, IllegalArgumentException is thrown
     */
    public static UnaryOperator<Tensor> ofArrays(String name, Shape x, Shape y, UnaryOperator<double[]> value,
            BinaryOperator<double[]> jvp, BinaryOperator<double[]> vjp) {
        ArrayFunction p = new ArrayFunction(name, x, y, value, jvp, vjp);
        return t -> Interpreter.bind(p, t);
    }

    /**
     * The same function with a rule for tangents.
     *
     * @param rule the JVP
     * @return the function
     */
    public CustomDerivative<P> withJvp(JvpRule<P> rule) {
        return new CustomDerivative<>(layout, f, rule, vjp);
    }

    /**
     * The same function with a rule for cotangents.
     *
     * @param rule the VJP
     * @return the function
     */
    public CustomDerivative<P> withVjp(VjpRule<P> rule) {
        return new CustomDerivative<>(layout, f, jvp, rule);
    }

    /**
     * The value, whose derivative is that of the rules.
     *
     * @param x the argument
     * @return f(x)
     * @throws IllegalStateException if there is no rule, or the function uses a tensor that carries a derivative and is
     *     not an argument
     * @throws IllegalArgumentException when a derivative is taken, if a rule returns another shape than it must
     */
    @Override
    public Tensor apply(P x) {
        if (jvp == null && vjp == null) {
            throw new IllegalStateException("custom derivative: there is no rule (expected withJvp or withVjp)");
        }
        Tensor[] arguments = layout.tensors(x);
        Packing packing = Packing.of(arguments);
        return Interpreter.bind(new CustomFunction(t -> f.apply(record(packing, t)),
                jvp == null ? null : (t, y, v) -> jvp.tangent(record(packing, t), y,
                        layout.of(packing.unpackTangent(v))),
                vjp == null ? null : (t, y, u) -> packing.pack(cotangents(arguments,
                        vjp.cotangent(record(packing, t), y, u)))), packing.pack(arguments));
    }

    private P record(Packing packing, Tensor packed) {
        return layout.of(packing.unpack(packed));
    }

    private Tensor[] cotangents(Tensor[] arguments, P result) {
        Tensor[] cotangents = result == null ? new Tensor[0] : layout.tensors(result);
        for (int i = 0; i < arguments.length; i++) {
            Tensor cotangent = i < cotangents.length ? cotangents[i] : null;
            if (cotangent == null || !cotangent.shape().equals(arguments[i].shape())) {
                throw new IllegalArgumentException("custom derivative: the VJP returned "
                        + (cotangent == null ? "null" : "a " + cotangent.shape()) + " for argument " + i
                        + " (expected a " + arguments[i].shape() + ")");
            }
        }
        return cotangents;
    }
}
