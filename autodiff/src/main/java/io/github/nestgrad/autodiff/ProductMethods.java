package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.SparseMatrix;

/** The methods of {@link Tensor} that multiply with matrices, and with their inverses. */
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

    /**
     * The product S X with a constant sparse matrix, where X is this vector or matrix.
     *
     * @param s S, m×n; captured as a constant
     * @return S X, with m rows
     * @throws IllegalArgumentException if this has other than n rows
     */
    default Tensor premultipliedBy(SparseMatrix s) {
        return Interpreter.bind(new SparseProduct(s, false), self());
    }

    /**
     * The product Sᵀ X with a constant sparse matrix, where X is this vector or matrix.
     *
     * @param s S, m×n; captured as a constant
     * @return Sᵀ X, with n rows
     * @throws IllegalArgumentException if this has other than m rows
     */
    default Tensor premultipliedByTransposed(SparseMatrix s) {
        return Interpreter.bind(new SparseProduct(s, true), self());
    }

    /**
     * This square matrix A with its factors P A = L U, by partial pivoting; 2n³/3 operations. It allocates, also in a
     * program.
     *
     * @return the factorisation, for solutions of A X = B and Aᵀ X = B, and for log |det A|
     * @throws IllegalArgumentException if this is not a square matrix
     * @throws ArithmeticException if A is singular or not finite; it names the pivot and its value
     */
    default Factorization lu() {
        return new Factorization(Factorize.LU, false, self());
    }

    /**
     * This symmetric positive definite matrix A with its factors A = L Lᵀ; n³/3 operations. It allocates, also in a
     * program.
     *
     * <p>Both triangles are read: what is factorised is the symmetric part ½(A + Aᵀ), so that derivatives are those of
     * a function of all n² entries, and the cotangent of A is symmetric.
     *
     * @return the factorisation, for solutions of A X = B and for log det A
     * @throws IllegalArgumentException if this is not a square matrix
     * @throws ArithmeticException if A is not positive definite, or not finite; it names the pivot and its value
     */
    default Factorization cholesky() {
        return new Factorization(Factorize.CHOLESKY, true, self());
    }

    /**
     * The solution X of A X = B, where A is this square matrix; by {@link #lu}, whose result serves where there are
     * several solutions with one matrix.
     *
     * @param b B, a vector of n entries or an n×k matrix
     * @return A⁻¹ B, of the shape of B
     * @throws IllegalArgumentException if this is not a square matrix, or B has other than n rows
     * @throws ArithmeticException if A is singular or not finite; it names the pivot and its value
     */
    default Tensor solve(Tensor b) {
        return lu().solve(b);
    }

    /**
     * The solution X of L X = B, where L is the lower triangle of this matrix; its upper triangle is not read, and its
     * cotangent is zero there.
     *
     * @param b B, a vector of n entries or an n×k matrix
     * @return L⁻¹ B, of the shape of B
     * @throws IllegalArgumentException if this is not a square matrix, or B has other than n rows
     * @throws ArithmeticException if an entry of the diagonal is 0 or NaN
     */
    default Tensor solveLower(Tensor b) {
        return Interpreter.bind(new TriangularSolve(false, false), self(), b);
    }

    /**
     * The solution X of Lᵀ X = B, where L is the lower triangle of this matrix; its upper triangle is not read, and its
     * cotangent is zero there.
     *
     * @param b B, a vector of n entries or an n×k matrix
     * @return L⁻ᵀ B, of the shape of B
     * @throws IllegalArgumentException if this is not a square matrix, or B has other than n rows
     * @throws ArithmeticException if an entry of the diagonal is 0 or NaN
     */
    default Tensor solveLowerTransposed(Tensor b) {
        return Interpreter.bind(new TriangularSolve(false, true), self(), b);
    }

    /**
     * The solution X of U X = B, where U is the upper triangle of this matrix; its lower triangle is not read, and its
     * cotangent is zero there.
     *
     * @param b B, a vector of n entries or an n×k matrix
     * @return U⁻¹ B, of the shape of B
     * @throws IllegalArgumentException if this is not a square matrix, or B has other than n rows
     * @throws ArithmeticException if an entry of the diagonal is 0 or NaN
     */
    default Tensor solveUpper(Tensor b) {
        return Interpreter.bind(new TriangularSolve(true, false), self(), b);
    }

    /**
     * The solution X of Uᵀ X = B, where U is the upper triangle of this matrix; its lower triangle is not read, and its
     * cotangent is zero there.
     *
     * @param b B, a vector of n entries or an n×k matrix
     * @return U⁻ᵀ B, of the shape of B
     * @throws IllegalArgumentException if this is not a square matrix, or B has other than n rows
     * @throws ArithmeticException if an entry of the diagonal is 0 or NaN
     */
    default Tensor solveUpperTransposed(Tensor b) {
        return Interpreter.bind(new TriangularSolve(true, true), self(), b);
    }

    /**
     * The entries on and below the diagonal, with zeros above.
     *
     * @return the lower triangle, of the shape of this matrix
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor lowerTriangle() {
        return Interpreter.bind(new TriangularPart(false), self());
    }

    /**
     * The entries on and above the diagonal, with zeros below.
     *
     * @return the upper triangle, of the shape of this matrix
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor upperTriangle() {
        return Interpreter.bind(new TriangularPart(true), self());
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
