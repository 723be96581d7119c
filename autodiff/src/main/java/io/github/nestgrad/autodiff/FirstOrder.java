package io.github.nestgrad.autodiff;

import java.util.List;
import java.util.function.Function;

/** Products with the Jacobian of a function of several tensors, and with its transpose. */
final class FirstOrder {

    private FirstOrder() {}

    /** A function of a record with one value, as one of tensors. */
    static <P> Function<Tensor[], Tensor[]> over(Layout<P> layout, Function<? super P, Tensor> f) {
        return t -> new Tensor[] {f.apply(layout.of(t))};
    }

    /**
     * Values with their tangents, by forward mode.
     *
     * @param values yₖ
     * @param tangents ẏₖ; null where yₖ does not depend on x
     */
    record Pushed(Tensor[] values, Tensor[] tangents) {}

    static Pushed push(Function<Tensor[], Tensor[]> f, Tensor[] x, Tensor[] tangents) {
        Forward forward = new Forward();
        Tensor[] arguments = new Tensor[x.length];
        for (int k = 0; k < x.length; k++) {
            arguments[k] = forward.box(x[k], Watch.like(x[k], tangents[k]));
        }
        Tensor[] y;
        try {
            y = f.apply(arguments);
            for (Tensor value : y) {
                Differentiation.requireValue(value);
            }
        } finally {
            forward.close();
        }
        Tensor[] values = new Tensor[y.length];
        Tensor[] along = new Tensor[y.length];
        for (int k = 0; k < y.length; k++) {
            values[k] = forward.primalOf(y[k]);
            along[k] = forward.tangentOf(y[k]);
        }
        return new Pushed(values, along);
    }

    static <P> Jvp jvp(Layout<P> layout, Function<? super P, Tensor> f, P x, P tangent) {
        Pushed y = push(over(layout, f), layout.tensors(x), tangents("jvp", layout, x, tangent));
        Tensor value = y.values[0];
        return new Jvp(value, Tape.orZero(y.tangents[0], value.shape()), y.tangents[0] != null);
    }

    static <P> Vjp<P> vjp(Layout<P> layout, Function<? super P, Tensor> f, P x) {
        Tape tape = Tape.of(over(layout, f), layout.tensors(x));
        return new Vjp<>(tape.value(0), tape.dependsOnInput(0), cotangent -> layout.of(tape.pullBack(cotangent)));
    }

    /** The tensors of a tangent, if they have the shapes of the point. */
    static <P> Tensor[] tangents(String operation, Layout<P> layout, P x, P tangent) {
        return requireTangents(operation, layout.names(), layout.tensors(x), layout.tensors(tangent));
    }

    static Tensor[] requireTangents(String operation, List<String> names, Tensor[] x, Tensor[] tangents) {
        for (int k = 0; k < x.length; k++) {
            if (!x[k].shape().equals(tangents[k].shape())) {
                String of = x.length == 1 ? "" : " of " + names.get(k);
                throw new IllegalArgumentException(operation + ": the tangent" + of + " is a " + tangents[k].shape()
                        + " but the point is a " + x[k].shape() + " (expected equal shapes)");
            }
        }
        return tangents;
    }
}
