package io.github.nestgrad.autodiff;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Finds the first primitive that makes a NaN or an infinity.
 *
 * <p>What is checked is everything that the function does with its argument, derivatives that it takes included: put
 * the check outside, {@code DebugNaN.check(Differentiation.grad(f))}, and the evaluation, the tangents and the
 * reverse sweep are looked at. The ArithmeticException names the primitive, the entry, the shapes and ranges of its
 * arguments, and of which derivative rule it was a part. An infinity that comes from outside, a mask of −∞, say, may
 * pass through; a NaN may not. Nothing is switched on elsewhere: only calls of the function that is returned here are
 * looked at, and they are slower.
 */
public final class DebugNaN {

    private DebugNaN() {}

    /**
     * A function of one tensor that throws at the first number which is not finite.
     *
     * @param f the function, or any derivative of one
     * @return the same function; it throws ArithmeticException where a primitive makes a NaN or an infinity, and
     *     IllegalStateException where it is recorded, since then there are no numbers
     */
    public static UnaryOperator<Tensor> check(UnaryOperator<Tensor> f) {
        return check(Layout.tensor(), Layout.tensor(), f)::apply;
    }

    /**
     * A function of two tensors that throws at the first number which is not finite.
     *
     * @param f the function
     * @return the same function, which throws as that of {@link #check(UnaryOperator)} does
     */
    public static BinaryOperator<Tensor> check(BinaryOperator<Tensor> f) {
        return (x, y) -> check(Layout.several(2), Layout.tensor(), (Tensor[] t) -> f.apply(t[0], t[1]))
                .apply(new Tensor[] {x, y});
    }

    /**
     * A function of records of tensors that throws at the first number which is not finite.
     *
     * @param inputs how the argument consists of tensors
     * @param outputs how the value does
     * @param f the function, or any derivative of one
     * @param <P> the type of the argument
     * @param <Q> the type of the value
     * @return the same function, which throws as that of {@link #check(UnaryOperator)} does
     */
    public static <P, Q> Function<P, Q> check(Layout<P> inputs, Layout<Q> outputs, Function<? super P, ? extends Q> f) {
        return x -> {
            Watch watch = new Watch(new NumberCheck());
            Tensor[] watched = inputs.tensors(x);
            for (int k = 0; k < watched.length; k++) {
                if (NumberCheck.has(NumberCheck.numbers("the argument", watched[k]), Double::isNaN)) {
                    throw new NotFinite(
                            "debugNaN: argument " + k + " of the function is " + NumberCheck.summary(watched[k]));
                }
                watched[k] = watch.box(watched[k]);
            }
            try {
                Tensor[] y = outputs.tensors(f.apply(inputs.of(watched)));
                for (int k = 0; k < y.length; k++) {
                    y[k] = watch.primalOf(Differentiation.requireValue(y[k]));
                }
                return outputs.of(y);
            } finally {
                watch.close();
            }
        };
    }
}
