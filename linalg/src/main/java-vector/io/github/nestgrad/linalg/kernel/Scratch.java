package io.github.nestgrad.linalg.kernel;

/**
 * A few numbers of room for each thread: where the end of an array that does not fill a vector is padded, and where rows
 * wait between the passes over them. So kernels allocate nothing, and each entry goes through vector code, which keeps its
 * value independent of its position.
 */
final class Scratch {

    /** Two such blocks and the data they come from fit the first-level cache. */
    static final int BLOCK = 1024;
    /** Numbers a row: for blocks of rows, beside the block itself. */
    static final int ROWS = 64;

    /** Where the largest entries of the rows begin, and their sums. */
    static final int MAXIMA = BLOCK;
    static final int SUMS = MAXIMA + ROWS;
    /** Where two vectors of padding begin. */
    static final int FIRST_PAD = SUMS + ROWS;
    static final int SECOND_PAD = FIRST_PAD + VectorKernels.SPECIES.length();
    private static final int SIZE = SECOND_PAD + VectorKernels.SPECIES.length();

    private static final ThreadLocal<double[]> OF_THREAD = ThreadLocal.withInitial(() -> new double[SIZE]);

    private Scratch() {}

    static double[] get() {
        return OF_THREAD.get();
    }
}
