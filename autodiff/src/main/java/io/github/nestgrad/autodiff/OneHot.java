package io.github.nestgrad.autodiff;

import java.util.Arrays;

/** The matrix whose row i is 1 at the column that label i names, and 0 elsewhere; it carries no derivative. */
record OneHot(int columns) implements Primitive {

    @Override
    public String operation() {
        return "oneHot";
    }

    @Override
    public boolean hasDerivative() {
        return false;
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 1) {
            throw new IllegalArgumentException(operation() + ": the labels are a " + x[0] + " (expected a vector)");
        }
        return Shape.matrix(x[0].rows(), columns);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Arrays.fill(y.array, y.offset, y.offset + y.shape().size(), 0);
        Concrete labels = x[0];
        for (int i = 0; i < y.shape().rows(); i++) {
            double label = labels.array[labels.offset + i];
            int column = (int) label;
            if (column != label || column < 0 || column >= columns) {
                throw new IllegalArgumentException(operation() + ": label " + i + " is " + label
                        + " (expected a whole number from 0 to " + (columns - 1) + ", for " + columns + " columns)");
            }
            y.array[y.offset + i * columns + column] = 1;
        }
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return null;
    }
}
