package io.github.nestgrad.autodiff;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Trades time for memory: a part of a function of which reverse mode stores the arguments alone, and which it evaluates
 * again when it comes back to it.
 *
 * <p>The derivatives are the same at any nesting, but for the order in which cotangents are added up, and parts may lie
 * inside of parts. A reverse pass through the part evaluates it twice; so does forward mode, which stores nothing
 * anyway. While a {@link Program} is recorded the part is recorded as it stands: the program then plans its memory
 * itself, and does not compute the same twice.
 *
 * <p>The part must get all that it depends on and that carries a derivative as an argument; a tensor that it brings
 * from outside throws IllegalStateException.
 *
 * <p>Source: Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 12.
 */
public final class Checkpoint {

    private Checkpoint() {}

    /**
     * A function of one tensor that is evaluated again instead of stored.
     *
     * @param f the function; called again, with equal arguments, for each derivative
     * @return the same function
     */
    public static UnaryOperator<Tensor> of(UnaryOperator<Tensor> f) {
        return of(Layout.tensor(), f)::apply;
    }

    /**
     * A function of a record of tensors that is evaluated again instead of stored.
     *
     * @param layout how the record consists of tensors
     * @param f the function; called again, with equal arguments, for each derivative
     * @param <P> the type of the record
     * @return the same function
     */
    public static <P> Function<P, Tensor> of(Layout<P> layout, Function<? super P, Tensor> f) {
        return x -> {
            Tensor[] arguments = layout.tensors(x);
            Packing packing = Packing.of(arguments);
            return Interpreter.bind(new Recomputed(t -> f.apply(layout.of(packing.unpack(t)))),
                    packing.pack(arguments));
        };
    }
}
