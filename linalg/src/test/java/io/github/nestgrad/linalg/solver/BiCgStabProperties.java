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

class BiCgStabProperties extends RegularContract<BiCgStab> {

    // ten digits of what a short recurrence carries along
    private static final double CARRIED = 1e-10;
    // the tolerance that is asked for, and what forming the residual adds
    private static final double ASKED_FOR = 1e-11;

    private static final BiCgStab BICGSTAB = BiCgStab.withDefaults();

    @Override
    BiCgStab iterative() {
        return BICGSTAB;
    }

    @Override
    int conditionDigits() {
        return 5;
    }

    /** One step by hand, with the letters of van der Vorst. */
    @Property(tries = 100)
    void theFirstStepIsThatOfThePaper(@ForAll @IntRange(min = 2, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 10), 1, random);
        double[] b = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        double[] r = Samples.difference(b, Samples.product(a, start));
        double[] v = Samples.product(a, r);
        double alpha = Samples.inner(r, r) / Samples.inner(r, v);
        double[] s = Samples.difference(r, Systems.scaled(v, alpha));
        double[] t = Samples.product(a, s);
        double omega = Samples.inner(t, s) / Samples.inner(t, t);
        LinearSolution solution = BICGSTAB.withSteps(1).solve(a, b, start);
        for (int i = 0; i < n; i++) {
            double expected = start[i] + alpha * r[i] + omega * s[i];
            assertEquals(expected, solution.x()[i], CARRIED * (Samples.norm(start) + Samples.norm(b)));
        }
        assertEquals(1, solution.iterations());
        assertEquals(4, solution.operatorProducts(), "start, two for the step, true residual");
    }

    /** BiCGSTAB is a product of BiCG and a minimising polynomial: n steps suffice where rounding plays no part. */
    @Property(tries = 60)
    void fewStepsSufficeForFewEigenvalues(@ForAll @IntRange(min = 1, max = 4) int distinct,
            @ForAll @IntRange(min = 4, max = 20) int n, @ForAll long seed) {
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = 1 + k % distinct;
        }
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(eigenvalues, random);
        LinearSolution solution = BICGSTAB.withRelativeTolerance(1e-8).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(solution.iterations() <= distinct, solution.iterations() + " steps for " + distinct);
    }

    /** rᵀA r = 0 for every r, up to rounding: there is no pivot in the first step, and nothing to start again from. */
    @Property(tries = 60)
    void aSkewMatrixIsABreakdown(@ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix g = Samples.gaussianMatrix(n, n, random);
        double[] skew = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                skew[i * n + j] = g.get(i, j) - g.get(j, i);
            }
        }
        LinearSolution solution = BICGSTAB.solve(Matrix.wrap(n, n, skew), Samples.gaussian(n, random));
        assertEquals(Termination.BREAKDOWN, solution.termination());
        assertEquals(1, solution.relativeResidual());
        assertEquals(0, solution.iterations());
    }

    @Example
    void noStabilisationIsABreakdownToo() {
        // r = (1, 0): A r = (1, −1), α = 1, s = (0, 1), A s = (1, 0), ω = 0; from s again, the pivot sᵀA s vanishes
        LinearSolution solution = BICGSTAB.solve(Matrix.of(2, 2, new double[] {1, 1, -1, 0}), new double[] {1, 0});
        assertEquals(Termination.BREAKDOWN, solution.termination());
        assertEquals(1, solution.iterations());
        assertEquals(1, solution.residualNorm());
    }

    /** The shadow residual becomes orthogonal after one step; a start with a new one solves the system. */
    @Example
    void aBreakdownAfterSomeProgressStartsAgain() {
        Matrix a = Matrix.of(3, 3, new double[] {2, 1, 0, 0, 2, 1, 0, 0, 2});
        int breakdowns = 0;
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 200; k++) {
            // small integers make exact zeros likely
            double[] b = {random.nextInt(5) - 2, random.nextInt(5) - 2, random.nextInt(5) - 2};
            LinearSolution solution = BICGSTAB.solve(a, b);
            breakdowns += solution.termination() == Termination.BREAKDOWN ? 1 : 0;
            assertEquals(solution.termination().isSatisfied(),
                    Systems.residual(a, b, solution.x()) <= ASKED_FOR * (1 + Samples.norm(b)));
        }
        assertEquals(0, breakdowns);
    }

    @Example
    void aKernelThatIsHitIsSingular() {
        // A r = 0
        LinearSolution first = BICGSTAB.solve(Matrix.of(2, 2, new double[] {0, 1, 0, 1}), new double[] {1, 0});
        assertEquals(Termination.SINGULAR, first.termination());
        // r = (1, 0), A r = (1, 1), α = 1, s = (0, −1), A s = 0
        LinearSolution half = BICGSTAB.solve(Matrix.of(2, 2, new double[] {1, 0, 1, 0}), new double[] {1, 0});
        assertEquals(Termination.SINGULAR, half.termination());
        assertEquals(1, half.iterations());
        assertEquals(3, half.operatorProducts(), "two for the step, true residual");
        assertEquals(1, half.x()[0]);
        LinearSolution later = BICGSTAB.solve(Matrix.of(2, 2, new double[] {1, 0, 0, 0}), new double[] {1, 1});
        assertTrue(!later.termination().isSatisfied());
        assertTrue(later.residualNorm() >= 1 - 8 * EPSILON);
    }
}
