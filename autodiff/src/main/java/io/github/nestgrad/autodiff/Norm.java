package io.github.nestgrad.autodiff;

/**
 * The Euclidean norm ‖x‖ of all entries, without overflow; the derivative is x / ‖x‖, and 0 at 0, which is the shortest
 * of the subgradients. Derivatives of higher order count as 0 at 0 too.
 */
enum Norm implements Primitive {
    EUCLIDEAN;

    @Override
    public String operation() {
        return "norm";
    }

    @Override
    public Shape shape(Shape... x) {
        return Shape.scalar();
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        y.array[y.offset] = y.kernels.nrm2(x[0].shape().size(), x[0].array, x[0].offset);
    }

    private static Tensor direction(Tensor x, Tensor y) {
        return Interpreter.bind(QuotientOrZero.QUOTIENT, x, y.expandedTo(x.shape()));
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + Cost.MULTIPLY) * x[0].size() + Cost.NONLINEAR;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return direction(x[0], y).dot(tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return direction(x[0], y).times(cotangent);
    }
}
