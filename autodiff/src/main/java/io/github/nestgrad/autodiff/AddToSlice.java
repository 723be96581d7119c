package io.github.nestgrad.autodiff;

/** A vector with a shorter one added to its entries from {@code from} on. */
record AddToSlice(int from) implements Primitive {

    @Override
    public String operation() {
        return "addToSlice";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 1 || x[1].rank() != 1 || from < 0 || x[1].rows() > x[0].rows() - from) {
            throw new IllegalArgumentException(
                    "addToSlice: a " + x[1] + " does not fit into a " + x[0] + " from entry " + from);
        }
        return x[0];
    }

    @Override
    public boolean inPlace(int k) {
        return k == 0;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete part = x[1];
        if (x[0].array != y.array || x[0].offset != y.offset) {
            System.arraycopy(x[0].array, x[0].offset, y.array, y.offset, y.shape().rows());
        }
        int at = y.offset + from;
        for (int i = 0; i < part.shape().rows(); i++) {
            y.array[at + i] += part.array[part.offset + i];
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.ADD * x[1].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? tangent : tangent.padded(from, y.shape().rows());
    }

    /** The tangent of the shorter vector is added where it belongs, without a vector of zeros around it. */
    @Override
    public Tensor accumulateTangent(int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        return sum == null || k == 0 ? jvp(k, tangent, x, y) : Interpreter.bind(new AddToSlice(from), sum, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return k == 0 ? cotangent : cotangent.slice(from, from + x[1].shape().rows());
    }
}
