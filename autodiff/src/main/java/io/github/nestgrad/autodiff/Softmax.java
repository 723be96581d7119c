package io.github.nestgrad.autodiff;

/**
 * yᵢⱼ = exp xᵢⱼ / Σₖ exp xᵢₖ for each row of a matrix; the Jacobian diag(yᵢ) − yᵢ yᵢᵀ of a row is its own transpose.
 *
 * <p>Nothing overflows. A row of nothing but −∞, or with +∞ in it, has no value (NaN); a row without entries is empty.
 */
enum Softmax implements Primitive {
    ROWS;

    @Override
    public String operation() {
        return "softmaxRows";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 2) {
            throw new IllegalArgumentException(operation() + ": the argument is a " + x[0] + " (expected a matrix)");
        }
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        y.kernels.rows().softmaxRows(a.shape().rows(), a.shape().columns(), a.array, a.offset, y.array, y.offset);
    }

    private static Tensor product(Tensor t, Tensor y) {
        return y.times(t.minus(y.times(t).rowSums().expandedToColumns(y.shape().columns())));
    }

    @Override
    public long cost(Shape... x) {
        // largest, difference, exponential, sum and quotient
        return (3L * Cost.ADD + 2 * Cost.NONLINEAR) * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return product(tangent, y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return product(cotangent, y);
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
