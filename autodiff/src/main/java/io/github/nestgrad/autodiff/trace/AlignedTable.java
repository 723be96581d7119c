package io.github.nestgrad.autodiff.trace;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns two spaces apart, under a header and a rule; no line ends with a space. */
final class AlignedTable {

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /** The headers of the columns; a column whose header begins with {@code >} is aligned right. */
    AlignedTable(String... headers) {
        right = new boolean[headers.length];
        String[] shown = headers.clone();
        for (int j = 0; j < headers.length; j++) {
            right[j] = headers[j].startsWith(">");
            shown[j] = right[j] ? headers[j].substring(1) : headers[j];
        }
        rows.add(shown);
    }

    AlignedTable row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException("table: " + cells.length + " cells (expected " + right.length + ")");
        }
        rows.add(cells.clone());
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int j = 0; j < widths.length; j++) {
                widths[j] = Math.max(widths[j], row[j].length());
            }
        }
        String[] rule = new String[widths.length];
        for (int j = 0; j < widths.length; j++) {
            rule[j] = "-".repeat(widths[j]);
        }
        StringBuilder text = new StringBuilder(line(rows.get(0), widths)).append(line(rule, widths));
        rows.subList(1, rows.size()).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < widths.length; j++) {
            String padding = " ".repeat(widths[j] - cells[j].length());
            line.append(j == 0 ? "" : "  ").append(right[j] ? padding + cells[j] : cells[j] + padding);
        }
        return line.toString().stripTrailing() + "\n";
    }
}
