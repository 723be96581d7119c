package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ConjugateGradientProperties extends IterativeContract<ConjugateGradient> {

    private static final double ASKED_FOR = 1e-11;

    private static final ConjugateGradient CG = ConjugateGradient.withDefaults();
    private static final double TOLERANCE = 1e-8;
    // where the recurrence has lost its last digit, in units of rounding times the number of rows
    private static final double AT_ROUNDING = 1e3 * EPSILON;

    @Override
    ConjugateGradient iterative() {
        return CG;
    }

    @Override
    int conditionDigits() {
        return 8;
    }

    /**
     * The step that meets the tolerance belongs to the result. Several libraries return the iterate before it: for a
     * multiple of the identity that is the start, and the answer 0.
     */
    @Property(tries = 100)
    void aMultipleOfTheIdentityTakesOneStepAndIsSolved(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = -30, max = 30) int exponent, @ForAll long seed) {
        double factor = 1.5 * Math.pow(2, exponent);
        double[] b = Samples.gaussian(n, new SplittableRandom(seed));
        LinearSolution solution = CG.solve(multiple(n, factor), b);
        assertEquals(1, solution.iterations());
        assertEquals(2, solution.operatorProducts(), "one for the step, one for the true residual");
        assertEquals(Termination.CONVERGED, solution.termination());
        for (int i = 0; i < n; i++) {
            assertEquals(b[i] / factor, solution.x()[i], 8 * EPSILON * Samples.norm(b) / factor);
        }
    }

    private static LinearOperator multiple(int n, double factor) {
        return LinearOperator.symmetric(n, (x, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = factor * x[i];
            }
        });
    }

    /** The minimal polynomial has degree r for r distinct eigenvalues. */
    @Property(tries = 100)
    void asManyStepsAsThereAreDistinctEigenvaluesSuffice(@ForAll @IntRange(min = 1, max = 5) int distinct,
            @ForAll @IntRange(min = 5, max = 25) int n, @ForAll long seed) {
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = 1 + k % distinct;
        }
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(eigenvalues, random);
        LinearSolution solution = CG.withRelativeTolerance(TOLERANCE).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(solution.iterations() <= distinct, solution.iterations() + " steps for " + distinct);
    }

    /** ‖x − xₖ‖_A ≤ 2 ((√κ − 1)/(√κ + 1))ᵏ ‖x − x₀‖_A, with a little for rounding. */
    @Property(tries = 100)
    void errorObeysTheChebyshevBound(@ForAll @IntRange(min = 2, max = 30) int n, @ForAll @IntRange(max = 15) int k,
            @ForAll @DoubleRange(min = 1, max = 1e4) double condition, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, condition), random);
        double[] solution = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        double[] xk = CG.withSteps(k).solve(a, Samples.product(a, solution), start).x();
        double rate = (Math.sqrt(condition) - 1) / (Math.sqrt(condition) + 1);
        double bound = 2 * Math.pow(rate, k) * energyNorm(a, Samples.difference(solution, start));
        double rounding = 256 * n * EPSILON * condition * (Samples.norm(solution) + Samples.norm(start));
        assertTrue(energyNorm(a, Samples.difference(solution, xk)) <= bound + rounding);
    }

    private static double energyNorm(Matrix a, double[] e) {
        return Math.sqrt(Math.max(0, Samples.inner(e, Samples.product(a, e))));
    }

    /** x_k minimises the error in the norm of A over the Krylov space, so no other step along p₁ = r₀ is better. */
    @Property(tries = 100)
    void theFirstStepIsTheBestAlongTheResidual(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 2, 50), random);
        double[] b = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        double[] r = Samples.difference(b, Samples.product(a, start));
        double alpha = Samples.inner(r, r) / Samples.inner(r, Samples.product(a, r));
        LinearSolution solution = CG.withSteps(1).solve(a, b, start);
        for (int i = 0; i < n; i++) {
            assertEquals(start[i] + alpha * r[i], solution.x()[i],
                    1024 * n * EPSILON * (1 + Math.abs(solution.x()[i])));
        }
        assertEquals(1, solution.iterations());
        assertEquals(3, solution.operatorProducts(), "start, step, true residual");
    }

    @Property(tries = 100)
    void countedStepsAreDoneWhateverTheResidual(@ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(max = 40) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 100), random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = CG.withSteps(k).solve(a, b);
        assertEquals(Termination.STEPS_DONE, solution.termination());
        assertTrue(solution.iterations() == k || solution.relativeResidual() <= n * AT_ROUNDING);
        if (k >= 3 * n) {
            double[] later = CG.withSteps(k + 100).solve(a, b).x();
            double drift = Samples.norm(Samples.difference(later, solution.x()));
            assertTrue(drift <= n * AT_ROUNDING * 1000 * Samples.norm(b), "steps after convergence do no harm");
        }
    }

    /** A matrix with negative eigenvalues is not an inner product, and CG on it not a descent. */
    @Property(tries = 100)
    void indefiniteOperatorsEndWithNegativeCurvature(@ForAll @IntRange(min = 2, max = 15) int n, @ForAll long seed) {
        double[] eigenvalues = Samples.spectrum(n, 1, 10);
        for (int k = 0; k < n; k += 2) {
            eigenvalues[k] = -eigenvalues[k];
        }
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(eigenvalues, random);
        LinearSolution solution = CG.solve(a, Samples.gaussian(n, random));
        assertTrue(solution.termination() == Termination.NEGATIVE_CURVATURE
                || solution.relativeResidual() <= TOLERANCE,
                solution.termination() + " " + solution.relativeResidual());
    }

    @Example
    void aNegativeDefiniteOperatorIsToldAtOnce() {
        LinearSolution solution = CG.solve(multiple(3, -2), new double[] {1, 2, 3});
        assertEquals(Termination.NEGATIVE_CURVATURE, solution.termination());
        assertArrayEquals(new double[3], solution.x());
        assertEquals(1, solution.relativeResidual());
        assertEquals(0, solution.iterations());
    }

    /** pᵀAp is out of range where neither A nor p is. */
    @Property(tries = 100)
    void theSizeOfTheOperatorDoesNotMatter(@ForAll @IntRange(min = 1, max = 25) int n,
            @ForAll @IntRange(min = -302, max = 300) int decimal, @ForAll @IntRange(min = -250, max = 250) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double factor = Math.pow(10, decimal);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 50), random);
        double[] b = Systems.scaled(Samples.gaussian(n, random), Math.pow(10, decimal / 2));
        double[] d = new double[n];
        // M⁻¹A stays within the range
        int room = Math.min(Math.abs(scale), Math.max(0, 280 - Math.abs(decimal)));
        Arrays.fill(d, Math.pow(10, Math.copySign(room, scale)));
        for (ConjugateGradient solver : new ConjugateGradient[] {ConjugateGradient.withDefaults(),
            ConjugateGradient.withDefaults().withPreconditioner(Preconditioner.jacobi(d))}) {
            LinearSolution solution = solver.solve(Systems.scaled(a, factor), b);
            assertTrue(solution.termination().isSatisfied(), "" + solution);
            assertTrue(solution.relativeResidual() <= ASKED_FOR);
            assertTrue(Vectors.norm2(solution.x()) * factor <= 51 * Vectors.norm2(b));
        }
    }

    @Example
    void theZeroOperatorIsSingular() {
        assertEquals(Termination.SINGULAR, CG.solve(multiple(2, 0), new double[] {1, 2}).termination());
    }

    @Example
    void aSkewOperatorIsSingularToIt() {
        LinearSolution solution = CG.solve(Matrix.of(2, 2, new double[] {0, 1, -1, 0}), new double[] {1, 2});
        assertEquals(Termination.SINGULAR, solution.termination());
    }

    /** An operator that is not symmetric can make the recurrence believe in a convergence that is none. */
    @Property(tries = 200)
    void operatorsThatAreNotSymmetricAreNeverPassedOffAsSolved(@ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = Samples.gaussian(n * n, random);
        for (int i = 0; i < n; i++) {
            entries[i * n + i] += 3;
        }
        Matrix a = Matrix.wrap(n, n, entries);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = CG.withRelativeTolerance(TOLERANCE).withMaxIterations(200).solve(a, b);
        double residual = Samples.norm(Samples.difference(b, Samples.product(a, solution.x())));
        assertEquals(solution.termination().isSatisfied(), residual <= (1 + TOLERANCE) * TOLERANCE * Samples.norm(b),
                solution.termination() + " with " + residual / Samples.norm(b));
    }

    @Example
    void theLimitOfIterationsIsAFailure() {
        Matrix a = Samples.symmetric(Samples.spectrum(20, 1, 1e6), new SplittableRandom(1));
        LinearSolution solution = CG.withMaxIterations(3).solve(a, Samples.gaussian(20, new SplittableRandom(2)));
        assertEquals(Termination.STEP_LIMIT, solution.termination());
        assertEquals(3, solution.iterations());
        assertTrue(solution.relativeResidual() > AT_ROUNDING);
    }

    /** A tolerance below what double precision can tell ends at the rounding level, with that reason. */
    @Property(tries = 50)
    void toleranceZeroEndsAtRounding(@ForAll @IntRange(min = 2, max = 25) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 1e4), random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = CG.withRelativeTolerance(0).solve(a, b);
        assertTrue(solution.termination() == Termination.ROUNDING_LIMIT || solution.residualNorm() == 0
                || solution.termination() == Termination.STEP_LIMIT, "" + solution.termination());
        assertTrue(solution.residualNorm() <= AT_ROUNDING * (Samples.norm(solution.x()) + Samples.norm(b)));
    }

    @Property(tries = 50)
    void aGoodStartSavesIterations(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(20, 1, 1e3), random);
        double[] b = Samples.gaussian(20, random);
        LinearSolution cold = CG.withRelativeTolerance(TOLERANCE).solve(a, b);
        LinearSolution warm = CG.withRelativeTolerance(TOLERANCE).solve(a, b, cold.x());
        assertEquals(0, warm.iterations());
        assertArrayEquals(cold.x(), warm.x());
    }

    @Example
    void negativeCountsAreRefused() {
        assertEquals("conjugate gradients: -1 iterations (expected 0 or more)",
                assertThrows(IllegalArgumentException.class, () -> CG.withSteps(-1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> CG.withMaxIterations(-1));
    }
}
