package io.github.nestgrad.autodiff;

/** A tensor that carries no derivative: a row-major window on an array. */
final class Concrete extends Tensor {

    final double[] array;
    final int offset;
    private final Shape shape;

    Concrete(Shape shape, double[] array, int offset) {
        this.shape = shape;
        this.array = array;
        this.offset = offset;
    }

    static Concrete allocate(Shape shape) {
        return new Concrete(shape, new double[shape.size()], 0);
    }

    /** The same numbers in another shape of the same size. */
    Concrete viewed(Shape other) {
        return new Concrete(other, array, offset);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    Concrete primalValue() {
        return this;
    }
}
