package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.SparseMatrix;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An approximate inverse M⁻¹ ≈ A⁻¹, or a recipe to make one for a system.
 *
 * <p>{@link ConjugateGradient}, {@link Minres} and {@link Chebyshev} need M symmetric positive definite; {@link Gmres},
 * {@link BiCgStab} and {@link NormalConjugateGradient} apply any regular M from the right, to solve A M⁻¹u = b with
 * x = M⁻¹u; {@link Richardson} and {@link Neumann} take steps M⁻¹r. The residuals of all are those of A x = b.
 */
@FunctionalInterface
public interface Preconditioner {

    /**
     * The approximate inverse for a system; called once a solve.
     *
     * @param a A, n×n; each product with it counts as one of the solve
     * @return M⁻¹, n×n; {@link LinearOperator#applyTranspose applyTranspose} is called by
     *     {@link NormalConjugateGradient} alone
     */
    LinearOperator inverse(LinearOperator a);

    /**
     * An operator at hand.
     *
     * @param inverse M⁻¹, the same for every system
     * @return the preconditioner
     */
    static Preconditioner of(LinearOperator inverse) {
        Objects.requireNonNull(inverse, "inverse");
        return a -> inverse;
    }

    /**
     * Division by a diagonal, that of A in the method of Jacobi.
     *
     * @param diagonal dᵢ; copied
     * @return r ↦ (rᵢ/dᵢ)
     * @throws IllegalArgumentException if an entry is 0 or not finite; the message names it
     */
    static Preconditioner jacobi(double... diagonal) {
        double[] d = diagonal.clone();
        for (int i = 0; i < d.length; i++) {
            if (d[i] == 0 || !Double.isFinite(d[i])) {
                throw new IllegalArgumentException("Jacobi preconditioner: diagonal entry " + i + " of " + d.length
                        + " is " + d[i] + " (expected a finite number other than 0)");
            }
        }
        return of(LinearOperator.symmetric(d.length, (x, out) -> {
            for (int i = 0; i < d.length; i++) {
                out[i] = x[i] / d[i];
            }
        }));
    }

    /**
     * Division by the diagonal of a matrix.
     *
     * @param a A, n×n; not modified
     * @return r ↦ (rᵢ/Aᵢᵢ)
     * @throws IllegalArgumentException if A is not square, or an entry is 0 or not finite; the message names it
     */
    static Preconditioner jacobi(Matrix a) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException("Jacobi preconditioner: A is " + a.rows() + "x" + a.columns()
                    + " (expected a square matrix)");
        }
        double[] diagonal = new double[a.rows()];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = a.get(i, i);
        }
        return jacobi(diagonal);
    }

    /**
     * Division by the diagonal of a sparse matrix.
     *
     * @param a A, n×n; not modified
     * @return r ↦ (rᵢ/Aᵢᵢ)
     * @throws IllegalArgumentException if A is not square, or an entry is 0 or not finite; the message names it
     */
    static Preconditioner jacobi(SparseMatrix a) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException("Jacobi preconditioner: A is " + a.rows() + "x" + a.columns()
                    + " (expected a square matrix)");
        }
        return jacobi(a.diagonal());
    }

    /**
     * A {@link Nystrom} approximation, made anew for each system from min(rank, n) products.
     *
     * <p>Where A has numbers that are not finite there is none, and M⁻¹r is NaN, on which every solver ends with
     * {@link Termination#NOT_FINITE}. To use one approximation for several systems, make it by {@link Nystrom#of} and
     * pass it to {@link #of}.
     *
     * @param rank r, at least 1
     * @param shift ρ, positive; A − ρI should be positive semidefinite
     * @param seed of the r random vectors
     * @return the preconditioner (ρI + U Λ Uᵀ)⁻¹
     * @throws IllegalArgumentException if the rank is not positive, or the shift not positive and finite
     */
    static Preconditioner nystrom(int rank, double shift, long seed) {
        Nystrom.requireSettings(rank, shift);
        return a -> {
            Optional<Nystrom> approximation = Nystrom.ifFinite(a, rank, shift, seed);
            return approximation.isPresent() ? approximation.get()
                    : LinearOperator.symmetric(a.rows(), (x, out) -> Arrays.fill(out, Double.NaN));
        };
    }
}
