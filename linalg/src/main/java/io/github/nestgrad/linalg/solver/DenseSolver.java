package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.factor.Cholesky;
import io.github.nestgrad.linalg.factor.Lu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The direct solution of A x = b: forms the matrix by n products and factorises it, n² numbers and O(n³) operations.
 *
 * <p>Cholesky for a matrix that is symmetric up to rounding and positive definite, LU with partial pivoting for any
 * other. Steps of iterative refinement x ← x + A⁻¹(b − A x) follow as long as they halve the residual. The start is
 * ignored.
 */
public final class DenseSolver implements LinearSolver {

    private static final int MAX_REFINEMENTS = 5;
    private static final double LEAST_GAIN = 0.5;
    // products of an operator that is symmetric on paper differ from their transposes by rounding only
    private static final double ASYMMETRY = 1e-10;

    private static final String NAME = "dense solver";

    private final Stopping stopping;

    private DenseSolver(Stopping stopping) {
        this.stopping = stopping;
    }

    /**
     * The direct solver, which counts a relative residual of 1e−12 as converged.
     *
     * @return the solver
     */
    public static DenseSolver withDefaults() {
        return new DenseSolver(Stopping.at(1e-12));
    }

    /**
     * The same solver with another tolerance.
     *
     * @param relativeTolerance the bound on ‖b − A x‖ / ‖b‖, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public DenseSolver withRelativeTolerance(double relativeTolerance) {
        return new DenseSolver(stopping.withRelative(NAME, relativeTolerance));
    }

    /**
     * The same solver, content with a residual of another size too, whatever the right-hand side; 0 by default.
     *
     * @param absoluteTolerance a bound on ‖b − A x‖ that is enough, at least 0
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public DenseSolver withAbsoluteTolerance(double absoluteTolerance) {
        return new DenseSolver(stopping.withAbsolute(NAME, absoluteTolerance));
    }

    @Override
    public LinearSolution solve(LinearOperator a, double[] b, double[] start) {
        LinearSystem system = new LinearSystem(NAME, a, b, start);
        LinearSolution trivial = system.trivial();
        return trivial != null ? trivial : new Factorised(system).solve(system);
    }

    /** Forms and factorises the matrix once; its n products count with the first column that is not trivial. */
    @Override
    public LinearSolutions solve(LinearOperator a, Matrix b, Matrix start) {
        LinearSystem.requireSizes(a, b, start);
        List<LinearSolution> solutions = new ArrayList<>();
        Factorised factorised = null;
        for (int j = 0; j < b.columns(); j++) {
            double[] column = new double[b.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = b.get(i, j);
            }
            LinearSystem system = new LinearSystem(NAME, a, column, new double[column.length]);
            LinearSolution trivial = system.trivial();
            if (trivial == null && factorised == null) {
                factorised = new Factorised(system);
            }
            solutions.add(trivial != null ? trivial : factorised.solve(system));
        }
        return new LinearSolutions(a.columns(), solutions);
    }

    /** The matrix of a system with the map b ↦ A⁻¹b, or the reason why there is none. */
    private final class Factorised {
        private final Termination failure;
        private final UnaryOperator<double[]> inverse;
        private final double norm;

        Factorised(LinearSystem system) {
            Matrix matrix = Matrix.of(system);
            norm = Vectors.norm2(matrix.array());
            inverse = Double.isFinite(norm) ? inverse(matrix) : null;
            failure = inverse != null ? null : Vectors.isFinite(matrix.array()) ? Termination.SINGULAR
                    : Termination.NOT_FINITE;
        }

        LinearSolution solve(LinearSystem system) {
            if (failure != null) {
                return system.solution(new double[system.size()], system.rightHandSideNorm(), 0, failure);
            }
            system.gain(norm);
            return refine(system, inverse);
        }
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
        if (norm <= stopping.threshold(system.rightHandSideNorm())) {
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
