package io.github.nestgrad.autodiff;

/** The sign of each entry: −1, 0 or 1, and NaN for NaN; it carries no derivative. */
enum Sign implements Primitive {
    SIGN;

    static Tensor of(Tensor x) {
        return Interpreter.bind(SIGN, x);
    }

    @Override
    public String operation() {
        return "sign";
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
        Concrete a = x[0];
        for (int i = 0; i < y.shape().size(); i++) {
            y.array[y.offset + i] = Math.signum(a.array[a.offset + i]);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return Math.signum(a);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return null;
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
