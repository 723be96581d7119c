package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;

/** Σ aᵢ bᵢ without rounding, and Σ |aᵢ bᵢ|, to which the rounding of any order of summation is proportional. */
final class ExactSum {

    private static final double EPSILON = Math.ulp(1.0);

    private BigDecimal sum = BigDecimal.ZERO;
    private double magnitude;
    private int terms;

    void add(double a, double b) {
        sum = sum.add(new BigDecimal(a).multiply(new BigDecimal(b)));
        magnitude += Math.abs(a * b);
        terms++;
    }

    void requireNear(double computed, String what) {
        double error = sum.subtract(new BigDecimal(computed)).abs().doubleValue();
        assertTrue(error <= terms * EPSILON * magnitude,
                what + " is " + computed + " but should be " + sum.doubleValue() + " (" + terms + " terms)");
    }
}
