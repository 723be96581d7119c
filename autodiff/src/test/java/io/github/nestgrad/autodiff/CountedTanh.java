package io.github.nestgrad.autodiff;

/** tanh, which counts how often it is evaluated and how often its rules are asked; the rules do not evaluate it. */
final class CountedTanh implements Primitive {

    int values;
    int tangents;
    int cotangents;

    Tensor of(Tensor x) {
        return Interpreter.bind(this, x);
    }

    @Override
    public String operation() {
        return "countedTanh";
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        values++;
        Elementwise.TANH.evaluate(x, y);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        tangents++;
        return Elementwise.TANH.jvp(k, tangent, x, y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        cotangents++;
        return Elementwise.TANH.vjp(k, cotangent, x, y);
    }
}
