package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.ScalarFunctions;

/**
 * y = xᵖ with a constant exponent, entry by entry; the derivative is p xᵖ⁻¹.
 *
 * <p>x⁰ is 1 for every x, and its derivative a structural zero: polynomials have all derivatives at 0, and below.
 */
record Power(double exponent) implements Primitive {

    @Override
    public String operation() {
        return "pow(" + exponent + ")";
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        if (y.shape().isScalar()) {
            y.array[y.offset] = ofScalars(a.array[a.offset], exponent);
            return;
        }
        y.kernels.elementwise().pow(y.shape().size(), a.array, a.offset, exponent, y.array, y.offset);
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return ScalarFunctions.pow(a, exponent);
    }

    private Tensor scaled(Tensor t, Tensor x) {
        if (exponent == 0) {
            return null;
        }
        return exponent == 1 ? t : t.times(Interpreter.bind(new Power(exponent - 1), x).times(exponent));
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.NONLINEAR * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return scaled(tangent, x[0]);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return scaled(cotangent, x[0]);
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
