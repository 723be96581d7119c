package io.github.nestgrad.autodiff;

/**
 * y = m x, entry by entry, with y = 0 wherever m = 0, whatever x is there: a NaN that was masked is gone.
 *
 * <p>The weights m never carry a derivative. As a map of x it is its own transpose.
 */
enum Masked implements Primitive {
    MASKED;

    static Tensor of(Tensor x, Tensor weights) {
        return Interpreter.bind(MASKED, x, weights);
    }

    @Override
    public String operation() {
        return "masked";
    }

    @Override
    public Shape shape(Shape... x) {
        return Broadcast.requireEqual(operation(), x);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        Concrete m = x[1];
        for (int i = 0; i < y.shape().size(); i++) {
            y.array[y.offset + i] = ofScalars(a.array[a.offset + i], m.array[m.offset + i]);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double m) {
        return m == 0 ? 0 : m * a;
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.MULTIPLY * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? of(tangent, x[1]) : null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return k == 0 ? of(cotangent, x[1]) : null;
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
