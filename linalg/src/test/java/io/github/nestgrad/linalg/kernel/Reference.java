package io.github.nestgrad.linalg.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions to some thirty digits, by series alone, on their own arithmetic: what the kernels are judged by.
 *
 * <p>A value is significand · 2^exponent, so that it has all its digits where a double would be subnormal.
 */
record Reference(DoubleDouble significand, int exponent) {

    private static final DoubleDouble LN2 = new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);
    private static final BigDecimal PI = pi(400);

    private static Reference of(DoubleDouble value) {
        return new Reference(value, 0);
    }

    /** The error of a computed value in units in the last place of this one; infinite if either alone is NaN. */
    double ulps(double computed) {
        double nearest = nearest();
        if (computed == nearest || Double.isNaN(computed) && Double.isNaN(nearest)) {
            // where rounding to the nearest number was right the error is at most a half, and need not be measured
            return computed == nearest && !Double.isInfinite(nearest) ? Math.min(0.5, distance(computed)) : 0;
        }
        if (Double.isInfinite(nearest)) {
            // the largest number is one unit from what overflows when rounded
            return Math.abs(computed) == Double.MAX_VALUE && computed * nearest > 0 ? 1 : Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite(computed)) {
            return Math.abs(nearest) == Double.MAX_VALUE && computed * nearest > 0 ? 1 : Double.POSITIVE_INFINITY;
        }
        double distance = distance(computed);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private double distance(double computed) {
        if (nearest() == computed && computed == 0 && significand.high() == 0) {
            return 0;
        }
        int ulpExponent = Math.max(Math.getExponent(significand.high()) + exponent, Double.MIN_EXPONENT) - 52;
        // in two steps, since 2ᵏ itself may be no number
        int half = -ulpExponent / 2;
        double scaled = Math.scalb(Math.scalb(computed, half), -ulpExponent - half);
        double shift = exponent - ulpExponent;
        double high = Math.scalb(significand.high(), (int) shift);
        double low = Math.scalb(significand.low(), (int) shift);
        return Math.abs(scaled - high - low);
    }

    /** The value; with fewer digits where it is nearly subnormal. */
    DoubleDouble value() {
        return significand.scaled(exponent);
    }

    double nearest() {
        if (exponent > -900) {
            return Math.scalb(Math.scalb(significand.high(), exponent / 2), exponent - exponent / 2);
        }
        // one rounding only where the value is subnormal; ties cannot be told, and do not matter
        return Math.scalb(significand.high() + significand.low(), exponent);
    }

    static Reference exp(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return of(DoubleDouble.of(x < 0 ? 0 : x));
        }
        return exp(DoubleDouble.of(Math.max(-2000, Math.min(2000, x))));
    }

    static Reference exp(DoubleDouble x) {
        double k = Math.rint(x.high() / LN2.high());
        // k · LN2 is good to 2⁻¹⁰⁶ of some hundreds
        DoubleDouble r = x.minus(LN2.times(k));
        return new Reference(expm1OfSmall(r).plus(1), (int) k);
    }

    /** The series, after nine halvings that (1 + t)² − 1 = 2t + t² undoes. */
    private static DoubleDouble expm1OfSmall(DoubleDouble x) {
        int halvings = 9;
        DoubleDouble r = x.scaled(-halvings);
        DoubleDouble term = r;
        DoubleDouble sum = r;
        for (int n = 2; n <= 12; n++) {
            term = term.times(r).dividedBy(n);
            sum = sum.plus(term);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.plus(sum).plus(sum.times(sum));
        }
        return sum;
    }

    static Reference expm1(double x) {
        if (Math.abs(x) < 1e-100 || Double.isNaN(x)) {
            return of(DoubleDouble.of(x));
        }
        if (Math.abs(x) < 0.5) {
            return of(expm1OfSmall(DoubleDouble.of(x)));
        }
        Reference e = exp(x);
        return Double.isInfinite(x) || x > 100 ? x < 0 ? of(DoubleDouble.of(-1)) : e
                : x < -100 ? of(new DoubleDouble(-1, 1e-40)) : of(e.significand.scaled(e.exponent).plus(-1));
    }

    static Reference log(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return of(DoubleDouble.of(x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN));
        }
        return of(logOf(DoubleDouble.of(x)));
    }

    /** k log 2 + 2 artanh((m − 1) / (m + 1)) for x = 2ᵏ m. */
    static DoubleDouble logOf(DoubleDouble x) {
        int k = Math.getExponent(x.high());
        if (k < Double.MIN_EXPONENT) {
            return logOf(x.scaled(100)).minus(LN2.times(100));
        }
        DoubleDouble m = x.scaled(-k);
        if (m.high() > 1.4) {
            m = m.scaled(-1);
            k++;
        }
        return LN2.times(k).plus(log1pOf(m.plus(-1)));
    }

    private static DoubleDouble log1pOf(DoubleDouble f) {
        DoubleDouble s = f.dividedBy(f.plus(2));
        DoubleDouble z = s.times(s);
        DoubleDouble power = s;
        DoubleDouble sum = s;
        for (int n = 3; n <= 45; n += 2) {
            power = power.times(z);
            sum = sum.plus(power.dividedBy(n));
        }
        return sum.plus(sum);
    }

    static Reference log1p(double x) {
        if (Math.abs(x) < 1e-100 || Double.isNaN(x) || Double.isInfinite(x)) {
            return of(DoubleDouble.of(x < -1 ? Double.NaN : x));
        }
        if (x <= -1) {
            return of(DoubleDouble.of(x == -1 ? Double.NEGATIVE_INFINITY : Double.NaN));
        }
        return of(log1pOfAny(DoubleDouble.of(x)));
    }

    private static DoubleDouble log1pOfAny(DoubleDouble x) {
        return Math.abs(x.high()) < 0.3 ? log1pOf(x) : logOf(x.plus(1));
    }

    static Reference tanh(double x) {
        double size = Math.abs(x);
        if (size < 1e-100 || Double.isNaN(x)) {
            return of(DoubleDouble.of(x));
        }
        DoubleDouble value;
        if (size > 40) {
            value = new DoubleDouble(1, -1e-35);
        } else {
            Reference e = expm1(2 * size);
            value = e.significand.dividedBy(e.significand.plus(2));
        }
        return of(x < 0 ? value.negated() : value);
    }

    static Reference sigmoid(double x) {
        Reference e = exp(-Math.abs(x));
        DoubleDouble denominator = e.exponent < -120 ? DoubleDouble.ONE : e.significand.scaled(e.exponent).plus(1);
        return x < 0 ? new Reference(e.significand.dividedBy(denominator), e.exponent)
                : of(DoubleDouble.ONE.dividedBy(denominator));
    }

    static Reference softplus(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return of(DoubleDouble.of(x));
        }
        Reference e = exp(-Math.abs(x));
        if (e.exponent < -120) {
            return x < 0 ? e : of(DoubleDouble.of(x));
        }
        DoubleDouble log = log1pOfAny(e.significand.scaled(e.exponent));
        return of(x > 0 ? log.plus(x) : log);
    }

    static Reference abs(double x) {
        return of(DoubleDouble.of(x < 0 || x == 0 && 1 / x < 0 ? -x : x));
    }

    static Reference sqrt(double x) {
        return of(DoubleDouble.of(StrictMath.sqrt(x)));
    }

    static Reference sin(double x) {
        return sine(x, 0);
    }

    static Reference cos(double x) {
        return sine(x, 1);
    }

    /** sin(x + quarters · π/2). */
    private static Reference sine(double x, int quarters) {
        if (Double.isNaN(x) || Double.isInfinite(x) || Math.abs(x) < 1e-100) {
            return of(DoubleDouble.of(Double.isFinite(x) ? quarters == 0 ? x : 1 : Double.NaN));
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal halfPi = PI.divide(BigDecimal.valueOf(2));
        BigDecimal k = exact.divide(halfPi, new MathContext(340)).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal r = exact.subtract(k.multiply(halfPi));
        double high = r.doubleValue();
        DoubleDouble reduced = new DoubleDouble(high, r.subtract(new BigDecimal(high)).doubleValue());
        int quadrant = k.toBigInteger().add(java.math.BigInteger.valueOf(quarters)).intValue() & 3;
        DoubleDouble value = quadrant % 2 == 0 ? series(reduced, reduced, 1) : series(DoubleDouble.ONE, reduced, 0);
        return of(quadrant < 2 ? value : value.negated());
    }

    /** first − first x²/((n+1)(n+2)) + …, where first is a multiple of the n-th power of x. */
    private static DoubleDouble series(DoubleDouble first, DoubleDouble x, int n) {
        DoubleDouble square = x.times(x).negated();
        DoubleDouble term = first;
        DoubleDouble sum = first;
        for (int i = n; i < n + 28; i += 2) {
            term = term.times(square).dividedBy((i + 1.0) * (i + 2.0));
            sum = sum.plus(term);
        }
        return sum;
    }

    /** x to the power of y; zeros, infinities and NaN are fdlibm's, which is exact there. */
    static Reference pow(double x, double y) {
        if (x == 0 || !Double.isFinite(x) || !Double.isFinite(y)) {
            return of(DoubleDouble.of(StrictMath.pow(x, y)));
        }
        boolean integer = Math.rint(y) == y;
        if (x < 0 && !integer) {
            return of(DoubleDouble.of(Double.NaN));
        }
        boolean odd = integer && Math.abs(y) < 0x1p53 && ((long) y & 1) == 1;
        DoubleDouble log = logOf(DoubleDouble.of(Math.abs(x)));
        double rough = log.high() * y;
        Reference power = Math.abs(rough) > 2000 ? exp(rough) : exp(log.times(y));
        return x < 0 && odd ? new Reference(power.significand.negated(), power.exponent) : power;
    }

    /** J. Machin's formula, 1706: π = 16 arctan(1/5) − 4 arctan(1/239). */
    private static BigDecimal pi(int digits) {
        MathContext context = new MathContext(digits + 10);
        return arctanOfReciprocal(5, context).multiply(BigDecimal.valueOf(16))
                .subtract(arctanOfReciprocal(239, context).multiply(BigDecimal.valueOf(4)));
    }

    private static BigDecimal arctanOfReciprocal(int n, MathContext context) {
        BigDecimal square = BigDecimal.valueOf(-(long) n * n);
        BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), context);
        BigDecimal sum = power;
        for (int k = 3; power.precision() - power.scale() > -context.getPrecision(); k += 2) {
            power = power.divide(square, context);
            sum = sum.add(power.divide(BigDecimal.valueOf(k), context));
        }
        return sum;
    }
}
