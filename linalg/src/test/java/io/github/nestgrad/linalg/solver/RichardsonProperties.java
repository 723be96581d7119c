package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RichardsonProperties extends IterativeContract<Richardson> {

    private static final Richardson RICHARDSON = Richardson.withDefaults();

    @Override
    Richardson iterative() {
        return RICHARDSON.withMaxIterations(100_000);
    }

    @Override
    int conditionDigits() {
        return 2;
    }

    /** With A = I − M, the k-th iterate from 0 is Σ_{i<k} Mⁱ b: not one term more or less. */
    @Property(tries = 200)
    void iterateIsThePartialSumOfTheNeumannSeries(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(max = 20) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix m = Samples.gaussianMatrix(n, n, random);
        double[] entries = m.toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                entries[i * n + j] = (i == j ? 1 : 0) - entries[i * n + j] / (2 * n);
            }
        }
        Matrix a = Matrix.wrap(n, n, entries);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = RICHARDSON.withSteps(k).solve(a, b);
        double[] sum = new double[n];
        double[] term = b.clone();
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < n; j++) {
                sum[j] += term[j];
            }
            term = Samples.difference(term, Samples.product(a, term));
        }
        for (int j = 0; j < n; j++) {
            assertEquals(sum[j], solution.x()[j], 64 * (k + 1) * EPSILON * (1 + Samples.norm(sum)));
        }
        assertEquals(k, solution.iterations());
        assertEquals(k, solution.operatorProducts(), "k steps and the true residual, less the product with x = 0");
        assertEquals(Termination.STEPS_DONE, solution.termination());
    }

    /** With the best step for a spectrum in [1/κ, 1] the residual shrinks by (κ − 1)/(κ + 1) a step, at the least. */
    @Property(tries = 100)
    void residualShrinksByTheContractionFactor(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @DoubleRange(min = 1, max = 100) double condition, @ForAll @IntRange(max = 40) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, condition), random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = RICHARDSON.withStep(2 / (1 + 1 / condition)).withSteps(k).solve(a, b);
        double factor = (condition - 1) / (condition + 1);
        assertTrue(solution.relativeResidual() <= Math.pow(factor, k) + 256 * n * EPSILON * condition);
    }

    @Property(tries = 50)
    void aStepThatIsTooLongDiverges(@ForAll @IntRange(min = 1, max = 10) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 4), random);
        LinearSolution solution = RICHARDSON.withStep(3).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.DIVERGED, solution.termination());
    }

    /** From a start with hardly a residual, growth is measured by b. */
    @Property(tries = 50)
    void aTransientFromANearStartIsNoDivergence(@ForAll @IntRange(min = 1, max = 10) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 4), random);
        double[] expected = Samples.gaussian(n, random);
        double[] b = Samples.product(a, expected);
        for (LinearSolver solver : new LinearSolver[] {RICHARDSON.withStep(3), Neumann.withDefaults().withStep(3)}) {
            LinearSolution solution = solver.solve(a, b, Systems.scaled(expected, 1 + 1e-9));
            assertEquals(Termination.DIVERGED, solution.termination());
            assertTrue(solution.residualNorm() > 1e7 * Samples.norm(b));
        }
    }

    @Example
    void theLimitOfIterationsIsAFailure() {
        LinearSolution solution = RICHARDSON.withMaxIterations(5)
                .solve(Matrix.of(1, 1, new double[] {0.5}), new double[] {1});
        assertEquals(Termination.STEP_LIMIT, solution.termination());
        assertEquals(5, solution.iterations());
        assertEquals(2 * (1 - 1.0 / 32), solution.x()[0]);
        assertEquals(1.0 / 32, solution.residualNorm());
    }

    @Example
    void aToleranceReplacesACountOfSteps() {
        LinearSolution solution = RICHARDSON.withSteps(2).withRelativeTolerance(1.0 / 32)
                .solve(Matrix.of(1, 1, new double[] {0.5}), new double[] {1});
        assertEquals(Termination.CONVERGED, solution.termination());
        assertEquals(5, solution.iterations());
    }

    @Property(tries = 50)
    void toleranceZeroEndsAtRounding(@ForAll @IntRange(min = 1, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 2), random);
        LinearSolution solution = RICHARDSON.withRelativeTolerance(0).solve(a, Samples.gaussian(n, random));
        assertTrue(solution.termination() == Termination.ROUNDING_LIMIT || solution.residualNorm() == 0,
                "" + solution.termination());
        assertTrue(solution.iterations() >= 200 || solution.residualNorm() == 0, "as long as it falls");
    }

    @Example
    void impossibleSettingsAreRefused() {
        assertEquals("Richardson: step 0.0 (expected a finite number other than 0)",
                assertThrows(IllegalArgumentException.class, () -> RICHARDSON.withStep(0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> RICHARDSON.withStep(Double.NaN));
        assertEquals("Richardson: -3 iterations (expected 0 or more)",
                assertThrows(IllegalArgumentException.class, () -> RICHARDSON.withSteps(-3)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> RICHARDSON.withMaxIterations(-3));
    }
}
