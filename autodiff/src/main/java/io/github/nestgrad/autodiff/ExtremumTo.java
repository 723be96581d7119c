package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * The largest or smallest of all entries, of each column, or of each row.
 *
 * <p>The derivative goes to the entry that was taken. Where c entries are equal, their unit vectors are the derivatives
 * that meet, and the shortest vector between them gives 1/c to each. The extremum of nothing does not exist.
 */
record ExtremumTo(Axis axis, boolean largest) implements Primitive {

    @Override
    public String operation() {
        return switch (axis) {
            case ALL -> largest ? "max" : "min";
            case ROWS -> largest ? "columnMaxima" : "columnMinima";
            case COLUMNS -> largest ? "rowMaxima" : "rowMinima";
        };
    }

    @Override
    public Shape shape(Shape... x) {
        if (axis != Axis.ALL && x[0].rank() != 2) {
            throw new IllegalArgumentException(operation() + ": the argument is a " + x[0] + " (expected a matrix)");
        }
        Shape shape = axis.reduced(x[0]);
        if (x[0].size() == 0 && shape.size() > 0) {
            throw new IllegalArgumentException(
                    operation() + ": a " + x[0] + " has nothing to choose from (expected at least one entry)");
        }
        return shape;
    }

    @Override
    public Primitive onRows(int rows) {
        return axis == Axis.COLUMNS ? this : null;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int columns = a.shape().columns();
        int rowStride = axis.rowStride();
        int columnStride = axis.columnStride();
        Arrays.fill(y.array, y.offset, y.offset + y.shape().size(),
                largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        for (int i = 0; i < a.shape().rows(); i++) {
            int from = a.offset + i * columns;
            int to = y.offset + i * rowStride;
            for (int j = 0; j < columns; j++) {
                double entry = a.array[from + j];
                int at = to + j * columnStride;
                y.array[at] = largest ? Math.max(y.array[at], entry) : Math.min(y.array[at], entry);
            }
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.ADD * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new SumTo(axis), Masked.of(tangent, Interpreter.bind(new Ties(axis), x[0], y)));
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Masked.of(Interpreter.bind(new Expand(axis, x[0].shape()), cotangent),
                Interpreter.bind(new Ties(axis), x[0], y));
    }
}
