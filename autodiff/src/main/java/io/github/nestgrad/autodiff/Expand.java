package io.github.nestgrad.autodiff;

import java.util.Arrays;

/** Copies a scalar to every entry, or a vector to every row or column; the transpose of {@link SumTo}. */
record Expand(Axis axis, Shape target) implements Primitive {

    @Override
    public String operation() {
        return switch (axis) {
            case ALL -> "expandedTo";
            case ROWS -> "expandedToRows";
            case COLUMNS -> "expandedToColumns";
        };
    }

    @Override
    public Shape shape(Shape... x) {
        boolean fits = switch (axis) {
            case ALL -> x[0].isScalar();
            case ROWS -> x[0].rank() == 1 && target.rank() == 2 && target.columns() == x[0].rows();
            case COLUMNS -> x[0].rank() == 1 && target.rank() == 2 && target.rows() == x[0].rows();
        };
        if (!fits) {
            throw new IllegalArgumentException(operation() + ": " + x[0] + " does not expand to " + target
                    + " (expected a " + (axis == Axis.ALL ? "scalar)" : "vector)"));
        }
        return target;
    }

    @Override
    public Primitive onRows(int rows) {
        return target.rank() == 2 ? new Expand(axis, Shape.matrix(rows, target.columns()))
                : target.rank() == 1 ? new Expand(axis, Shape.vector(rows)) : null;
    }

    @Override
    public boolean hasRows(int k) {
        return axis == Axis.COLUMNS;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int columns = target.columns();
        switch (axis) {
            case ALL -> Arrays.fill(y.array, y.offset, y.offset + target.size(), a.array[a.offset]);
            case ROWS -> {
                for (int i = 0; i < target.rows(); i++) {
                    System.arraycopy(a.array, a.offset, y.array, y.offset + i * columns, columns);
                }
            }
            case COLUMNS -> {
                for (int i = 0; i < target.rows(); i++) {
                    int row = y.offset + i * columns;
                    Arrays.fill(y.array, row, row + columns, a.array[a.offset + i]);
                }
            }
        }
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new SumTo(axis), cotangent);
    }
}
