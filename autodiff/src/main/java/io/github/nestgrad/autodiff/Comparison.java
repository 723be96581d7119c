package io.github.nestgrad.autodiff;

/** Whether a relation holds between two tensors, entry by entry, as 0 and 1; it carries no derivative. */
record Comparison(Relation relation) implements Primitive {

    static Tensor of(Relation relation, Tensor a, Tensor b) {
        return Interpreter.bind(new Comparison(relation), a, b);
    }

    @Override
    public String operation() {
        return relation.operation();
    }

    @Override
    public boolean hasDerivative() {
        return false;
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
            y.array[y.offset + i] = relation.of(a.array[a.offset + i], b.array[b.offset + i]);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return relation.of(a, b);
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
