package io.github.nestgrad.autodiff;

import java.util.Arrays;

/** A vector of {@code size} entries, zero but for the argument from entry {@code from}; the transpose of slicing. */
record Pad(int from, int size) implements Primitive {

    @Override
    public String operation() {
        return "padded";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 1 || from < 0 || x[0].rows() > size - from) {
            throw new IllegalArgumentException("padded: a " + x[0] + " does not fit into a vector of " + size
                    + " entries from entry " + from);
        }
        return Shape.vector(size);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Arrays.fill(y.array, y.offset, y.offset + size, 0);
        System.arraycopy(x[0].array, x[0].offset, y.array, y.offset + from, x[0].shape().rows());
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.padded(from, size);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return cotangent.slice(from, from + x[0].shape().rows());
    }
}
