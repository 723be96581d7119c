package io.github.nestgrad.linalg.kernel;

/** Two products with one matrix that is read once. */
public interface OnePassKernels {

    /**
     * G ← Xᵀ φ(X W) in one pass over X, whose blocks of rows are used twice while they are in the cache.
     *
     * <p>X of rows × columns, W of columns × k, Z = X W and φ(Z) of rows × k, G of columns × k. The gradient of a
     * regression is such a product, with φ the derivative of its loss; so is the product with its Hessian.
     *
     * <p>A large X is cut into chunks of rows, by its size alone, and the sums of the chunks are added up in the end,
     * so that chunks may be shared out among threads without a change of the result.
     *
     * @param rows the number of rows of X
     * @param columns the number of columns of X
     * @param k the number of columns of W
     * @param x X
     * @param xOffset where X begins
     * @param w W
     * @param wOffset where W begins
     * @param step φ, called block by block, from the first row to the last unless there are several threads
     * @param g overwritten
     * @param gOffset where G begins
     * @param workspace overwritten; of at least as many entries as {@link #onePassWorkspace} says
     */
    default void onePass(int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        OnePassChunks.inTurn(this, rows, columns, k, x, xOffset, w, wOffset, step, g, gOffset, workspace);
    }

    /**
     * How many numbers of workspace a one-pass product needs.
     *
     * @param rows the number of rows of X
     * @param columns the number of columns of X
     * @param k the number of columns of W
     * @return the number of entries
     */
    default int onePassWorkspace(int rows, int columns, int k) {
        return OnePassChunks.workspace(this, rows, columns, k);
    }

    /**
     * G ← Xᵀ φ(X W) for a chunk of rows.
     *
     * @param firstRow the number of the chunk's first row, as the step is told it
     * @param rows the number of rows of the chunk
     * @param columns the number of columns of X
     * @param k the number of columns of W
     * @param x X
     * @param xOffset where the chunk begins
     * @param w W
     * @param wOffset where W begins
     * @param step φ
     * @param g overwritten
     * @param gOffset where G begins
     * @param workspace overwritten; of at least as many entries as {@link #onePassChunkWorkspace} says
     */
    void onePassChunk(int firstRow, int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] workspace);

    /**
     * How many numbers of workspace a chunk needs.
     *
     * @param columns the number of columns of X
     * @param k the number of columns of W
     * @return the number of entries
     */
    int onePassChunkWorkspace(int columns, int k);
}
