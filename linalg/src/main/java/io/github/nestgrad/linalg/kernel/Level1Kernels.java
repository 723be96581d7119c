package io.github.nestgrad.linalg.kernel;

/** Loops over vectors. */
public interface Level1Kernels {

    /**
     * The inner product Σ xᵢ yᵢ; 0 for n = 0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @return the inner product
     */
    double dot(int n, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← y + α x.
     *
     * @param n the number of entries
     * @param alpha α
     * @param x x
     * @param xOffset where x begins
     * @param y modified
     * @param yOffset where y begins
     */
    void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * x ← α x.
     *
     * @param n the number of entries
     * @param alpha α
     * @param x modified
     * @param xOffset where x begins
     */
    void scale(int n, double alpha, double[] x, int xOffset);

    /**
     * The sum of magnitudes Σ |xᵢ|; 0 for n = 0.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @return the sum
     */
    double asum(int n, double[] x, int xOffset);

    /**
     * The largest magnitude max |xᵢ|; 0 for n = 0, NaN if an entry is NaN.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @return the maximum norm
     */
    double maxAbs(int n, double[] x, int xOffset);

    /**
     * The Euclidean norm √(Σ xᵢ²), without overflow or underflow on the way; 0 for n = 0, NaN if an entry is NaN.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @return the norm
     */
    default double nrm2(int n, double[] x, int xOffset) {
        double norm = Math.sqrt(dot(n, x, xOffset, x, xOffset));
        return ScaledNorm.isSafe(norm) ? norm : ScaledNorm.of(n, x, xOffset, maxAbs(n, x, xOffset));
    }
}
