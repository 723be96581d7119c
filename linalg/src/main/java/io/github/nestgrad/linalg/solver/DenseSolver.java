package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.factor.Cholesky;
import io.github.nestgrad.linalg.factor.Lu;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The direct solution of A x = b: forms the matrix by n products and factorises it, n² numbers and O(n³) operations.
 *
 * <p>Cholesky for a matrix that is symmetric up to rounding and positive definite, LU with partial pivoting for any other.
 * Steps of iterative refinement x ← x + A⁻¹(b − A x) follow as long as they halve the residual. The start is ignored.
 */
public final class DenseSolver implements LinearSolver {

    private static final int MAX_REFINEMENTS = 5;
    private static final double LEAST_GAIN = 0.5;
    // products of an operator that is symmetric on paper differ from their transposes by rounding only
    private static final double ASYMMETRY = 1e-10;

    private final double tolerance;

    private DenseSolver(double tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * The direct solver, which counts a relative residual of 1e−12 as converged.
     *
     * @return the solver
     */
    public static DenseSolver withDefaults() {
        return new DenseSolver(1e-12);
    }

    /**
     * The same solver with another tolerance.
     *
     * @param relativeTolerance the bound on ‖b − A x‖ / ‖b‖, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public DenseSolver withRelativeTolerance(double relativeTolerance) {
        if (!(relativeTolerance >= 0)) {
            throw new IllegalArgumentException(
                    "dense solver: tolerance " + relativeTolerance + " (expected a number that is not negative)");
        }
        return new DenseSolver(relativeTolerance);
    }

    @Override
    public LinearSolution solve(LinearOperator a, double[] b, double[] start) {
        LinearSystem system = new LinearSystem("dense solver", a, b, start);
        LinearSolution trivial = system.trivial();
        if (trivial != null) {
            return trivial;
        }
        int n = system.size();
        Matrix matrix = Matrix.of(system);
        if (!Vectors.isFinite(matrix.array())) {
            return system.solution(new double[n], system.rightHandSideNorm(), 0, Termination.NOT_FINITE);
        }
        UnaryOperator<double[]> inverse = inverse(matrix);
        if (inverse == null) {
            return system.solution(new double[n], system.rightHandSideNorm(), 0, Termination.SINGULAR);
        }
        system.gain(Vectors.norm2(matrix.array()));
        return refine(system, inverse);
    }

    private LinearSolution refine(LinearSystem system, UnaryOperator<double[]> inverse) {
        double[] x = new double[system.size()];
        double[] r = new double[system.size()];
        double norm = system.residual(x, r);
        for (int refinement = 0; refinement <= MAX_REFINEMENTS; refinement++) {
            double[] better = inverse.apply(r);
            Vectors.axpy(1, x, better);
            double[] rest = new double[r.length];
            double after = system.residual(better, rest);
            if (refinement > 0 && !(after <= LEAST_GAIN * norm)) {
                break;
            }
            x = better;
            r = rest;
            norm = after;
        }
        return system.solution(x, norm, 1, reason(system, x, norm));
    }

    private Termination reason(LinearSystem system, double[] x, double norm) {
        if (!Double.isFinite(norm)) {
            return Termination.NOT_FINITE;
        }
        if (norm <= tolerance * system.rightHandSideNorm()) {
            return Termination.CONVERGED;
        }
        return system.isRounding(norm, x) ? Termination.ROUNDING_LIMIT : Termination.SINGULAR;
    }

    /** b ↦ A⁻¹b, or null for a singular matrix. */
    private static UnaryOperator<double[]> inverse(Matrix a) {
        Optional<Cholesky> cholesky = isSymmetric(a) ? Cholesky.ifPositiveDefinite(a) : Optional.empty();
        if (cholesky.isPresent()) {
            return cholesky.get()::solve;
        }
        Optional<Lu> lu = Lu.ifRegular(a);
        return lu.isPresent() ? lu.get()::solve : null;
    }

    private static boolean isSymmetric(Matrix a) {
        double largest = Vectors.maxAbs(a.array());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(a.get(i, j) - a.get(j, i)) > ASYMMETRY * largest) {
                    return false;
                }
            }
        }
        return true;
    }
}
