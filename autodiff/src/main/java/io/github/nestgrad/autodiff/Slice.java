package io.github.nestgrad.autodiff;

/** The entries from, …, to − 1 of a vector; a view, nothing is copied. The transpose of {@link Pad}. */
record Slice(int from, int to) implements Primitive {

    @Override
    public String operation() {
        return "slice";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 1) {
            throw new IllegalArgumentException("slice: the argument is a " + x[0] + " (expected a vector)");
        }
        if (from < 0 || to < from || to > x[0].rows()) {
            throw new IllegalArgumentException(
                    "slice: entries " + from + " to " + to + " (exclusive) do not lie in a " + x[0]);
        }
        return Shape.vector(to - from);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        System.arraycopy(x[0].array, x[0].offset + from, y.array, y.offset, to - from);
    }

    @Override
    public int viewFrom() {
        return from;
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.slice(from, to);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return cotangent.padded(from, x[0].shape().rows());
    }

    /** Only the part is added to: with a slice for each of n entries, padding would make n² of n additions. */
    @Override
    public Tensor accumulate(int k, Tensor sum, Tensor cotangent, Tensor[] x, Tensor y) {
        return sum == null ? vjp(k, cotangent, x, y) : Interpreter.bind(new AddToSlice(from), sum, cotangent);
    }
}
