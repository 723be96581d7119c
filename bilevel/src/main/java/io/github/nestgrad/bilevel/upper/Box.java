package io.github.nestgrad.bilevel.upper;

/**
 * The bounds lower ≤ λᵢ ≤ upper, the same for every entry.
 *
 * @param lower the lower bound; −∞ for none
 * @param upper the upper bound; +∞ for none
 */
public record Box(double lower, double upper) {

    /**
     * Checks the order.
     *
     * @param lower the lower bound
     * @param upper the upper bound
     * @throws IllegalArgumentException if lower &gt; upper, or one is NaN
     */
    public Box {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "box: the bounds are " + lower + " and " + upper + " (expected the lower one first)");
        }
    }

    /**
     * No bounds.
     *
     * @return the whole space
     */
    public static Box unbounded() {
        return new Box(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * The nearest point inside, entry by entry.
     *
     * @param x the point; not modified
     * @return its projection
     */
    public double[] project(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.min(upper, Math.max(lower, x[i]));
        }
        return y;
    }
}
