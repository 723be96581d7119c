package io.github.nestgrad.linalg.kernel;

import io.github.nestgrad.linalg.parallel.Parallelism;

/**
 * A kernel set whose larger products are shared out among threads, with the same bits as those of one thread.
 *
 * <p>Each part is a product of the set itself that writes rows, or columns, of its own; no sum is cut, but for the
 * one-pass product, where it is cut in the same places for one thread.
 */
final class ParallelKernels implements Kernels {

    private final Kernels base;
    private final Parallelism parallelism;
    private final ParallelThresholds thresholds;
    private final RowKernels rows;
    private final SpareArrays spare = new SpareArrays();

    ParallelKernels(Kernels base, Parallelism parallelism, ParallelThresholds thresholds) {
        this.base = base;
        this.parallelism = parallelism;
        this.thresholds = thresholds;
        this.rows = new ParallelRows(base.rows(), parallelism, thresholds);
    }

    @Override
    public ArithmeticKernels arithmetic() {
        return base.arithmetic();
    }

    @Override
    public ElementwiseKernels elementwise() {
        return base.elementwise();
    }

    @Override
    public RowKernels rows() {
        return rows;
    }

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return base.dot(n, x, xOffset, y, yOffset);
    }

    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        base.axpy(n, alpha, x, xOffset, y, yOffset);
    }

    @Override
    public void scale(int n, double alpha, double[] x, int xOffset) {
        base.scale(n, alpha, x, xOffset);
    }

    @Override
    public double asum(int n, double[] x, int xOffset) {
        return base.asum(n, x, xOffset);
    }

    @Override
    public double maxAbs(int n, double[] x, int xOffset) {
        return base.maxAbs(n, x, xOffset);
    }

    /** The cut of n rows or columns; a part is never so small that the set would compute it in another way. */
    private Slices slices(int n, double work, long threshold) {
        int parts = (int) Math.min(parallelism.threads(), 2 * work / threshold);
        return Slices.of(n, work < threshold ? 1 : parts);
    }

    @Override
    public void gemv(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y,
            int yOffset) {
        Slices slices = slices(rows, (double) rows * columns, thresholds.gemvEntries());
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part);
            base.gemv(slices.size(part), columns, a, aOffset + from * aStride, aStride, x, xOffset, y, yOffset + from);
        });
    }

    @Override
    public void gemvTransposed(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset) {
        Slices slices = slices(columns, (double) rows * columns, thresholds.gemvTransposedEntries());
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part);
            base.gemvTransposed(rows, slices.size(part), a, aOffset + from, aStride, x, xOffset, y, yOffset + from);
        });
    }

    @Override
    public void gemvTransposedAdd(int rows, int columns, double[] a, int aOffset, int aStride, double[] x,
            int xOffset, double[] y, int yOffset) {
        Slices slices = slices(columns, (double) rows * columns, thresholds.gemvTransposedEntries());
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part);
            base.gemvTransposedAdd(rows, slices.size(part), a, aOffset + from, aStride, x, xOffset, y, yOffset + from);
        });
    }

    @Override
    public void ger(int rows, int columns, double alpha, double[] x, int xOffset, double[] y, int yOffset, double[] a,
            int aOffset, int aStride) {
        base.ger(rows, columns, alpha, x, xOffset, y, yOffset, a, aOffset, aStride);
    }

    /** The longer side of C is cut. */
    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        boolean byRows = m >= n;
        Slices slices = slices(byRows ? m : n, (double) m * n * k, thresholds.gemmProducts());
        if (slices.parts() == 1) {
            base.gemm(transposeA, transposeB, m, n, k, a, aOffset, aStride, b, bOffset, bStride, store, c, cOffset,
                    cStride, workspace);
            return;
        }
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part);
            int size = slices.size(part);
            int mHere = byRows ? size : m;
            int nHere = byRows ? n : size;
            double[] space = spare.take(base.gemmWorkspace(transposeA, transposeB, mHere, nHere, k));
            int aFrom = byRows ? from * (transposeA ? 1 : aStride) : 0;
            int bFrom = byRows ? 0 : from * (transposeB ? bStride : 1);
            int cFrom = from * (byRows ? cStride : 1);
            base.gemm(transposeA, transposeB, mHere, nHere, k, a, aOffset + aFrom, aStride, b, bOffset + bFrom,
                    bStride, store, c, cOffset + cFrom, cStride, space);
            spare.giveBack(space);
        });
    }

    @Override
    public int gemmWorkspace(boolean transposeA, boolean transposeB, int m, int n, int k) {
        return base.gemmWorkspace(transposeA, transposeB, m, n, k);
    }

    @Override
    public void onePass(int rows, int columns, int k, double[] x, int xOffset, double[] w, int wOffset,
            RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        int count = OnePassChunks.count(rows, columns);
        int size = columns * k;
        if (count == 1 || (double) rows * size < thresholds.onePassProducts()) {
            base.onePass(rows, columns, k, x, xOffset, w, wOffset, step, g, gOffset, workspace);
            return;
        }
        int each = OnePassChunks.rows(rows, columns);
        double[][] sums = new double[count][];
        parallelism.run(count, chunk -> {
            int from = chunk * each;
            double[] space = spare.take(base.onePassChunkWorkspace(columns, k));
            sums[chunk] = new double[size];
            base.onePassChunk(from, Math.min(each, rows - from), columns, k, x, xOffset + from * columns, w, wOffset,
                    step, sums[chunk], 0, space);
            spare.giveBack(space);
        });
        System.arraycopy(sums[0], 0, g, gOffset, size);
        for (int chunk = 1; chunk < count; chunk++) {
            OnePassChunks.add(size, sums[chunk], 0, g, gOffset);
        }
    }

    @Override
    public int onePassWorkspace(int rows, int columns, int k) {
        return base.onePassWorkspace(rows, columns, k);
    }

    @Override
    public void onePassChunk(int firstRow, int rows, int columns, int k, double[] x, int xOffset, double[] w,
            int wOffset, RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        base.onePassChunk(firstRow, rows, columns, k, x, xOffset, w, wOffset, step, g, gOffset, workspace);
    }

    @Override
    public int onePassChunkWorkspace(int columns, int k) {
        return base.onePassChunkWorkspace(columns, k);
    }
}
