package io.github.nestgrad.bilevel.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** A table of finite numbers with named columns. Immutable. */
public final class Table {

    private final String source;
    private final List<String> columns;
    private final double[] values;
    private final int[] lines;

    /** Shares the arrays; {@code lines} is null for a table that was not read from a file. */
    Table(String source, List<String> columns, double[] values, int[] lines) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.values = values;
        this.lines = lines;
    }

    /**
     * Returns a table with the given columns and values.
     *
     * @param source what messages call the table
     * @param columns the names of the columns, at least one, all different
     * @param values the rows one after the other (row-major); copied
     * @return the table
     * @throws IllegalArgumentException if there is no column, two have one name, the number of values is not a
     *     multiple of the number of columns, or a value is not finite
     */
    public static Table of(String source, List<String> columns, double... values) {
        if (columns.isEmpty() || new HashSet<>(columns).size() != columns.size()) {
            throw new IllegalArgumentException("table: expected one or more columns with different names, found "
                    + Quoting.names(columns));
        }
        if (values.length % columns.size() != 0) {
            throw new IllegalArgumentException("table: " + values.length + " values do not fill rows of "
                    + columns.size() + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("table: row " + (i / columns.size() + 1) + ", column "
                        + Quoting.quoted(columns.get(i % columns.size())) + " is " + values[i]
                        + "; expected a finite number");
            }
        }
        return new Table(source, columns, values.clone(), null);
    }

    /**
     * Returns what messages call the table: a file, or the name of an embedded data set.
     *
     * @return the name
     */
    public String source() {
        return source;
    }

    /**
     * Returns the names of the columns.
     *
     * @return the names, in order; unmodifiable
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns the number of rows, the header not counted.
     *
     * @return the number of rows
     */
    public int rows() {
        return values.length / columns.size();
    }

    /**
     * Returns one value.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such row or column
     */
    public double get(int row, int column) {
        if (row < 0 || row >= rows() || column < 0 || column >= columns.size()) {
            throw new IndexOutOfBoundsException("get: row " + row + ", column " + column + " of a table of " + rows()
                    + " rows and " + columns.size() + " columns");
        }
        return values[row * columns.size() + column];
    }

    /**
     * Returns one column.
     *
     * @param column the column, from 0
     * @return its values, a copy
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public double[] column(int column) {
        double[] result = new double[rows()];
        for (int row = 0; row < result.length; row++) {
            result[row] = get(row, column);
        }
        return result;
    }

    /**
     * Returns all values.
     *
     * @return the rows one after the other, a copy
     */
    public double[] values() {
        return values.clone();
    }

    /** The exception for one cell, with its line if the table was read from a file. */
    DataException problem(int row, int column, String problem) {
        if (lines == null) {
            return DataException.of(source, "row " + (row + 1) + ", column " + (column + 1) + ": " + problem);
        }
        return DataException.at(source, lines[row], column + 1, problem);
    }

    /** The exception for the table as a whole, or for its header. */
    DataException problem(String problem) {
        return DataException.of(source, problem);
    }

    Table with(List<String> newColumns, double[] newValues) {
        return new Table(source, newColumns, newValues, lines);
    }

    /**
     * Returns whether the other object is a table with the same columns and the same values, bit by bit; the source
     * does not count.
     *
     * @param other the other object
     * @return whether the two are equal
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Table table && columns.equals(table.columns) && Arrays.equals(values, table.values);
    }

    /**
     * Returns a hash code of the columns and values.
     *
     * @return the hash code
     */
    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + Arrays.hashCode(values);
    }

    /**
     * Returns the source and the size of the table.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return Quoting.plain(source) + ": " + rows() + " rows, " + columns.size() + " columns";
    }
}
