package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * A primitive whose last arguments, which carry no derivative, are given: the laws then speak of the others alone.
 *
 * @param base the primitive
 * @param constants the last arguments
 */
record WithConstants(Primitive base, Tensor... constants) implements Primitive {

    @Override
    public String operation() {
        return base.operation();
    }

    @Override
    public Tensor[] completed(Tensor... x) {
        Tensor[] all = Arrays.copyOf(x, x.length + constants.length);
        System.arraycopy(constants, 0, all, x.length, constants.length);
        return all;
    }

    @Override
    public Shape shape(Shape... x) {
        return base.shape(x);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        base.evaluate(x, y);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        base.evaluate(x, y, workspace);
    }

    @Override
    public int workspace(Shape... x) {
        return base.workspace(x);
    }

    /** Arguments that a wrong rule has swapped, with the constants in their places again. */
    private Tensor[] restored(Tensor... x) {
        return completed(Arrays.copyOf(x, x.length - constants.length));
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return base.jvp(k, tangent, restored(x), y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return base.vjp(k, cotangent, restored(x), y);
    }

    @Override
    public Tensor accumulate(int k, Tensor sum, Tensor cotangent, Tensor[] x, Tensor y) {
        return base.accumulate(k, sum, cotangent, x, y);
    }

    @Override
    public Tensor accumulateTangent(int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        return base.accumulateTangent(k, sum, tangent, x, y);
    }

    @Override
    public long cost(Shape... x) {
        return base.cost(x);
    }

    @Override
    public boolean inPlace(int k) {
        return base.inPlace(k);
    }

    @Override
    public Primitive onRows(int rows) {
        return null;
    }
}
