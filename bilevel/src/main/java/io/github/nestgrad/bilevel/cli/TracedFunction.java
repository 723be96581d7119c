package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.expression.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function with the point at which it is traced.
 *
 * @param title what it is, on one line
 * @param program the function
 * @param inputs the names of its arguments
 * @param point the entries of all arguments, row by row
 */
record TracedFunction(String title, Program program, List<String> inputs, double[] point) {

    static TracedFunction of(TraceExample example) {
        return new TracedFunction(example.title(), example.program(), example.inputs(), example.point());
    }

    static TracedFunction of(Expression expression, double[] point) {
        List<String> inputs = IntStream.rangeClosed(1, expression.variables()).mapToObj(i -> "x" + i).toList();
        return new TracedFunction(expression.toString(), expression.program(), inputs, point);
    }

    TracedFunction at(double[] other) {
        return new TracedFunction(title, program, inputs, other);
    }

    /** How many numbers the arguments have in all. */
    static int entries(Program program) {
        return program.inputs().stream().mapToInt(Shape::size).sum();
    }

    /** The arguments whose entries are given. */
    Tensor[] arguments(double[] entries) {
        List<Tensor> arguments = new ArrayList<>();
        int at = 0;
        for (Shape shape : program.inputs()) {
            arguments.add(Tensor.of(shape, Arrays.copyOfRange(entries, at, at + shape.size())));
            at += shape.size();
        }
        return arguments.toArray(Tensor[]::new);
    }

    /** t ↦ f(x + t v). */
    Tensor along(double[] direction, Tensor t) {
        Tensor[] x = arguments(point);
        Tensor[] v = arguments(direction);
        for (int k = 0; k < x.length; k++) {
            x[k] = x[k].plus(v[k].times(t));
        }
        return program.apply(x)[0];
    }
}
