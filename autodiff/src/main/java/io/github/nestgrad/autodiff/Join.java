package io.github.nestgrad.autodiff;

/** The entries of one vector, and behind them those of another. */
enum Join implements Primitive {
    JOIN;

    @Override
    public String operation() {
        return "join";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 1 || x[1].rank() != 1) {
            throw new IllegalArgumentException(
                    "join: the arguments are a " + x[0] + " and a " + x[1] + " (expected two vectors)");
        }
        return Shape.vector(Math.addExact(x[0].rows(), x[1].rows()));
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int m = x[0].shape().rows();
        System.arraycopy(x[0].array, x[0].offset, y.array, y.offset, m);
        System.arraycopy(x[1].array, x[1].offset, y.array, y.offset + m, x[1].shape().rows());
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.padded(from(k, x), y.shape().rows());
    }

    /** The tangent of the second vector is added where it belongs, without a vector of zeros around it. */
    @Override
    public Tensor accumulateTangent(int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        return sum == null || k == 0 ? jvp(k, tangent, x, y)
                : Interpreter.bind(new AddToSlice(x[0].shape().rows()), sum, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        int from = from(k, x);
        return cotangent.slice(from, from + x[k].shape().rows());
    }

    private static int from(int k, Tensor[] x) {
        return k == 0 ? 0 : x[0].shape().rows();
    }
}
