package io.github.nestgrad.autodiff;

/** y = a / b, entry by entry, with y = 0 and all derivatives 0 where b = 0. */
enum QuotientOrZero implements Primitive {
    QUOTIENT;

    @Override
    public String operation() {
        return "quotientOrZero";
    }

    @Override
    public Shape shape(Shape... x) {
        return Broadcast.requireEqual(operation(), x);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        Concrete b = x[1];
        for (int i = 0; i < y.shape().size(); i++) {
            y.array[y.offset + i] = ofScalars(a.array[a.offset + i], b.array[b.offset + i]);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return b == 0 ? 0 : a / b;
    }

    private Tensor divided(int k, Tensor t, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, k == 0 ? t : t.times(y).negated(), x[1]);
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.NONLINEAR * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return divided(k, tangent, x, y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return divided(k, cotangent, x, y);
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
