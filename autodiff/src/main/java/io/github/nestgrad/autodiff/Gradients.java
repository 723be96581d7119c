package io.github.nestgrad.autodiff;

import java.util.function.Function;

/** Gradients of scalar functions of several tensors, by reverse mode. */
final class Gradients {

    private Gradients() {}

    static <P> ValueAndGradient<P> valueAndGradient(String operation, Layout<P> layout,
            Function<? super P, Tensor> f, P x) {
        Tape tape = Tape.of(FirstOrder.over(layout, f), layout.tensors(x));
        return new ValueAndGradient<>(requireScalar(operation, tape), layout.of(tape.pullBack(Tensor.of(1))));
    }

    /** The map x ↦ ∇f(x), for transformations of it. */
    static Function<Tensor[], Tensor[]> of(String operation, Function<Tensor[], Tensor[]> f) {
        return x -> {
            Tape tape = Tape.of(f, x);
            requireScalar(operation, tape);
            return tape.pullBack(Tensor.of(1));
        };
    }

    private static Tensor requireScalar(String operation, Tape tape) {
        return requireScalar(operation, tape.value(0), tape.dependsOnInput(0));
    }

    /** The value, if it has a gradient. */
    static Tensor requireScalar(String operation, Tensor value, boolean dependsOnInput) {
        if (!value.shape().isScalar()) {
            throw new IllegalArgumentException(operation + ": the value is a " + value.shape()
                    + " (expected a scalar; sum() makes one of it, and vjp takes a cotangent of any shape)");
        }
        if (!dependsOnInput) {
            throw new IllegalArgumentException(operation + ": the value does not depend on the input (if that is "
                    + "meant, vjp answers with zeros)");
        }
        return value;
    }
}
