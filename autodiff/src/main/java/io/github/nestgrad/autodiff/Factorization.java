package io.github.nestgrad.autodiff;

/**
 * A square matrix with its factors, for any number of solutions and its determinant: one factorisation serves them all,
 * with all their derivatives.
 *
 * <p>What it yields depends on the matrix as any other function of it does. It may be used where the matrix may.
 *
 * @see Tensor#lu()
 * @see Tensor#cholesky()
 */
public final class Factorization {

    private final Primitive factorization;
    private final boolean symmetric;
    private final Tensor matrix;
    private final Tensor factors;

    Factorization(Primitive factorization, boolean symmetric, Tensor matrix) {
        this.factorization = factorization;
        this.symmetric = symmetric;
        this.matrix = matrix;
        this.factors = Interpreter.bind(factorization, matrix);
    }

    /**
     * The solution X of A X = B.
     *
     * @param b a vector of n entries, or an n×k matrix
     * @return A⁻¹ B, of the shape of B
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Tensor solve(Tensor b) {
        return Interpreter.bind(new Solve(factorization, symmetric, false), matrix, b, factors);
    }

    /**
     * The solution X of Aᵀ X = B; the same as {@link #solve} for Cholesky's factors.
     *
     * @param b a vector of n entries, or an n×k matrix
     * @return A⁻ᵀ B, of the shape of B
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Tensor solveTransposed(Tensor b) {
        return Interpreter.bind(new Solve(factorization, symmetric, !symmetric), matrix, b, factors);
    }

    /**
     * The inverse A⁻¹, for where all of its entries are wanted; {@link #solve} is cheaper and more accurate than a
     * product with it.
     *
     * @return A⁻¹, n×n; symmetric to the last bit for Cholesky's factors
     */
    public Tensor inverse() {
        return Interpreter.bind(new Inverse(factorization, symmetric), matrix, factors);
    }

    /**
     * The logarithm of the magnitude of the determinant, log |det A|, where the determinant itself would overflow; its
     * gradient is A⁻ᵀ.
     *
     * @return the scalar log |det A|; 0 for an empty matrix
     */
    public Tensor logAbsDeterminant() {
        return Interpreter.bind(new LogDeterminant(factorization, symmetric), matrix, factors);
    }
}
