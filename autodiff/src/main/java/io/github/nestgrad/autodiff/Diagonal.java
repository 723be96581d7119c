package io.github.nestgrad.autodiff;

import java.util.Arrays;

/** Between the diagonal of a square matrix and a vector; the two are each other's transposes. */
enum Diagonal implements Primitive {

    /** yᵢ = xᵢᵢ. */
    OF_MATRIX("diagonal") {
        @Override
        public Shape shape(Shape... x) {
            if (x[0].rank() != 2 || x[0].rows() != x[0].columns()) {
                throw new IllegalArgumentException(
                        operation() + ": the argument is a " + x[0] + " (expected a square matrix)");
            }
            return Shape.vector(x[0].rows());
        }

        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            int n = y.shape().rows();
            for (int i = 0; i < n; i++) {
                y.array[y.offset + i] = x[0].array[x[0].offset + i * (n + 1)];
            }
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            return tangent.diagonal();
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            return cotangent.diagonalMatrix();
        }

        /** n additions instead of n². */
        @Override
        public Tensor accumulate(int k, Tensor sum, Tensor cotangent, Tensor[] x, Tensor y) {
            return sum == null ? vjp(k, cotangent, x, y) : Interpreter.bind(AddToDiagonal.ADD, sum, cotangent);
        }
    },

    /** yᵢᵢ = xᵢ, and zeros elsewhere. */
    TO_MATRIX("diagonalMatrix") {
        @Override
        public Shape shape(Shape... x) {
            if (x[0].rank() != 1) {
                throw new IllegalArgumentException(
                        operation() + ": the argument is a " + x[0] + " (expected a vector)");
            }
            return Shape.matrix(x[0].rows(), x[0].rows());
        }

        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            int n = y.shape().rows();
            Arrays.fill(y.array, y.offset, y.offset + n * n, 0);
            for (int i = 0; i < n; i++) {
                y.array[y.offset + i * (n + 1)] = x[0].array[x[0].offset + i];
            }
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            return tangent.diagonalMatrix();
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            return cotangent.diagonal();
        }
    };

    private final String operation;

    Diagonal(String operation) {
        this.operation = operation;
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public String operation() {
        return operation;
    }
}
