package io.github.nestgrad.autodiff;

/** y = |x|, entry by entry; the derivative is the sign of x, and 0 at the kink. */
enum Abs implements Primitive {
    ABS;

    @Override
    public String operation() {
        return "abs";
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        y.kernels.elementwise().abs(y.shape().size(), x[0].array, x[0].offset, y.array, y.offset);
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return Math.abs(a);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Masked.of(tangent, Sign.of(x[0]));
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Masked.of(cotangent, Sign.of(x[0]));
    }

    @Override
    public Primitive onRows(int rows) {
        return this;
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }
}
