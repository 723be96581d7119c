package io.github.nestgrad.linalg.spectral;

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
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SpectralEstimatesProperties {

    private static final double ROUNDING_OF_ONE = 32 * Math.ulp(1.0);

    private static final double EPSILON = Math.ulp(1.0);
    // of a Rayleigh quotient in units of ‖A‖ and rows
    private static final double ROUNDING = 64 * EPSILON;

    // the start is seeded with ~seed: from the seed of the matrix it would be one of its eigenvectors

    private static double[] signedSpectrum(int n, double condition) {
        double[] eigenvalues = Samples.spectrum(n, 1, condition);
        for (int k = 1; k < n; k += 2) {
            eigenvalues[k] = -eigenvalues[k];
        }
        return eigenvalues;
    }

    private static double least(double[] x) {
        double least = x[0];
        for (double entry : x) {
            least = Math.min(least, entry);
        }
        return least;
    }

    private static double nearest(double[] eigenvalues, double theta) {
        double distance = Double.POSITIVE_INFINITY;
        for (double lambda : eigenvalues) {
            distance = Math.min(distance, Math.abs(lambda - theta));
        }
        return distance;
    }

    @Property(tries = 150)
    void ritzValuesLieInsideAndNearAnEigenvalue(@ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 12) int steps, @ForAll @DoubleRange(min = 1, max = 1e3) double condition,
            @ForAll long seed) {
        double[] eigenvalues = signedSpectrum(n, condition);
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        SpectrumEstimate estimate = SpectralEstimates.lanczos(a, steps, ~seed);
        assertTrue(estimate.steps() <= Math.min(steps, n));
        assertEquals(estimate.steps(), estimate.operatorProducts());
        assertTrue(estimate.largest() <= eigenvalues[0] + n * ROUNDING);
        assertTrue(estimate.smallest() >= least(eigenvalues) - n * ROUNDING);
        assertTrue(estimate.smallest() <= estimate.largest());
        assertTrue(nearest(eigenvalues, estimate.largest()) <= estimate.largestResidual() + n * ROUNDING);
        assertTrue(nearest(eigenvalues, estimate.smallest()) <= estimate.smallestResidual() + n * ROUNDING);
        assertEquals(Math.max(Math.abs(estimate.smallest()), Math.abs(estimate.largest())), estimate.norm());
    }

    /** With as many steps as rows, the space is all there is. */
    @Property(tries = 100)
    void theWholeSpaceHoldsTheExtremeEigenvalues(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        double[] eigenvalues = signedSpectrum(n, 100);
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        SpectrumEstimate estimate = SpectralEstimates.lanczos(a, n + 5, ~seed);
        assertEquals(eigenvalues[0], estimate.largest(), n * ROUNDING);
        assertEquals(least(eigenvalues), estimate.smallest(), n * ROUNDING);
        assertTrue(estimate.largestResidual() <= n * ROUNDING, "" + estimate.largestResidual());
    }

    @Property(tries = 100)
    void asManyStepsAsThereAreDistinctEigenvaluesSuffice(@ForAll @IntRange(min = 1, max = 5) int distinct,
            @ForAll @IntRange(min = 6, max = 25) int n, @ForAll boolean goOn, @ForAll long seed) {
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = 1 + k % distinct;
        }
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        SpectrumEstimate estimate = SpectralEstimates.lanczos(a, goOn ? n : distinct, ~seed);
        assertEquals(distinct, estimate.largest(), n * distinct * ROUNDING);
        assertEquals(1, estimate.smallest(), n * distinct * ROUNDING);
        assertEquals(distinct, estimate.conditionNumber(), n * distinct * distinct * 4 * ROUNDING);
    }

    @Example
    void itEndsWhereTheSpaceIsExhausted() {
        SpectrumEstimate estimate = SpectralEstimates.lanczos(Matrix.identity(9), 9, 1);
        assertEquals(1, estimate.steps());
        assertEquals(1, estimate.operatorProducts());
        assertEquals(1, estimate.largest(), 9 * ROUNDING);
        assertTrue(estimate.largestResidual() <= 9 * ROUNDING);
    }

    @Property(tries = 60)
    void moreStepsOnlyWiden(@ForAll @IntRange(min = 2, max = 25) int n, @ForAll long seed) {
        Matrix a = Samples.symmetric(signedSpectrum(n, 50), new SplittableRandom(seed));
        SpectrumEstimate last = SpectralEstimates.lanczos(a, 1, ~seed);
        for (int steps = 2; steps <= n; steps++) {
            SpectrumEstimate next = SpectralEstimates.lanczos(a, steps, ~seed);
            assertTrue(next.largest() >= last.largest() - n * ROUNDING);
            assertTrue(next.smallest() <= last.smallest() + n * ROUNDING);
            last = next;
        }
    }

    /** Below every bound, above every quotient of the power iteration that came before. */
    @Property(tries = 100)
    void normsAreEstimatedFromBelowAndBoundedFromAbove(@ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns, @ForAll @IntRange(min = 1, max = 10) int steps,
            @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(rows, columns, new SplittableRandom(seed));
        double upper = Math.min(SpectralBounds.normUpperBound(a), Math.sqrt(SpectralBounds.gramUpperBound(a)));
        NormEstimate power = SpectralEstimates.normByPowerIteration(a, steps, ~seed);
        NormEstimate longer = SpectralEstimates.normByPowerIteration(a, steps + 3, ~seed);
        NormEstimate lanczos = SpectralEstimates.normByLanczos(a, steps, ~seed);
        assertEquals(steps, power.steps());
        assertEquals(2 * steps, power.operatorProducts());
        assertEquals(2 * lanczos.steps(), lanczos.operatorProducts());
        double rounding = ROUNDING * (rows + columns) * upper;
        assertTrue(power.value() <= longer.value() + rounding, "never falls");
        assertTrue(power.value() <= lanczos.value() + rounding, "Lanczos is the best of the same space");
        assertTrue(longer.value() <= upper && lanczos.value() <= upper + rounding);
    }

    @Property(tries = 100)
    void normsOfKnownMatricesAreFound(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = -200, max = 200) int digits, @ForAll long seed) {
        double size = Math.pow(10, digits);
        double[] eigenvalues = signedSpectrum(n, 100);
        Matrix unit = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        LinearOperator a = LinearOperator.symmetric(n, (x, out) -> {
            unit.apply(x, out);
            for (int i = 0; i < n; i++) {
                out[i] *= size;
            }
        });
        NormEstimate lanczos = SpectralEstimates.normByLanczos(a, n, ~seed);
        assertEquals(size, lanczos.value(), size * n * ROUNDING);
        NormEstimate power = SpectralEstimates.normByPowerIteration(a, 400, ~seed);
        // σ₁² − σ₂² ≥ (1 − 100^(−2/19)): 400 steps leave nothing
        assertEquals(size, power.value(), size * n * ROUNDING);
        SpectrumEstimate spectrum = SpectralEstimates.lanczos(a, n, ~seed);
        assertEquals(size, spectrum.norm(), size * n * ROUNDING);
    }

    /** ‖AᵀA v − σ²v‖ for a vector between two eigenvectors, by hand. */
    @Example
    void theResidualOfTheNormSaysHowFarItIsFromASingularValue() {
        Matrix a = Matrix.of(2, 2, new double[] {2, 0, 0, 1});
        NormEstimate first = SpectralEstimates.normByPowerIteration(a, 1, 3);
        double square = first.value() * first.value();
        // v = (c, s): σ² = 4c² + s², and the residual is 3 c s
        double c = Math.sqrt((square - 1) / 3);
        assertEquals(3 * c * Math.sqrt(1 - c * c), first.residual(), ROUNDING_OF_ONE);
        NormEstimate lanczos = SpectralEstimates.normByLanczos(a, 1, 3);
        assertEquals(first.value(), lanczos.value(), ROUNDING_OF_ONE);
        assertEquals(first.residual(), lanczos.residual(), ROUNDING_OF_ONE);
    }

    @Property(tries = 40)
    void theSameSeedGivesTheSameBits(@ForAll @IntRange(min = 2, max = 12) int n, @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(n, n, new SplittableRandom(seed));
        assertEquals(SpectralEstimates.normByLanczos(a, 3, seed), SpectralEstimates.normByLanczos(a, 3, seed));
        assertEquals(SpectralEstimates.normByPowerIteration(a, 3, seed),
                SpectralEstimates.normByPowerIteration(a, 3, seed));
        assertTrue(SpectralEstimates.normByPowerIteration(a, 1, seed).value()
                != SpectralEstimates.normByPowerIteration(a, 1, seed + 1).value());
    }

    @Example
    void zeroAndEmptyOperatorsHaveNormZero() {
        Matrix zero = Matrix.of(2, 3, new double[6]);
        assertEquals(new NormEstimate(0, 0, 1, 1), SpectralEstimates.normByPowerIteration(zero, 5, 1));
        assertEquals(0, SpectralEstimates.normByLanczos(zero, 5, 1).value());
        for (Matrix empty : new Matrix[] {Matrix.of(0, 3, new double[0]), Matrix.of(3, 0, new double[0])}) {
            assertEquals(0, SpectralEstimates.normByPowerIteration(empty, 5, 1).value());
            assertEquals(0, SpectralEstimates.normByLanczos(empty, 5, 1).value());
        }
        assertEquals(0, SpectralEstimates.lanczos(Matrix.identity(0), 5, 1).largest());
        assertEquals(new SpectrumEstimate(0, 0, 0, 0, 1, 1),
                SpectralEstimates.lanczos(Matrix.of(2, 2, new double[4]), 5, 1));
    }

    @Example
    void normsNearTheEndsOfTheRangeAreNumbers() {
        for (double size : new double[] {1e-300, 1e-160, 1e160, 1e300}) {
            Matrix a = Matrix.of(2, 1, new double[] {3 * size, 4 * size});
            for (NormEstimate estimate : new NormEstimate[] {SpectralEstimates.normByLanczos(a, 3, 1),
                SpectralEstimates.normByPowerIteration(a, 3, 1)}) {
                assertEquals(5 * size, estimate.value(), 16 * Math.ulp(5 * size));
                assertTrue(estimate.residual() >= 0, size + " " + estimate);
            }
        }
        Matrix huge = Matrix.of(2, 1, new double[] {1.7e308, 1.7e308});
        assertThrows(ArithmeticException.class, () -> SpectralEstimates.normByLanczos(huge, 3, 1));
        assertThrows(ArithmeticException.class, () -> SpectralEstimates.normByPowerIteration(huge, 3, 1));
    }

    @Example
    void theConditionNumberIsThatOfADefiniteOperator() {
        assertEquals(4, new SpectrumEstimate(0.5, 2, 0, 0, 1, 1).conditionNumber());
        assertEquals(4, new SpectrumEstimate(-2, -0.5, 0, 0, 1, 1).conditionNumber());
        assertEquals(Double.POSITIVE_INFINITY, new SpectrumEstimate(-1, 2, 0, 0, 1, 1).conditionNumber());
        assertEquals(Double.POSITIVE_INFINITY, new SpectrumEstimate(0, 2, 0, 0, 1, 1).conditionNumber());
        assertEquals(Double.POSITIVE_INFINITY, new SpectrumEstimate(-2, 0, 0, 0, 1, 1).conditionNumber());
    }

    @Example
    void misuseIsRefused() {
        Matrix bad = Matrix.of(2, 2, new double[] {1, Double.NaN, Double.NaN, 1});
        assertEquals("Lanczos: a product with A is not finite",
                assertThrows(ArithmeticException.class, () -> SpectralEstimates.lanczos(bad, 2, 1)).getMessage());
        assertThrows(ArithmeticException.class, () -> SpectralEstimates.normByLanczos(bad, 2, 1));
        assertThrows(ArithmeticException.class, () -> SpectralEstimates.normByPowerIteration(bad, 2, 1));
        assertEquals("power iteration: 0 steps (expected 1 or more)", assertThrows(IllegalArgumentException.class,
                () -> SpectralEstimates.normByPowerIteration(bad, 0, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> SpectralEstimates.lanczos(bad, 0, 1));
        assertEquals("Lanczos: A is 1x2 (expected a square operator)", assertThrows(IllegalArgumentException.class,
                () -> SpectralEstimates.lanczos(Matrix.of(1, 2, new double[2]), 1, 1)).getMessage());
    }
}
