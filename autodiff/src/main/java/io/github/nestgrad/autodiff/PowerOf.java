package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.ScalarFunctions;

/**
 * y = xᵉ with a variable exponent, entry by entry; ∂y/∂x = e xᵉ⁻¹ and ∂y/∂e = xᵉ ln x.
 *
 * <p>At x = 0 the first is 0 if e = 0, as it is for every other x. The second is 0 if e ≥ 0, the limit for e &gt; 0;
 * and what is derived from it there is 0 too. For x &lt; 0 no derivative in e exists: it is NaN.
 */
enum PowerOf implements Primitive {
    POWER;

    @Override
    public String operation() {
        return "pow";
    }

    @Override
    public Shape shape(Shape... x) {
        return Broadcast.requireEqual(operation(), x);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        Concrete e = x[1];
        if (y.shape().isScalar()) {
            y.array[y.offset] = ofScalars(a.array[a.offset], e.array[e.offset]);
            return;
        }
        y.kernels.elementwise().pow(y.shape().size(), a.array, a.offset, e.array, e.offset, y.array, y.offset);
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return ScalarFunctions.pow(a, b);
    }

    /** What a number is replaced by before it meets 0 · ∞; a constant, so no derivative passes there either. */
    private static Tensor orOne(Tensor x, Tensor replaced) {
        return Broadcast.bind(Where.WHERE, Tensor.of(1), x, replaced);
    }

    private static Tensor derivative(int k, Tensor[] x, Tensor y) {
        Tensor base = x[0];
        Tensor exponent = x[1];
        Tensor zero = ComparisonWith.of(Relation.EQUAL, base, 0);
        if (k == 0) {
            Tensor safe = orOne(exponent, zero.times(ComparisonWith.of(Relation.EQUAL, exponent, 0)));
            return exponent.times(base.pow(safe.minus(1)));
        }
        return y.times(orOne(base, zero.times(ComparisonWith.of(Relation.AT_LEAST, exponent, 0))).log());
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.NONLINEAR * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.times(derivative(k, x, y));
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return cotangent.times(derivative(k, x, y));
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
