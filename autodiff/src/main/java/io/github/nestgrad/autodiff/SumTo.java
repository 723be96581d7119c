package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.RowKernels;

/** Adds up all entries, the rows, or the columns; the transpose of {@link Expand}. The sum of nothing is 0. */
record SumTo(Axis axis) implements Primitive {

    @Override
    public String operation() {
        return switch (axis) {
            case ALL -> "sum";
            case ROWS -> "columnSums";
            case COLUMNS -> "rowSums";
        };
    }

    @Override
    public Shape shape(Shape... x) {
        if (axis == Axis.ALL) {
            return Shape.scalar();
        }
        if (x[0].rank() != 2) {
            throw new IllegalArgumentException(operation() + ": the argument is a " + x[0] + " (expected a matrix)");
        }
        return Shape.vector(axis == Axis.ROWS ? x[0].columns() : x[0].rows());
    }

    @Override
    public Primitive onRows(int rows) {
        return axis == Axis.COLUMNS ? this : null;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int rows = a.shape().rows();
        int columns = a.shape().columns();
        RowKernels kernels = y.kernels.rows();
        switch (axis) {
            case ALL -> y.array[y.offset] = kernels.sum(a.shape().size(), a.array, a.offset);
            case ROWS -> kernels.columnSums(rows, columns, a.array, a.offset, y.array, y.offset);
            case COLUMNS -> kernels.rowSums(rows, columns, a.array, a.offset, y.array, y.offset);
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.ADD * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new Expand(axis, x[0].shape()), cotangent);
    }
}
