package io.github.nestgrad.linalg;

import java.util.function.BiConsumer;

/**
 * A linear map A given by its products: the one interface of everything that solves without forming a matrix.
 */
public interface LinearOperator {

    /**
     * The number of rows: the size of A x.
     *
     * @return the number of rows
     */
    int rows();

    /**
     * The number of columns: the size of x.
     *
     * @return the number of columns
     */
    int columns();

    /**
     * The product A x.
     *
     * @param x {@code columns()} entries; not modified
     * @param out overwritten with A x, {@code rows()} entries; another array than x
     */
    void apply(double[] x, double[] out);

    /**
     * The product Aᵀ x.
     *
     * @param x {@code rows()} entries; not modified
     * @param out overwritten with Aᵀ x, {@code columns()} entries; another array than x
     */
    void applyTranspose(double[] x, double[] out);

    /**
     * A symmetric operator from its one product.
     *
     * @param size the number of rows and of columns
     * @param product {@code (x, out)}: writes A x into {@code out} and leaves x alone; A must be symmetric
     * @return the operator
     * @throws IllegalArgumentException if the size is negative
     */
    static LinearOperator symmetric(int size, BiConsumer<double[], double[]> product) {
        return new SymmetricOperator(size, product);
    }
}
