package io.github.nestgrad.autodiff;

/** y = x without any of the derivatives that x carries: what is made of y is a constant, at all levels. */
enum StopGradient implements Primitive {
    STOP;

    @Override
    public String operation() {
        return "stopGradient";
    }

    @Override
    public boolean hasDerivative() {
        return false;
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        System.arraycopy(x[0].array, x[0].offset, y.array, y.offset, y.shape().size());
    }

    @Override
    public int viewFrom() {
        return 0;
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return null;
    }
}
