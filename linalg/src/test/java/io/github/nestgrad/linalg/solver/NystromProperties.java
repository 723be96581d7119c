package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

class NystromProperties {

    private static final double EPSILON = Math.ulp(1.0);
    // the shift ν = ε ‖Y‖ is all that is lost where the rank is enough, times the ratio of the largest number to ρ
    private static final double AMPLIFICATION = 1e4;

    /** ρI + a semidefinite matrix of the given eigenvalues. */
    private static Matrix shifted(double[] eigenvalues, double shift, SplittableRandom random) {
        double[] all = eigenvalues.clone();
        for (int k = 0; k < all.length; k++) {
            all[k] += shift;
        }
        return Samples.symmetric(all, random);
    }

    @Property(tries = 100)
    void itIsTheInverseWhereTheRankIsEnough(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 0, max = 5) int rank, @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @DoubleRange(min = 0, max = 4) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double shift = Math.pow(10, -digits);
        double[] eigenvalues = Arrays.copyOf(Samples.spectrum(Math.max(1, Math.min(rank, n)), 1, 10), n);
        eigenvalues[0] = rank == 0 ? 0 : 1;
        Matrix a = shifted(eigenvalues, shift, random);
        Counting counting = new Counting(a);
        Nystrom inverse = Nystrom.of(counting, Math.max(1, rank + more), shift, seed);
        assertEquals(Math.min(n, Math.max(1, rank + more)), counting.products);
        double[] x = Samples.gaussian(n, random);
        double[] again = new double[n];
        inverse.apply(Samples.product(a, x), again);
        double error = Samples.norm(Samples.difference(x, again));
        assertTrue(error <= AMPLIFICATION * n * EPSILON / shift * Samples.norm(x), "" + error);
        double[] found = inverse.eigenvalues();
        for (int k = 0; k < found.length; k++) {
            assertEquals(k < n ? eigenvalues[k] : 0, found[k], AMPLIFICATION * n * EPSILON);
        }
    }

    /** (ρI + U Λ Uᵀ) of it, formed: symmetric, between ρ and A on every vector, since Nyström is from below. */
    @Property(tries = 60)
    void itIsSymmetricAndItsInverseIsBetweenTheShiftAndTheOperator(@ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = 1, max = 6) int rank, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double shift = 0.1;
        Matrix a = shifted(Samples.spectrum(n, 1, 1e3), shift, random);
        Nystrom inverse = Nystrom.of(a, rank, shift, seed);
        Matrix formed = Matrix.of(inverse);
        double largest = 1 / shift;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(formed.get(i, j), formed.get(j, i), 64 * n * EPSILON * largest);
            }
        }
        double[] x = Samples.gaussian(n, random);
        double[] mx = new double[n];
        inverse.apply(x, mx);
        double quadratic = Samples.inner(x, mx);
        assertTrue(quadratic <= Samples.inner(x, x) / shift * (1 + 64 * n * EPSILON));
        // A ≥ M in the order of symmetric matrices, so xᵀA⁻¹x ≤ xᵀM⁻¹x
        double[] exact = DenseSolver.withDefaults().solve(a, x).x();
        assertTrue(Samples.inner(x, exact) <= quadratic * (1 + 1e4 * n * EPSILON));
        double[] transposed = new double[n];
        inverse.applyTranspose(x, transposed);
        assertArrayEquals(mx, transposed);
    }

    @Property(tries = 30)
    void itSavesIterations(@ForAll @IntRange(min = 20, max = 40) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double shift = 1e-4;
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = Math.pow(2, -1.5 * k);
        }
        Matrix a = shifted(eigenvalues, shift, random);
        double[] b = Samples.gaussian(n, random);
        ConjugateGradient cg = ConjugateGradient.withDefaults().withRelativeTolerance(1e-10);
        LinearSolution plain = cg.solve(a, b);
        Counting counting = new Counting(a);
        LinearSolution with = cg.withPreconditioner(Preconditioner.nystrom(10, shift, 7)).solve(counting, b);
        assertEquals(Termination.CONVERGED, with.termination());
        assertTrue(with.iterations() < plain.iterations(), with.iterations() + " against " + plain.iterations());
        assertEquals(counting.products, with.operatorProducts());
        // without a tolerance there is no going back to the true residual on the way
        LinearSolution counted = cg.withSteps(3).withPreconditioner(Preconditioner.nystrom(10, shift, 7)).solve(a, b);
        assertEquals(10 + 3 + 1, counted.operatorProducts(), "the sketch, the steps, the true residual");
    }

    @Property(tries = 40)
    void theSameSeedGivesTheSameBitsAndAnotherOthers(@ForAll @IntRange(min = 4, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = shifted(Samples.spectrum(n, 1, 1e3), 0.01, random);
        double[] first = Matrix.of(Nystrom.of(a, 2, 0.01, seed)).toArray();
        assertArrayEquals(first, Matrix.of(Nystrom.of(a, 2, 0.01, seed)).toArray());
        assertFalse(Arrays.equals(first, Matrix.of(Nystrom.of(a, 2, 0.01, seed + 1)).toArray()));
    }

    /** Whatever is made of an operator that is not above the shift, it is positive definite. */
    @Property(tries = 60)
    void anIndefiniteRestIsLeftOut(@ForAll @IntRange(min = 1, max = 15) int n,
            @ForAll @IntRange(min = 1, max = 6) int rank, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = shifted(Systems.indefinite(n, 10), 0.5, random);
        Nystrom inverse = Nystrom.of(a, rank, 0.5, seed);
        for (double lambda : inverse.eigenvalues()) {
            assertTrue(lambda >= 0);
        }
        double[] x = Samples.gaussian(n, random);
        double[] mx = new double[n];
        inverse.apply(x, mx);
        assertTrue(Samples.inner(x, mx) > 0);
    }

    /** From 1e−200 to 1e200. */
    @Property(tries = 40)
    void theSizeOfTheOperatorDoesNotMatter(@ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = -664, max = 664) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double factor = Math.scalb(1.0, exponent);
        Matrix a = shifted(Samples.spectrum(n, 1, 10), 0.5, random);
        Nystrom inverse = Nystrom.of(Systems.scaled(a, factor), n, 0.5 * factor, seed);
        double[] x = Samples.gaussian(n, random);
        double[] again = new double[n];
        inverse.apply(Samples.product(Systems.scaled(a, factor), x), again);
        assertTrue(Samples.norm(Samples.difference(x, again)) <= AMPLIFICATION * n * EPSILON * Samples.norm(x));
    }

    @Example
    void anEmptyOperatorHasAnEmptyInverse() {
        assertEquals(0, Nystrom.of(Matrix.identity(0), 3, 1, 1).rows());
    }

    @Example
    void whatIsNotFiniteIsToldAndEndsASolveWithThatReason() {
        Matrix bad = Matrix.of(2, 2, new double[] {1, Double.NaN, Double.NaN, 1});
        assertTrue(assertThrows(ArithmeticException.class, () -> Nystrom.of(bad, 1, 1, 1)).getMessage()
                .contains("a product with A, 2x2, is not finite"));
        assertEquals(Termination.NOT_FINITE, ConjugateGradient.withDefaults()
                .withPreconditioner(Preconditioner.nystrom(1, 1, 1)).solve(bad, new double[] {1, 1}).termination());
    }

    @Example
    void impossibleSettingsAreRefused() {
        assertEquals("Nyström: rank 0 (expected 1 or more)",
                assertThrows(IllegalArgumentException.class, () -> Preconditioner.nystrom(0, 1, 1)).getMessage());
        assertEquals("Nyström: shift 0.0 (expected a positive finite number)",
                assertThrows(IllegalArgumentException.class, () -> Preconditioner.nystrom(1, 0, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Preconditioner.nystrom(1, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Preconditioner.nystrom(1, Double.POSITIVE_INFINITY, 1));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> Nystrom.of(Matrix.of(1, 2, new double[2]), 1, 1, 1)).getMessage().contains("A is 1x2"));
        Nystrom inverse = Nystrom.of(Matrix.identity(2), 1, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> inverse.apply(new double[3], new double[2]));
        assertThrows(IllegalArgumentException.class, () -> inverse.apply(new double[2], new double[3]));
    }
}
