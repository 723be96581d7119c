package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The iteration wₖ₊₁ = φ(wₖ, k, λ) as one operation: its step is recorded and compiled once, whatever the number of
 * steps, and its derivatives are loops again.
 *
 * <p>Forward mode carries the tangent of the state along and keeps nothing. Reverse mode runs the steps backward, from
 * the states that a {@link Schedule} keeps while the value is computed; inside another derivative, and with a condition
 * to stop, it runs the steps once more to get them. Both can be differentiated again, and a loop may stand inside the
 * step of another, or inside a {@link Program}, where it is one line for the value and one for the way back.
 *
 * <pre>{@code
 *   Loop descent = Loop.of((w, k, p) -> w.minus(gradient(w, p[0]).times(0.1)), Schedule.SQRT);
 *   Tensor g = Differentiation.grad((Tensor lambda) -> validation(descent.run(1000, w0, lambda))).apply(lambda);
 * }</pre>
 *
 * <p>The step is called with tensors that have no numbers yet, once for each combination of shapes that the loop meets.
 * What it captures is frozen by that call, and what it is differentiated by must be the state or a parameter. The step
 * number k is a scalar without a derivative. A loop is immutable and may be shared by threads. Make it once, not in
 * each call of a function that uses it, so that it is recorded once.
 *
 * <p>Source: A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, chapter 12; for hypergradients,
 * where this is called iterative differentiation or unrolling, L. Franceschi et al., ICML 2017.
 */
public final class Loop {

    /** The step φ on a state of one tensor. */
    @FunctionalInterface
    public interface Update {

        /**
         * The next state.
         *
         * @param state wₖ
         * @param k the number of the step, a scalar; the first step has number 0
         * @param parameters λ
         * @return wₖ₊₁, of the shape of wₖ
         */
        Tensor apply(Tensor state, Tensor k, Tensor[] parameters);
    }

    /** The step φ on a state of several tensors. */
    @FunctionalInterface
    public interface UpdateOfSeveral {

        /**
         * The next state.
         *
         * @param state the tensors of wₖ
         * @param k the number of the step, a scalar; the first step has number 0
         * @param parameters λ
         * @return the tensors of wₖ₊₁, of the shapes of those of wₖ
         */
        Tensor[] apply(Tensor[] state, Tensor k, Tensor[] parameters);
    }

    /** When to stop. */
    @FunctionalInterface
    public interface Condition {

        /**
         * A scalar that is greater than zero if no step is to follow.
         *
         * @param state the tensors of wₖ
         * @param k the number of the step that would be next, a scalar
         * @param parameters λ
         * @return the scalar
         */
        Tensor holds(Tensor[] state, Tensor k, Tensor[] parameters);
    }

    private record Shapes(List<Shape> state, List<Shape> parameters) {}

    private final UpdateOfSeveral update;
    private final Condition stop;
    private final Schedule schedule;
    private final LoopCounts counts;
    private final Map<Shapes, Body> bodies = new ConcurrentHashMap<>();

    private Loop(UpdateOfSeveral update, Condition stop, Schedule schedule, LoopCounts counts) {
        this.update = Objects.requireNonNull(update);
        this.stop = stop;
        this.schedule = Objects.requireNonNull(schedule);
        this.counts = Objects.requireNonNull(counts);
    }

    /**
     * A loop on a state of one tensor.
     *
     * @param update the step
     * @param schedule which states reverse mode keeps
     * @return the loop
     */
    public static Loop of(Update update, Schedule schedule) {
        return ofSeveral((state, k, parameters) -> new Tensor[] {update.apply(state[0], k, parameters)}, schedule);
    }

    /**
     * A loop on a state of several tensors.
     *
     * @param update the step
     * @param schedule which states reverse mode keeps
     * @return the loop
     */
    public static Loop ofSeveral(UpdateOfSeveral update, Schedule schedule) {
        return new Loop(update, null, schedule, new LoopCounts());
    }

    /**
     * The same loop, with its cost counted.
     *
     * @param other where the runs are counted
     * @return a new loop
     */
    public Loop withCounts(LoopCounts other) {
        return new Loop(update, stop, schedule, other);
    }

    /**
     * The loop that ends before the first step at which a scalar is greater than zero. The number of steps that a run
     * is given is then the most that it takes. The scalar carries no derivative: what is differentiated is the steps
     * that were taken. Reverse mode runs the loop two more times, to know where it ended and to keep states.
     *
     * @param condition when to stop
     * @return a new loop
     * @throws IllegalArgumentException if the schedule is truncated, which needs the number of steps in advance
     */
    public Loop until(Condition condition) {
        if (schedule instanceof Schedule.Truncated) {
            throw new IllegalArgumentException("until: the number of steps is not known in advance (expected ALL, SQRT "
                    + "or binomial, not " + schedule + ")");
        }
        return new Loop(update, Objects.requireNonNull(condition), schedule, counts);
    }

    /**
     * The state after t steps, for a state of one tensor.
     *
     * @param steps the number t of steps, or the most if there is a condition to stop
     * @param state w₀
     * @param parameters λ
     * @return wₜ, of the shape of w₀
     * @throws IllegalArgumentException if t is negative, or the step makes a state of another shape
     * @throws IllegalStateException if the step asks for a number, or captures a tensor that carries a derivative
     */
    public Tensor run(int steps, Tensor state, Tensor... parameters) {
        return runSeveral(steps, new Tensor[] {state}, parameters)[0];
    }

    /**
     * The state after t steps.
     *
     * @param steps the number t of steps, or the most if there is a condition to stop
     * @param state the tensors of w₀
     * @param parameters λ
     * @return the tensors of wₜ, of the shapes of those of w₀
     * @throws IllegalArgumentException if t is negative, or the step makes a state of another shape
     * @throws IllegalStateException if the step asks for a number, or captures a tensor that carries a derivative
     */
    public Tensor[] runSeveral(int steps, Tensor[] state, Tensor... parameters) {
        if (steps < 0) {
            throw new IllegalArgumentException("loop: " + steps + " steps (expected zero or more)");
        }
        Body body = body(new Shapes(shapes(state), shapes(parameters)));
        if (!(schedule instanceof Schedule.Truncated truncated)) {
            return run(new LoopValue(body, 0, steps, schedule), state, parameters);
        }
        int omitted = truncated.omitted(steps);
        Tensor[] last = omitted == 0 ? state : run(new LoopValue(body, 0, omitted, schedule), state, parameters);
        return run(new LoopValue(body, omitted, steps - omitted, Schedule.ALL), last, parameters);
    }

    private static Tensor[] run(LoopValue loop, Tensor[] state, Tensor[] parameters) {
        Tensor[] arguments = Arrays.copyOf(state, state.length + parameters.length);
        System.arraycopy(parameters, 0, arguments, state.length, parameters.length);
        return loop.body().parts(Interpreter.bind(loop, arguments));
    }

    private static List<Shape> shapes(Tensor[] x) {
        return Arrays.stream(x).map(Tensor::shape).toList();
    }

    private Body body(Shapes shapes) {
        Body known = bodies.get(shapes);
        if (known != null) {
            return known;
        }
        Body made = trace(shapes.state.toArray(Shape[]::new), shapes.parameters.toArray(Shape[]::new));
        Body earlier = bodies.putIfAbsent(shapes, made);
        return earlier == null ? made : earlier;
    }

    private Body trace(Shape[] state, Shape[] parameters) {
        int n = state.length;
        return Body.trace(
                x -> update.apply(Arrays.copyOf(x, n), x[n], Arrays.copyOfRange(x, n + 1, x.length)),
                stop == null ? null
                        : x -> stop.holds(Arrays.copyOf(x, n), x[n], Arrays.copyOfRange(x, n + 1, x.length)),
                state, parameters, counts);
    }
}
