package io.github.nestgrad.linalg;

import java.util.Arrays;
import java.util.Objects;

/**
 * A sparse m×n matrix of doubles in compressed rows; as an operator, x ↦ A x with transpose x ↦ Aᵀ x.
 *
 * <p>It stores its entries row by row, and within a row by column. An entry that was given is stored, be it zero or the
 * zero sum of several: the pattern depends on the coordinates alone. Sums run in this order, so that the same call
 * gives the same bits with both {@linkplain KernelSet kernel sets}. No method changes the entries, and no memory is
 * shared.
 */
public final class SparseMatrix implements LinearOperator {

    private final int rows;
    private final int columns;
    // row i has the entries rowStarts[i] to rowStarts[i + 1]
    private final int[] rowStarts;
    private final int[] columnIndices;
    private final double[] values;

    private SparseMatrix(int rows, int columns, int[] rowStarts, int[] columnIndices, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.rowStarts = rowStarts;
        this.columnIndices = columnIndices;
        this.values = values;
    }

    /**
     * A matrix from coordinates: the entry k adds values[k] at row rowIndices[k] and column columnIndices[k].
     *
     * <p>Entries with the same coordinates are summed, in the order in which they are given: this is how counts, graphs
     * with parallel edges and sums of blocks are assembled.
     *
     * @param rows m
     * @param columns n
     * @param rowIndices the rows, from 0; not modified
     * @param columnIndices the columns, from 0; not modified
     * @param values the entries; not modified
     * @return the matrix
     * @throws IllegalArgumentException if a size is negative, the arrays differ in length, or an index lies outside;
     *     the message names the entry
     */
    public static SparseMatrix of(int rows, int columns, int[] rowIndices, int[] columnIndices, double[] values) {
        requireCoordinates(rows, columns, rowIndices, columnIndices, values);
        // two stable counting sorts, by column and then by row, keep what is given in order where coordinates are equal
        int[] byColumn = sorted(columns, columnIndices, null);
        int[] order = sorted(rows, rowIndices, byColumn);
        int[] starts = new int[rows + 1];
        int[] indices = new int[values.length];
        double[] entries = new double[values.length];
        int count = 0;
        for (int k = 0; k < order.length; k++) {
            int i = rowIndices[order[k]];
            int j = columnIndices[order[k]];
            boolean again = k > 0 && rowIndices[order[k - 1]] == i && columnIndices[order[k - 1]] == j;
            if (again) {
                entries[count - 1] += values[order[k]];
            } else {
                indices[count] = j;
                entries[count] = values[order[k]];
                count++;
                starts[i + 1] = count;
            }
        }
        for (int i = 0; i < rows; i++) {
            starts[i + 1] = Math.max(starts[i], starts[i + 1]);
        }
        return new SparseMatrix(rows, columns, starts, Arrays.copyOf(indices, count), Arrays.copyOf(entries, count));
    }

    private static void requireCoordinates(
            int rows, int columns, int[] rowIndices, int[] columnIndices, double[] values) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "sparse matrix: sizes " + rows + "x" + columns + " (expected 0 or more)");
        }
        if (rowIndices.length != values.length || columnIndices.length != values.length) {
            throw new IllegalArgumentException("sparse matrix: " + rowIndices.length + " rows, "
                    + columnIndices.length + " columns and " + values.length + " values (expected equal lengths)");
        }
        for (int k = 0; k < values.length; k++) {
            if (rowIndices[k] < 0 || rowIndices[k] >= rows || columnIndices[k] < 0 || columnIndices[k] >= columns) {
                throw new IllegalArgumentException("sparse matrix: entry " + k + " of " + values.length + " is at ("
                        + rowIndices[k] + ", " + columnIndices[k] + ") of a " + rows + "x" + columns
                        + " matrix (expected indices from 0)");
            }
        }
    }

    /** The positions of the keys in ascending order, equal ones in the given order (null: as they stand). */
    private static int[] sorted(int bound, int[] keys, int[] order) {
        int[] next = new int[bound + 1];
        for (int key : keys) {
            next[key + 1]++;
        }
        for (int key = 0; key < bound; key++) {
            next[key + 1] += next[key];
        }
        int[] out = new int[keys.length];
        for (int k = 0; k < keys.length; k++) {
            int position = order == null ? k : order[k];
            out[next[keys[position]]++] = position;
        }
        return out;
    }

    /**
     * The entries of a dense matrix that are not zero.
     *
     * @param dense the matrix; not modified
     * @return a sparse matrix with the same entries; NaN is one
     */
    public static SparseMatrix from(Matrix dense) {
        int[] starts = new int[dense.rows() + 1];
        int count = 0;
        for (double entry : dense.array()) {
            count += entry != 0 ? 1 : 0;
        }
        int[] indices = new int[count];
        double[] entries = new double[count];
        int k = 0;
        for (int i = 0; i < dense.rows(); i++) {
            for (int j = 0; j < dense.columns(); j++) {
                double entry = dense.get(i, j);
                if (entry != 0) {
                    indices[k] = j;
                    entries[k++] = entry;
                }
            }
            starts[i + 1] = k;
        }
        return new SparseMatrix(dense.rows(), dense.columns(), starts, indices, entries);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /**
     * The number of entries that are stored.
     *
     * @return the number, stored zeros included
     */
    public int entryCount() {
        return values.length;
    }

    /**
     * The number of entries stored in each row.
     *
     * @return m numbers; a new array
     */
    public int[] rowCounts() {
        int[] counts = new int[rows];
        for (int i = 0; i < rows; i++) {
            counts[i] = rowStarts[i + 1] - rowStarts[i];
        }
        return counts;
    }

    /**
     * The number of entries stored in each column.
     *
     * @return n numbers; a new array
     */
    public int[] columnCounts() {
        int[] counts = new int[columns];
        for (int j : columnIndices) {
            counts[j]++;
        }
        return counts;
    }

    /**
     * One entry.
     *
     * @param row the row i, from 0
     * @param column the column j, from 0
     * @return Aᵢⱼ; 0 where none is stored
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public double get(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        int position = Arrays.binarySearch(columnIndices, rowStarts[row], rowStarts[row + 1], column);
        return position < 0 ? 0 : values[position];
    }

    /** What is done with each stored entry. */
    @FunctionalInterface
    public interface EntryConsumer {

        /**
         * Takes one entry.
         *
         * @param row i
         * @param column j
         * @param value Aᵢⱼ
         */
        void accept(int row, int column, double value);
    }

    /**
     * Passes on each stored entry, row by row and by column within a row.
     *
     * @param consumer what is done with them
     */
    public void forEach(EntryConsumer consumer) {
        for (int i = 0; i < rows; i++) {
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                consumer.accept(i, columnIndices[k], values[k]);
            }
        }
    }

    /**
     * The diagonal.
     *
     * @return Aᵢᵢ for i &lt; min(m, n); a new array
     */
    public double[] diagonal() {
        double[] diagonal = new double[Math.min(rows, columns)];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = get(i, i);
        }
        return diagonal;
    }

    @Override
    public void apply(double[] x, double[] out) {
        requireLength("sparse matrix times vector", "x", x, columns);
        requireLength("sparse matrix times vector", "out", out, rows);
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                sum += values[k] * x[columnIndices[k]];
            }
            out[i] = sum;
        }
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        requireLength("transposed sparse matrix times vector", "x", x, rows);
        requireLength("transposed sparse matrix times vector", "out", out, columns);
        Arrays.fill(out, 0);
        for (int i = 0; i < rows; i++) {
            double factor = x[i];
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                out[columnIndices[k]] += values[k] * factor;
            }
        }
    }

    /**
     * The product A x.
     *
     * @param x n entries; not modified
     * @return A x, m entries
     * @throws IllegalArgumentException if the length is not n
     */
    public double[] times(double[] x) {
        double[] out = new double[rows];
        apply(x, out);
        return out;
    }

    /**
     * The product Aᵀ x.
     *
     * @param x m entries; not modified
     * @return Aᵀ x, n entries
     * @throws IllegalArgumentException if the length is not m
     */
    public double[] transposedTimes(double[] x) {
        double[] out = new double[columns];
        applyTranspose(x, out);
        return out;
    }

    /**
     * The product A X for k columns, on parts of arrays; nothing is allocated.
     *
     * <p>Each column has the same bits as {@link #apply} gives for it.
     *
     * @param k the number of columns of X
     * @param x holds X, n×k, row by row from {@code xOffset} on; not modified
     * @param xOffset where X begins
     * @param out overwritten with A X, m×k, row by row from {@code outOffset} on; must not overlap X
     * @param outOffset where A X begins
     * @throws IndexOutOfBoundsException if k is negative, or a matrix does not lie in its array
     * @throws ArithmeticException if a matrix has more entries than an array can
     */
    public void multiply(int k, double[] x, int xOffset, double[] out, int outOffset) {
        Objects.checkFromIndexSize(xOffset, Math.multiplyExact(columns, k), x.length);
        Objects.checkFromIndexSize(outOffset, Math.multiplyExact(rows, k), out.length);
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < k; c++) {
                double sum = 0;
                for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                    sum += values[e] * x[xOffset + columnIndices[e] * k + c];
                }
                out[outOffset + i * k + c] = sum;
            }
        }
    }

    /**
     * The product Aᵀ X for k columns, on parts of arrays; nothing is allocated.
     *
     * <p>Each column has the same bits as {@link #applyTranspose} gives for it.
     *
     * @param k the number of columns of X
     * @param x holds X, m×k, row by row from {@code xOffset} on; not modified
     * @param xOffset where X begins
     * @param out overwritten with Aᵀ X, n×k, row by row from {@code outOffset} on; must not overlap X
     * @param outOffset where Aᵀ X begins
     * @throws IndexOutOfBoundsException if k is negative, or a matrix does not lie in its array
     * @throws ArithmeticException if a matrix has more entries than an array can
     */
    public void multiplyTransposed(int k, double[] x, int xOffset, double[] out, int outOffset) {
        Objects.checkFromIndexSize(xOffset, Math.multiplyExact(rows, k), x.length);
        Objects.checkFromIndexSize(outOffset, Math.multiplyExact(columns, k), out.length);
        Arrays.fill(out, outOffset, outOffset + columns * k, 0);
        for (int i = 0; i < rows; i++) {
            for (int e = rowStarts[i]; e < rowStarts[i + 1]; e++) {
                int to = outOffset + columnIndices[e] * k;
                for (int c = 0; c < k; c++) {
                    out[to + c] += values[e] * x[xOffset + i * k + c];
                }
            }
        }
    }

    /**
     * The transpose.
     *
     * @return Aᵀ, n×m; a new matrix
     */
    public SparseMatrix transposed() {
        int[] starts = new int[columns + 1];
        for (int j : columnIndices) {
            starts[j + 1]++;
        }
        for (int j = 0; j < columns; j++) {
            starts[j + 1] += starts[j];
        }
        int[] next = starts.clone();
        int[] indices = new int[values.length];
        double[] entries = new double[values.length];
        for (int i = 0; i < rows; i++) {
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                int position = next[columnIndices[k]]++;
                indices[position] = i;
                entries[position] = values[k];
            }
        }
        return new SparseMatrix(columns, rows, starts, indices, entries);
    }

    /**
     * The same matrix with its zeros.
     *
     * @return a new matrix of m·n entries
     * @throws ArithmeticException if m·n is no int
     */
    public Matrix toDense() {
        double[] entries = new double[Math.multiplyExact(rows, columns)];
        forEach((i, j, value) -> entries[i * columns + j] = value);
        return Matrix.wrap(rows, columns, entries);
    }

    /**
     * The size, as error messages show it.
     *
     * @return {@code sparse matrix 3x4 of 5 entries}
     */
    @Override
    public String toString() {
        return "sparse matrix " + rows + "x" + columns + " of " + values.length + " entries";
    }

    private void requireLength(String operation, String name, double[] x, int expected) {
        if (x.length != expected) {
            throw new IllegalArgumentException(operation + ": A is " + rows + "x" + columns + " but " + name
                    + " has length " + x.length + " (expected " + expected + ")");
        }
    }
}
