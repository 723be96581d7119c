package io.github.nestgrad.linalg.kernel;

/** Loops over a matrix and vectors. */
public interface Level2Kernels {

    /**
     * y ← A x for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of y
     * @param columns the number of columns of A and of entries of x
     * @param a A
     * @param aOffset where A begins
     * @param aStride the stride of A
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void gemv(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y,
            int yOffset);

    /**
     * y ← Aᵀ x for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of x
     * @param columns the number of columns of A and of entries of y
     * @param a A
     * @param aOffset where A begins
     * @param aStride the stride of A
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void gemvTransposed(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset);

    /**
     * y ← y + Aᵀ x for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of x
     * @param columns the number of columns of A and of entries of y
     * @param a A
     * @param aOffset where A begins
     * @param aStride the stride of A
     * @param x x
     * @param xOffset where x begins
     * @param y modified
     * @param yOffset where y begins
     */
    void gemvTransposedAdd(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset);

    /**
     * A ← A + α x yᵀ for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of x
     * @param columns the number of columns of A and of entries of y
     * @param alpha α
     * @param x x
     * @param xOffset where x begins
     * @param y y
     * @param yOffset where y begins
     * @param a modified
     * @param aOffset where A begins
     * @param aStride the stride of A
     */
    void ger(int rows, int columns, double alpha, double[] x, int xOffset, double[] y, int yOffset, double[] a,
            int aOffset, int aStride);

    /**
     * y ← A x for a symmetric A, of which only the entries on and below the diagonal are read, each of them once.
     *
     * @param n the number of rows and columns of A
     * @param a A
     * @param aOffset where A begins
     * @param aStride the stride of A
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    default void symv(int n, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y, int yOffset) {
        Symmetric.times(this, n, a, aOffset, aStride, x, xOffset, y, yOffset);
    }
}
