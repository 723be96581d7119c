package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MinresProperties extends IterativeContract<Minres> {

    // the least residual, by a dense method
    private static final double LEAST = 1e-8;
    private static final double LEAST_OF_SINGULAR = 1e-7;
    // relative to the condition
    private static final double SAME_SOLUTION = 1e-9;

    private static final Minres MINRES = Minres.withDefaults();
    private static final double TOLERANCE = 1e-8;
    // rotations and recurrence, in units of rounding
    private static final double MONOTONE_SLACK = 1 + 1e-10;

    @Override
    Minres iterative() {
        return MINRES;
    }

    @Override
    int conditionDigits() {
        return 7;
    }

    @Property(tries = 150)
    void indefiniteSystemsAreSolved(@ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @DoubleRange(min = 0, max = 4) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, digits);
        Matrix a = Samples.symmetric(Systems.indefinite(n, condition), random);
        double[] expected = Samples.gaussian(n, random);
        LinearSolution solution = MINRES.withRelativeTolerance(1e-10).solve(a, Samples.product(a, expected));
        assertEquals(Termination.CONVERGED, solution.termination(), "" + solution.relativeResidual());
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
        LinearSolution solution = MINRES.withRelativeTolerance(TOLERANCE).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(solution.iterations() <= distinct, solution.iterations() + " steps for " + distinct);
        assertEquals(solution.iterations() + 1, solution.operatorProducts(), "one a step, one for the residual");
    }

    @Property(tries = 60)
    void theResidualNeverGrowsAndNoPolynomialLeavesLess(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = 1, max = 6) int steps, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Systems.indefinite(n, 50), random);
        double[] b = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        double[] r = Samples.difference(b, Samples.product(a, start));
        double last = Samples.norm(r);
        for (int k = 1; k <= Math.min(steps, n - 1); k++) {
            LinearSolution solution = MINRES.withSteps(k).solve(a, b, start);
            assertEquals(k, solution.iterations());
            assertEquals(k + 2, solution.operatorProducts(), "start, steps, true residual");
            assertTrue(solution.residualNorm() <= last * MONOTONE_SLACK + n * EPSILON, "step " + k);
            double least = Systems.leastKrylovResidual(a, r, k);
            assertEquals(least, solution.residualNorm(), LEAST * Samples.norm(r));
            last = solution.residualNorm();
        }
    }

    /** On a singular A with b in its range: the pseudo-inverse, and nothing of the kernel. */
    @Property(tries = 100)
    void aSingularConsistentSystemGetsTheSolutionOfLeastNorm(@ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 5) int nullity, @ForAll @DoubleRange(min = 1, max = 3) double digits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, digits);
        Systems.Singular singular = Systems.singular(n, Math.min(nullity, n - 1), condition, random);
        LinearSolution solution = MINRES.withRelativeTolerance(1e-11).solve(singular.a(), singular.consistent());
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(Samples.norm(Samples.difference(solution.x(), singular.leastNorm()))
                <= condition * SAME_SOLUTION * Samples.norm(singular.leastNorm()));
    }

    /** Whatever rounding makes of the carried residual after that, and however far x would run along the kernel. */
    @Property(tries = 100)
    void aSingularInconsistentSystemIsToldWithTheLeastResidual(@ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 5) int nullity, @ForAll @DoubleRange(min = 1, max = 4) double digits,
            @ForAll long seed) {
        requireLeastResidual(n, Math.min(nullity, n - 1), digits, seed);
    }

    /** With ‖x‖ at 1e15 along the kernel, rounding made a residual that was smaller than the least. */
    @Example
    void aResidualThatAHugeSolutionMadeSmallIsNotBelieved() {
        requireLeastResidual(6, 1, 3.66, 20);
    }

    private static void requireLeastResidual(int n, int nullity, double digits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Systems.Singular singular = Systems.singular(n, nullity, Math.pow(10, digits), random);
        Counting counting = new Counting(singular.a());
        LinearSolution solution = MINRES.solve(counting, singular.inconsistent());
        assertEquals(Termination.INCONSISTENT, solution.termination(), "" + solution.residualNorm());
        assertEquals(singular.leastResidual(), solution.residualNorm(),
                LEAST_OF_SINGULAR * Samples.norm(singular.inconsistent()));
        assertEquals(counting.products, solution.operatorProducts());
        assertTrue(Samples.norm(solution.x()) <= 1e9 * Samples.norm(singular.inconsistent()), "x runs away");
        assertTrue(solution.iterations() <= 20 + 5 * n, solution.iterations() + " steps, and soon");
    }

    /** Small eigenvalues make A r small without being zero: no reason to give up. */
    @Property(tries = 60)
    void anIllConditionedMatrixIsNotTakenForASingularOne(@ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @DoubleRange(min = 6, max = 8) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Systems.indefinite(n, Math.pow(10, digits)), random);
        LinearSolution solution = MINRES.solve(a, Samples.product(a, Samples.gaussian(n, random)));
        assertTrue(solution.termination().isSatisfied(), "" + solution.termination());
    }

    /** From 1e−200 to 1e200. */
    @Property(tries = 60)
    void theSizeOfTheOperatorDoesNotMatter(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = -664, max = 664) int exponent, @ForAll boolean preconditioned,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Systems.indefinite(n, 10), random);
        double[] b = Samples.gaussian(n, random);
        double factor = Math.scalb(1.0, exponent);
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = (1 + i) * factor;
        }
        Minres solver = preconditioned ? MINRES.withPreconditioner(Preconditioner.jacobi(d)) : MINRES;
        double[] x = MINRES.solve(a, b).x();
        LinearSolution scaled = solver.solve(Systems.scaled(a, factor), b);
        assertTrue(scaled.termination().isSatisfied(), "" + scaled.termination());
        assertTrue(Samples.norm(Samples.difference(Systems.scaled(scaled.x(), factor), x))
                <= SAME_SOLUTION * Samples.norm(x));
    }

    @Property(tries = 100)
    void operatorsThatAreNotSymmetricAreNeverPassedOffAsSolved(@ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 5), 3, random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = MINRES.withRelativeTolerance(TOLERANCE).withMaxIterations(200).solve(a, b);
        assertEquals(solution.termination().isSatisfied(),
                Systems.residual(a, b, solution.x()) <= (1 + TOLERANCE) * TOLERANCE * Samples.norm(b),
                "" + solution.termination());
    }

    @Example
    void aPreconditionerThatIsNotPositiveDefiniteIsABreakdown() {
        Matrix a = Matrix.identity(2);
        double[] b = {1, 3};
        LinearSolution solution = MINRES.withPreconditioner(Preconditioner.jacobi(1, -1)).solve(a, b);
        assertEquals(Termination.BREAKDOWN, solution.termination());
        assertArrayEquals(new double[2], solution.x());
        LinearOperator zero = LinearOperator.symmetric(2, (x, out) -> {
            out[0] = 0;
            out[1] = 0;
        });
        assertEquals(Termination.BREAKDOWN,
                MINRES.withPreconditioner(Preconditioner.of(zero)).solve(a, b).termination());
    }

    @Example
    void theZeroOperatorIsInconsistent() {
        LinearSolution solution = MINRES.solve(Matrix.of(2, 2, new double[4]), new double[] {3, 4});
        assertEquals(Termination.INCONSISTENT, solution.termination());
        assertEquals(5, solution.residualNorm());
    }
}
