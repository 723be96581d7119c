package io.github.nestgrad.autodiff;

/** Whether a relation holds between each entry and a constant, as 0 and 1; it carries no derivative. */
record ComparisonWith(Relation relation, double constant) implements Primitive {

    static Tensor of(Relation relation, Tensor x, double constant) {
        return Interpreter.bind(new ComparisonWith(relation, constant), x);
    }

    @Override
    public String operation() {
        return relation.operation() + "(" + constant + ")";
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
            y.array[y.offset + i] = relation.of(a.array[a.offset + i], constant);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return relation.of(a, constant);
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
