package io.github.nestgrad.autodiff;

/** J(x) v, or J(x)ᵀ v, of an {@link ArrayFunction}: linear in v, and without a derivative by x. */
record ArrayProduct(ArrayFunction f, boolean transposed) implements Primitive {

    @Override
    public String operation() {
        return f.operation() + (transposed ? " VJP" : " JVP");
    }

    @Override
    public Shape shape(Shape... x) {
        return transposed ? f.argument() : f.result();
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        double[] point = x[0].toArray();
        double[] v = x[1].toArray();
        f.write(transposed ? "VJP" : "JVP",
                transposed ? f.cotangents().apply(point, v) : f.tangents().apply(point, v), y);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, requireLinear(k, x), tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new ArrayProduct(f, !transposed), requireLinear(k, x), cotangent);
    }

    /** The point, if the derivative is the one by v. */
    private Tensor requireLinear(int k, Tensor[] x) {
        if (k == 0) {
            throw new UnsupportedOperationException(f.operation() + ": the second derivative is not known, since the "
                    + "first is given on arrays (give it as a CustomDerivative on tensors)");
        }
        return x[0];
    }
}
