package io.github.nestgrad.linalg.kernel;

/** The elementary functions of one number, as the scalar set computes them: the same bits with either set. */
public final class ScalarFunctions {

    private ScalarFunctions() {}

    /**
     * eˣ, within 1 ulp.
     *
     * @param x x
     * @return eˣ
     */
    public static double exp(double x) {
        return Exponential.exp(x);
    }

    /**
     * eˣ − 1, within 2 ulp.
     *
     * @param x x
     * @return eˣ − 1
     */
    public static double expm1(double x) {
        return Exponential.expm1(x);
    }

    /**
     * log x, within 1 ulp.
     *
     * @param x x
     * @return log x
     */
    public static double log(double x) {
        return Logarithm.log(x);
    }

    /**
     * log(1 + x), within 2 ulp.
     *
     * @param x x
     * @return log(1 + x)
     */
    public static double log1p(double x) {
        return Logarithm.log1p(x);
    }

    /**
     * sin x, within 2 ulp.
     *
     * @param x x, in radians
     * @return sin x
     */
    public static double sin(double x) {
        return Trigonometric.sin(x);
    }

    /**
     * cos x, within 2 ulp.
     *
     * @param x x, in radians
     * @return cos x
     */
    public static double cos(double x) {
        return Trigonometric.cos(x);
    }

    /**
     * tanh x, within 2 ulp.
     *
     * @param x x
     * @return tanh x
     */
    public static double tanh(double x) {
        return Hyperbolic.tanh(x);
    }

    /**
     * σ(x) = 1 / (1 + e⁻ˣ), within 2 ulp.
     *
     * @param x x
     * @return σ(x)
     */
    public static double sigmoid(double x) {
        return Hyperbolic.sigmoid(x);
    }

    /**
     * log(1 + eˣ), within 2 ulp.
     *
     * @param x x
     * @return log(1 + eˣ)
     */
    public static double softplus(double x) {
        return Hyperbolic.softplus(x);
    }

    /**
     * xʸ, within 2 ulp.
     *
     * @param x x
     * @param y y
     * @return xʸ
     */
    public static double pow(double x, double y) {
        return Power.pow(x, y);
    }
}
