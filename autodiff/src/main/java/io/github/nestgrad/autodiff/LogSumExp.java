package io.github.nestgrad.autodiff;

/**
 * yᵢ = log Σⱼ exp xᵢⱼ for each row of a matrix; its derivative is the softmax of the row.
 *
 * <p>The largest entry is taken out of the sum, so nothing overflows. A row whose entries are all −∞ has the value
 * −∞ and no derivative (NaN); a row without entries has no value, since the maximum of nothing does not exist.
 */
enum LogSumExp implements Primitive {
    ROWS;

    @Override
    public String operation() {
        return "logSumExpRows";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 2) {
            throw new IllegalArgumentException(operation() + ": the argument is a " + x[0] + " (expected a matrix)");
        }
        if (x[0].columns() == 0 && x[0].rows() > 0) {
            throw new IllegalArgumentException(
                    operation() + ": the rows of a " + x[0] + " are empty (expected at least one column)");
        }
        return Shape.vector(x[0].rows());
    }

    @Override
    public Primitive onRows(int rows) {
        return this;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        y.kernels.rows().logSumExpRows(a.shape().rows(), a.shape().columns(), a.array, a.offset,
                y.array, y.offset);
    }

    private static Tensor softmax(Tensor x, Tensor y) {
        return x.minus(y.expandedToColumns(x.shape().columns())).exp();
    }

    @Override
    public long cost(Shape... x) {
        // largest, difference, exponential and sum for each entry, a logarithm and its addition for each row
        return (3L * Cost.ADD + Cost.NONLINEAR) * x[0].size() + (long) (Cost.ADD + Cost.NONLINEAR) * x[0].rows();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return softmax(x[0], y).times(tangent).rowSums();
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return softmax(x[0], y).times(cotangent.expandedToColumns(x[0].shape().columns()));
    }
}
