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

class ChebyshevProperties extends IterativeContract<Chebyshev> {

    // polynomials of degrees up to some tens, whose values are of the order of one
    private static final double POLYNOMIAL = 1e-11;
    private static final double ASKED_FOR = 1e-11;
    // 1e-308 has so many digits less as a subnormal number
    private static final double SUBNORMAL = 1e-319;

    // a hair outside of the spectra of the contract, whose ends are made with rounding errors
    private static final double HAIR = 1e-6;

    @Override
    Chebyshev iterative() {
        return Chebyshev.withBounds(1e-3 * (1 - HAIR), 1 + HAIR);
    }

    @Override
    int conditionDigits() {
        return 3;
    }

    /** ‖rₖ‖ ≤ ‖r₀‖ / Tₖ(θ/δ), and no more than a step of the polynomial can be gained. */
    @Property(tries = 100)
    void theResidualObeysTheBound(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll @IntRange(max = 40) int k,
            @ForAll @DoubleRange(min = 1, max = 1e3) double condition, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, condition), random);
        double[] b = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        Chebyshev solver = Chebyshev.withBounds((1 - HAIR) / condition, 1 + HAIR);
        LinearSolution solution = solver.withSteps(k).solve(a, b, start);
        assertEquals(Termination.STEPS_DONE, solution.termination());
        assertEquals(k, solution.iterations());
        assertEquals(k + 1, solution.operatorProducts());
        double first = Systems.residual(a, b, start);
        double kappa = (1 + HAIR) * condition / (1 - HAIR);
        double sigma = (kappa + 1) / (kappa - 1);
        double chebyshev = Math.cosh(k * Math.log(sigma + Math.sqrt(sigma * sigma - 1)));
        double rounding = 256 * n * EPSILON * condition * (first + Samples.norm(b));
        assertTrue(solution.residualNorm() <= first / chebyshev + rounding,
                solution.residualNorm() + " against " + first / chebyshev);
    }

    /** On a diagonal matrix the polynomial is seen entry by entry: rₖ = Tₖ((θ − λ)/δ) / Tₖ(θ/δ) r₀. */
    @Property(tries = 100)
    void theResidualPolynomialIsThatOfChebyshev(@ForAll @IntRange(max = 12) int k,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double mu, @ForAll @DoubleRange(min = 0, max = 1) double part) {
        double lambda = mu + part * (1 - mu);
        double theta = (1 + mu) / 2;
        double delta = (1 - mu) / 2;
        double t = (theta - lambda) / delta;
        double numerator = Math.cos(k * Math.acos(Math.max(-1, Math.min(1, t))));
        double sigma = theta / delta;
        double denominator = Math.cosh(k * Math.log(sigma + Math.sqrt(sigma * sigma - 1)));
        double x = Chebyshev.withBounds(mu, 1).withSteps(k)
                .solve(Matrix.of(1, 1, new double[] {lambda}), new double[] {1}).x()[0];
        assertEquals(numerator / denominator, 1 - lambda * x, POLYNOMIAL);
    }

    /** The part of the start in the kernel stays for ever, and A x with its rounding errors, far above a small b. */
    @Property(tries = 40)
    void theRoundingOfALargeIterateIsNoExcuse(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = 20, max = 300) int decades, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] eigenvalues = Samples.spectrum(n, 1, 5);
        eigenvalues[n - 1] = 0;
        Matrix a = Samples.symmetric(eigenvalues, random);
        double[] b = Systems.scaled(Samples.gaussian(n, random), Math.pow(10, -decades));
        LinearSolution solution = iterative().solve(a, b, Samples.gaussian(n, random));
        assertTrue(!solution.termination().isSatisfied(), solution.termination() + " " + solution.relativeResidual());
    }

    @Example
    void equalBoundsAreSolvedInOneStep() {
        LinearSolution solution = Chebyshev.withBounds(4, 4)
                .solve(Matrix.of(2, 2, new double[] {4, 0, 0, 4}), new double[] {1, 2});
        assertEquals(Termination.CONVERGED, solution.termination());
        assertEquals(1, solution.iterations());
        assertEquals(0.25, solution.x()[0]);
    }

    /** λ ≥ L + μ makes the residual grow: told before the numbers overflow, and long before the limit. */
    @Property(tries = 60)
    void anEigenvalueFarAboveTheBoundIsToldByGrowth(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @DoubleRange(min = 1.5, max = 1e6) double factor, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 20), random);
        LinearSolution solution = Chebyshev.withBounds(0.05 / factor, 1 / factor)
                .solve(a, Samples.gaussian(n, random));
        assertEquals(Termination.BOUNDS_VIOLATED, solution.termination());
        assertTrue(solution.iterations() <= 1000, solution.iterations() + " steps");
        assertTrue(Double.isFinite(solution.residualNorm()));
    }

    @Property(tries = 60)
    void aNegativeEigenvalueIsTold(@ForAll @IntRange(min = 2, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Systems.indefinite(n, 20), random);
        assertEquals(Termination.BOUNDS_VIOLATED,
                iterative().solve(a, Samples.gaussian(n, random)).termination());
    }

    /** Below μ it converges, only slower than promised: no reason to give up. */
    @Property(tries = 60)
    void anEigenvalueALittleBelowTheBoundIsSolvedAllTheSame(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 100), random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = Chebyshev.withBounds(0.02, 1 + HAIR).solve(a, b);
        assertEquals(Termination.CONVERGED, solution.termination());
        LinearSolution limited = Chebyshev.withBounds(0.02, 1 + HAIR)
                .withMaxIterations(solution.iterations() - 1).solve(a, b);
        assertTrue(limited.termination() == Termination.BOUNDS_VIOLATED
                || limited.termination() == Termination.STEP_LIMIT);
    }

    /** The sizes of μ and L do not matter, and neither does that L + L overflows. */
    @Property(tries = 60)
    void theSizeOfTheOperatorDoesNotMatter(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = -664, max = 664) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 10), random);
        double[] b = Samples.gaussian(n, random);
        double factor = Math.scalb(1.0, exponent);
        LinearSolution solution = Chebyshev.withBounds(0.1 * (1 - HAIR) * factor, (1 + HAIR) * factor)
                .solve(Systems.scaled(a, factor), b);
        assertTrue(solution.termination().isSatisfied(), "" + solution.termination());
        double[] x = Systems.scaled(solution.x(), factor);
        assertTrue(Systems.residual(a, b, x) <= ASKED_FOR * Samples.norm(b));
    }

    @Example
    void boundsWhoseSumOverflowsAreBoundsAllTheSame() {
        LinearSolution solution = Chebyshev.withBounds(1e308, 1.5e308)
                .solve(Matrix.of(1, 1, new double[] {1.25e308}), new double[] {1.25});
        assertEquals(Termination.CONVERGED, solution.termination());
        assertEquals(1e-308, solution.x()[0], SUBNORMAL);
    }

    @Example
    void boundsThatAreNoneAreRefused() {
        assertEquals("Chebyshev: bounds 0.0 and 1.0 of the spectrum (expected 0 < smallest <= largest < infinity)",
                assertThrows(IllegalArgumentException.class, () -> Chebyshev.withBounds(0, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Chebyshev.withBounds(2, 1));
        assertThrows(IllegalArgumentException.class, () -> Chebyshev.withBounds(1, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Chebyshev.withBounds(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Chebyshev.withBounds(1, Double.NaN));
    }
}
