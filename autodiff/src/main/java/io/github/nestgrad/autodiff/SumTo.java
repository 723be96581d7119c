package io.github.nestgrad.autodiff;

import java.util.Arrays;

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
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int rows = a.shape().rows();
        int columns = a.shape().columns();
        switch (axis) {
            case ALL -> y.array[y.offset] = sum(a.array, a.offset, a.shape().size());
            case ROWS -> {
                Arrays.fill(y.array, y.offset, y.offset + columns, 0);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        y.array[y.offset + j] += a.array[a.offset + i * columns + j];
                    }
                }
            }
            case COLUMNS -> {
                for (int i = 0; i < rows; i++) {
                    y.array[y.offset + i] = sum(a.array, a.offset + i * columns, columns);
                }
            }
        }
    }

    /** Pairwise summation: the rounding error grows with log n, not with n. */
    private static double sum(double[] array, int from, int n) {
        if (n > 64) {
            int half = n / 2;
            return sum(array, from, half) + sum(array, from + half, n - half);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += array[from + i];
        }
        return sum;
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
