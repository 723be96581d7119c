package io.github.nestgrad.linalg.kernel;

/**
 * Loops over raw arrays: no checks, no allocation, no exceptions of their own.
 *
 * <p>A vector of n entries is a window {@code (array, offset)}; a matrix is a window of rows · columns entries, row by
 * row without gaps. What is written must not overlap what is read. Whoever calls has checked that the windows lie in
 * their arrays. Every sum has a fixed order, so the same call gives the same bits; the two sets add up in different
 * orders, so their results may differ in the last bits.
 */
public interface Kernels {

    /** The inner product Σ xᵢ yᵢ; 0 for n = 0. */
    double dot(int n, double[] x, int xOffset, double[] y, int yOffset);

    /** y ← y + α x. */
    void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset);

    /** x ← α x. */
    void scale(int n, double alpha, double[] x, int xOffset);

    /** y ← A x for A of rows × columns. */
    void gemv(int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y, int yOffset);

    /** y ← Aᵀ x for A of rows × columns: x has {@code rows} entries, y {@code columns}. */
    void gemvTransposed(
            int rows, int columns, double[] a, int aOffset, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * C ← op(A) op(B) for C of m × n and the inner size k.
     *
     * <p>A is stored as m × k, or as k × m if it is to be transposed; B as k × n, or as n × k.
     */
    void gemm(boolean transposeA, boolean transposeB, int m, int n, int k,
            double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset);
}
