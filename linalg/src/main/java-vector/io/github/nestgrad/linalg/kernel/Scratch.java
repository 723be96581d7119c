package io.github.nestgrad.linalg.kernel;

/**
 * A few numbers of room for each thread: where the end of an array that does not fill a vector is padded, and where a
 * block waits between the passes over it. So kernels allocate nothing, and each entry goes through vector code, which
 * keeps its value independent of its position.
 *
 * <p>A ThreadLocal, because the kernels are shared by all threads and have no argument for a workspace. It holds 16 KiB
 * of plain numbers for each thread that has called a kernel, and no reference to anything; a kernel reads nothing there
 * that it has not written in the same call, so no result depends on what another call has left.
 */
final class Scratch {

    /** A block of a function in several passes: up to four arrays of this size, from 0. */
    static final int BLOCK = 512;
    /** A block of a matrix: one array of this size, from 0. */
    static final int MATRIX_BLOCK = 2 * BLOCK;
    /** The most rows of such a block, with a number each at {@link #MAXIMA}, {@link #SUMS} and {@link #LOGARITHMS}. */
    static final int ROWS = 64;
    static final int MAXIMA = MATRIX_BLOCK;
    static final int SUMS = MAXIMA + ROWS;
    static final int LOGARITHMS = SUMS + ROWS;
    /** A vector of padding. */
    static final int PAD = 4 * BLOCK;
    private static final int SIZE = PAD + VectorKernels.SPECIES.length();

    private static final ThreadLocal<double[]> OF_THREAD = ThreadLocal.withInitial(() -> new double[SIZE]);

    private Scratch() {}

    static double[] get() {
        return OF_THREAD.get();
    }
}
