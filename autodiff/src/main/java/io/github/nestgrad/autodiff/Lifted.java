package io.github.nestgrad.autodiff;

import java.util.Objects;

/** A box around a primal: a tensor that carries a derivative for the interpreter that made it. */
abstract sealed class Lifted extends Traced permits Forward.Dual, ForwardChunk.Bundle, Reverse.Node,
        Watch.Watched {

    final Tensor primal;

    Lifted(Interpreter interpreter, Tensor primal) {
        super(interpreter);
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
