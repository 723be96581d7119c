package io.github.nestgrad.autodiff;

import java.util.Objects;

/** A box: a tensor that carries a derivative for the interpreter that made it. */
abstract sealed class Traced extends Tensor permits Forward.Dual, Reverse.Node {

    final Interpreter interpreter;
    final Tensor primal;

    Traced(Interpreter interpreter, Tensor primal) {
        this.interpreter = interpreter;
        this.primal = Objects.requireNonNull(primal);
    }

    @Override
    public final Shape shape() {
        return primal.shape();
    }

    @Override
    final Concrete primalValue() {
        return primal.primalValue();
    }
}
