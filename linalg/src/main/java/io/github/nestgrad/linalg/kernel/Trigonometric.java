package io.github.nestgrad.linalg.kernel;

/**
 * sin and cos, in scalar code without fma; and the constants that both kernel sets share.
 *
 * <p>x = k π/2 + r, |r| ≤ π/4, with π/2 in several parts (W. J. Cody and W. Waite, Software Manual for the Elementary
 * Functions, 1980, chapter 8), and r in two, since for x near a multiple of π/2 nearly everything cancels. Then minimax
 * polynomials: sin r = r + r³ s(r²) with s of degree 6, cos r = 1 − r²/2 + r⁴ c(r²) with c of degree 5 (relative errors
 * below 2⁻⁵⁷), put together as by K. C. Ng (Sun Microsystems, 1993) in the library fdlibm. The rare arguments beyond
 * the range of this reduction go to {@link StrictMath}, which is fdlibm's to the last bit on every JVM.
 */
final class Trigonometric {

    static final double S0 = -0.16666666666666666;
    static final double S1 = 0.008333333333333323;
    static final double S2 = -0.00019841269841254725;
    static final double S3 = 2.755731921402507e-06;
    static final double S4 = -2.5052104871328696e-08;
    static final double S5 = 1.605836180394926e-10;
    static final double S6 = -7.578471832979238e-13;

    static final double C0 = 0.041666666666666595;
    static final double C1 = -0.0013888888888872975;
    static final double C2 = 2.480158728880002e-05;
    static final double C3 = -2.7557314163975375e-07;
    static final double C4 = 2.0875698708361457e-09;
    static final double C5 = -1.1358423507701366e-11;

    static final double TWO_OVER_PI = 0.6366197723675814;
    // below this size sin x is x to the last bit; keeps −0
    private static final double TINY = 0x1p-27;

    // π/2 in parts of 33 bits and a rest: products with k < 2²⁰ are exact
    private static final double HALF_PI_1 = 1.5707963267341256;
    private static final double HALF_PI_2 = 6.077100506303966e-11;
    private static final double HALF_PI_3 = 2.0222662487111665e-21;
    private static final double HALF_PI_4 = 8.4784276603689e-32;
    private static final double LARGEST = 0x1p20;

    private Trigonometric() {}

    static double sin(double x) {
        double size = Math.abs(x);
        if (size < TINY) {
            return x;
        }
        return size <= LARGEST ? sine(x, 0) : StrictMath.sin(x);
    }

    static double cos(double x) {
        return Math.abs(x) <= LARGEST ? sine(x, 1) : StrictMath.cos(x);
    }

    /** sin(x + quarters · π/2). */
    private static double sine(double x, int quarters) {
        double shifted = x * TWO_OVER_PI + Exponential.ROUND;
        double k = shifted - Exponential.ROUND;
        double r1 = x - k * HALF_PI_1;
        // two exact sums, r1 − k·part2 = r2 + e2 and r2 − k·part3 = r3 + e3, since either may cancel
        double part2 = -k * HALF_PI_2;
        double r2 = r1 + part2;
        double added2 = r2 - r1;
        double e2 = r1 - (r2 - added2) + (part2 - added2);
        double part3 = -k * HALF_PI_3;
        double r3 = r2 + part3;
        double added3 = r3 - r2;
        double e3 = r2 - (r3 - added3) + (part3 - added3);
        double rest = e2 + e3 - k * HALF_PI_4;
        double r = r3 + rest;
        double low = r3 - r + rest;
        long quadrant = Double.doubleToRawLongBits(shifted) + quarters;
        double value = (quadrant & 1) == 0 ? sineNearZero(r, low) : cosineNearZero(r, low);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static double sineNearZero(double r, double low) {
        double z = r * r;
        double w = z * z;
        double even = S0 + w * (S2 + w * (S4 + w * S6));
        double odd = S1 + w * (S3 + w * S5);
        double halfSquare = 0.5 * z;
        return r + (r * z * (even + z * odd) + (low - halfSquare * low));
    }

    private static double cosineNearZero(double r, double low) {
        double z = r * r;
        double w = z * z;
        double even = C0 + w * (C2 + w * C4);
        double odd = C1 + w * (C3 + w * C5);
        double halfSquare = 0.5 * z;
        double leading = 1 - halfSquare;
        return leading + (1 - leading - halfSquare + (w * (even + z * odd) - r * low));
    }
}
