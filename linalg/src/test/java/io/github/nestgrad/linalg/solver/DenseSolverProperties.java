package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DenseSolverProperties extends SolverContract {

    private static final DenseSolver DENSE = DenseSolver.withDefaults();
    // below what the solver takes for an asymmetry, far above rounding
    private static final double ALMOST_SYMMETRIC = 1e-11;

    @Override
    LinearSolver solver() {
        return DENSE;
    }

    @Override
    LinearSolver withTolerance(double tolerance) {
        return DENSE.withRelativeTolerance(tolerance);
    }

    @Override
    int conditionDigits() {
        return 8;
    }

    /** Symmetric or not, definite or not. */
    @Property(tries = 200)
    void anyRegularMatrixWillDo(@ForAll boolean symmetric, @ForAll @IntRange(min = 1, max = 25) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] eigenvalues = Samples.spectrum(n, 1, 100);
        for (int k = 0; k < n; k += 2) {
            eigenvalues[k] = -eigenvalues[k];
        }
        Matrix a = symmetric ? Samples.symmetric(eigenvalues, random) : Samples.gaussianMatrix(n, n, random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = DENSE.solve(a, b);
        assertTrue(solution.termination().isSatisfied(), "" + solution.termination());
        double residual = Samples.norm(Samples.difference(b, Samples.product(a, solution.x())));
        assertTrue(residual <= 64 * n * EPSILON * (Samples.frobenius(a) * Samples.norm(solution.x())
                + Samples.norm(b)));
    }

    /** Cholesky reads one triangle; what it has not seen of the other, refinement makes good. */
    @Property(tries = 100)
    void refinementMakesUpForAMatrixThatIsNotQuiteSymmetric(@ForAll @IntRange(min = 2, max = 20) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = Samples.symmetric(Samples.spectrum(n, 1, 10), random).toArray();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                entries[i * n + j] += ALMOST_SYMMETRIC * (2 * random.nextDouble() - 1);
            }
        }
        LinearSolution solution = DENSE.withRelativeTolerance(n * 64 * EPSILON)
                .solve(Matrix.wrap(n, n, entries), Samples.gaussian(n, random));
        assertEquals(Termination.CONVERGED, solution.termination(), "" + solution.relativeResidual());
    }

    @Example
    void aZeroPivotIsSingular() {
        LinearSolution solution = DENSE.solve(Matrix.of(2, 2, new double[] {1, 2, 2, 4}), new double[] {1, 0});
        assertEquals(Termination.SINGULAR, solution.termination());
        assertEquals(1, solution.residualNorm());
    }

    /** The matrix is formed and factorised once, however many columns there are. */
    @Property(tries = 30)
    void severalRightHandSidesShareTheFactorisation(@ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 1, max = 5) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.gaussianMatrix(n, n, random);
        LinearSolutions solutions = DENSE.solve(a, Samples.gaussianMatrix(n, k, random));
        for (int j = 0; j < k; j++) {
            int refinements = solutions.columns().get(j).operatorProducts() - (j == 0 ? n : 0);
            assertTrue(refinements >= 1 && refinements <= 6, refinements + " products beside");
        }
    }

    @Example
    void anAbsoluteToleranceIsEnoughForTheReason() {
        Matrix a = Samples.symmetric(Samples.spectrum(10, 1, 1e3), new SplittableRandom(1));
        double[] b = Samples.gaussian(10, new SplittableRandom(2));
        assertEquals(Termination.ROUNDING_LIMIT, DENSE.withRelativeTolerance(0).solve(a, b).termination());
        assertEquals(Termination.CONVERGED,
                DENSE.withRelativeTolerance(0).withAbsoluteTolerance(1e-9).solve(a, b).termination());
    }
}
