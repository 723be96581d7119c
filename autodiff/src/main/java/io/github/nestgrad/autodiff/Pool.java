package io.github.nestgrad.autodiff;

import java.util.ArrayDeque;
import java.util.List;

/** A program with executions to be used by any number of threads: as many are made as run at a time. */
final class Pool {

    private final Program program;
    private final Shape[] outputs;
    private final ArrayDeque<Run> idle = new ArrayDeque<>();

    /** An execution with the arrays that go in and come out. */
    private record Run(Execution execution, double[][] x, double[][] y) {}

    Pool(Program program) {
        this.program = program;
        this.outputs = program.outputs().toArray(Shape[]::new);
    }

    private Run take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return new Run(program.newExecution(), arrays(program.inputs()), arrays(program.outputs()));
    }

    private void giveBack(Run run) {
        synchronized (idle) {
            idle.push(run);
        }
    }

    private static double[][] arrays(List<Shape> shapes) {
        return shapes.stream().map(shape -> new double[shape.size()]).toArray(double[][]::new);
    }

    /** The results as new tensors; arguments that carry derivatives hand them on. */
    Tensor[] apply(Tensor... x) {
        for (Tensor argument : x) {
            if (argument instanceof Traced) {
                return program.apply(x);
            }
        }
        program.requireInputs(x.length, k -> x[k].shape());
        Run run = take();
        for (int k = 0; k < x.length; k++) {
            x[k].copyInto(run.x[k]);
        }
        run.execution.run(run.x, run.y);
        Tensor[] y = new Tensor[outputs.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = Tensor.of(outputs[k], run.y[k]);
        }
        giveBack(run);
        return y;
    }

    /** All arguments in one flat array, all results in another; nothing is allocated in the long run. */
    void run(double[] x, double[] y) {
        Run run = take();
        int at = 0;
        for (double[] argument : run.x) {
            System.arraycopy(x, at, argument, 0, argument.length);
            at += argument.length;
        }
        run.execution.run(run.x, run.y);
        at = 0;
        for (double[] result : run.y) {
            System.arraycopy(result, 0, y, at, result.length);
            at += result.length;
        }
        giveBack(run);
    }
}
