package io.github.nestgrad.linalg.kernel;

/**
 * eˣ and eˣ − 1, in scalar code without fma; and the constants that both kernel sets share.
 *
 * <p>Reduction by a multiple of log 2 held in two parts (W. J. Cody and W. Waite, Software Manual for the Elementary
 * Functions, 1980, chapter 6): x = k log 2 + r, |r| ≤ ½ log 2. Then eʳ = 1 + r + r² q(r), with q a minimax polynomial
 * of degree 9 (relative error of eʳ below 2⁻⁵⁷). r is carried as high + low; low and r² q(r) are small against high, so
 * of all the roundings only that of the sum of the three and that of the addition of 1 count: 0.88 ulp is the most that
 * was seen.
 */
final class Exponential {

    static final double LOG2_E = 1.4426950408889634;
    // the high part has 41 bits, so that its product with any k is exact
    static final double LN2_HIGH = 0.6931471805601177;
    static final double LN2_LOW = -1.7239444525614835e-13;

    static final double Q0 = 0.5;
    static final double Q1 = 0.16666666666666433;
    static final double Q2 = 0.0416666666666035;
    static final double Q3 = 0.00833333333350125;
    static final double Q4 = 0.001388888892700519;
    static final double Q5 = 0.00019841269464180965;
    static final double Q6 = 2.4801508393536655e-05;
    static final double Q7 = 2.7557642022841833e-06;
    static final double Q8 = 2.76253116562445e-07;
    static final double Q9 = 2.497825197196261e-08;

    /** Beyond these exp is infinite, or 0. */
    static final double OVERFLOW = 709.79;
    static final double UNDERFLOW = -745.14;
    /** Below this expm1 is −1 to the last bit. */
    static final double MINUS_ONE = -50;
    /** Below this size functions with derivative 1 at 0 are their argument: keeps −0 and subnormal numbers. */
    static final double TINY = 0x1p-54;

    /** Added to a number below 2⁵¹ it rounds that to an integer, which then stands in the low bits. */
    static final double ROUND = 0x1.8p52;
    /** Twice the bias, so that k halves into two biased exponents: 2ᵏ itself may be no normal number. */
    static final double ROUND_TO_TWO_EXPONENTS = ROUND + 2046;
    /** The bias: the low bits are the biased exponent of 2ᵏ. */
    static final double ROUND_TO_EXPONENT = ROUND + 1023;
    /** The bias less one: the low bits are the biased exponent of 2ᵏ⁻¹. */
    static final double ROUND_TO_HALF = ROUND + 1022;

    private Exponential() {}

    static double exp(double x) {
        if (x > OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0;
        }
        double shifted = x * LOG2_E + ROUND_TO_TWO_EXPONENTS;
        double k = shifted - ROUND_TO_TWO_EXPONENTS;
        double high = x - k * LN2_HIGH;
        double low = k * -LN2_LOW;
        double r = high + low;
        double power = 1 + (high + (r * r * q(r) + low));
        // two factors, since 2ᵏ may overflow where the product does not; rounded once, also to a subnormal number
        long bits = Double.doubleToRawLongBits(shifted);
        long half = bits >>> 1;
        return power * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble(bits - half << 52);
    }

    /** 2ᵏ (1 + t) − 1 with t = eʳ − 1 in two parts, since for k = 1 the leading ones cancel. */
    static double expm1(double x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        if (x > OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < MINUS_ONE) {
            return -1;
        }
        double shifted = x * LOG2_E + ROUND_TO_HALF;
        double k = shifted - ROUND_TO_HALF;
        double high = x - k * LN2_HIGH;
        double low = k * -LN2_LOW;
        double r = high + low;
        double small = r * r * q(r) + low;
        double t = high + small;
        double tLow = high - t + small;
        // half of everything, since 2¹⁰²⁴ is no number
        double scale = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << 52);
        return 2 * ((scale - 0.5 + scale * t) + scale * tLow);
    }

    static double q(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double upper = (Q9 * r + Q8) * r2 + (Q7 * r + Q6);
        double middle = (Q5 * r + Q4) * r2 + (Q3 * r + Q2);
        return (upper * r4 + middle) * r2 + (Q1 * r + Q0);
    }
}
