package io.github.nestgrad.linalg.kernel;

/**
 * tanh, the logistic function σ and its integral softplus, in scalar code without fma; and the constants that both
 * kernel sets share.
 *
 * <p>tanh as in W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 13: where |tanh x|
 * &lt; ½ the minimax rational function x + x z p(z) / q(z), z = x², with p of degree 2 and q of degree 3 (relative
 * error below 2⁻⁶⁰); else 1 − 2 / (e²ˣ + 1), where the 1 is large enough to swallow the errors of the fraction.
 *
 * <p>σ and softplus use e⁻|ˣ|, which cannot overflow and keeps small values accurate:
 * σ(x) = 1 / (1 + e⁻ˣ) = eˣ / (1 + eˣ), log(1 + eˣ) = max(x, 0) + log(1 + e⁻|ˣ|). For x &lt; −1 σ is computed as
 * eˣ − eˣ σ(x), of which the second term is small, and with it the roundings of the quotient.
 */
final class Hyperbolic {

    static final double P0 = -0.3333333333333333;
    static final double P1 = -0.02050027368190712;
    static final double P2 = -0.00019924338936450566;
    static final double Q1 = 0.46150082104571694;
    static final double Q2 = 0.02329329668171548;
    static final double Q3 = 0.00020660372991090835;

    /** tanh of this is a little above ½. */
    static final double SMALL = 0.55;
    /** tanh of this is 1 to the last bit. */
    static final double SATURATED = 22;
    /** Below this σ is eˣ less a correction. */
    static final double SIGMOID_SMALL = -1;
    static final double SQRT_TWO = 1.4142135623730951;

    private Hyperbolic() {}

    static double tanh(double x) {
        double size = Math.abs(x);
        if (size < SMALL) {
            double z = size * size;
            return Math.copySign(size + size * z * (P0 + z * (P1 + z * P2)) / (1 + z * (Q1 + z * (Q2 + z * Q3))), x);
        }
        if (size > SATURATED) {
            return Math.copySign(1, x);
        }
        return Math.copySign(1 - 2 / (Exponential.exp(2 * size) + 1), x);
    }

    static double sigmoid(double x) {
        double e = Exponential.exp(-Math.abs(x));
        double quotient = (x < 0 ? e : 1) / (1 + e);
        return x < SIGMOID_SMALL ? e - e * quotient : quotient;
    }

    static double softplus(double x) {
        return (x > 0 ? x : 0) + Logarithm.log1p(Exponential.exp(-Math.abs(x)));
    }
}
