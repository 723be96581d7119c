package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.SparseMatrix;

/**
 * Y = S X, or Y = Sᵀ X, for a constant sparse matrix S and a vector, or the columns of a matrix, X.
 *
 * <p>Linear in X: Ẏ = S Ẋ and X̄ = Sᵀ Ȳ. Sums run in the order in which S stores its entries, with both kernel sets.
 */
record SparseProduct(SparseMatrix s, boolean transposed) implements Primitive {

    @Override
    public String operation() {
        return transposed ? "premultipliedByTransposed" : "premultipliedBy";
    }

    @Override
    public Shape shape(Shape... x) {
        int inner = transposed ? s.rows() : s.columns();
        if (x[0].isScalar() || x[0].rows() != inner) {
            throw new IllegalArgumentException(operation() + ": " + s + " and " + x[0] + " do not fit (expected a "
                    + "vector or a matrix with " + inner + " rows)");
        }
        int rows = transposed ? s.columns() : s.rows();
        return x[0].rank() == 1 ? Shape.vector(rows) : Shape.matrix(rows, x[0].columns());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        if (transposed) {
            s.multiplyTransposed(x[0].shape().columns(), x[0].array, x[0].offset, y.array, y.offset);
        } else {
            s.multiply(x[0].shape().columns(), x[0].array, x[0].offset, y.array, y.offset);
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + Cost.MULTIPLY) * s.entryCount() * x[0].columns();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new SparseProduct(s, !transposed), cotangent);
    }
}
