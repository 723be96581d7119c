package io.github.nestgrad.autodiff;

/** A box: a tensor that means something to the interpreter that made it, beyond its numbers. */
abstract sealed class Traced extends Tensor permits Lifted, Recorder.Recorded {

    final Interpreter interpreter;

    Traced(Interpreter interpreter) {
        this.interpreter = interpreter;
    }
}
