package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * A matrix of {@code rows} rows, zero but for those of the argument, each added to the row that its index names; the
 * transpose of {@link GatherRows}. A vector counts as a matrix of one column.
 */
record ScatterAddRows(int rows) implements Primitive {

    @Override
    public String operation() {
        return "scatterAddRows";
    }

    @Override
    public Shape shape(Shape... x) {
        Indices.requireRows(operation(), x[0]);
        Indices.requireVector(operation(), x[1]);
        if (x[0].rows() != x[1].rows()) {
            throw new IllegalArgumentException(operation() + ": the rows of a " + x[0] + " and the indices, a " + x[1]
                    + ", do not match (expected an index for each row)");
        }
        return Indices.withRows(x[0], rows);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Arrays.fill(y.array, y.offset, y.offset + y.shape().size(), 0);
        AddToRows.add(operation(), x[0], x[1], y);
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.ADD * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? tangent.scatterAddRows(x[1], rows) : null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return k == 0 ? cotangent.gatherRows(x[1]) : null;
    }
}
