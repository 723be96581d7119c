package io.github.nestgrad.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A recorded branch of a {@link Branching}, and the branches derived from it. */
final class Branch {

    private final Program program;
    private final Shape[] inputs;
    private final Shape[] outputs;
    private final Map<List<Integer>, Branch> tangents = new HashMap<>();
    private final Map<List<Integer>, Branch> pullbacks = new HashMap<>();
    private final ArrayDeque<Execution> idle = new ArrayDeque<>();

    Branch(Program program) {
        this.program = program;
        this.inputs = program.inputs().toArray(Shape[]::new);
        this.outputs = program.outputs().toArray(Shape[]::new);
    }

    Shape[] inputs() {
        return inputs;
    }

    Shape[] outputs() {
        return outputs;
    }

    long cost() {
        return program.cost();
    }

    /** The branch (x, ẋ) ↦ (y, ẏ), where ẋ has a tensor for each argument that is varied. */
    Branch tangent(List<Integer> varied) {
        synchronized (tangents) {
            return tangents.computeIfAbsent(varied, this::makeTangent);
        }
    }

    private Branch makeTangent(List<Integer> varied) {
        int n = inputs.length;
        return new Branch(Program.ofSeveral(x -> {
            FirstOrder.Pushed pushed = FirstOrder.push(t -> program.apply(replaced(x, varied, t)), chosen(x, varied),
                    Arrays.copyOfRange(x, n, n + varied.size()));
            Tensor[] y = Arrays.copyOf(pushed.values(), 2 * outputs.length);
            for (int i = 0; i < outputs.length; i++) {
                y[outputs.length + i] = Tape.orZero(pushed.tangents()[i], outputs[i]);
            }
            return y;
        }, followedBy(chosen(inputs, varied))));
    }

    /** The branch (x, ȳ) ↦ x̄, where x̄ has a tensor for each argument that is wanted. */
    Branch pullback(List<Integer> wanted) {
        synchronized (pullbacks) {
            return pullbacks.computeIfAbsent(wanted, this::makePullback);
        }
    }

    private Branch makePullback(List<Integer> wanted) {
        int n = inputs.length;
        return new Branch(Program.ofSeveral(
                x -> Tape.of(t -> program.apply(replaced(x, wanted, t)), chosen(x, wanted))
                        .pullBack(Arrays.copyOfRange(x, n, x.length)),
                followedBy(outputs)));
    }

    private Shape[] followedBy(Shape[] more) {
        Shape[] all = Arrays.copyOf(inputs, inputs.length + more.length);
        System.arraycopy(more, 0, all, inputs.length, more.length);
        return all;
    }

    private static <T> T[] chosen(T[] x, List<Integer> numbers) {
        List<T> chosen = new ArrayList<>();
        for (int k : numbers) {
            chosen.add(x[k]);
        }
        return chosen.toArray(Arrays.copyOf(x, 0));
    }

    private Tensor[] replaced(Tensor[] x, List<Integer> numbers, Tensor[] by) {
        Tensor[] arguments = Arrays.copyOf(x, inputs.length);
        for (int i = 0; i < by.length; i++) {
            arguments[numbers.get(i)] = by[i];
        }
        return arguments;
    }

    /** Writes the results one after the other; x holds the arguments from number {@code first} on. */
    void evaluate(Concrete[] x, int first, Concrete y) {
        Execution execution = take();
        for (int k = 0; k < inputs.length; k++) {
            execution.load(k, x[first + k].array, x[first + k].offset);
        }
        execution.runSteps();
        int at = y.offset;
        for (int i = 0; i < outputs.length; i++) {
            execution.store(i, y.array, at);
            at += outputs[i].size();
        }
        synchronized (idle) {
            idle.push(execution);
        }
    }

    private Execution take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return program.newExecution();
    }
}
