package io.github.nestgrad.linalg.kernel;

/**
 * Softmax, log-sum-exp and sums on the Vector API.
 *
 * <p>Narrow matrices go by blocks of rows that lie transposed in scratch, a row a lane: all rows of a block at once,
 * and no sums across a vector. Wide ones go row by row. Which way is chosen by the number of columns alone, so that a
 * row gives the same bits in any company. Each pass over a block is a method of its own, for the reason given in
 * {@link VectorElementwise}.
 */
final class VectorRows implements RowKernels {

    private static final int LENGTH = VectorKernels.SPECIES.length();
    /** A block of rows is padded to a multiple of this. */
    private static final int GROUP = 2 * LENGTH;
    /** Up to this many columns count as narrow: the block then has at least two groups of rows. */
    private static final int NARROW = Scratch.MATRIX_BLOCK / (2 * GROUP);

    private final ScalarRows scalar = new ScalarRows();

    private static int rowsInBlock(int columns) {
        int rows = Math.min(Scratch.ROWS, Scratch.MATRIX_BLOCK / columns);
        return rows - rows % GROUP;
    }

    /** Rows in use, rounded up to whole groups. */
    private static int padded(int rows) {
        return (rows + GROUP - 1) / GROUP * GROUP;
    }

    @Override
    public void softmaxRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        if (columns == 0) {
            return;
        }
        double[] scratch = Scratch.get();
        if (columns > NARROW) {
            for (int i = 0; i < rows; i++) {
                softmaxOfRow(columns, x, xOffset + i * columns, y, yOffset + i * columns, scratch);
            }
            return;
        }
        int most = rowsInBlock(columns);
        for (int i = 0; i < rows; i += most) {
            int count = Math.min(most, rows - i);
            int lanes = padded(count);
            exponentials(count, lanes, columns, x, xOffset + i * columns, scratch);
            RowBlocks.divide(lanes, columns, scratch);
            RowBlocks.fromLanes(count, lanes, columns, scratch, y, yOffset + i * columns);
        }
    }

    @Override
    public void logSumExpRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        double[] scratch = Scratch.get();
        int most = columns == 0 || columns > NARROW ? Scratch.ROWS : rowsInBlock(columns);
        for (int i = 0; i < rows; i += most) {
            int count = Math.min(most, rows - i);
            int lanes = padded(count);
            if (columns > NARROW) {
                for (int j = 0; j < count; j++) {
                    sumExpOfRow(j, columns, x, xOffset + (i + j) * columns, scratch);
                }
            } else {
                exponentials(count, lanes, columns, x, xOffset + i * columns, scratch);
            }
            VectorLogarithm.logOfNormal(lanes, scratch, Scratch.SUMS, scratch, Scratch.LOGARITHMS);
            VectorLogarithm.repairLog(count, scratch, Scratch.SUMS, scratch, Scratch.LOGARITHMS);
            for (int j = 0; j < count; j++) {
                y[yOffset + i + j] = scratch[Scratch.MAXIMA + j] + scratch[Scratch.LOGARITHMS + j];
            }
        }
    }

    /** The block of rows, transposed, less its maxima, and its exponentials; with the sums of these. */
    private static void exponentials(int count, int lanes, int columns, double[] x, int xOffset, double[] scratch) {
        RowBlocks.toLanesLessMaxima(count, lanes, columns, x, xOffset, scratch);
        VectorExponential.exp(lanes * columns, scratch, 0, scratch, 0);
        RowBlocks.sums(lanes, columns, scratch);
    }

    private static void softmaxOfRow(int columns, double[] x, int xOffset, double[] y, int yOffset,
            double[] scratch) {
        double shift = ScalarRows.finiteOrZero(WideRows.max(columns, x, xOffset));
        double sum = 0;
        for (int j = 0; j < columns; j += Scratch.MATRIX_BLOCK) {
            int size = Math.min(Scratch.MATRIX_BLOCK, columns - j);
            sum += exponentials(size, x, xOffset + j, shift, scratch);
            System.arraycopy(scratch, 0, y, yOffset + j, size);
        }
        for (int j = 0; j < columns; j++) {
            y[yOffset + j] /= sum;
        }
    }

    private static void sumExpOfRow(int row, int columns, double[] x, int xOffset, double[] scratch) {
        double shift = ScalarRows.finiteOrZero(WideRows.max(columns, x, xOffset));
        double sum = 0;
        for (int j = 0; j < columns; j += Scratch.MATRIX_BLOCK) {
            sum += exponentials(Math.min(Scratch.MATRIX_BLOCK, columns - j), x, xOffset + j, shift, scratch);
        }
        scratch[Scratch.MAXIMA + row] = shift;
        scratch[Scratch.SUMS + row] = sum;
    }

    /** A piece of a row less the shift, its exponentials, padded with e⁻∞, and their sum. */
    private static double exponentials(int n, double[] x, int xOffset, double shift, double[] scratch) {
        int lanes = padded(n);
        for (int j = 0; j < n; j++) {
            scratch[j] = x[xOffset + j] - shift;
        }
        for (int j = n; j < lanes; j++) {
            scratch[j] = Double.NEGATIVE_INFINITY;
        }
        VectorExponential.exp(lanes, scratch, 0, scratch, 0);
        return WideRows.sum(lanes, scratch, 0);
    }

    /** Short rows by scalar code: their ends would take longer than the vectors save. */
    @Override
    public void rowSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        if (columns < 4 * GROUP) {
            scalar.rowSums(rows, columns, x, xOffset, y, yOffset);
            return;
        }
        for (int i = 0; i < rows; i++) {
            y[yOffset + i] = WideRows.sum(columns, x, xOffset + i * columns);
        }
    }

    @Override
    public void columnSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        WideRows.columnSums(rows, columns, x, xOffset, y, yOffset);
    }

    @Override
    public double sum(int n, double[] x, int xOffset) {
        return WideRows.compensatedSum(n, x, xOffset);
    }
}
