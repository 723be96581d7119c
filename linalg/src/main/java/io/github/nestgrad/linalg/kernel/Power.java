package io.github.nestgrad.linalg.kernel;

/**
 * xʸ, in scalar code without fma; and the constants that both kernel sets share.
 *
 * <p>xʸ = exp(y log x), where log x is needed to some 65 bits, since y log x goes up to 745 and an error in it is a
 * relative error of the result. So log x is computed as an unevaluated sum of two numbers: in the notation of
 * {@link Logarithm}, s and the first two terms of 2s + s³ (2/3 + z q(z)) carry a low part, and q is a minimax
 * polynomial of degree 7. Products are split by T. J. Dekker, A floating-point technique for extending the available
 * precision, Numer. Math. 18 (1971), doi:10.1007/BF01397083.
 */
final class Power {

    static final double Q0 = 0.39999999999999974;
    static final double Q1 = 0.2857142857144547;
    static final double Q2 = 0.22222222217449758;
    static final double Q3 = 0.18181818880952932;
    static final double Q4 = 0.15384556145173994;
    static final double Q5 = 0.13336345348110018;
    static final double Q6 = 0.11674251430675399;
    static final double Q7 = 0.11993737288792755;
    static final double TWO_THIRDS = 0.6666666666666666;
    static final double TWO_THIRDS_LOW = 3.700743415417188e-17;

    // for |y| beyond this xʸ is 0, 1 or infinite, and y is an even integer
    private static final double LARGEST_EXPONENT = 0x1p65;
    private static final double ALL_INTEGERS = 0x1p53;
    private static final double SPLITTER = 0x1p27 + 1;

    private Power() {}

    static double pow(double x, double y) {
        if (y == 0) {
            return 1;
        }
        if (y == 1) {
            return x;
        }
        double size = Math.abs(x);
        if (Double.isNaN(x) || Double.isNaN(y) || size == 1 && Double.isInfinite(y)) {
            return Double.NaN;
        }
        boolean negative = Double.doubleToRawLongBits(x) < 0;
        if (negative && size > 0 && size < Double.POSITIVE_INFINITY && !isInteger(y)) {
            return Double.NaN;
        }
        double power;
        if (size == 0 || size == Double.POSITIVE_INFINITY) {
            power = (size == 0) == (y > 0) ? 0 : Double.POSITIVE_INFINITY;
        } else {
            power = powerOfPositive(size, Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, y)));
        }
        return negative && isOddInteger(y) ? -power : power;
    }

    private static boolean isInteger(double y) {
        return Math.rint(y) == y;
    }

    private static boolean isOddInteger(double y) {
        return Math.abs(y) < ALL_INTEGERS && isInteger(y) && ((long) y & 1) == 1;
    }

    /** For 0 &lt; x &lt; ∞ and y within ±2⁶⁵. */
    private static double powerOfPositive(double x, double y) {
        boolean subnormal = x < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? x * Logarithm.TO_NORMAL : x) + Logarithm.TO_BINADE;
        double k = (int) (bits >>> 52) - Logarithm.BIAS - (subnormal ? Logarithm.TO_NORMAL_EXPONENT : 0);
        double m = Double.longBitsToDouble((bits & Logarithm.MANTISSA) + Logarithm.SQRT_HALF_BITS);

        // s + sLow = (m − 1) / (m + 1)
        double f = m - 1;
        double d = 1 + m;
        double dLow = m - (d - 1);
        double s = f / d;
        double sd = s * d;
        double sLow = (f - sd - lowOfProduct(s, d, sd) - s * dLow) / d;

        // z + zLow = s²; c + cLow = 2/3 + z q(z); cube + cubeLow = s³
        double z = s * s;
        double zLow = lowOfProduct(s, s, z) + 2 * s * sLow;
        double w = z * z;
        double even = Q0 + w * (Q2 + w * (Q4 + w * Q6));
        double odd = Q1 + w * (Q3 + w * (Q5 + w * Q7));
        double zq = z * (even + z * odd);
        double c = TWO_THIRDS + zq;
        double cLow = TWO_THIRDS - c + zq + TWO_THIRDS_LOW;
        double cube = s * z;
        double cubeLow = lowOfProduct(s, z, cube) + (s * zLow + sLow * z);
        double tail = cube * c;
        double tailLow = lowOfProduct(cube, c, tail) + (cube * cLow + cubeLow * c);

        // log x = k log 2 + 2 s + tail, largest first
        double kLn2 = k * Exponential.LN2_HIGH;
        double two = kLn2 + 2 * s;
        double three = two + tail;
        double low = 2 * s - (two - kLn2) + (tail - (three - two))
                + (tailLow + 2 * sLow + k * Exponential.LN2_LOW);
        double log = three + low;
        double logLow = three - log + low;

        double product = y * log;
        return exp(product, lowOfProduct(y, log, product) + y * logLow);
    }

    /** e to the power of x + xLow, as {@link Exponential#exp}. */
    private static double exp(double x, double xLow) {
        if (x > Exponential.OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < Exponential.UNDERFLOW) {
            return 0;
        }
        double shifted = x * Exponential.LOG2_E + Exponential.ROUND_TO_TWO_EXPONENTS;
        double k = shifted - Exponential.ROUND_TO_TWO_EXPONENTS;
        double high = x - k * Exponential.LN2_HIGH;
        double low = k * -Exponential.LN2_LOW + xLow;
        double r = high + low;
        double power = 1 + (high + (r * r * Exponential.q(r) + low));
        long bits = Double.doubleToRawLongBits(shifted);
        long half = bits >>> 1;
        return power * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble(bits - half << 52);
    }

    /** a b − ab for the rounded product ab, exactly. */
    private static double lowOfProduct(double a, double b, double ab) {
        double aShifted = SPLITTER * a;
        double aHigh = aShifted - (aShifted - a);
        double aLow = a - aHigh;
        double bShifted = SPLITTER * b;
        double bHigh = bShifted - (bShifted - b);
        double bLow = b - bHigh;
        return aLow * bLow - (ab - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
    }
}
