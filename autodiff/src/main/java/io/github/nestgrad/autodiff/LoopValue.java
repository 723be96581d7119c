package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The state after t steps, wₖ₊₁ = φ(wₖ, k, λ), all its tensors in one vector; the arguments are the tensors of w₀ and
 * the parameters λ.
 *
 * <pre>
 *   (w, ẇ)ₖ₊₁ = (φ(wₖ, k, λ), ∂φ(wₖ, k, λ)(ẇₖ, λ̇))          a loop again, with twice the state
 *   (w̄ₖ, λ̄) += ∂φ(wₖ, k, λ)ᵀ w̄ₖ₊₁  for k = t − 1, …, 0         {@link LoopPullback}
 * </pre>
 *
 * @param body the step
 * @param from the number of the first step
 * @param steps the number t of steps, or the most if the body says when to stop
 * @param schedule how reverse mode gets the states; if truncated, reverse mode ends here
 * @param keeping whether wₜ₋₁ and the states that the schedule keeps stand behind the value; nothing but a sweep may
 *     read them, and they carry no derivative
 */
record LoopValue(Body body, int from, int steps, Schedule schedule, boolean keeping) implements Joint {

    LoopValue(Body body, int from, int steps, Schedule schedule) {
        this(body, from, steps, schedule, false);
    }

    @Override
    public String operation() {
        return "loop";
    }

    @Override
    public Shape shape(Shape... x) {
        body.requireArguments(operation(), x);
        return Shape.vector(keeping ? schedule.requireArray(steps, 2, body.size()) : body.size());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        LoopRun run = body.borrow();
        if (keeping) {
            run.valueAndStates(this, x, y);
        } else {
            run.value(this, x, y);
        }
        body.giveBack(run);
    }

    @Override
    public long cost(Shape... x) {
        return steps * (body.step().cost() + (body.stop() == null ? 0 : body.stop().cost()));
    }

    @Override
    public TensorPair push(Tensor[] tangents, Tensor[] x) {
        List<Integer> varied = new ArrayList<>();
        for (int k = body.tensors(); k < x.length; k++) {
            if (tangents[k] != null) {
                varied.add(k - body.tensors());
            }
        }
        Body tangent = body.tangent(varied);
        Tensor both = Interpreter.bind(new LoopValue(tangent, from, steps, schedule),
                withTangents(body, x, tangents, varied).toArray(Tensor[]::new));
        Tensor moved = both.slice(body.size(), 2 * body.size());
        if (keeping) {
            Tensor y = Interpreter.bind(this, x);
            return new TensorPair(y, moved.padded(0, y.shape().rows()));
        }
        return new TensorPair(both.slice(0, body.size()), moved);
    }

    /** The arguments of {@code body.tangent(varied)}. */
    static List<Tensor> withTangents(Body body, Tensor[] x, Tensor[] tangents, List<Integer> varied) {
        List<Tensor> arguments = new ArrayList<>();
        for (int i = 0; i < body.tensors(); i++) {
            arguments.add(x[i]);
        }
        for (int i = 0; i < body.tensors(); i++) {
            arguments.add(Tape.orZero(tangents[i], body.shape(i)));
        }
        for (int k = body.tensors(); k < body.arguments(); k++) {
            arguments.add(x[k]);
        }
        for (int j : varied) {
            int k = body.tensors() + j;
            arguments.add(Tape.orZero(tangents[k], body.shape(k)));
        }
        return arguments;
    }

    /** With a derivative around this one, the states would have to carry it: a sweep then finds them itself. */
    @Override
    public Tensor keep(Tensor[] x) {
        boolean plain = !keeping && body.stop() == null && !(schedule instanceof Schedule.Truncated);
        for (Tensor argument : x) {
            plain &= !(argument instanceof Lifted);
        }
        return plain ? Interpreter.bind(new LoopValue(body, from, steps, schedule, true), x) : null;
    }

    @Override
    public Tensor valueOf(Tensor kept) {
        return kept.slice(0, body.size());
    }

    @Override
    public Tensor[] pull(boolean[] wanted, Tensor cotangent, Tensor[] x, Tensor y) {
        return keeping ? pull(wanted, valueOf(cotangent), x, y, y) : pull(wanted, cotangent, x, y, null);
    }

    @Override
    public Tensor[] pull(boolean[] wanted, Tensor cotangent, Tensor[] x, Tensor y, Tensor kept) {
        if (schedule instanceof Schedule.Truncated) {
            return new Tensor[x.length];
        }
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < x.length; k++) {
            if (wanted[k]) {
                order.add(k);
            }
        }
        List<Tensor> arguments = new ArrayList<>(Arrays.asList(x));
        arguments.addAll(Arrays.asList(body.parts(cotangent)));
        if (kept != null) {
            arguments.add(kept);
        }
        LoopPullback sweep = new LoopPullback(body, from, steps, schedule, order, kept != null);
        return sweep.split(Interpreter.bind(sweep, arguments.toArray(Tensor[]::new)));
    }
}
