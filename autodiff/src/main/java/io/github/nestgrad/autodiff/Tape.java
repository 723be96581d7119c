package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One evaluation of a function of several tensors with several values, on a tape that is read in both directions. */
final class Tape {

    private final Reverse reverse;
    private final Reverse.Node[] inputs;
    private final Tensor[] outputs;

    private Tape(Reverse reverse, Reverse.Node[] inputs, Tensor[] outputs) {
        this.reverse = reverse;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static Tape of(Function<Tensor[], Tensor[]> f, Tensor... x) {
        Reverse reverse = new Reverse();
        Reverse.Node[] inputs = new Reverse.Node[x.length];
        Tensor[] arguments = new Tensor[x.length];
        for (int k = 0; k < x.length; k++) {
            inputs[k] = reverse.input(x[k]);
            arguments[k] = inputs[k];
        }
        Tensor[] outputs;
        try {
            outputs = f.apply(arguments);
            for (Tensor output : outputs) {
                Differentiation.requireValue(output);
            }
        } finally {
            reverse.close();
        }
        return new Tape(reverse, inputs, outputs);
    }

    /** The point of evaluation. */
    Tensor input(int k) {
        return inputs[k].primal;
    }

    Tensor value(int k) {
        return reverse.primalOf(outputs[k]);
    }

    /** Whether any computation led from an input to the value. */
    boolean dependsOnInput(int k) {
        return reverse.owns(outputs[k]);
    }

    /** Whether nothing on the tape belongs to a derivative that surrounds it. */
    boolean isOfNumbers() {
        for (Reverse.Node node : reverse.lines()) {
            for (Tensor argument : node.arguments) {
                if (!(argument instanceof Concrete)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Cotangents of the values, carried back to the inputs. */
    Tensor[] pullBack(Tensor... cotangents) {
        List<Reverse.Node> from = new ArrayList<>();
        List<Tensor> seeds = new ArrayList<>();
        for (int k = 0; k < outputs.length; k++) {
            if (dependsOnInput(k)) {
                from.add((Reverse.Node) outputs[k]);
                seeds.add(Watch.like(value(k), cotangents[k]));
            }
        }
        Tensor[] back = reverse.pullBack(from.toArray(Reverse.Node[]::new), seeds.toArray(Tensor[]::new), inputs);
        for (int k = 0; k < back.length; k++) {
            back[k] = orZero(back[k], inputs[k].shape());
        }
        return back;
    }

    /** Tangents of the inputs, carried along to the only value. */
    Tensor pushForward(Tensor... tangents) {
        Tensor y = outputs[0];
        if (!dependsOnInput(0)) {
            return Tensor.zeros(y.shape());
        }
        Tensor[] seeds = new Tensor[inputs.length];
        for (int k = 0; k < seeds.length; k++) {
            seeds[k] = Watch.like(inputs[k].primal, tangents[k]);
        }
        return orZero(reverse.pushForward(inputs, seeds, (Reverse.Node) y), y.shape());
    }

    static Tensor orZero(Tensor derivative, Shape shape) {
        return derivative == null ? Tensor.zeros(shape) : derivative;
    }
}
