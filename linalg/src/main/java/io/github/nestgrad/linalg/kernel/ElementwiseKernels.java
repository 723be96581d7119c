package io.github.nestgrad.linalg.kernel;

/**
 * Functions of one number, or of two, applied entry by entry.
 *
 * <p>The result may be the argument itself, at the same offset (in place); else the two must not overlap. The value of
 * an entry depends on that entry alone, to the last bit: not on where it stands, nor on its neighbours, nor on n. The
 * two sets may differ from each other in the last bits. Special arguments (zeros, infinities, NaN) are treated as by
 * {@link Math}. The stated bounds hold for every argument, measured in units in the last place of the exact value;
 * where it is subnormal, that unit is {@link Double#MIN_VALUE}.
 *
 * <p>All functions are computed here from additions, multiplications, divisions and roots, which IEEE 754 fixes to the
 * last bit, so results do not depend on the mathematical library that a JVM ships.
 */
public interface ElementwiseKernels {

    /**
     * y ← eˣ, within 1 ulp.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void exp(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← eˣ − 1, within 2 ulp, also near 0; −0 stays −0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void expm1(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← log x, the natural logarithm, within 1 ulp; log 0 = −∞, and NaN for x &lt; 0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void log(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← log(1 + x), within 2 ulp, also near 0; −0 stays −0; −∞ at −1, and NaN for x &lt; −1.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void log1p(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← √x, correctly rounded; −0 stays −0, and NaN for x &lt; 0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void sqrt(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← sin x, within 2 ulp for x of any size; −0 stays −0, and NaN for infinite x.
     *
     * @param n the number of entries
     * @param x x, in radians
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void sin(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← cos x, within 2 ulp for x of any size; NaN for infinite x.
     *
     * @param n the number of entries
     * @param x x, in radians
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void cos(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← tanh x, the hyperbolic tangent, within 2 ulp, also near 0; −0 stays −0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void tanh(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← σ(x) = 1 / (1 + e⁻ˣ), within 2 ulp, also where it is small.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void sigmoid(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← log(1 + eˣ), within 2 ulp, also where it is small, and without overflow.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void softplus(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← |x|, exactly.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void abs(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← xᵖ for one exponent p, within 2 ulp; correctly rounded for p = −1, 0, 1 and 2. NaN for a negative x and a p
     * that is no integer.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param p the exponent
     * @param y overwritten
     * @param yOffset where y begins
     */
    void pow(int n, double[] x, int xOffset, double p, double[] y, int yOffset);

    /**
     * z ← xʸ, entry by entry, within 2 ulp. NaN for a negative x and a y that is no integer.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y the exponents
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void pow(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

    /**
     * z ← max(x, y), exactly, entry by entry; NaN if either is NaN, and −0 &lt; +0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void max(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

    /**
     * z ← min(x, y), exactly, entry by entry; NaN if either is NaN, and −0 &lt; +0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void min(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);
}
