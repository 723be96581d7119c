package io.github.nestgrad.bilevel.cli;

import java.util.function.DoubleUnaryOperator;

/** The zero of a derivative by bisection. */
final class ScalarOptimum {

    private ScalarOptimum() {}

    /** Where the derivative passes from below to above zero. */
    static double between(double low, double high, DoubleUnaryOperator derivative) {
        if (!(derivative.applyAsDouble(low) < 0 && derivative.applyAsDouble(high) > 0)) {
            throw new IllegalArgumentException("no minimum between " + low + " and " + high);
        }
        double a = low;
        double b = high;
        while (b - a > 1e-10) {
            double middle = (a + b) / 2;
            if (derivative.applyAsDouble(middle) < 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }
}
