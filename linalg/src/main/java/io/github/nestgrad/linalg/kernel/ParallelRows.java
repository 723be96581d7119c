package io.github.nestgrad.linalg.kernel;

import io.github.nestgrad.linalg.parallel.Parallelism;

/** Row kernels whose rows are shared out among threads; what adds up along the columns stays with the caller. */
final class ParallelRows implements RowKernels {

    private final RowKernels base;
    private final Parallelism parallelism;
    private final ParallelThresholds thresholds;

    ParallelRows(RowKernels base, Parallelism parallelism, ParallelThresholds thresholds) {
        this.base = base;
        this.parallelism = parallelism;
        this.thresholds = thresholds;
    }

    private Slices slices(int rows, int columns, long threshold) {
        return Slices.of(rows, (long) rows * columns < threshold ? 1 : parallelism.threads());
    }

    @Override
    public void softmaxRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        Slices slices = slices(rows, columns, thresholds.exponentialEntries());
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part) * columns;
            base.softmaxRows(slices.size(part), columns, x, xOffset + from, y, yOffset + from);
        });
    }

    @Override
    public void logSumExpRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        Slices slices = slices(rows, columns, thresholds.exponentialEntries());
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part);
            base.logSumExpRows(slices.size(part), columns, x, xOffset + from * columns, y, yOffset + from);
        });
    }

    @Override
    public void rowSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        Slices slices = slices(rows, columns, thresholds.gemvEntries());
        parallelism.run(slices.parts(), part -> {
            int from = slices.from(part);
            base.rowSums(slices.size(part), columns, x, xOffset + from * columns, y, yOffset + from);
        });
    }

    @Override
    public void columnSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        base.columnSums(rows, columns, x, xOffset, y, yOffset);
    }

    @Override
    public double sum(int n, double[] x, int xOffset) {
        return base.sum(n, x, xOffset);
    }
}
