package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The compiled step of a {@link Loop} for given shapes, and the steps derived from it.
 *
 * <p>All are programs of
 *
 * <pre>
 *   state tensors, step number, parameters [, cotangents of the next state]
 * </pre>
 *
 * whose last results are the parameters: a result keeps its memory, so the parameters are loaded once for all steps.
 * The step function itself is traced once; a derived step comes from the lines of the program.
 */
final class Body {

    private final Shape[] state;
    private final Shape[] parameters;
    private final Program step;
    private final Program stop;
    private final boolean isTangent;
    private final LoopCounts counts;
    private final Offsets offsets;
    private final Map<List<Integer>, Body> tangents = new HashMap<>();
    private final Map<List<Integer>, Program> pullbacks = new HashMap<>();
    private final List<LoopRun> idle = new ArrayList<>();

    private Body(Shape[] state, Shape[] parameters, Program step, Program stop, boolean isTangent, LoopCounts counts) {
        this.state = state;
        this.parameters = parameters;
        this.step = step;
        this.stop = stop;
        this.isTangent = isTangent;
        this.counts = counts;
        this.offsets = Offsets.of(state);
    }

    /** Traces the functions; the second, which says when to stop, may be null. */
    static Body trace(Function<Tensor[], Tensor[]> step, Function<Tensor[], Tensor> stop, Shape[] state,
            Shape[] parameters, LoopCounts counts) {
        Shape[] inputs = inputs(state, parameters);
        Program recorded = Program.ofSeveral(x -> {
            counts.countTrace();
            return followed(requireState(step.apply(x), state), x, state.length + 1);
        }, inputs);
        Program predicate = stop == null ? null : Program.ofSeveral(x -> {
            return followed(new Tensor[] {requireScalar(stop.apply(x))}, x, state.length + 1);
        }, inputs);
        return new Body(state, parameters, recorded, predicate, false, counts);
    }

    private static Shape[] inputs(Shape[] state, Shape[] parameters) {
        List<Shape> inputs = new ArrayList<>(Arrays.asList(state));
        inputs.add(Shape.scalar());
        inputs.addAll(Arrays.asList(parameters));
        return inputs.toArray(Shape[]::new);
    }

    private static Tensor[] requireState(Tensor[] next, Shape[] state) {
        if (next == null || next.length != state.length) {
            throw new IllegalArgumentException("loop: the step made " + (next == null ? "no" : next.length)
                    + " tensors (expected the " + state.length + " of the state)");
        }
        for (int i = 0; i < state.length; i++) {
            Shape made = Differentiation.requireValue(next[i]).shape();
            if (!made.equals(state[i])) {
                throw new IllegalArgumentException("loop: the step made a " + made + " of tensor " + i
                        + " of the state (expected a " + state[i] + ", the shape that it had)");
            }
        }
        return next;
    }

    private static Tensor requireScalar(Tensor condition) {
        if (!Differentiation.requireValue(condition).shape().isScalar()) {
            throw new IllegalArgumentException(
                    "until: the condition is a " + condition.shape() + " (expected a scalar)");
        }
        return condition;
    }

    /** The results, and behind them the tensors of x from {@code from} on. */
    private static Tensor[] followed(Tensor[] results, Tensor[] x, int from) {
        Tensor[] all = Arrays.copyOf(results, results.length + x.length - from);
        System.arraycopy(x, from, all, results.length, x.length - from);
        return all;
    }

    /** How many tensors a state has. */
    int tensors() {
        return state.length;
    }

    /** The tensors of the state, then the parameters. */
    int arguments() {
        return state.length + parameters.length;
    }

    Shape shape(int argument) {
        return argument < state.length ? state[argument] : parameters[argument - state.length];
    }

    /** How many numbers a state has. */
    int size() {
        return offsets.size();
    }

    /** Where a tensor stands among the numbers of a state. */
    int offset(int tensor) {
        return offsets.from()[tensor];
    }

    /** The tensors of a state, from a vector of its numbers. */
    Tensor[] parts(Tensor numbers) {
        return offsets.slices(numbers);
    }

    Program step() {
        return step;
    }

    /** The program that says when to stop, or null. */
    Program stop() {
        return stop;
    }

    boolean isTangent() {
        return isTangent;
    }

    LoopCounts counts() {
        return counts;
    }

    void requireArguments(String operation, Shape... x) {
        for (int i = 0; i < arguments(); i++) {
            if (!x[i].equals(shape(i))) {
                throw new IllegalArgumentException(operation + ": argument " + i + " is a " + x[i]
                        + " but the step was recorded with a " + shape(i));
            }
        }
    }

    /**
     * The step (w, ẇ) ↦ (φ(w, k, λ), ∂φ(w, k, λ)(ẇ, λ̇)), whose parameters are λ, and λ̇ⱼ for each j that is varied.
     *
     * @param varied the numbers of parameters, in ascending order
     */
    Body tangent(List<Integer> varied) {
        synchronized (tangents) {
            return tangents.computeIfAbsent(List.copyOf(varied), this::makeTangent);
        }
    }

    private Body makeTangent(List<Integer> varied) {
        int n = state.length;
        Shape[] both = Arrays.copyOf(state, 2 * n);
        System.arraycopy(state, 0, both, n, n);
        Shape[] with = Arrays.copyOf(parameters, parameters.length + varied.size());
        for (int j = 0; j < varied.size(); j++) {
            with[parameters.length + j] = parameters[varied.get(j)];
        }
        Program moved = Program.ofSeveral(x -> {
            Tensor[] point = withoutTangents(x);
            Tensor[] sources = new Tensor[n + varied.size()];
            Tensor[] directions = new Tensor[sources.length];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = point[place(i, varied)];
                directions[i] = x[i < n ? n + i : n + 1 + parameters.length + i];
            }
            FirstOrder.Pushed pushed = FirstOrder.push(t -> {
                Tensor[] boxes = point.clone();
                for (int i = 0; i < t.length; i++) {
                    boxes[place(i, varied)] = t[i];
                }
                return Arrays.copyOf(step.apply(boxes), n);
            }, sources, directions);
            Tensor[] next = new Tensor[2 * n];
            for (int i = 0; i < n; i++) {
                next[i] = pushed.values()[i];
                next[n + i] = Tape.orZero(pushed.tangents()[i], state[i]);
            }
            return followed(next, x, 2 * n + 1);
        }, inputs(both, with));
        Program predicate = stop == null ? null : Program.ofSeveral(
                x -> followed(new Tensor[] {stop.apply(withoutTangents(x))[0]}, x, 2 * n + 1), inputs(both, with));
        return new Body(both, with, moved, predicate, true, counts);
    }

    /** Of the inputs of a tangent step, those of this one. */
    private Tensor[] withoutTangents(Tensor[] x) {
        int n = state.length;
        Tensor[] point = Arrays.copyOf(x, n + 1 + parameters.length);
        System.arraycopy(x, 2 * n, point, n, 1 + parameters.length);
        return point;
    }

    /** Among the arguments of {@code tangent(varied)}: where argument k of this one stands. */
    int primalIn(int k) {
        return k < state.length ? k : k + state.length;
    }

    /** Among the arguments of {@code tangent(varied)}: where the tangent of argument k of this one stands. */
    int tangentIn(int k, List<Integer> varied) {
        return k < state.length ? k + state.length
                : 2 * state.length + parameters.length + varied.indexOf(k - state.length);
    }

    /**
     * The program of ∂φ(w, k, λ)ᵀ: its first results are the cotangents of w, and of each parameter that is wanted.
     *
     * @param wanted the numbers of parameters, in the order of the results
     */
    Program pullback(List<Integer> wanted) {
        synchronized (pullbacks) {
            return pullbacks.computeIfAbsent(List.copyOf(wanted), this::makePullback);
        }
    }

    private Program makePullback(List<Integer> wanted) {
        int n = state.length;
        int own = n + 1 + parameters.length;
        List<Shape> inputs = new ArrayList<>(Arrays.asList(inputs(state, parameters)));
        inputs.addAll(Arrays.asList(state));
        return Program.ofSeveral(x -> {
            Tensor[] sources = new Tensor[n + wanted.size()];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = x[place(i, wanted)];
            }
            Tape tape = Tape.of(t -> {
                Tensor[] boxes = Arrays.copyOf(x, own);
                for (int i = 0; i < t.length; i++) {
                    boxes[place(i, wanted)] = t[i];
                }
                return Arrays.copyOf(step.apply(boxes), n);
            }, sources);
            Tensor[] back = tape.pullBack(Arrays.copyOfRange(x, own, own + n));
            return followed(back, Arrays.copyOf(x, own), n + 1);
        }, inputs.toArray(Shape[]::new));
    }

    /** Among the inputs of a program: where the tensors of the state stand, and then the parameters of a list. */
    private int place(int i, List<Integer> list) {
        return i < state.length ? i : state.length + 1 + list.get(i - state.length);
    }

    /** Memory to run loops of this body in; to be given back. */
    LoopRun borrow() {
        synchronized (idle) {
            return idle.isEmpty() ? new LoopRun(this) : idle.remove(idle.size() - 1);
        }
    }

    void giveBack(LoopRun run) {
        synchronized (idle) {
            idle.add(run);
        }
    }
}
