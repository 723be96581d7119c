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

    @Example
    void aZeroPivotIsSingular() {
        LinearSolution solution = DENSE.solve(Matrix.of(2, 2, new double[] {1, 2, 2, 4}), new double[] {1, 0});
        assertEquals(Termination.SINGULAR, solution.termination());
        assertEquals(1, solution.residualNorm());
    }
}
