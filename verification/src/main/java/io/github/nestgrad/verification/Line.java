package io.github.nestgrad.verification;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The line h ↦ x + h v.
 *
 * @param x the point, not modified
 * @param v the direction, not modified
 */
record Line(double[] x, double[] v) {

    // the first step changes the point by a tenth of its size
    private static final double FIRST_STEP = 0.1;

    Line {
        if (x.length != v.length) {
            throw new IllegalArgumentException("derivative along a line: v has " + v.length + " entries but x has "
                    + x.length + " (expected equal lengths)");
        }
        requireFinite("x", x);
        requireFinite("v", v);
    }

    /** φ(h) = f(x + h v), on a fresh array each time, so that f may do with it what it likes. */
    DoubleUnaryOperator restrict(ToDoubleFunction<double[]> f) {
        return h -> {
            double[] point = new double[x.length];
            for (int i = 0; i < point.length; i++) {
                point[i] = x[i] + h * v[i];
            }
            return f.applyAsDouble(point);
        };
    }

    boolean hasNoDirection() {
        return norm(v) == 0;
    }

    /** 0.1 ‖x‖ / ‖v‖; at x = 0, where there is no size to go by, 0.1 / ‖v‖. */
    double firstStep() {
        double size = norm(x);
        double step = FIRST_STEP * (size == 0 ? 1 : size) / norm(v);
        return Math.min(Math.max(step, Double.MIN_NORMAL), Double.MAX_VALUE);
    }

    /** ‖a‖, without overflow or underflow on the way. */
    static double norm(double[] a) {
        double largest = 0;
        for (double entry : a) {
            largest = Math.max(largest, Math.abs(entry));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (double entry : a) {
            sum += (entry / largest) * (entry / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private static void requireFinite(String name, double[] a) {
        for (int i = 0; i < a.length; i++) {
            if (!Double.isFinite(a[i])) {
                throw new IllegalArgumentException("derivative along a line: " + name + "[" + i + "] is " + a[i]
                        + " (expected finite numbers)");
            }
        }
    }
}
