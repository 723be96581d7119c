package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API.
 *
 * <p>Every loop over vectors is written out in one method with its accumulators as local variables: a helper that
 * returns a vector allocates it as soon as the compiler stops inlining. There is one species in the whole program,
 * since a second one that passes through the same methods of the API makes both slow. What does not fill a vector is
 * done by scalar code, because masks are slow on JDK 17.
 */
final class VectorKernels implements Kernels {

    /** 256 bits where the processor has them: as fast as 512 in memory-bound loops, and everywhere the same code. */
    static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() >= 4 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_PREFERRED;

    static {
        FirstUse.ofAllOperations(SPECIES);
    }

    // below these sizes a vector loop costs more than it saves
    private static final int SHORT_DOT = 16;
    private static final int SHORT_AXPY = 16;

    private final ScalarKernels scalar = new ScalarKernels();
    private final ArithmeticKernels arithmetic = new VectorEntrywise();
    private final ElementwiseKernels elementwise = new VectorElementwise();
    private final RowKernels rows = new VectorRows();

    @Override
    public ArithmeticKernels arithmetic() {
        return arithmetic;
    }

    @Override
    public ElementwiseKernels elementwise() {
        return elementwise;
    }

    @Override
    public RowKernels rows() {
        return rows;
    }

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return n < SHORT_DOT ? scalar.dot(n, x, xOffset, y, yOffset) : VectorLevel1.dot(n, x, xOffset, y, yOffset);
    }

    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        if (n < SHORT_AXPY) {
            scalar.axpy(n, alpha, x, xOffset, y, yOffset);
        } else if (xOffset == yOffset) {
            addAtOneIndex(xOffset, xOffset + n, alpha, x, y);
        } else {
            VectorLevel1.axpy(n, alpha, x, xOffset, y, yOffset);
        }
    }

    /**
     * The compiler makes vector code of a plain loop with one index, and aligns its stores to vectors, which the Vector
     * API cannot: 1000 entries took 0.103 µs and not 0.135.
     */
    private static void addAtOneIndex(int from, int to, double alpha, double[] x, double[] y) {
        for (int i = from; i < to; i++) {
            y[i] += alpha * x[i];
        }
    }

    /** The compiler makes vector code of a plain loop over one array: 1000 entries take 0.080 µs either way. */
    @Override
    public void scale(int n, double alpha, double[] x, int xOffset) {
        scalar.scale(n, alpha, x, xOffset);
    }

    @Override
    public double asum(int n, double[] x, int xOffset) {
        return n < SHORT_DOT ? scalar.asum(n, x, xOffset) : VectorLevel1.asum(n, x, xOffset);
    }

    @Override
    public double maxAbs(int n, double[] x, int xOffset) {
        return n < SHORT_DOT ? scalar.maxAbs(n, x, xOffset) : VectorLevel1.maxAbs(n, x, xOffset);
    }

    @Override
    public void gemv(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y,
            int yOffset) {
        VectorGemv.times(rows, columns, a, aOffset, aStride, x, xOffset, y, yOffset);
    }

    @Override
    public void gemvTransposed(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset) {
        Arrays.fill(y, yOffset, yOffset + columns, 0);
        VectorGemv.addTransposed(rows, columns, a, aOffset, aStride, x, xOffset, y, yOffset);
    }

    @Override
    public void gemvTransposedAdd(int rows, int columns, double[] a, int aOffset, int aStride, double[] x,
            int xOffset, double[] y, int yOffset) {
        VectorGemv.addTransposed(rows, columns, a, aOffset, aStride, x, xOffset, y, yOffset);
    }

    @Override
    public void ger(int rows, int columns, double alpha, double[] x, int xOffset, double[] y, int yOffset, double[] a,
            int aOffset, int aStride) {
        for (int i = 0; i < rows; i++) {
            axpy(columns, alpha * x[xOffset + i], y, yOffset, a, aOffset + i * aStride);
        }
    }

    @Override
    public void onePassChunk(int firstRow, int rows, int columns, int k, double[] x, int xOffset, double[] w,
            int wOffset, RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        if (k > 1) {
            VectorNarrowGemm.onePass(firstRow, rows, columns, k, x, xOffset, w, wOffset, step, g, gOffset, workspace);
            return;
        }
        Arrays.fill(g, gOffset, gOffset + columns, 0);
        int block = OnePassBlocks.rows(columns);
        for (int i = 0; i < rows; i += block) {
            int here = Math.min(block, rows - i);
            int xAt = xOffset + i * columns;
            VectorGemv.times(here, columns, x, xAt, columns, w, wOffset, workspace, 0);
            step.apply(firstRow + i, here, workspace, 0);
            VectorGemv.addTransposed(here, columns, x, xAt, columns, workspace, 0, g, gOffset);
        }
    }

    @Override
    public int onePassChunkWorkspace(int columns, int k) {
        return k == 1 ? OnePassBlocks.rows(columns) : VectorNarrowGemm.onePassWorkspace(columns, k);
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        switch (Shape.of(transposeA, m, n, k)) {
            case TINY -> scalar.gemm(transposeA, transposeB, m, n, k, a, aOffset, aStride, b, bOffset, bStride, store,
                    c, cOffset, cStride, workspace);
            case NARROW -> VectorNarrowGemm.multiply(transposeB, m, n, k, a, aOffset, aStride, b, bOffset, bStride,
                    store, c, cOffset, cStride, workspace);
            case NARROW_TRANSPOSED -> VectorNarrowGemm.multiplyTransposed(transposeB, m, n, k, a, aOffset, aStride,
                    b, bOffset, bStride, store, c, cOffset, cStride, workspace);
            case GENERAL -> VectorGemm.multiply(transposeA, transposeB, m, n, k, a, aOffset, aStride, b, bOffset,
                    bStride, store, c, cOffset, cStride, workspace);
        }
    }

    @Override
    public int gemmWorkspace(boolean transposeA, boolean transposeB, int m, int n, int k) {
        return switch (Shape.of(transposeA, m, n, k)) {
            case TINY -> 0;
            case NARROW -> VectorNarrowGemm.workspace(n, k);
            case NARROW_TRANSPOSED -> VectorNarrowGemm.workspaceTransposed(m, n, k);
            case GENERAL -> VectorGemm.workspace(m, n, k);
        };
    }

    /** Which way of multiplying suits the sizes. */
    private enum Shape {
        TINY, NARROW, NARROW_TRANSPOSED, GENERAL;

        private static final int FEW_PRODUCTS = 1000;
        private static final int FEW_COLUMNS = 12;
        private static final int FEW_COLUMNS_TRANSPOSED = 20;
        private static final int LONG = 32;

        static Shape of(boolean transposeA, int m, int n, int k) {
            if ((long) m * n * k < FEW_PRODUCTS) { // none at all among them, where C becomes zero
                return TINY;
            }
            if (transposeA) {
                return n <= FEW_COLUMNS_TRANSPOSED && m >= LONG ? NARROW_TRANSPOSED : GENERAL;
            }
            return n <= FEW_COLUMNS && k >= LONG ? NARROW : GENERAL;
        }
    }
}
