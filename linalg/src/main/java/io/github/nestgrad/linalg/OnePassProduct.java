package io.github.nestgrad.linalg;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.RowBlockStep;

/**
 * G = Xᵀ φ(X W) with X of m×n read once, for W and G of n×k: block by block of rows, while these are in the cache.
 *
 * <p>The gradient of a regression is such a product: for squares, φ subtracts the targets from Z = X W. So is the
 * product with its Hessian, where φ multiplies by the curvature of the loss. Nothing is allocated from one product to
 * the next (without threads); so an object serves one thread at a time.
 */
public final class OnePassProduct {

    private final Matrix x;
    private final int k;
    private final RowBlockStep step;
    private final Kernels kernels;
    private final double[] workspace;

    /** What becomes of a block of rows of Z = X W. */
    @FunctionalInterface
    public interface Step {

        /**
         * Replaces some rows of Z by those of φ(Z). If X has threads, blocks come in any order and several at a time;
         * else from the first row to the last.
         *
         * @param firstRow the number of the first row of the block
         * @param rows how many rows the block has
         * @param z modified; k entries a row, without gaps; must not be used beyond this call
         * @param zOffset where the block begins
         */
        void apply(int firstRow, int rows, double[] z, int zOffset);
    }

    /**
     * A product with its workspace.
     *
     * @param x X; its parallelism is used
     * @param k the number of columns of W
     * @param step φ
     * @throws IllegalArgumentException if k &lt; 1
     */
    public OnePassProduct(Matrix x, int k, Step step) {
        if (k < 1) {
            throw new IllegalArgumentException("one-pass product: " + k + " columns of W (expected at least 1)");
        }
        this.x = x;
        this.k = k;
        this.step = step::apply;
        this.kernels = KernelProvider.over(x.parallelism());
        this.workspace = new double[kernels.onePassWorkspace(x.rows(), x.columns(), k)];
    }

    /**
     * G ← Xᵀ φ(X W).
     *
     * @param w W, row by row; not modified
     * @param g overwritten with G, row by row; another array than W
     * @throws IllegalArgumentException if one of them does not have n k entries
     */
    public void compute(double[] w, double[] g) {
        requireSize("W", w);
        requireSize("G", g);
        kernels.onePass(x.rows(), x.columns(), k, x.array(), 0, w, 0, step, g, 0, workspace);
    }

    private void requireSize(String name, double[] entries) {
        if (entries.length != x.columns() * k) {
            throw new IllegalArgumentException("one-pass product: X is " + x.rows() + "x" + x.columns() + " but " + name
                    + " has " + entries.length + " entries (expected " + x.columns() + "x" + k + ")");
        }
    }
}
