package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one thread for the runs of a {@link Program}: each run after the first allocates nothing.
 *
 * <p>Not for two threads at a time.
 */
public final class Execution {

    private final Line[] lines;
    private final int[] outputs;
    private final int inputs;
    private final Concrete[] values;
    private final Step[] steps;

    Execution(Program program, Line[] lines, int[] outputs, Plan plan) {
        this.lines = lines;
        this.outputs = outputs;
        this.inputs = program.inputs().size();
        this.values = new Concrete[lines.length];
        this.steps = steps(plan);
    }

    /** Scalar constants get a place behind the planned memory, where scalar blocks can read them. */
    private Step[] steps(Plan plan) {
        int scalars = 0;
        for (Line line : lines) {
            scalars += line.isConstant() && line.shape().isScalar() ? 1 : 0;
        }
        double[] memory = new double[plan.size() + scalars];
        double[] workspace = new double[workspace()];
        int[] offsets = new int[lines.length];
        List<Step> made = new ArrayList<>();
        List<ScalarBlock.Entry> block = new ArrayList<>();
        int next = plan.size();
        for (int i = 0; i < lines.length; i++) {
            Line line = lines[i];
            offsets[i] = plan.offset(i);
            if (line.isConstant() && line.shape().isScalar()) {
                offsets[i] = next++;
                memory[offsets[i]] = line.constant().toDouble();
            }
            if (line.isConstant()) {
                values[i] = line.constant();
                continue;
            }
            Concrete[] arguments = new Concrete[line.arguments().length];
            for (int k = 0; k < arguments.length; k++) {
                arguments[k] = values[line.arguments()[k]];
            }
            values[i] = Concrete.on(memory, offsets[i], line.shape(), arguments);
            if (!line.isApplication() || line.isView()) {
                continue;
            }
            if (isScalar(line)) {
                int[] at = line.arguments();
                block.add(new ScalarBlock.Entry(
                        line.primitive(), offsets[i], offsets[at[0]], offsets[at[at.length - 1]]));
                continue;
            }
            close(block, memory, made);
            made.add(new Step.Apply(line.primitive(), arguments, values[i], workspace));
        }
        close(block, memory, made);
        return made.toArray(Step[]::new);
    }

    private static void close(List<ScalarBlock.Entry> block, double[] memory, List<Step> made) {
        if (!block.isEmpty()) {
            made.add(new ScalarBlock(block, memory));
            block.clear();
        }
    }

    private boolean isScalar(Line line) {
        if (line.primitive().scalarCode() == null || !line.shape().isScalar()) {
            return false;
        }
        for (int argument : line.arguments()) {
            if (!lines[argument].shape().isScalar()) {
                return false;
            }
        }
        return true;
    }

    /** The most that any line needs. */
    private int workspace() {
        int most = 0;
        for (Line line : lines) {
            if (line.isApplication()) {
                Shape[] shapes = new Shape[line.arguments().length];
                for (int k = 0; k < shapes.length; k++) {
                    shapes[k] = lines[line.arguments()[k]].shape();
                }
                most = Math.max(most, line.primitive().workspace(shapes));
            }
        }
        return most;
    }

    /**
     * Runs the program.
     *
     * @param x the entries of the arguments, row by row; not modified
     * @param y overwritten with the entries of the results, row by row
     * @throws IllegalArgumentException if the number of arrays, or the length of one, does not fit the program
     */
    public void run(double[][] x, double[][] y) {
        if (x.length != inputs || y.length != outputs.length) {
            throw new IllegalArgumentException("program: " + x.length + " arguments and " + y.length
                    + " results are given (expected " + inputs + " and " + outputs.length + ")");
        }
        for (int k = 0; k < inputs; k++) {
            setInput(k, x[k]);
        }
        runSteps();
        for (int k = 0; k < outputs.length; k++) {
            copyOutput(k, y[k]);
        }
    }

    /**
     * Runs a program with one argument and one result.
     *
     * @param x the entries of the argument, row by row; not modified
     * @param y overwritten with the entries of the result, row by row
     * @throws IllegalArgumentException if the program has another number of arguments or results, or a length does not
     *     fit
     */
    public void run(double[] x, double[] y) {
        if (inputs != 1 || outputs.length != 1) {
            throw new IllegalArgumentException("program: one argument and one result are given (expected " + inputs
                    + " and " + outputs.length + ")");
        }
        setInput(0, x);
        runSteps();
        copyOutput(0, y);
    }

    private void setInput(int k, double[] x) {
        requireLength("argument", k, x, lines[k].shape());
        System.arraycopy(x, 0, values[k].array, values[k].offset, x.length);
    }

    private void runSteps() {
        for (Step step : steps) {
            step.run();
        }
    }

    private void copyOutput(int k, double[] y) {
        Concrete value = values[outputs[k]];
        requireLength("result", k, y, value.shape());
        System.arraycopy(value.array, value.offset, y, 0, y.length);
    }

    private static void requireLength(String what, int k, double[] entries, Shape shape) {
        if (entries.length != shape.size()) {
            throw new IllegalArgumentException("program: " + what + " " + k + " is a " + shape + " with " + shape.size()
                    + " entries, but the array has " + entries.length);
        }
    }
}
