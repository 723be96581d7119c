package io.github.nestgrad.bilevel.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people to read, in a font of one width.
 *
 * <pre>
 *   method       value  time [ms]
 *   ------  ----------  ---------
 *   exact    1234.5678       12.3
 *   aid-cg   1234.5678        8.1
 * </pre>
 *
 * <p>Not for use by several threads at a time.
 */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * A column of a table.
     *
     * @param header what stands above it
     * @param alignRight whether its cells end, rather than begin, at one place
     */
    public record Column(String header, boolean alignRight) {

        /**
         * Returns a column of text, aligned left.
         *
         * @param header what stands above it
         * @return the column
         */
        public static Column text(String header) {
            return new Column(header, false);
        }

        /**
         * Returns a column of numbers, aligned right.
         *
         * @param header what stands above it
         * @return the column
         */
        public static Column number(String header) {
            return new Column(header, true);
        }

        /**
         * Returns a column of numbers of a unit, aligned right.
         *
         * @param header what stands above it
         * @param unit the unit, which follows the header in brackets
         * @return the column
         */
        public static Column number(String header, String unit) {
            return new Column(header + " [" + unit + "]", true);
        }
    }

    /**
     * Returns a table without rows.
     *
     * @param columns its columns, one or more
     * @return the table
     * @throws IllegalArgumentException if there is no column
     */
    public static TextTable of(Column... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("table: no columns; expected one or more");
        }
        return new TextTable(List.of(columns));
    }

    /**
     * Adds a row.
     *
     * @param cells its cells, one for each column
     * @return this table
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public TextTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("table: a row of " + cells.length + " cells; expected "
                    + columns.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Returns the lines of the table.
     *
     * @return header, rule and rows, none with a space at its end
     */
    public List<String> lines() {
        int[] widths = new int[columns.size()];
        List<String> headers = columns.stream().map(Column::header).toList();
        widen(widths, headers);
        rows.forEach(row -> widen(widths, row));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(widths, headers));
        lines.add(line(widths, rule));
        rows.forEach(row -> lines.add(line(widths, row)));
        return lines;
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int j = 0; j < widths.length; j++) {
            widths[j] = Math.max(widths[j], width(cells.get(j)));
        }
    }

    private String line(int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < widths.length; j++) {
            String padding = " ".repeat(widths[j] - width(cells.get(j)));
            line.append(j == 0 ? "" : GAP);
            line.append(columns.get(j).alignRight() ? padding + cells.get(j) : cells.get(j) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /**
     * Returns the table as text.
     *
     * @return its lines, each with a line feed at its end
     */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}
