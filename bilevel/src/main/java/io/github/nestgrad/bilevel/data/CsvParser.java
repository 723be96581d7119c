package io.github.nestgrad.bilevel.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into records of fields as RFC 4180 does, one record a call. Works on the bytes: all marks are ASCII, and
 * in UTF-8 no byte of another character looks like one.
 */
final class CsvParser {

    private static final int END = -1;

    private final TextSource source;
    private final byte[] bytes;
    private int position;
    private int line = 1;

    private final List<String> fields = new ArrayList<>();
    private final List<Integer> fieldLines = new ArrayList<>();
    private boolean quoted;

    CsvParser(TextSource source) {
        this.source = source;
        this.bytes = source.bytes();
        this.position = source.start();
    }

    /** Reads the next record; false at the end of the text. */
    boolean next() {
        fields.clear();
        fieldLines.clear();
        quoted = false;
        if (peek() == END) {
            return false;
        }
        do {
            fieldLines.add(line);
            fields.add(peek() == '"' ? quotedField() : plainField());
        } while (separator());
        return true;
    }

    int fields() {
        return fields.size();
    }

    String text(int field) {
        return fields.get(field);
    }

    int line(int field) {
        return fieldLines.get(field);
    }

    /** The line on which the record begins. */
    int line() {
        return fieldLines.get(0);
    }

    /** Whether the record is a line with nothing, or nothing but spaces, on it. */
    boolean isBlank() {
        return fields.size() == 1 && !quoted && fields.get(0).chars().allMatch(CsvReader::isSpace);
    }

    private String plainField() {
        int from = position;
        for (int c = peek(); c != ',' && c != '\n' && c != '\r' && c != END; c = peek()) {
            if (c == '"') {
                throw problem(line, "a quotation mark inside an unquoted cell; expected quotation marks around the"
                        + " whole cell, doubled inside it");
            }
            position++;
        }
        return source.text(from, position);
    }

    private String quotedField() {
        quoted = true;
        int openingLine = line;
        StringBuilder text = new StringBuilder();
        position++;
        int from = position;
        while (true) {
            int c = peek();
            if (c == END) {
                throw problem(openingLine, "the quotation mark that opens this cell is never closed");
            }
            position++;
            if (c == '\n') {
                line++;
            } else if (c == '"') {
                text.append(source.text(from, position - 1));
                if (peek() != '"') {
                    return text.toString();
                }
                text.append('"');
                position++;
                from = position;
            }
        }
    }

    /** Steps over what ends a field; true for a comma, false for the end of the record. */
    private boolean separator() {
        int c = peek();
        if (c == END) {
            return false;
        }
        position++;
        if (c == ',') {
            return true;
        }
        if (c == '\r') {
            if (peek() != '\n') {
                throw problem(line, "a carriage return without a line feed; expected lines that end with LF or CRLF");
            }
            position++;
            c = '\n';
        }
        if (c != '\n') {
            throw problem(line, "text after the closing quotation mark; expected a comma or the end of the line");
        }
        line++;
        return false;
    }

    /** The next byte; none of UTF-8 is 0xFF, which as a byte of Java would look like the end. */
    private int peek() {
        return position < bytes.length ? bytes[position] : END;
    }

    private DataException problem(int at, String problem) {
        return DataException.at(source.source(), at, fieldLines.size(), problem);
    }
}
