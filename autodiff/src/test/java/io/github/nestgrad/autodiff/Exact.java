package io.github.nestgrad.autodiff;

import java.math.BigDecimal;

/**
 * What an entry of a value ought to be.
 *
 * @param value the number, correct to many more digits than a double holds
 * @param magnitude the size of the terms that were added up to it, to which rounding errors are proportional
 */
record Exact(BigDecimal value, double magnitude) {

    static Exact of(BigDecimal value) {
        return new Exact(value, Math.abs(value.doubleValue()));
    }

    /** Σᵢ aᵢ bᵢ without any rounding. */
    static Exact sumOfProducts(double[] a, double[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        double magnitude = 0;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
            magnitude += Math.abs(a[i] * b[i]);
        }
        return new Exact(sum, magnitude);
    }

    double distanceTo(double computed) {
        return value.subtract(new BigDecimal(computed)).abs().doubleValue();
    }
}
