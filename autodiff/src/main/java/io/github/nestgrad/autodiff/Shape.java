package io.github.nestgrad.autodiff;

/**
 * The shape of a tensor: a scalar, a vector of n entries, or a matrix of m rows and n columns.
 *
 * <p>A vector counts as a column, so its {@code columns} is 1; a scalar has one row and one column. Sizes may be 0.
 *
 * @param rank 0 for a scalar, 1 for a vector, 2 for a matrix
 * @param rows the number of rows
 * @param columns the number of columns
 */
public record Shape(int rank, int rows, int columns) {

    private static final Shape SCALAR = new Shape(0, 1, 1);

    /**
     * Checks the sizes.
     *
     * @param rank 0 for a scalar, 1 for a vector, 2 for a matrix
     * @param rows the number of rows
     * @param columns the number of columns
     * @throws IllegalArgumentException if the rank is not 0, 1 or 2, a size is negative, a vector has other than one
     *     column, a scalar other than one entry, or there are more entries than an array can hold
     */
    public Shape {
        boolean fits = rank == 2 || rank == 1 && columns == 1 || rank == 0 && rows == 1 && columns == 1;
        if (!fits || rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "shape: no tensor of rank " + rank + " has " + rows + " rows and " + columns + " columns");
        }
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("shape: " + rows + "x" + columns + " is more than one array can hold");
        }
    }

    /**
     * The shape of a single number.
     *
     * @return the scalar shape
     */
    public static Shape scalar() {
        return SCALAR;
    }

    /**
     * The shape of a vector.
     *
     * @param size the number of entries
     * @return the vector shape
     * @throws IllegalArgumentException if the size is negative
     */
    public static Shape vector(int size) {
        return new Shape(1, size, 1);
    }

    /**
     * The shape of a matrix.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @return the matrix shape
     * @throws IllegalArgumentException if a size is negative
     */
    public static Shape matrix(int rows, int columns) {
        return new Shape(2, rows, columns);
    }

    /**
     * The number of entries, rows · columns.
     *
     * @return the number of entries
     */
    public int size() {
        return rows * columns;
    }

    /**
     * Whether this is the shape of a single number without axes.
     *
     * @return whether the rank is 0
     */
    public boolean isScalar() {
        return rank == 0;
    }

    /**
     * The shape as error messages show it: {@code scalar}, {@code vector 5} or {@code matrix 3x4}.
     *
     * @return the shape in words
     */
    @Override
    public String toString() {
        return switch (rank) {
            case 0 -> "scalar";
            case 1 -> "vector " + rows;
            default -> "matrix " + rows + "x" + columns;
        };
    }
}
