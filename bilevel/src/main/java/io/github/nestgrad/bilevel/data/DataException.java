package io.github.nestgrad.bilevel.data;

/**
 * Data that cannot be used, with the place where it went wrong and what was expected there.
 *
 * <p>The message is one line of the form {@code source:line:column: problem}; the parts that do not apply are left
 * out. Lines are counted from 1 and include the header; columns are the columns of the table, counted from 1, and not
 * characters.
 */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // transient: the message, which is serialised, says the same
    private final transient String source;
    private final transient int line;
    private final transient int column;

    private DataException(String source, int line, int column, String message) {
        super(message);
        this.source = source;
        this.line = line;
        this.column = column;
    }

    static DataException of(String source, String problem) {
        return at(source, 0, 0, problem);
    }

    static DataException at(String source, int line, int column, String problem) {
        StringBuilder place = new StringBuilder(Quoting.plain(source));
        if (line > 0) {
            place.append(':').append(line);
            if (column > 0) {
                place.append(':').append(column);
            }
        }
        return new DataException(source, line, column, place.append(": ").append(problem).toString());
    }

    /**
     * Returns the name of the file or embedded data set.
     *
     * @return the name, as it was given
     */
    public String source() {
        return source;
    }

    /**
     * Returns the line of the problem.
     *
     * @return the line, from 1, or 0 if the problem is not on one line
     */
    public int line() {
        return line;
    }

    /**
     * Returns the column of the table with the problem.
     *
     * @return the column, from 1, or 0 if the problem is not in one column
     */
    public int column() {
        return column;
    }
}
