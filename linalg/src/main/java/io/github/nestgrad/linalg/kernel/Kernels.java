package io.github.nestgrad.linalg.kernel;

/**
 * Loops over raw arrays: no checks, no allocation (but for one that says so), no exceptions of their own.
 *
 * <p>A vector of n entries is a window {@code (array, offset)}; a matrix is a window of rows · columns entries, row by
 * row without gaps. What is written must not overlap what is read. Whoever calls has checked that the windows lie in
 * their arrays. Every sum has a fixed order, so the same call gives the same bits; the two sets add up in different
 * orders, so their results may differ in the last bits.
 */
public interface Kernels {

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
     * y ← A x for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of y
     * @param columns the number of columns of A and of entries of x
     * @param a A
     * @param aOffset where A begins
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void gemv(int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← Aᵀ x for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of x
     * @param columns the number of columns of A and of entries of y
     * @param a A
     * @param aOffset where A begins
     * @param x x
     * @param xOffset where x begins
     * @param y overwritten
     * @param yOffset where y begins
     */
    void gemvTransposed(
            int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * y ← y + Aᵀ x for A of rows × columns.
     *
     * @param rows the number of rows of A and of entries of x
     * @param columns the number of columns of A and of entries of y
     * @param a A
     * @param aOffset where A begins
     * @param x x
     * @param xOffset where x begins
     * @param y modified
     * @param yOffset where y begins
     */
    void gemvTransposedAdd(
            int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * G ← Xᵀ φ(X W) in one pass over X, whose blocks of rows are used twice while they are in the cache.
     *
     * <p>X of rows × columns, W of columns × k, Z = X W and φ(Z) of rows × k, G of columns × k. The gradient of a
     * regression is such a product, with φ the derivative of its loss; so is the product with its Hessian.
     *
     * @param rows the number of rows of X
     * @param columns the number of columns of X
     * @param k the number of columns of W
     * @param x X
     * @param xOffset where X begins
     * @param w W
     * @param wOffset where W begins
     * @param step φ, called block by block from the first row to the last
     * @param g overwritten
     * @param gOffset where G begins
     * @param workspace overwritten; of at least as many entries as {@link #onePassWorkspace} says
     */
    void onePass(int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset, RowBlockStep step,
            double[] g, int gOffset, double[] workspace);

    /**
     * How many numbers of workspace a one-pass product needs.
     *
     * @param columns the number of columns of X
     * @param k the number of columns of W
     * @return the number of entries
     */
    int onePassWorkspace(int columns, int k);

    /**
     * P = op(A) op(B), of m × n with the inner size k, written to C; op transposes if its flag says so.
     *
     * <p>The rows of a matrix as it is stored may stand further apart than they are long: its stride is the distance of
     * one row's first entry from that of the next, so a matrix can be a block of a larger one.
     *
     * @param transposeA whether A is stored as k × m and to be transposed; else it is stored as m × k
     * @param transposeB whether B is stored as n × k and to be transposed; else it is stored as k × n
     * @param m the number of rows of P
     * @param n the number of columns of P
     * @param k the inner size; P is zero for k = 0
     * @param a A
     * @param aOffset where A begins
     * @param aStride the stride of A
     * @param b B
     * @param bOffset where B begins
     * @param bStride the stride of B
     * @param store what becomes of P in C
     * @param c overwritten, or modified, as {@code store} says
     * @param cOffset where C begins
     * @param cStride the stride of C
     * @param workspace overwritten; of at least as many entries as {@link #gemmWorkspace} says
     */
    void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace);

    /**
     * How many numbers of workspace a product needs.
     *
     * @param transposeA whether A is to be transposed
     * @param transposeB whether B is to be transposed
     * @param m the number of rows of the product
     * @param n the number of columns of the product
     * @param k the inner size
     * @return the number of entries; 0 if none are needed
     */
    int gemmWorkspace(boolean transposeA, boolean transposeB, int m, int n, int k);

    /**
     * C ← op(A) op(B) for matrices without gaps, with a workspace of its own: the one kernel that allocates.
     *
     * @param transposeA whether A is stored as k × m and to be transposed; else it is stored as m × k
     * @param transposeB whether B is stored as n × k and to be transposed; else it is stored as k × n
     * @param m the number of rows of C
     * @param n the number of columns of C
     * @param k the inner size
     * @param a A
     * @param aOffset where A begins
     * @param b B
     * @param bOffset where B begins
     * @param c overwritten
     * @param cOffset where C begins
     */
    default void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, double[] b,
            int bOffset, double[] c, int cOffset) {
        gemm(transposeA, transposeB, m, n, k, a, aOffset, transposeA ? m : k, b, bOffset, transposeB ? k : n,
                Store.SET, c, cOffset, n, new double[gemmWorkspace(transposeA, transposeB, m, n, k)]);
    }
}
