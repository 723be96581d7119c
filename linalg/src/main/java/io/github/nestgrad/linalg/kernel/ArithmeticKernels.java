package io.github.nestgrad.linalg.kernel;

/**
 * Arithmetic entry by entry, correctly rounded, so the same bits with either set.
 *
 * <p>A result may be an argument itself, at the same offset (in place); else they must not overlap.
 */
public interface ArithmeticKernels {

    /**
     * z ← x + y, entry by entry.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void add(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

    /**
     * z ← x − y, entry by entry.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void subtract(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

    /**
     * z ← x y, entry by entry.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void multiply(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

    /**
     * z ← x / y, entry by entry.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param z overwritten; may be x or y, in place
     * @param zOffset where z begins
     */
    void divide(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

    /**
     * y ← α x + β, entry by entry, with a rounding after the product and one after the sum.
     *
     * @param n the number of entries
     * @param alpha α
     * @param beta β
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten; may be x, in place
     * @param yOffset where y begins
     */
    void affine(int n, double alpha, double beta, double[] x, int xOffset, double[] y, int yOffset);
}
