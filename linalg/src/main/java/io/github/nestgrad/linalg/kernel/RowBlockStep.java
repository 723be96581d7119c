package io.github.nestgrad.linalg.kernel;

/**
 * What happens to a block of rows of Z = X W between the two products of a one-pass product.
 *
 * <p>If the product is shared out among threads, blocks come in any order and several at a time.
 */
@FunctionalInterface
public interface RowBlockStep {

    /**
     * Replaces some rows of Z by the rows of φ(Z).
     *
     * @param firstRow the number of the first row of the block
     * @param rows how many rows the block has
     * @param z modified; the rows of the block without gaps
     * @param zOffset where the block begins
     */
    void apply(int firstRow, int rows, double[] z, int zOffset);
}
