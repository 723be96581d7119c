package io.github.nestgrad.bilevel;

import io.github.nestgrad.verification.DerivativeEstimate;
import io.github.nestgrad.verification.Ridders;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** When two results count as equal. */
public final class Agreement {

    public static final double EPSILON = Math.ulp(1.0);

    // Ridders' error is an estimate and no bound; what is left of the digits is what differences have
    private static final double ESTIMATE_FACTOR = 10;
    private static final double DIFFERENCE_DIGITS = 1e-9;
    // differences less accurate than this would let a wrong derivative pass
    private static final double INFORMATIVE = 1e-4;

    private Agreement() {}

    /** ‖expected − actual‖ ≤ tolerance. */
    public static void requireClose(double[] expected, double[] actual, double tolerance, String what) {
        if (expected.length != actual.length) {
            throw new AssertionError(what + ": " + actual.length + " entries, expected " + expected.length);
        }
        double distance = Plain.norm(Plain.plus(expected, -1, actual));
        if (!(distance <= tolerance)) {
            throw new AssertionError(what + ": " + Arrays.toString(actual) + " is off " + Arrays.toString(expected)
                    + " by " + distance + ", more than " + tolerance);
        }
    }

    public static void requireClose(double expected, double actual, double tolerance, String what) {
        requireClose(new double[] {expected}, new double[] {actual}, tolerance, what);
    }

    public static void requireSameBits(double[] expected, double[] actual, String what) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.doubleToRawLongBits(expected[i]) != Double.doubleToRawLongBits(actual[i])) {
                throw new AssertionError(what + ": " + Arrays.toString(actual) + " is not bit for bit "
                        + Arrays.toString(expected));
            }
        }
    }

    /** The claimed gradient of f at x, in direction v, against differences of the size of f and of the gradient. */
    public static void requireGradient(
            ToDoubleFunction<double[]> f, double[] x, double[] gradient, double[] v, double firstStep, String what) {
        DerivativeEstimate measured =
                Ridders.differentiate(h -> f.applyAsDouble(Plain.plus(x, h, v)), firstStep / Plain.norm(v));
        double claimed = Plain.dot(gradient, v);
        double scale = Math.abs(f.applyAsDouble(x)) + Plain.norm(gradient) * Plain.norm(v);
        // along a direction in which f does not change there is only rounding to be seen
        if (Math.max(Math.abs(claimed), Math.abs(measured.derivative())) <= DIFFERENCE_DIGITS * scale) {
            return;
        }
        if (!(measured.error() <= INFORMATIVE * scale)) {
            throw new AssertionError(what + ": the differences show nothing, " + measured);
        }
        double tolerance = ESTIMATE_FACTOR * measured.error() + DIFFERENCE_DIGITS * scale;
        if (!(Math.abs(claimed - measured.derivative()) <= tolerance)) {
            throw new AssertionError(what + ": ⟨∇f, v⟩ is " + claimed + " but differences give " + measured
                    + ", tolerance " + tolerance);
        }
    }
}
