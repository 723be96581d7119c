package io.github.nestgrad.linalg.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Estimates lie inside the spectrum and come close to its ends; bounds lie outside. */
class SpectralEstimatesProperties {

    private static final double EPSILON = Math.ulp(1.0);

    @Property(tries = 100)
    void lanczosWithAsManyStepsAsRowsFindsBothEnds(@ForAll @IntRange(min = 1, max = 25) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] eigenvalues = Samples.gaussian(n, random);
        Matrix a = Samples.symmetric(eigenvalues, random);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double norm = 0;
        for (double eigenvalue : eigenvalues) {
            smallest = Math.min(smallest, eigenvalue);
            largest = Math.max(largest, eigenvalue);
            norm = Math.max(norm, Math.abs(eigenvalue));
        }
        double tolerance = 1024 * n * EPSILON * norm;
        SpectrumEstimate estimate = SpectralEstimates.lanczos(a, n, seed);
        assertEquals(smallest, estimate.smallest(), tolerance);
        assertEquals(largest, estimate.largest(), tolerance);
        Interval gershgorin = SpectralBounds.gershgorin(a);
        assertTrue(gershgorin.lower() <= smallest + tolerance && gershgorin.upper() >= largest - tolerance);
    }

    @Property(tries = 100)
    void normsAreEstimatedFromBelowAndBoundedFromAbove(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 40) int steps, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 3, 100), random);
        double tolerance = 64 * n * EPSILON * 3;
        double power = SpectralEstimates.normByPowerIteration(a, steps, seed).value();
        double lanczos = SpectralEstimates.normByLanczos(a, steps, seed).value();
        assertTrue(power > 0 && power <= 3 + tolerance, "power iteration: " + power);
        assertTrue(lanczos > 0 && lanczos <= 3 + tolerance, "Lanczos: " + lanczos);
        assertTrue(SpectralBounds.normUpperBound(a) >= 3 - tolerance);
        if (steps >= n) {
            assertEquals(3, lanczos, 1024 * tolerance);
        }
    }
}
