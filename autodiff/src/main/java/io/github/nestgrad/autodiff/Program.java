package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A function of tensors as a list of primitives, recorded once and run many times without a new trace.
 *
 * <p>Whatever the function does with its arguments is written down, derivatives that it takes included: the program of
 * {@code grad(f)} computes the gradient. The same work is written once, what depends on no argument is computed when
 * the program is made, and what no result needs is left out. What the function captures is frozen; what changes from
 * call to call must be an argument. A program does not depend on numbers: a branch on one throws, and so does the
 * recording.
 *
 * <p>The results have the bits that the function itself gives, but where a large matrix is read once for X W and Xᵀ φ(X
 * W) instead of twice: there the sums over the rows are added up in blocks, and an entry is off by at most m u Σᵢ |xᵢ
 * rᵢ| with m rows and the unit roundoff u, to first order, as in any order of summation. Programs are immutable and may
 * be shared by threads; each thread needs an {@link Execution} of its own.
 */
public final class Program {

    private final Line[] lines;
    private final int inputs;
    private final int[] outputs;
    private final List<OnePassSegment> segments;
    private final Plan plan;

    private Program(OnePassSegment.Arranged arranged, int inputs) {
        this.lines = arranged.lines();
        this.inputs = inputs;
        this.outputs = arranged.outputs();
        this.segments = arranged.segments();
        this.plan = Plan.of(lines, outputs, segments);
    }

    /**
     * Records a function of several tensors with several results.
     *
     * @param f the function; called once, with tensors that have no numbers yet
     * @param inputs the shapes of the arguments
     * @return the program
     * @throws IllegalStateException if f asks for a number, or uses a tensor that carries a derivative from outside
     */
    public static Program ofSeveral(Function<Tensor[], Tensor[]> f, Shape... inputs) {
        Recorder recorder = new Recorder();
        Tensor[] x = new Tensor[inputs.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = recorder.input(inputs[k]);
        }
        try {
            Tensor[] y = f.apply(x.clone());
            int[] outputs = new int[y.length];
            for (int k = 0; k < y.length; k++) {
                outputs[k] = recorder.indexOf(Differentiation.requireValue(y[k]));
            }
            return withoutWhatIsNotNeeded(recorder.lines(), inputs.length, outputs);
        } finally {
            recorder.close();
        }
    }

    /**
     * Records a function of one tensor.
     *
     * @param f the function; called once, with a tensor that has no numbers yet
     * @param input the shape of the argument
     * @return the program
     * @throws IllegalStateException if f asks for a number, or uses a tensor that carries a derivative from outside
     */
    public static Program of(UnaryOperator<Tensor> f, Shape input) {
        return ofSeveral(x -> new Tensor[] {f.apply(x[0])}, input);
    }

    private static Program withoutWhatIsNotNeeded(List<Line> lines, int inputs, int[] outputs) {
        boolean[] needed = new boolean[lines.size()];
        Arrays.fill(needed, 0, inputs, true);
        for (int output : outputs) {
            needed[output] = true;
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (needed[i]) {
                for (int argument : lines.get(i).arguments()) {
                    needed[argument] = true;
                }
            }
        }
        int[] number = new int[lines.size()];
        List<Line> kept = new ArrayList<>();
        for (int i = 0; i < number.length; i++) {
            if (needed[i]) {
                Line line = lines.get(i);
                number[i] = kept.size();
                int[] arguments = Arrays.stream(line.arguments()).map(k -> number[k]).toArray();
                kept.add(new Line(line.primitive(), arguments, line.shape(), line.constant()));
            }
        }
        int[] results = Arrays.stream(outputs).map(k -> number[k]).toArray();
        return new Program(OnePassSegment.arrange(kept.toArray(Line[]::new), results), inputs);
    }

    /**
     * The shapes of the arguments.
     *
     * @return a new list
     */
    public List<Shape> inputs() {
        return Arrays.stream(lines).limit(inputs).map(Line::shape).toList();
    }

    /**
     * The shapes of the results.
     *
     * @return a new list
     */
    public List<Shape> outputs() {
        return Arrays.stream(outputs).mapToObj(k -> lines[k].shape()).toList();
    }

    /**
     * What one run computes, line by line: for looking at the program ({@link ProgramTrace} has the numbers).
     *
     * @return a new list; the inputs come first, and a value after those it is made of
     */
    public List<ProgramLine> lines() {
        return IntStream.range(0, lines.length).mapToObj(i -> ProgramLine.of(i, lines[i], argumentShapes(lines[i])))
                .toList();
    }

    /**
     * Which lines are the results.
     *
     * @return a new list of numbers of {@link #lines}, in the order of the results
     */
    public List<Integer> results() {
        return Arrays.stream(outputs).boxed().toList();
    }

    Line line(int number) {
        return lines[number];
    }

    private Shape[] argumentShapes(Line line) {
        return Arrays.stream(line.arguments()).mapToObj(k -> lines[k].shape()).toArray(Shape[]::new);
    }

    /**
     * How many primitives one run applies.
     *
     * @return the number of lines that compute something; views do not
     */
    public int operations() {
        return (int) Arrays.stream(lines).filter(line -> line.isApplication() && !line.isView()).count();
    }

    /** The work of one run, by {@link Primitive#cost}. */
    long cost() {
        long cost = 0;
        for (Line line : lines) {
            if (line.isApplication()) {
                cost += line.primitive().cost(argumentShapes(line));
            }
        }
        return cost;
    }

    /**
     * The memory of an execution: all values that are alive at a time, but for the constants.
     *
     * @return the number of bytes
     */
    public long bytes() {
        return (long) Double.BYTES * plan.size();
    }

    /**
     * Memory to run this program in, for one thread at a time.
     *
     * @return a new execution
     */
    public Execution newExecution() {
        return new Execution(lines, inputs, outputs, plan, segments);
    }

    /**
     * The results as tensors. Arguments that carry derivatives go through the lines one by one, so that the results
     * carry theirs.
     *
     * @param x the arguments
     * @return the results
     * @throws IllegalArgumentException if the number or a shape of the arguments is not that of {@link #inputs}
     */
    public Tensor[] apply(Tensor... x) {
        Tensor[] values = valuesOfLines(x);
        return Arrays.stream(outputs).mapToObj(k -> values[k]).toArray(Tensor[]::new);
    }

    /** The value of each line. */
    Tensor[] valuesOfLines(Tensor... x) {
        requireInputs(x.length, k -> x[k].shape());
        Tensor[] values = new Tensor[lines.length];
        for (int i = 0; i < lines.length; i++) {
            Line line = lines[i];
            if (line.isApplication()) {
                Tensor[] arguments = new Tensor[line.arguments().length];
                for (int k = 0; k < arguments.length; k++) {
                    arguments[k] = values[line.arguments()[k]];
                }
                values[i] = Interpreter.bind(line.primitive(), arguments);
            } else {
                values[i] = line.isConstant() ? line.constant() : x[i];
            }
        }
        return values;
    }

    List<OnePassSegment> segments() {
        return segments;
    }

    void requireInputs(int number, IntFunction<Shape> shapes) {
        if (number != inputs) {
            throw new IllegalArgumentException(
                    "program: " + number + " arguments are given (expected " + inputs + ")");
        }
        for (int k = 0; k < number; k++) {
            if (!shapes.apply(k).equals(lines[k].shape())) {
                throw new IllegalArgumentException("program: argument " + k + " is a " + shapes.apply(k)
                        + " but the program was recorded with a " + lines[k].shape());
            }
        }
    }
}
