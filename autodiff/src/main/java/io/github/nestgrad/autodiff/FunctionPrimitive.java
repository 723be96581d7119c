package io.github.nestgrad.autodiff;

import java.util.function.UnaryOperator;

/**
 * A primitive whose value is that of a function of tensors, while its rules are its own.
 *
 * <p>The value carries no derivative but by these rules.
 */
interface FunctionPrimitive extends Primitive {

    UnaryOperator<Tensor> function();

    @Override
    default Concrete apply(Concrete... x) {
        return (Concrete) requireOwn(function().apply(x[0]), true);
    }

    @Override
    default void evaluate(Concrete[] x, Concrete y) {
        Concrete value = apply(x);
        System.arraycopy(value.array, value.offset, y.array, y.offset, y.shape().size());
    }

    @Override
    default Shape shape(Shape... x) {
        return Program.of(function(), x[0]).outputs().get(0);
    }

    @Override
    default long cost(Shape... x) {
        return Program.of(function(), x[0]).cost();
    }

    /** What the function makes of x, which may be recorded. */
    default Tensor valueAt(Tensor x) {
        return requireOwn(function().apply(x), false);
    }

    private Tensor requireOwn(Tensor y, boolean numbers) {
        if (y == null) {
            throw new IllegalArgumentException(operation() + ": the function returned null (expected a tensor)");
        }
        if (y instanceof Lifted || numbers && !(y instanceof Concrete)) {
            throw new IllegalStateException(operation() + ": the function uses a tensor from outside that carries a "
                    + "derivative, which would be lost, or that is being recorded; make it an argument");
        }
        return y;
    }
}
