package io.github.nestgrad.verification;

/**
 * A derivative measured by differences, with what is known of its error.
 *
 * <p>The error is an estimate, not a bound. One as large as the derivative says that there is no digit to rely on: the
 * differences did not settle.
 *
 * @param derivative the derivative; NaN if the function was finite at no pair of points
 * @param error how far it may be off, never negative; infinite if there were too few differences
 * @param step the smallest step h that went into it; 0 if none was needed
 */
public record DerivativeEstimate(double derivative, double error, double step) {

    /** What is known where nothing could be measured. */
    static final DerivativeEstimate NOTHING = new DerivativeEstimate(Double.NaN, Double.POSITIVE_INFINITY, 0);

    /**
     * The estimate as messages show it: {@code 0.1966 ± 3e-12 (h = 0.04)}.
     *
     * @return the three numbers in words
     */
    @Override
    public String toString() {
        return derivative + " ± " + CheckReport.shortened(error) + " (h = " + CheckReport.shortened(step) + ")";
    }
}
