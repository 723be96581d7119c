package io.github.nestgrad.linalg.spectral;

/**
 * A closed interval of real numbers.
 *
 * @param lower its lower end
 * @param upper its upper end, not below the lower one
 */
public record Interval(double lower, double upper) {

    /**
     * Checks the order.
     *
     * @param lower its lower end
     * @param upper its upper end
     * @throws IllegalArgumentException if the lower end is above the upper one, or one is NaN
     */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("interval: from " + lower + " to " + upper
                    + " (expected numbers in ascending order)");
        }
    }

    /**
     * Whether a number lies in the interval.
     *
     * @param number a number
     * @return whether lower ≤ number ≤ upper
     */
    public boolean contains(double number) {
        return lower <= number && number <= upper;
    }
}
