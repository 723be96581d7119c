package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

class GmresProperties extends RegularContract<Gmres> {

    // the least residual, by a dense method
    private static final double LEAST = 1e-8;
    private static final double LEAST_OF_SINGULAR = 1e-7;
    private static final double SAME_SOLUTION = 1e-10;
    private static final double ASKED_FOR = 2e-12;
    private static final double LOOSELY_ASKED_FOR = 1e-6;

    private static final Gmres GMRES = Gmres.withDefaults();
    private static final double TOLERANCE = 1e-8;
    private static final double MONOTONE_SLACK = 1 + 1e-10;

    @Override
    Gmres iterative() {
        return GMRES;
    }

    @Override
    int conditionDigits() {
        return 8;
    }

    /** Whatever the field of values: n steps without restart, or n and a few after one. */
    @Property(tries = 150)
    void anyRegularMatrixWillDo(@ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @DoubleRange(min = 0, max = 6) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, digits);
        Matrix a = Systems.withSingularValues(Samples.spectrum(n, 1, condition), random);
        double[] expected = Samples.gaussian(n, random);
        LinearSolution solution = GMRES.withRelativeTolerance(1e-10).solve(a, Samples.product(a, expected));
        assertTrue(solution.termination().isSatisfied(), "" + solution.termination());
        assertTrue(solution.iterations() <= 2 * n, "" + solution.iterations());
        double error = Samples.norm(Samples.difference(solution.x(), expected));
        assertTrue(error <= condition * (2 * solution.residualNorm() + 16 * n * EPSILON * Samples.norm(expected)));
    }

    @Property(tries = 100)
    void asManyStepsAsThereAreDistinctEigenvaluesSuffice(@ForAll @IntRange(min = 1, max = 5) int distinct,
            @ForAll @IntRange(min = 5, max = 25) int n, @ForAll long seed) {
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = (1 + k % distinct) * (k % distinct % 2 == 0 ? 1 : -1);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(eigenvalues, random);
        LinearSolution solution = GMRES.withRelativeTolerance(TOLERANCE).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(solution.iterations() <= distinct, solution.iterations() + " steps for " + distinct);
        assertEquals(solution.iterations() + 1, solution.operatorProducts(), "one a step, one for the residual");
    }

    @Property(tries = 60)
    void theResidualNeverGrowsAndNoPolynomialLeavesLess(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = 1, max = 6) int steps, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.withSingularValues(Samples.spectrum(n, 1, 50), random);
        double[] b = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        double[] r = Samples.difference(b, Samples.product(a, start));
        double last = Samples.norm(r);
        for (int k = 1; k <= Math.min(steps, n - 1); k++) {
            LinearSolution solution = GMRES.withSteps(k).solve(a, b, start);
            assertEquals(k, solution.iterations());
            assertEquals(k + 2, solution.operatorProducts(), "start, steps, true residual");
            assertTrue(solution.residualNorm() <= last * MONOTONE_SLACK + n * EPSILON, "step " + k);
            double least = Systems.leastKrylovResidual(a, r, k);
            assertEquals(least, solution.residualNorm(), LEAST * Samples.norm(r));
            last = solution.residualNorm();
        }
    }

    /** A cycle of m is what m steps from the same start are, and the next begins at their end. */
    @Property(tries = 60)
    void cyclesAreShortRunsOneAfterTheOther(@ForAll @IntRange(min = 8, max = 14) int n,
            @ForAll @IntRange(min = 1, max = 4) int m, @ForAll @IntRange(max = 3) int more, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 50), 1, random);
        double[] b = Samples.gaussian(n, random);
        int rest = Math.min(more, m);
        double[] x = new double[n];
        for (int cycle = 0; cycle < 3; cycle++) {
            x = GMRES.withSteps(m).solve(a, b, x).x();
        }
        x = GMRES.withSteps(rest).solve(a, b, x).x();
        LinearSolution restarted = GMRES.withRestart(m).withSteps(3 * m + rest).solve(a, b);
        assertEquals(3 * m + rest, restarted.iterations());
        assertTrue(Samples.norm(Samples.difference(x, restarted.x())) <= SAME_SOLUTION * Samples.norm(x));
        assertEquals(3 * m + rest + (rest == 0 ? 2 : 3) + 1, restarted.operatorProducts(),
                "steps, a residual between cycles, the true one");
    }

    @Property(tries = 60)
    void shortCyclesSolvePositiveRealSystemsToo(@ForAll @IntRange(min = 2, max = 25) int n,
            @ForAll @IntRange(min = 1, max = 6) int m, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 20), 1, random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = GMRES.withRestart(m).solve(a, b);
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(Systems.residual(a, b, solution.x()) <= ASKED_FOR * Samples.norm(b));
    }

    /** b in a Krylov space that ends early: the residual is zero there. */
    @Example
    void anInvariantSpaceIsAHappyEnd() {
        Matrix a = Matrix.of(4, 4, new double[] {1, 2, 0, 0, 0, 3, 0, 0, 0, 0, 5, 6, 0, 0, 7, 9});
        LinearSolution solution = GMRES.withRelativeTolerance(0).solve(a, new double[] {1, 1, 0, 0});
        assertTrue(solution.termination().isSatisfied(), "" + solution.termination());
        assertTrue(solution.iterations() <= 4, "" + solution.iterations());
        assertEquals(1.0 / 3, solution.x()[0], 8 * EPSILON);
        assertEquals(1.0 / 3, solution.x()[1], 8 * EPSILON);
    }

    /** The least residual is reached, and the steps after it, which divide by nothing, are not taken. */
    @Property(tries = 60)
    void aSingularInconsistentSystemIsToldWithTheLeastResidual(@ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 5) int nullity, @ForAll @DoubleRange(min = 1, max = 4) double digits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Systems.Singular singular = Systems.singular(n, Math.min(nullity, n - 1), Math.pow(10, digits), random);
        LinearSolution solution = GMRES.solve(singular.a(), singular.inconsistent());
        assertEquals(Termination.SINGULAR, solution.termination());
        assertEquals(singular.leastResidual(), solution.residualNorm(),
                LEAST_OF_SINGULAR * Samples.norm(singular.inconsistent()));
    }

    @Property(tries = 60)
    void anIllConditionedMatrixIsNotTakenForASingularOne(@ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @DoubleRange(min = 6, max = 12) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Systems.indefinite(n, Math.pow(10, digits)), random);
        LinearSolution solution = GMRES.solve(a, Samples.product(a, Samples.gaussian(n, random)));
        assertTrue(solution.termination().isSatisfied(), "" + solution.termination());
        assertTrue(solution.relativeResidual() <= LOOSELY_ASKED_FOR);
    }

    @Example
    void aSingularMatrixOnAnInvariantSpaceIsSingular() {
        LinearSolution nilpotent = GMRES.solve(Matrix.of(2, 2, new double[] {0, 1, 0, 0}), new double[] {1, 0});
        assertEquals(Termination.SINGULAR, nilpotent.termination());
        assertEquals(1, nilpotent.residualNorm());
        LinearSolution projection = GMRES.solve(Matrix.of(2, 2, new double[] {1, 0, 0, 0}), new double[] {1, 1});
        assertEquals(Termination.SINGULAR, projection.termination());
        assertEquals(1, projection.residualNorm(), 8 * EPSILON);
    }

    @Example
    void settingsKeepOneAnother() {
        Matrix a = Systems.positiveReal(Samples.spectrum(15, 1, 1e3), 1, new SplittableRandom(1));
        double[] b = Samples.gaussian(15, new SplittableRandom(2));
        Preconditioner jacobi = Preconditioner.jacobi(a);
        Gmres gmres = GMRES.withRelativeTolerance(TOLERANCE);
        LinearSolution first = gmres.withRestart(3).withPreconditioner(jacobi).solve(a, b);
        LinearSolution last = gmres.withPreconditioner(jacobi).withRestart(3).solve(a, b);
        assertEquals(first.iterations(), last.iterations());
        assertArrayEquals(first.x(), last.x());
        assertTrue(first.iterations() != gmres.withRestart(3).solve(a, b).iterations());
    }

    @Example
    void aCycleOfNoStepsIsRefused() {
        assertEquals("GMRES: restart after 0 steps (expected 1 or more)",
                assertThrows(IllegalArgumentException.class, () -> GMRES.withRestart(0)).getMessage());
    }

    /** What is zero is measured by ‖A‖, not by how long the last vector became. */
    @Property(tries = 60)
    void aGradedSingularMatrixIsSingular(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(new double[] {1, 1e-5, 0}, random);
        LinearSolution solution = Gmres.withDefaults().solve(a, Samples.gaussian(3, random));
        assertEquals(Termination.SINGULAR, solution.termination(), "" + solution);
    }

    /** A gain of 1e−9 a cycle is none: it would take a thousand million of them. */
    @Example
    void aCycleThatHardlyGainsIsAStall() {
        int n = 10;
        double[] shift = new double[n * n];
        for (int i = 0; i < n; i++) {
            shift[i * n + (i + 1) % n] = 1;
            shift[i * n + i] = 3e-5;
        }
        double[] b = new double[n];
        b[0] = 1;
        LinearSolution solution = Gmres.withDefaults().withRestart(1).solve(Matrix.wrap(n, n, shift), b);
        assertEquals(Termination.STALLED, solution.termination());
        assertTrue(solution.iterations() <= 3, solution.iterations() + " steps");
        assertTrue(solution.residualNorm() < 1);
    }
}
