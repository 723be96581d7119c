package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;

/**
 * A tensor that carries no derivative: a row-major window on an array.
 *
 * <p>It knows the kernels to compute with. They use threads if the matrix that it was made of does, and so do those of
 * whatever is computed from it.
 */
final class Concrete extends Tensor {

    final double[] array;
    final int offset;
    final Kernels kernels;
    private final Shape shape;

    private Concrete(Shape shape, double[] array, int offset, Kernels kernels) {
        this.shape = shape;
        this.array = array;
        this.offset = offset;
        this.kernels = kernels;
    }

    Concrete(Shape shape, double[] array) {
        this(shape, array, 0, KernelProvider.get());
    }

    static Concrete over(Kernels kernels, Shape shape, double[] array) {
        return new Concrete(shape, array, 0, kernels);
    }

    static Concrete allocate(Shape shape) {
        return new Concrete(shape, new double[shape.size()]);
    }

    /** Room for what is computed from x. */
    static Concrete allocate(Shape shape, Concrete... x) {
        Kernels kernels = KernelProvider.get();
        for (Concrete argument : x) {
            if (argument.kernels != kernels) {
                return over(argument.kernels, shape, new double[shape.size()]);
            }
        }
        return allocate(shape);
    }

    /** A window on memory that is written later, with what is computed from x. */
    static Concrete on(double[] memory, int offset, Shape shape, Concrete... x) {
        Kernels kernels = KernelProvider.get();
        for (Concrete argument : x) {
            kernels = argument.kernels == KernelProvider.get() ? kernels : argument.kernels;
        }
        return new Concrete(shape, memory, offset, kernels);
    }

    /** Numbers of this tensor in another shape. */
    Concrete viewed(Shape other, int from) {
        return new Concrete(other, array, offset + from, kernels);
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
