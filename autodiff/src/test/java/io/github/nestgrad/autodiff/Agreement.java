package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.verification.Ridders;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/** When two numbers count as equal: tolerances in units of rounding, times the size of what was added up. */
final class Agreement {

    static final double EPSILON = Math.ulp(1.0);

    // a difference quotient is trusted to ten times its own error estimate, and never beyond nine digits
    private static final double ESTIMATE_FACTOR = 10;
    private static final double ESTIMATE_DIGITS = 1e-9;

    // an estimate with fewer digits than this could not tell a wrong rule from a right one
    private static final double INFORMATIVE = 1e-4;

    private Agreement() {}

    static void requireClose(double expected, double actual, double tolerance, Supplier<String> what) {
        assertTrue(Math.abs(expected - actual) <= tolerance,
                () -> what.get() + ": " + expected + " against " + actual + ", tolerance " + tolerance);
    }

    static void requireClose(Tensor expected, Tensor actual, double tolerance, Supplier<String> what) {
        requireClose(expected.toArray(), actual, tolerance, what);
        assertEquals(expected.shape(), actual.shape(), what);
    }

    static void requireClose(double[] expected, Tensor actual, double tolerance, Supplier<String> what) {
        double[] entries = actual.toArray();
        assertEquals(expected.length, entries.length, what);
        for (int i = 0; i < entries.length; i++) {
            int entry = i;
            requireClose(expected[i], entries[i], tolerance, () -> what.get() + " [entry " + entry + "]");
        }
    }

    /** φ′(0) by extrapolated differences must be {@code claimed}; {@code scale} is the size of its terms. */
    static void requireDerivative(DoubleUnaryOperator phi, double firstStep, double claimed, double scale,
            Supplier<String> what) {
        var estimate = Ridders.differentiate(phi, firstStep);
        double tolerance = ESTIMATE_FACTOR * estimate.error() + ESTIMATE_DIGITS * scale;
        requireClose(estimate.derivative(), claimed, tolerance, () -> what.get() + " by differences");
        assertTrue(estimate.error() <= INFORMATIVE * (scale + Math.abs(phi.applyAsDouble(0))) + Double.MIN_NORMAL,
                () -> what.get() + ": the differences say nothing, error " + estimate.error());
    }
}
