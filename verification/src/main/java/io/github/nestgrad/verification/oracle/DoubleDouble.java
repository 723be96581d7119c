package io.github.nestgrad.verification.oracle;

/**
 * A number of about 32 digits: the unevaluated sum of two doubles, the second at most half an ulp of the first.
 *
 * <p>A sum is right to 3 units of 2⁻¹⁰⁶, a product to 6 and a quotient to 15, as long as no product leaves the range
 * 1e-260 … 1e300.
 *
 * <p>Source: M. Joldes, J.-M. Muller, V. Popescu, Tight and rigorous error bounds for basic building blocks of
 * double-word arithmetic, ACM TOMS 44 (2017) 15, algorithms 6, 11 and 17, doi:10.1145/3121432.
 *
 * @param high the number, rounded to double
 * @param low what is missing
 */
record DoubleDouble(double high, double low) {

    static final DoubleDouble ZERO = of(0);
    static final DoubleDouble ONE = of(1);

    // |θ| ≤ 745 over 2¹⁰ is below 1, where 30 terms of the series leave 1e-33
    private static final int SQUARINGS = 10;
    private static final int TERMS = 30;

    static DoubleDouble of(double a) {
        return new DoubleDouble(a, 0);
    }

    /** a b, exactly. */
    static DoubleDouble product(double a, double b) {
        double p = a * b;
        return new DoubleDouble(p, Math.fma(a, b, -p));
    }

    /** eᵃ = (exp(a / 2¹⁰))^(2¹⁰); each squaring doubles the relative error, to 1e-28 in the end. */
    static DoubleDouble exp(double a) {
        double reduced = a / (1 << SQUARINGS);
        DoubleDouble sum = ONE;
        for (int k = TERMS; k >= 1; k--) {
            sum = ONE.plus(sum.times(of(reduced)).dividedBy(of(k)));
        }
        for (int k = 0; k < SQUARINGS; k++) {
            sum = sum.times(sum);
        }
        return sum;
    }

    DoubleDouble plus(DoubleDouble other) {
        DoubleDouble highs = exactSum(high, other.high);
        DoubleDouble lows = exactSum(low, other.low);
        DoubleDouble sum = ordered(highs.high, highs.low + lows.high);
        return ordered(sum.high, lows.low + sum.low);
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(other.negated());
    }

    DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    DoubleDouble times(DoubleDouble other) {
        DoubleDouble p = product(high, other.high);
        double cross = Math.fma(high, other.low, low * other.high);
        return ordered(p.high, p.low + cross);
    }

    /** The quotient of the high parts, corrected by that of the remainder. */
    DoubleDouble dividedBy(DoubleDouble other) {
        double quotient = high / other.high;
        DoubleDouble remainder = minus(other.times(of(quotient)));
        return ordered(quotient, remainder.high / other.high);
    }

    /** The number, rounded to double. */
    double toDouble() {
        return high;
    }

    private static DoubleDouble exactSum(double a, double b) {
        double s = a + b;
        double part = s - a;
        return new DoubleDouble(s, (a - (s - part)) + (b - part));
    }

    /** a + b for |a| ≥ |b|. */
    private static DoubleDouble ordered(double a, double b) {
        double s = a + b;
        return new DoubleDouble(s, b - (s - a));
    }
}
