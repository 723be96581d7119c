package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The reverse sweep of a loop wₜ = ℓ(x), x = (w₀, λ): those parts of x̄ = ∂ℓ(x)ᵀ ȳ that are wanted, in one vector.
 *
 * <p>Its derivatives are loops and sweeps of loops again. Let ℓ̇(x, ẋ) = (ℓ(x), ∂ℓ(x) ẋ) be the loop with its tangent.
 * Its sweep from the cotangents (ā, b̄) gives ẋ̄ = ∂ℓ(x)ᵀ b̄ and x̄ = ∂ℓ(x)ᵀ ā + ∂ₓ⟨b̄, ∂ℓ(x) ẋ⟩, and since second
 * derivatives are symmetric,
 *
 * <pre>
 *   tangent in direction (ẋ, ȳ˙)     the part x̄ of the sweep of ℓ̇(x, ẋ) from (ȳ˙, ȳ); the part ẋ̄ is the value
 *   cotangents from z at the value   of ȳ: ∂ℓ(x) z, by the loop ℓ̇(x, z)
 *                                    of x: the part x̄ of the sweep of ℓ̇(x, z) from (0, ȳ)
 * </pre>
 *
 * <p>The arguments are those of the loop, then the cotangents of the tensors of wₜ; and then, if the sweep resumes
 * where a {@link LoopValue} ended, its value with the states that it kept. These are a function of the other arguments,
 * so that derivatives leave them out.
 *
 * @param body the step
 * @param from the number of the first step
 * @param steps the number t of steps, or the most if the body says when to stop
 * @param schedule how the states are made available
 * @param wanted the numbers of arguments of the loop, in the order of the result
 * @param step the pullback of the step for the parameters among them
 * @param resumes whether the states that a loop kept are the last argument
 */
record LoopPullback(Body body, int from, int steps, Schedule schedule, List<Integer> wanted, Program step,
        boolean resumes) implements Joint {

    LoopPullback(Body body, int from, int steps, Schedule schedule, List<Integer> wanted, boolean resumes) {
        this(body, from, steps, schedule, wanted, body.pullback(parameters(body, wanted)), resumes);
    }

    /** Which parameters are among the arguments that are wanted, in that order. */
    private static List<Integer> parameters(Body body, List<Integer> wanted) {
        return wanted.stream().filter(k -> k >= body.tensors()).map(k -> k - body.tensors()).toList();
    }

    @Override
    public String operation() {
        return "reverse sweep of loop";
    }

    @Override
    public Shape shape(Shape... x) {
        body.requireArguments(operation(), x);
        for (int i = 0; i < body.tensors(); i++) {
            if (!x[body.arguments() + i].equals(body.shape(i))) {
                throw new IllegalArgumentException(operation() + ": the cotangent of tensor " + i + " of the state is "
                        + "a " + x[body.arguments() + i] + " (expected a " + body.shape(i) + ")");
            }
        }
        return Shape.vector(size());
    }

    private int size() {
        int size = 0;
        for (int k : wanted) {
            size = Math.addExact(size, body.shape(k).size());
        }
        return size;
    }

    @Override
    public int workspace(Shape... x) {
        return resumes && !schedule.keepsAgain() ? 0 : schedule.requireArray(steps, 0, body.size());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[workspace()]);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        LoopRun run = body.borrow();
        run.pullback(this, x, y, workspace);
        body.giveBack(run);
    }

    @Override
    public long cost(Shape... x) {
        long again = schedule.evaluations(steps) - (resumes ? Math.max(0, steps - 1) : 0);
        long ends = body.stop() == null ? 0 : steps * (body.step().cost() + body.stop().cost());
        return ends + again * body.step().cost() + steps * (step.cost() + (long) Cost.ADD * size());
    }

    /** The parts of the result at their places among the arguments of the loop. */
    Tensor[] split(Tensor result) {
        Tensor[] parts = new Tensor[body.arguments()];
        int begin = 0;
        for (int k : wanted) {
            int end = begin + body.shape(k).size();
            parts[k] = result.slice(begin, end).reshaped(body.shape(k));
            begin = end;
        }
        return parts;
    }

    @Override
    public TensorPair push(Tensor[] tangents, Tensor[] x) {
        TreeSet<Integer> moved = new TreeSet<>(parameters(body, wanted));
        for (int k = body.tensors(); k < body.arguments(); k++) {
            if (tangents[k] != null) {
                moved.add(k - body.tensors());
            }
        }
        List<Integer> varied = List.copyOf(moved);
        List<Integer> order = new ArrayList<>();
        for (int k : wanted) {
            order.add(body.tangentIn(k, varied));
        }
        for (int k : wanted) {
            order.add(body.primalIn(k));
        }
        List<Tensor> arguments = LoopValue.withTangents(body, x, tangents, varied);
        for (int i = body.arguments(); i < body.arguments() + body.tensors(); i++) {
            arguments.add(Tape.orZero(tangents[i], x[i].shape()));
        }
        arguments.addAll(Arrays.asList(x).subList(body.arguments(), body.arguments() + body.tensors()));
        Tensor both = Interpreter.bind(new LoopPullback(body.tangent(varied), from, steps, schedule, order, false),
                arguments.toArray(Tensor[]::new));
        return new TensorPair(both.slice(0, size()), both.slice(size(), 2 * size()));
    }

    @Override
    public Tensor[] pull(boolean[] asked, Tensor cotangent, Tensor[] x, Tensor y) {
        Tensor[] result = new Tensor[x.length];
        Tensor[] direction = split(cotangent);
        List<Integer> varied = parameters(body, wanted).stream().sorted().toList();
        Body tangent = body.tangent(varied);
        List<Tensor> arguments = LoopValue.withTangents(body, x, direction, varied);
        List<Integer> order = new ArrayList<>();
        boolean asksForCotangents = false;
        for (int k = 0; k < x.length; k++) {
            if (asked[k] && k < body.arguments()) {
                order.add(body.primalIn(k));
            }
            asksForCotangents |= asked[k] && k >= body.arguments();
        }
        Tensor kept = null;
        if (asksForCotangents) {
            LoopValue loop = new LoopValue(tangent, from, steps, schedule);
            Tensor[] point = arguments.toArray(Tensor[]::new);
            kept = order.isEmpty() ? null : loop.keep(point);
            Tensor moved = kept == null ? Interpreter.bind(loop, point) : loop.valueOf(kept);
            Tensor[] parts = body.parts(moved.slice(body.size(), 2 * body.size()));
            System.arraycopy(parts, 0, result, body.arguments(), body.tensors());
        }
        if (!order.isEmpty()) {
            for (int i = body.arguments(); i < body.arguments() + body.tensors(); i++) {
                arguments.add(Tensor.zeros(x[i].shape()));
            }
            arguments.addAll(Arrays.asList(x).subList(body.arguments(), body.arguments() + body.tensors()));
            if (kept != null) {
                arguments.add(kept);
            }
            LoopPullback sweep = new LoopPullback(tangent, from, steps, schedule, order, kept != null);
            Tensor[] parts = sweep.split(Interpreter.bind(sweep, arguments.toArray(Tensor[]::new)));
            for (int k = 0; k < body.arguments(); k++) {
                result[k] = parts[body.primalIn(k)];
            }
        }
        return result;
    }
}
