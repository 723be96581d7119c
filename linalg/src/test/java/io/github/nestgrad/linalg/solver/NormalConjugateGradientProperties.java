package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NormalConjugateGradientProperties extends RegularContract<NormalConjugateGradient> {

    // the normal equations square the condition
    private static final double SAME_SOLUTION = 1e-8;
    private static final double LEAST = 1e-9;
    private static final double OF_RIGHT_HAND_SIDE = 1e-12;

    private static final NormalConjugateGradient CGNR = NormalConjugateGradient.withDefaults();
    private static final double TOLERANCE = 1e-8;
    private static final double MONOTONE_SLACK = 1 + 1e-10;

    @Override
    NormalConjugateGradient iterative() {
        return CGNR;
    }

    @Override
    int conditionDigits() {
        return 3;
    }

    @Property(tries = 150)
    void anyRegularMatrixWillDo(@ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @DoubleRange(min = 0, max = 3) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, digits);
        Matrix a = Systems.withSingularValues(Samples.spectrum(n, 1, condition), random);
        double[] expected = Samples.gaussian(n, random);
        LinearSolution solution = CGNR.withRelativeTolerance(1e-10).solve(a, Samples.product(a, expected));
        assertEquals(Termination.CONVERGED, solution.termination());
        double error = Samples.norm(Samples.difference(solution.x(), expected));
        assertTrue(error <= condition * (2 * solution.residualNorm() + 16 * n * EPSILON * Samples.norm(expected)));
    }

    /** Plain CG on AᵀA x = Aᵀb, by products that are formed. */
    @Property(tries = 60)
    void stepsAreThoseOfConjugateGradientsOnTheNormalEquations(@ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 4) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.withSingularValues(Samples.spectrum(n, 1, 5), random);
        Matrix transposed = Systems.transposed(a);
        double[] b = Samples.gaussian(n, random);
        Matrix gram = transposed.times(a);
        double[] expected = ConjugateGradient.withDefaults().withSteps(k)
                .solve(gram, Samples.product(transposed, b)).x();
        LinearSolution solution = CGNR.withSteps(k).solve(a, b);
        assertTrue(Samples.norm(Samples.difference(expected, solution.x())) <= SAME_SOLUTION * Samples.norm(expected));
        if (k < n) {
            assertEquals(k, solution.iterations());
            assertEquals(2 * k + 1, solution.operatorProducts(), "Aᵀr and A p a step, and the true residual");
        }
    }

    @Property(tries = 60)
    void theResidualNeverGrows(@ForAll @IntRange(min = 2, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.withSingularValues(Samples.spectrum(n, 1, 50), random);
        double[] b = Samples.gaussian(n, random);
        double last = Samples.norm(b);
        for (int k = 1; k <= n; k++) {
            double norm = CGNR.withSteps(k).solve(a, b).residualNorm();
            assertTrue(norm <= last * MONOTONE_SLACK + n * 1e3 * EPSILON, "step " + k);
            last = norm;
        }
    }

    @Property(tries = 60)
    void asManyStepsAsThereAreDistinctSingularValuesSuffice(@ForAll @IntRange(min = 1, max = 4) int distinct,
            @ForAll @IntRange(min = 4, max = 20) int n, @ForAll long seed) {
        double[] values = new double[n];
        for (int k = 0; k < n; k++) {
            values[k] = 1 + k % distinct;
        }
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.withSingularValues(values, random);
        LinearSolution solution = CGNR.withRelativeTolerance(TOLERANCE).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.CONVERGED, solution.termination());
        assertTrue(solution.iterations() <= distinct, solution.iterations() + " steps for " + distinct);
    }

    /** The pseudo-inverse: A = u vᵀ has the least squares solution v (uᵀb) / (‖u‖² ‖v‖²). */
    @Property(tries = 60)
    void aSingularSystemGetsTheLeastSquaresSolutionOfLeastNorm(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll boolean consistent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] u = Samples.gaussian(n, random);
        double[] v = Samples.gaussian(n, random);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = u[i] * v[j];
            }
        }
        double[] b = consistent ? Systems.scaled(u, -1.5) : Samples.gaussian(n, random);
        LinearSolution solution = CGNR.withRelativeTolerance(1e-10).solve(Matrix.wrap(n, n, a), b);
        assertEquals(consistent ? Termination.CONVERGED : Termination.INCONSISTENT, solution.termination());
        double weight = Samples.inner(u, b) / Samples.inner(u, u) / Samples.inner(v, v);
        assertTrue(Samples.norm(Samples.difference(Systems.scaled(v, weight), solution.x()))
                <= SAME_SOLUTION * Math.abs(weight) * Samples.norm(v)
                        + OF_RIGHT_HAND_SIDE * Samples.norm(b) / Samples.norm(u));
    }

    @Property(tries = 60)
    void aSingularInconsistentSystemIsToldWithTheLeastResidual(@ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 5) int nullity, @ForAll @DoubleRange(min = 1, max = 2) double digits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Systems.Singular singular = Systems.singular(n, Math.min(nullity, n - 1), Math.pow(10, digits), random);
        LinearSolution solution = CGNR.solve(singular.a(), singular.inconsistent());
        assertEquals(Termination.INCONSISTENT, solution.termination(), "" + solution.residualNorm());
        assertEquals(singular.leastResidual(), solution.residualNorm(), LEAST * Samples.norm(singular.inconsistent()));
    }

    /** What is zero is measured by A M⁻¹, and not by A: neither is a solution missed nor one made up. */
    @Property(tries = 60)
    void theScaleOfAPreconditionerDoesNotMatter(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = -40, max = 40) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Systems.Singular singular = Systems.singular(n, 1, 10, random);
        double[] d = new double[n];
        Arrays.fill(d, Math.scalb(1.0, exponent));
        NormalConjugateGradient scaled = CGNR.withPreconditioner(Preconditioner.jacobi(d));
        for (double[] b : new double[][] {singular.consistent(), singular.inconsistent()}) {
            LinearSolution expected = CGNR.solve(singular.a(), b);
            LinearSolution solution = scaled.solve(singular.a(), b);
            assertEquals(expected.termination(), solution.termination());
            assertEquals(expected.iterations(), solution.iterations());
            assertArrayEquals(expected.x(), solution.x());
        }
    }

    /** ‖Aᵀr₀‖ a millionth of ‖A‖ ‖r₀‖. */
    @Example
    void aStartAlongASmallSingularVectorIsNoCauseForMoreSteps() {
        Matrix a = Matrix.of(3, 3, new double[] {1, 0, 0, 0, 1e-6, 0, 0, 0, 0});
        LinearSolution solution = CGNR.solve(a, new double[] {1e-6, 1, 1});
        assertEquals(Termination.INCONSISTENT, solution.termination());
        assertTrue(solution.iterations() <= 3, solution.iterations() + " steps");
        assertEquals(1, solution.residualNorm(), LEAST);
    }

    /** A huge x has huge rounding errors in A x: they are those of ‖A‖, and not of ‖A x‖ / ‖x‖. */
    @Property(tries = 40)
    void aSolutionAlongASmallSingularVectorIsRightUpToRounding(@ForAll @IntRange(min = 3, max = 10) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.withSingularValues(Samples.spectrum(n, 1, 1e4), random);
        LinearSolution solution = CGNR.withRelativeTolerance(0).solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.ROUNDING_LIMIT, solution.termination(), "" + solution.relativeResidual());
    }

    @Example
    void aRightHandSideOutsideOfTheRangeIsInconsistentAtOnce() {
        LinearSolution solution = CGNR.solve(Matrix.of(2, 2, new double[] {1, 1, 0, 0}), new double[] {0, 2});
        assertEquals(Termination.INCONSISTENT, solution.termination());
        assertEquals(0, solution.iterations());
        assertEquals(2, solution.residualNorm());
    }
}
