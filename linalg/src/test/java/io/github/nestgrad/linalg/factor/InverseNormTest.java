package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The estimate by products with a matrix that is taken for the inverse of another. */
class InverseNormTest {

    private static final double ROUNDING = 32 * Math.ulp(1.0);

    private static double estimate(Matrix inverse) {
        return InverseNorm.estimate(inverse.rows(), inverse::times, inverse::transposedTimes);
    }

    @Test
    void theEstimateIsFromBelowAndMostlyExact() {
        SplittableRandom random = new SplittableRandom(7);
        int exact = 0;
        for (int trial = 0; trial < 200; trial++) {
            Matrix inverse = Samples.gaussianMatrix(trial % 9 + 1, trial % 9 + 1, random);
            double norm = Dense.norm1(inverse);
            double estimate = estimate(inverse);
            assertTrue(estimate <= norm * (1 + ROUNDING) && estimate >= norm / 3, estimate + " of " + norm);
            exact += estimate >= norm * (1 - 1e-14) ? 1 : 0;
        }
        assertTrue(exact > 100, "exact in " + exact);
    }

    /** The first corner is a sixth of the second. */
    @Test
    void theClimbGoesOnFromTheFirstCorner() {
        Matrix inverse = Matrix.of(5, 5, new double[] {
            512, 1, -512, -2, -8,
            512, 16, -512, -2, 0,
            0, 16, 0, 16, 16,
            0, 0, -4, -8, -64,
            -16, 0, -16, -128, -4});
        assertEquals(1044, estimate(inverse));
    }

    /**
     * I + θ w zᵀ with wᵀe = zᵀe = z₀ = 0: neither e nor e₀ show the large entries, and the slope is the same everywhere
     * (after Higham 1988).
     */
    @Test
    void alternatingSignsShowWhatTheClimbCannotSee() {
        int n = 16;
        double theta = 1024;
        double[] entries = Matrix.identity(n).toArray();
        for (int j = 1; j < n - 1; j++) {
            entries[j] += (j % 2 == 0 ? 1 : -1) * theta;
            entries[(n - 1) * n + j] -= (j % 2 == 0 ? 1 : -1) * theta;
        }
        Matrix inverse = Matrix.wrap(n, n, entries);
        assertEquals(2 * theta + 1, Dense.norm1(inverse));
        assertTrue(estimate(inverse) >= theta, "estimate " + estimate(inverse));
    }
}
