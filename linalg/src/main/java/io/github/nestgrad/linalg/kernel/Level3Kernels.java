package io.github.nestgrad.linalg.kernel;

/** Products of matrices. */
public interface Level3Kernels {

    /**
     * P = op(A) op(B), of m × n with the inner size k, written to C; op transposes if its flag says so.
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

    /**
     * P = A Aᵀ, or Aᵀ A, of n × n with the inner size k, written to C on and below the diagonal; the entries of C above
     * it are neither read nor written.
     *
     * @param transpose whether A is stored as k × n and P = Aᵀ A; else it is stored as n × k and P = A Aᵀ
     * @param n the number of rows and columns of P
     * @param k the inner size; P is zero for k = 0
     * @param a A
     * @param aOffset where A begins
     * @param aStride the stride of A
     * @param store what becomes of P in C
     * @param c overwritten, or modified, as {@code store} says
     * @param cOffset where C begins
     * @param cStride the stride of C
     * @param workspace overwritten; of at least as many entries as {@link #syrkWorkspace} says
     */
    default void syrk(boolean transpose, int n, int k, double[] a, int aOffset, int aStride, Store store, double[] c,
            int cOffset, int cStride, double[] workspace) {
        Symmetric.square(this, transpose, n, k, a, aOffset, aStride, store, c, cOffset, cStride, workspace);
    }

    /**
     * How many numbers of workspace a product of a matrix with its transpose needs.
     *
     * @param transpose whether P = Aᵀ A
     * @param n the number of rows and columns of P
     * @param k the inner size
     * @return the number of entries
     */
    default int syrkWorkspace(boolean transpose, int n, int k) {
        return Symmetric.squareWorkspace(this, transpose, n, k);
    }
}
