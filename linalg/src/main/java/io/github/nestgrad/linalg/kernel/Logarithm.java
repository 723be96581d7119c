package io.github.nestgrad.linalg.kernel;

/**
 * log x and log(1 + x), in scalar code without fma; and the constants that both kernel sets share.
 *
 * <p>x = 2ᵏ m with √½ ≤ m &lt; √2, and f = m − 1 is exact. With s = f / (2 + f), log m = log (1 + s) − log (1 − s) = 2s
 * + s z p(z), z = s², with p a minimax polynomial of degree 6 (relative error below 2⁻⁵⁹). As s = f − s f, the leading
 * term is f itself: log m = f − (f²/2 − s (f²/2 + z p(z))). This arrangement is that of K. C. Ng (Sun Microsystems,
 * 1993) in the library fdlibm, and stays below 1 ulp, as shown there.
 */
final class Logarithm {

    static final double P0 = 0.6666666666666736;
    static final double P1 = 0.39999999999403524;
    static final double P2 = 0.28571428745106286;
    static final double P3 = 0.2222219827155034;
    static final double P4 = 0.18183581107832122;
    static final double P5 = 0.15313594417078535;
    static final double P6 = 0.14800768983378607;

    static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;
    /** Added to the bits of x it makes √½, …, √2 count as one binade. */
    static final long TO_BINADE = 0x3ff0000000000000L - SQRT_HALF_BITS;
    static final long MANTISSA = 0x000fffffffffffffL;
    static final int BIAS = 1023;
    static final double TO_NORMAL = 0x1p54;
    static final int TO_NORMAL_EXPONENT = 54;

    private Logarithm() {}

    static double log(double x) {
        if (!(x < Double.POSITIVE_INFINITY)) {
            return x;
        }
        if (x <= 0) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? x * TO_NORMAL : x) + TO_BINADE;
        int k = (int) (bits >>> 52) - BIAS - (subnormal ? TO_NORMAL_EXPONENT : 0);
        return log(k, Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS) - 1, 0);
    }

    /** The rounding error c of u = 1 + x is made good by c / u ≈ log(u + c) − log u. */
    static double log1p(double x) {
        if (!(x < Double.POSITIVE_INFINITY) || Math.abs(x) < Exponential.TINY) {
            return x;
        }
        if (x <= -1) {
            return x == -1 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        double u = 1 + x;
        long bits = Double.doubleToRawLongBits(u) + TO_BINADE;
        int k = (int) (bits >>> 52) - BIAS;
        if (k == 0) {
            return log(0, x, 0);
        }
        double added = u - 1;
        double c = 1 - (u - added) + (x - added);
        return log(k, Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS) - 1, c / u);
    }

    /** k log 2 + log(1 + f) + correction. */
    static double log(int k, double f, double correction) {
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = P0 + w * (P2 + w * (P4 + w * P6));
        double odd = P1 + w * (P3 + w * P5);
        double halfSquare = 0.5 * f * f;
        double small = s * (halfSquare + z * (even + z * odd)) + (k * Exponential.LN2_LOW + correction);
        return k * Exponential.LN2_HIGH - (halfSquare - small - f);
    }
}
