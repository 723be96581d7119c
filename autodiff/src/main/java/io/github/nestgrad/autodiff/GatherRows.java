package io.github.nestgrad.autodiff;

/**
 * The rows of a matrix, or the entries of a vector, that a vector of indices names; the transpose of
 * {@link ScatterAddRows}. The arguments are x and the indices, which carry no derivative.
 */
enum GatherRows implements Primitive {
    GATHER;

    @Override
    public String operation() {
        return "gatherRows";
    }

    @Override
    public Shape shape(Shape... x) {
        Indices.requireRows(operation(), x[0]);
        Indices.requireVector(operation(), x[1]);
        return Indices.withRows(x[0], x[1].rows());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int columns = a.shape().columns();
        for (int i = 0; i < y.shape().rows(); i++) {
            int row = Indices.row(operation(), x[1], i, a.shape());
            System.arraycopy(a.array, a.offset + row * columns, y.array, y.offset + i * columns, columns);
        }
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? tangent.gatherRows(x[1]) : null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return k == 0 ? cotangent.scatterAddRows(x[1], x[0].shape().rows()) : null;
    }

    /** Only the rows are added to: a minibatch costs what it holds, not what the data hold. */
    @Override
    public Tensor accumulate(int k, Tensor sum, Tensor cotangent, Tensor[] x, Tensor y) {
        return k > 0 || sum == null ? Primitive.super.accumulate(k, sum, cotangent, x, y)
                : Interpreter.bind(AddToRows.ADD, sum, cotangent, x[1]);
    }
}
