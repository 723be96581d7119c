package io.github.nestgrad.linalg.kernel;

/**
 * Sums, and what softmax regression needs, along the rows and columns of a matrix.
 *
 * <p>What is computed from a row depends on that row alone, to the last bit: not on where it stands, nor on the number
 * of rows, so rows may be shared out among threads at will. u is the unit roundoff 2⁻⁵³ in what follows.
 */
public interface RowKernels {

    /**
     * Y ← softmax of each row of X: yᵢⱼ = exp(xᵢⱼ − mᵢ) / Σₖ exp(xᵢₖ − mᵢ) with mᵢ the largest entry of the row.
     *
     * <p>No overflow. The relative error of an entry is at most (1.4 columns + 5 + mᵢ − xᵢⱼ) u, and a row sums to 1
     * within (columns + 1) u, both to first order in u. A row that holds NaN or +∞ has NaN in it, as has one of nothing
     * but −∞.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param x X, row by row
     * @param xOffset where X begins
     * @param y overwritten with Y, row by row; may be x at the same offset (in place), else must not overlap it
     * @param yOffset where Y begins
     */
    void softmaxRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * yᵢ ← log Σⱼ exp xᵢⱼ = mᵢ + log Σⱼ exp(xᵢⱼ − mᵢ), with mᵢ the largest entry of the row.
     *
     * <p>No overflow, and never below the largest entry. The error is at most
     * (1.4 columns + 2 log columns + 1 + |yᵢ|) u, to first order in u. A row that holds NaN gives NaN, else one that
     * holds +∞ gives +∞; one of nothing but −∞, or of no columns, gives −∞.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param x X, row by row
     * @param xOffset where X begins
     * @param y overwritten: an entry a row
     * @param yOffset where y begins
     */
    void logSumExpRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * yᵢ ← Σⱼ xᵢⱼ, with an error of at most (columns − 1) u Σⱼ |xᵢⱼ| to first order in u.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param x X, row by row
     * @param xOffset where X begins
     * @param y overwritten: an entry a row
     * @param yOffset where y begins
     */
    void rowSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * yⱼ ← Σᵢ xᵢⱼ, with an error of at most (rows − 1) u Σᵢ |xᵢⱼ| to first order in u.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param x X, row by row
     * @param xOffset where X begins
     * @param y overwritten: an entry a column
     * @param yOffset where y begins
     */
    void columnSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset);

    /**
     * Σ xᵢ as if computed with twice the digits and rounded once: the error is at most u |Σ xᵢ| + (n u)² Σ |xᵢ|, to
     * first order, if no partial sum overflows; 0 for n = 0.
     *
     * <p>The rounding error of each addition is computed exactly and added up beside the sum: algorithm Sum2 of T.
     * Ogita, S. M. Rump and S. Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005),
     * doi:10.1137/030601818.
     *
     * @param n the number of entries
     * @param x x
     * @param xOffset where x begins
     * @return the sum
     */
    double sum(int n, double[] x, int xOffset);
}
