package io.github.nestgrad.bilevel.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tables of numbers from comma-separated text.
 *
 * <p>The text is UTF-8, plain or compressed with gzip (told by its content and not by its name), with or without a
 * byte order mark. Lines end with LF or CRLF; blank lines are accepted at the end alone. The first line names the
 * columns. Cells may be quoted as in RFC 4180; spaces and tabs around a name or a number are not part of it. Numbers
 * are plain decimals, {@code -1.5e-3}, rounded to the nearest double. Whatever else is found, and that is also an empty
 * cell, NaN, an infinity and a number too large for a double, is a {@link DataException} that tells where.
 */
public final class CsvReader {

    private final CsvParser parser;
    private final String source;
    private List<String> columns;
    private double[] values = new double[1024];
    private int[] lines = new int[64];
    private int rows;

    private CsvReader(TextSource text) {
        source = text.source();
        parser = new CsvParser(text);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its table; the source is the path as given
     * @throws DataException if the file cannot be read or is not such a table
     */
    public static Table read(Path file) {
        return new CsvReader(TextSource.of(file)).table();
    }

    /**
     * Reads a stream to its end and leaves it open.
     *
     * @param stream the stream
     * @param source what messages call it
     * @return its table
     * @throws DataException if the stream cannot be read or is not such a table
     */
    public static Table read(InputStream stream, String source) {
        return new CsvReader(TextSource.of(stream, source)).table();
    }

    private Table table() {
        readHeader();
        int blankLine = 0;
        while (parser.next()) {
            if (parser.isBlank()) {
                blankLine = blankLine == 0 ? parser.line() : blankLine;
            } else if (blankLine > 0) {
                throw DataException.at(source, blankLine, 0,
                        "a blank line among the rows; expected " + columnCount() + ", or no further row");
            } else {
                readRow();
            }
        }
        if (rows == 0) {
            throw DataException.at(source, 1, 0, "only a header; expected one or more rows after it");
        }
        return new Table(source, columns, Arrays.copyOf(values, rows * columns.size()), Arrays.copyOf(lines, rows));
    }

    private void readHeader() {
        if (!parser.next()) {
            throw DataException.of(source, "the file is empty; expected a header line with the names of the columns");
        }
        if (parser.isBlank()) {
            throw DataException.at(source, 1, 0, "a blank line; expected a header with the names of the columns");
        }
        columns = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        boolean namesOnlyNumbers = true;
        for (int j = 0; j < parser.fields(); j++) {
            String name = strip(parser.text(j));
            if (name.isEmpty()) {
                throw DataException.at(source, parser.line(j), j + 1, "the column has no name in the header");
            }
            Integer first = seen.putIfAbsent(name, j + 1);
            if (first != null) {
                throw DataException.at(source, parser.line(j), j + 1, "the name " + Quoting.quoted(name)
                        + " is also that of column " + first + "; expected different names");
            }
            namesOnlyNumbers &= DecimalNumber.isDecimal(name);
            columns.add(name);
        }
        if (namesOnlyNumbers) {
            throw DataException.at(source, 1, 0,
                    "the first line holds numbers alone; expected a header with the names of the columns");
        }
    }

    private void readRow() {
        int width = columns.size();
        if (parser.fields() != width) {
            throw DataException.at(source, parser.line(), Math.min(parser.fields(), width) + 1,
                    "the row has " + parser.fields() + (parser.fields() == 1 ? " column" : " columns") + "; expected "
                            + columnCount());
        }
        int start = Math.multiplyExact(rows, width);
        if (start + width > values.length) {
            values = Arrays.copyOf(values, Math.max(start + width, 2 * values.length));
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        for (int j = 0; j < width; j++) {
            values[start + j] = number(j);
        }
        lines[rows++] = parser.line();
    }

    private double number(int j) {
        String text = strip(parser.text(j));
        String column = "column " + Quoting.quoted(columns.get(j));
        if (text.isEmpty()) {
            throw DataException.at(source, parser.line(j), j + 1, column + " is empty; expected a number");
        }
        if (!DecimalNumber.isDecimal(text)) {
            throw DataException.at(source, parser.line(j), j + 1,
                    column + " is " + Quoting.quoted(text) + "; expected a finite decimal number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw DataException.at(source, parser.line(j), j + 1, column + " is " + Quoting.quoted(text)
                    + ", too large for a double; expected a magnitude up to " + Double.MAX_VALUE);
        }
        return value;
    }

    private String columnCount() {
        return columns.size() + (columns.size() == 1 ? " column" : " columns") + " as in the header";
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t';
    }
}
