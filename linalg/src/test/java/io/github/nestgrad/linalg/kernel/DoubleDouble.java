package io.github.nestgrad.linalg.kernel;

/**
 * A number of some 105 bits as the unevaluated sum of two doubles, for the reference values of tests.
 *
 * <p>T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971); with fma
 * in place of his splitting.
 */
record DoubleDouble(double high, double low) {

    static final DoubleDouble ONE = of(1);

    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    /** a + b without rounding. */
    static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double added = sum - a;
        return new DoubleDouble(sum, a - (sum - added) + (b - added));
    }

    private static DoubleDouble normalized(double high, double low) {
        double sum = high + low;
        return new DoubleDouble(sum, high - sum + low);
    }

    DoubleDouble plus(DoubleDouble other) {
        DoubleDouble highs = sum(high, other.high);
        DoubleDouble lows = sum(low, other.low);
        DoubleDouble first = normalized(highs.high, highs.low + lows.high);
        return normalized(first.high, first.low + lows.low);
    }

    DoubleDouble plus(double other) {
        return plus(of(other));
    }

    DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(other.negated());
    }

    DoubleDouble times(DoubleDouble other) {
        double product = high * other.high;
        return normalized(product, Math.fma(high, other.high, -product) + (high * other.low + low * other.high));
    }

    DoubleDouble times(double other) {
        return times(of(other));
    }

    DoubleDouble dividedBy(DoubleDouble other) {
        double first = high / other.high;
        DoubleDouble rest = minus(other.times(first));
        double second = rest.high / other.high;
        rest = rest.minus(other.times(second));
        return normalized(first, second).plus(rest.high / other.high);
    }

    DoubleDouble dividedBy(double other) {
        return dividedBy(of(other));
    }

    /** Times 2ᵏ, which must leave both parts normal. */
    DoubleDouble scaled(int k) {
        return new DoubleDouble(Math.scalb(high, k), Math.scalb(low, k));
    }
}
