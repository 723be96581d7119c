package io.github.nestgrad.autodiff;

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

    Execution(Line[] lines, int inputs, int[] outputs, Plan plan, List<OnePassSegment> segments) {
        this.lines = lines;
        this.outputs = outputs;
        this.inputs = inputs;
        Linker linker = new Linker(lines, plan, segments);
        this.steps = linker.steps();
        this.values = linker.values();
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

    /** Sets argument k to a part of an array. */
    void load(int k, double[] from, int offset) {
        System.arraycopy(from, offset, values[k].array, values[k].offset, lines[k].shape().size());
    }

    /** Writes result k to a part of an array. */
    void store(int k, double[] to, int offset) {
        Concrete value = values[outputs[k]];
        System.arraycopy(value.array, value.offset, to, offset, value.shape().size());
    }

    /** Runs the program on the arguments that were loaded; an argument that is also a result stays loaded. */
    void runSteps() {
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
