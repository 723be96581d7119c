package io.github.nestgrad.linalg.kernel;

/**
 * Loops over raw arrays: no checks, no allocation (but for one that says so), no exceptions of their own.
 *
 * <p>A vector of n entries is a window {@code (array, offset)}. A matrix is a window of rows {@code (array, offset,
 * stride)}: the stride is the distance of one row's first entry from that of the next, so a matrix can be a block of a
 * larger one; where there is no stride, the rows stand without gaps. What is written must not overlap what is read.
 * Whoever calls has checked that the windows lie in their arrays. Every sum has a fixed order, so the same call gives
 * the same bits; the two sets add up in different orders, so their results may differ in the last bits.
 */
public interface Kernels extends Level1Kernels, Level2Kernels, Level3Kernels, OnePassKernels {

    /**
     * Arithmetic entry by entry.
     *
     * @return the kernels; the same object at each call
     */
    ArithmeticKernels arithmetic();

    /**
     * The functions entry by entry.
     *
     * @return the kernels; the same object at each call
     */
    ElementwiseKernels elementwise();

    /**
     * The functions row by row.
     *
     * @return the kernels; the same object at each call
     */
    RowKernels rows();
}
