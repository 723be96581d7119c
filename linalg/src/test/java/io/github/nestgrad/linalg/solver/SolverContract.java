package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every solver promises; symmetric positive definite systems with largest eigenvalue 1 are in reach of all. */
abstract class SolverContract {

    static final double EPSILON = Math.ulp(1.0);
    // what no solver here may call converged, whatever its default tolerance
    private static final double FAR = 1e-6;
    private static final double MODERATE_TOLERANCE = 1e-9;

    /** The solver with defaults; spectra lie in (0, 1]. */
    abstract LinearSolver solver();

    abstract LinearSolver withTolerance(double tolerance);

    /** The condition numbers that the solver masters in reasonable time. */
    abstract int conditionDigits();

    @Property(tries = 200)
    void solutionIsRightAndItsReportTrue(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll @IntRange(max = 8) int d,
            @ForAll @IntRange(min = -200, max = 200) int magnitude, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, Math.min(d, conditionDigits()));
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, condition), random);
        double[] expected = Samples.gaussian(n, random);
        double[] b = Samples.product(a, expected);
        for (int i = 0; i < n; i++) {
            expected[i] = Math.scalb(expected[i], magnitude);
            b[i] = Math.scalb(b[i], magnitude);
        }
        Counting counting = new Counting(a);
        LinearSolution solution = solver().solve(counting, b);
        requireTrueReport(a, b, solution);
        assertEquals(counting.products, solution.operatorProducts());
        assertTrue(solution.termination().isSatisfied(), solution.termination() + ", " + solution.relativeResidual());
        double error = Samples.norm(Samples.difference(solution.x(), expected));
        double allowed = condition * (2 * solution.residualNorm() + 16 * n * EPSILON * Samples.norm(expected));
        assertTrue(error <= allowed, "error " + error + ", allowed " + allowed);
    }

    /** The residual in the report is that of the x in the report, also where the system was not solved. */
    @Property(tries = 200)
    void reportIsTrueForAnyMatrix(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.gaussianMatrix(n, n, random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = solver().solve(a, b, Samples.gaussian(n, random));
        requireTrueReport(a, b, solution);
        if (solution.termination() == Termination.CONVERGED) {
            assertTrue(trueResidual(a, b, solution.x()) <= FAR * Samples.norm(b), "converged, but far away");
        }
    }

    private static void requireTrueReport(Matrix a, double[] b, LinearSolution solution) {
        assertEquals(Samples.norm(b), solution.rightHandSideNorm(), 64 * EPSILON * Samples.norm(b));
        double residual = trueResidual(a, b, solution.x());
        double rounding = 8 * (b.length + 4) * EPSILON
                * (Samples.frobenius(a) * Samples.norm(solution.x()) + Samples.norm(b));
        if (Double.isFinite(residual) && Double.isFinite(rounding)) {
            assertEquals(residual, solution.residualNorm(), rounding);
        } else {
            assertTrue(!solution.termination().isSatisfied(), "infinite, and yet " + solution.termination());
        }
    }

    private static double trueResidual(Matrix a, double[] b, double[] x) {
        return Samples.norm(Samples.difference(b, Samples.product(a, x)));
    }

    /** A scalar system is a system: one library took its size for 0 and answered with a zero gradient. */
    @Example
    void aScalarSystemIsSolved() {
        LinearSolution solution = solver().solve(Matrix.of(1, 1, new double[] {0.25}), new double[] {3});
        assertEquals(12, solution.x()[0], 12 * MODERATE_TOLERANCE);
        assertTrue(solution.termination().isSatisfied());
    }

    @Example
    void aZeroRightHandSideHasTheSolutionZeroFromAnyStart() {
        LinearSolution solution = solver().solve(Matrix.identity(3), new double[3], new double[] {1, 2, 3});
        assertArrayEquals(new double[3], solution.x());
        assertEquals(Termination.CONVERGED, solution.termination());
        assertEquals(0, solution.residualNorm());
        assertEquals(0, solution.relativeResidual());
    }

    @Example
    void anEmptySystemIsSolved() {
        LinearSolution solution = solver().solve(Matrix.identity(0), new double[0]);
        assertEquals(0, solution.x().length);
        assertEquals(Termination.CONVERGED, solution.termination());
    }

    @Example
    void whatIsNotFiniteEndsTheSolveWithThatReason() {
        Matrix bad = Matrix.of(2, 2, new double[] {1, Double.NaN, Double.NaN, 1});
        assertEquals(Termination.NOT_FINITE, solver().solve(bad, new double[] {1, 1}).termination());
        assertEquals(Termination.NOT_FINITE,
                solver().solve(Matrix.identity(2), new double[] {1, Double.NaN}).termination());
        assertEquals(Termination.NOT_FINITE,
                solver().solve(Matrix.identity(2), new double[] {Double.POSITIVE_INFINITY, 0}).termination());
    }

    @Example
    void aSingularInconsistentSystemIsNotPassedOffAsSolved() {
        Matrix singular = Matrix.of(2, 2, new double[] {1, 0, 0, 0});
        LinearSolution solution = withTolerance(MODERATE_TOLERANCE).solve(singular, new double[] {1, 1});
        assertTrue(!solution.termination().isSatisfied(), "" + solution.termination());
        assertTrue(solution.residualNorm() >= 1, "no x leaves less than 1");
    }

    @Example
    void argumentsAreLeftAlone() {
        double[] entries = {0.5, 0.1, 0.1, 0.8};
        double[] b = {1, -2};
        double[] start = {0.3, 0.4};
        Matrix a = Matrix.wrap(2, 2, entries);
        double[] x = solver().solve(a, b, start).x();
        assertArrayEquals(new double[] {0.5, 0.1, 0.1, 0.8}, entries);
        assertArrayEquals(new double[] {1, -2}, b);
        assertArrayEquals(new double[] {0.3, 0.4}, start);
        assertArrayEquals(x, solver().solve(a, b, start).x(), "the same bits again");
    }

    @Example
    void wrongSizesAreRefused() {
        LinearOperator wide = Matrix.of(1, 2, new double[2]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> solver().solve(wide, new double[1]))
                .getMessage().endsWith(": A is 1x2 (expected a square operator)"));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> solver().solve(Matrix.identity(2), new double[3], new double[2])).getMessage().endsWith(
                        ": A is 2x2 but b has length 3 and the start 2 (expected 2)"));
    }

    @Example
    void aToleranceThatIsNoNumberOrNegativeIsRefused() {
        for (double tolerance : new double[] {-1, Double.NaN}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> withTolerance(tolerance)).getMessage()
                    .endsWith(": tolerance " + tolerance + " (expected a number that is not negative)"));
        }
    }

    /** b and 2ᵏb have solutions that differ by 2ᵏ, from 1e−200 to 1e200: the right-hand side is normalised. */
    @Property(tries = 60)
    void theSizeOfTheRightHandSideDoesNotMatter(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = -664, max = 664) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 20), random);
        double[] b = Samples.gaussian(n, random);
        double factor = Math.scalb(1.0, exponent);
        double[] x = solver().solve(a, b).x();
        LinearSolution scaled = solver().solve(a, Systems.scaled(b, factor));
        assertTrue(scaled.termination().isSatisfied(), "" + scaled.termination());
        double[] difference = Samples.difference(Systems.scaled(scaled.x(), 1 / factor), x);
        assertTrue(Samples.norm(difference) <= MODERATE_TOLERANCE * Samples.norm(x));
        assertTrue(scaled.relativeResidual() <= MODERATE_TOLERANCE);
        assertEquals(factor * Samples.norm(b), scaled.rightHandSideNorm(), 64 * EPSILON * factor * Samples.norm(b));
    }

    @Property(tries = 30)
    void eachOfSeveralRightHandSidesIsSolvedAsIfAlone(@ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(max = 4) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 20), random);
        double[] entries = Samples.gaussian(n * k, random);
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < n; i++) {
                // one column tiny, one zero, the others as they are
                entries[i * k + j] *= j == 1 ? 1e-100 : j == 2 ? 0 : 1;
            }
        }
        Counting counting = new Counting(a);
        LinearSolutions solutions = solver().solve(counting, Matrix.wrap(n, k, entries));
        assertEquals(k, solutions.columns().size());
        assertEquals(counting.products, solutions.operatorProducts());
        assertTrue(solutions.isSatisfied());
        for (int j = 0; j < k; j++) {
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
                b[i] = entries[i * k + j];
                assertEquals(solutions.columns().get(j).x()[i], solutions.x().get(i, j));
            }
            assertArrayEquals(solver().solve(a, b).x(), solutions.columns().get(j).x());
        }
    }

    @Example
    void severalRightHandSidesWithOneThatCannotBeSolvedAreNotSatisfied() {
        Matrix singular = Matrix.of(2, 2, new double[] {1, 0, 0, 0});
        LinearSolutions solutions = withTolerance(MODERATE_TOLERANCE).solve(singular,
                Matrix.of(2, 2, new double[] {1, 0, 1, 0}));
        assertTrue(!solutions.isSatisfied());
        assertTrue(!solutions.columns().get(0).termination().isSatisfied());
        assertEquals(Termination.CONVERGED, solutions.columns().get(1).termination());
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> solver().solve(singular, Matrix.of(3, 1, new double[3]))).getMessage()
                .contains("A is 2x2, B 3x1 and the start 2x1"));
    }
}
