package io.github.nestgrad.autodiff;

/** y = ⟨a, b⟩, the sum of the products of all entries of two tensors of equal shapes. */
enum Dot implements Primitive {
    DOT;

    @Override
    public String operation() {
        return "dot";
    }

    @Override
    public Shape shape(Shape... x) {
        if (!x[0].equals(x[1])) {
            throw new IllegalArgumentException(
                    "dot: " + x[0] + " and " + x[1] + " do not match (expected equal shapes)");
        }
        return Shape.scalar();
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    /** A sum of one product, which begins at 0 and so is never −0. */
    @Override
    public double ofScalars(double a, double b) {
        return 0 + a * b;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        Concrete b = x[1];
        y.array[y.offset] = y.kernels.dot(a.shape().size(), a.array, a.offset, b.array, b.offset);
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + Cost.MULTIPLY) * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? tangent.dot(x[1]) : x[0].dot(tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return x[1 - k].times(cotangent);
    }
}
