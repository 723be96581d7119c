package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.ScalarFunctions;

/**
 * y = log |det A|, where the second argument is the {@linkplain Factorize factors} of A; 0 for an empty matrix.
 *
 * <pre>
 *   ẏ = ⟨A⁻ᵀ, Ȧ⟩        Ā = ȳ A⁻ᵀ
 * </pre>
 *
 * <p>If A is symmetric, with Cholesky's factors, it is read as its symmetric part, and the cotangent is symmetric.
 */
record LogDeterminant(Primitive factorization, boolean symmetric) implements Primitive {

    @Override
    public String operation() {
        return factorization.operation() + " logDeterminant";
    }

    /** A and its factors. */
    @Override
    public Tensor[] completed(Tensor... x) {
        return new Tensor[] {x[0], Interpreter.bind(factorization, x[0])};
    }

    @Override
    public Shape shape(Shape... x) {
        Factorize.requireSquare(operation(), x[0]);
        return Shape.scalar();
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int n = x[0].shape().rows();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ScalarFunctions.log(Math.abs(x[1].array[x[1].offset + i * (n + 1)]));
        }
        y.array[y.offset] = symmetric ? 2 * sum : sum;
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + Cost.NONLINEAR) * x[0].rows();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 1 ? null : inverseTransposed(x).dot(tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return k == 1 ? null : inverseTransposed(x).times(cotangent);
    }

    private Tensor inverseTransposed(Tensor[] x) {
        Tensor inverse = Interpreter.bind(new Inverse(factorization, symmetric), x[0], x[1]);
        return symmetric ? inverse : inverse.transposed();
    }
}
