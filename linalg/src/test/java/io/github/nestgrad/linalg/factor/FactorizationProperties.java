package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FactorizationProperties {

    private static final double EPSILON = Math.ulp(1.0);
    private static final int LARGEST = 40;

    /** The bound of Higham's theorem 10.3: |A − L̂L̂ᵀ| ≤ γₙ₊₁ |L̂||L̂ᵀ|, with room for another order of summation. */
    @Property(tries = 300)
    void choleskyFactorsMultiplyBackToTheMatrix(@ForAll @IntRange(max = LARGEST) int n,
            @ForAll @IntRange(max = 12) int digits, @ForAll long seed) {
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, Math.pow(10, digits)), new SplittableRandom(seed));
        Matrix l = Cholesky.of(a).factor();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double magnitude = 0;
                for (int k = 0; k < n; k++) {
                    sum += l.get(i, k) * l.get(j, k);
                    magnitude += Math.abs(l.get(i, k) * l.get(j, k));
                }
                assertEquals(a.get(i, j), sum, 2 * (n + 1) * EPSILON * magnitude);
                assertTrue(j <= i || l.get(i, j) == 0, "L is lower triangular");
            }
        }
    }

    /** Backward stability: the residual is small against ‖A‖‖x‖, however ill-conditioned A is. */
    @Property(tries = 300)
    void solutionsHaveResidualsOfRoundingSize(@ForAll @IntRange(min = 1, max = LARGEST) int n,
            @ForAll @IntRange(max = 10) int digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix spd = Samples.symmetric(Samples.spectrum(n, 1, Math.pow(10, digits)), random);
        Matrix general = Samples.gaussianMatrix(n, n, random);
        double[] b = Samples.gaussian(n, random);
        requireSmallResidual(spd, Cholesky.of(spd).solve(b), b);
        requireSmallResidual(spd, Lu.of(spd).solve(b), b);
        requireSmallResidual(general, Lu.of(general).solve(b), b);
    }

    private static void requireSmallResidual(Matrix a, double[] x, double[] b) {
        double residual = Samples.norm(Samples.difference(b, Samples.product(a, x)));
        double scale = Samples.frobenius(a) * Samples.norm(x) + Samples.norm(b);
        assertTrue(residual <= 4 * b.length * EPSILON * scale, "residual " + residual + " against " + scale);
    }

    @Property(tries = 100)
    void logDeterminantIsTheSumOfTheLogarithmsOfTheEigenvalues(@ForAll @IntRange(max = 30) int n,
            @ForAll @IntRange(max = 6) int digits, @ForAll long seed) {
        double condition = Math.pow(10, digits);
        double[] eigenvalues = Samples.spectrum(n, 1e40, condition);
        double expected = 0;
        for (double eigenvalue : eigenvalues) {
            expected += Math.log(eigenvalue);
        }
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        double tolerance = 64 * EPSILON * (n + 1) * (condition + Math.abs(expected));
        assertEquals(expected, Cholesky.of(a).logDeterminant(), tolerance);
    }

    @Property(tries = 100)
    void aMatrixWithANegativeEigenvalueIsRefused(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        double[] eigenvalues = Samples.spectrum(n, 1, 10);
        eigenvalues[n / 2] = -0.5;
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        assertTrue(Cholesky.ifPositiveDefinite(a).isEmpty());
        String message = assertThrows(ArithmeticException.class, () -> Cholesky.of(a)).getMessage();
        assertTrue(message.matches("Cholesky: pivot \\d+ of " + n + " is -.* \\(expected a positive number; the "
                + "matrix is not positive definite\\)"), message);
    }

    @Property(tries = 100)
    void pivotingSolvesWhatEliminationInOrderCannot(@ForAll @IntRange(min = 2, max = 30) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = Samples.gaussian(n * n, random);
        for (int i = 0; i < n; i++) {
            entries[i * n + i] = i % 2 == 0 ? 0 : 1e-18;
        }
        Matrix a = Matrix.wrap(n, n, entries);
        double[] b = Samples.gaussian(n, random);
        requireSmallResidual(a, Lu.of(a).solve(b), b);
    }

    @Example
    void aSingularMatrixIsRefusedByItsPivot() {
        Matrix singular = Matrix.of(2, 2, new double[] {1, 2, 2, 4});
        assertTrue(Lu.ifRegular(singular).isEmpty());
        assertEquals("LU: pivot 1 of 2 is 0.0 (expected a finite number other than 0; the matrix is singular or not "
                + "finite)", assertThrows(ArithmeticException.class, () -> Lu.of(singular)).getMessage());
        assertTrue(Lu.ifRegular(Matrix.of(2, 2, new double[] {1, 0, Double.NaN, 1})).isEmpty());
        assertTrue(Cholesky.ifPositiveDefinite(Matrix.of(1, 1, new double[] {Double.NaN})).isEmpty());
        assertTrue(Cholesky.ifPositiveDefinite(Matrix.of(1, 1, new double[] {0})).isEmpty());
    }

    @Example
    void wrongSizesAreRefused() {
        Matrix wide = Matrix.of(1, 2, new double[2]);
        assertEquals("Cholesky: A is 1x2 (expected a square matrix)",
                assertThrows(IllegalArgumentException.class, () -> Cholesky.of(wide)).getMessage());
        assertEquals("LU: A is 1x2 (expected a square matrix)",
                assertThrows(IllegalArgumentException.class, () -> Lu.of(wide)).getMessage());
        assertEquals("Cholesky solve: A is 2x2 but b has length 3 (expected 2)", assertThrows(IllegalArgumentException.class,
                () -> Cholesky.of(Matrix.identity(2)).solve(new double[3])).getMessage());
        assertEquals("LU solve: A is 2x2 but b has length 1 (expected 2)", assertThrows(IllegalArgumentException.class,
                () -> Lu.of(Matrix.identity(2)).solve(new double[1])).getMessage());
    }
}
