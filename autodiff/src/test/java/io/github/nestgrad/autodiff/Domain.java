package io.github.nestgrad.autodiff;

import java.util.SplittableRandom;

/**
 * From where the entries of an argument are drawn: log-uniform magnitudes, so that small and large numbers meet.
 *
 * @param least the least magnitude
 * @param greatest the greatest magnitude
 * @param positive whether negative numbers lie outside the domain
 */
record Domain(double least, double greatest, boolean positive) {

    /** Narrow enough that third derivatives of all functions stay comparable to one. */
    private static final double MODERATE_LEAST = 0.4;
    private static final double MODERATE_GREATEST = 1.8;

    static final Domain WIDE = new Domain(1e-4, 1e4, false);
    static final Domain EXPONENT = new Domain(1e-3, 20, false);
    static final Domain POSITIVE = new Domain(1e-4, 1e4, true);

    Domain moderate() {
        return new Domain(MODERATE_LEAST, MODERATE_GREATEST, positive);
    }

    double draw(SplittableRandom random) {
        double magnitude = Math.exp(Math.log(least) + random.nextDouble() * Math.log(greatest / least));
        return positive || random.nextBoolean() ? magnitude : -magnitude;
    }
}
