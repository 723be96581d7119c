package io.github.nestgrad.autodiff;

/** The methods of {@link Tensor} that multiply matrices. */
interface ProductMethods {

    /**
     * The matrix product A B, or A b for a vector b.
     *
     * @param other a matrix, or a vector
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    default Tensor matmul(Tensor other) {
        return Interpreter.bind(new MatMul(false, false), self(), other);
    }

    /**
     * The product Aᵀ B, or Aᵀ b for a vector b, without transposing in memory.
     *
     * @param other a matrix, or a vector
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    default Tensor transposedMatmul(Tensor other) {
        return Interpreter.bind(new MatMul(true, false), self(), other);
    }

    /**
     * The product A Bᵀ of two matrices, without transposing in memory.
     *
     * @param other a matrix
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    default Tensor matmulTransposed(Tensor other) {
        return Interpreter.bind(new MatMul(false, true), self(), other);
    }

    /**
     * The outer product a bᵀ of two vectors, a matrix.
     *
     * @param other a vector
     * @return the matrix with entries aᵢ bⱼ
     * @throws IllegalArgumentException if one of them is not a vector
     */
    default Tensor outer(Tensor other) {
        if (self().shape().rank() != 1 || other.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "outer: no product of " + self().shape() + " and " + other.shape() + " (expected two vectors)");
        }
        return Interpreter.bind(new MatMul(false, true), self(), other);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
