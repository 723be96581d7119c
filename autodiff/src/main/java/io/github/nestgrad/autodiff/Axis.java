package io.github.nestgrad.autodiff;

/** Along which axes {@link Expand} copies and {@link SumTo} adds up: the two are each other's transposes. */
enum Axis {
    /** Between a scalar and any shape. */
    ALL,
    /** Between a vector of n entries and an m×n matrix, each of whose rows is the vector. */
    ROWS,
    /** Between a vector of m entries and an m×n matrix, each of whose columns is the vector. */
    COLUMNS;

    /** The shape of what is reduced; of a matrix but for {@link #ALL}. */
    Shape reduced(Shape x) {
        return this == ALL ? Shape.scalar() : Shape.vector(this == ROWS ? x.columns() : x.rows());
    }

    /** How far to go in what is reduced, when going down a row of the matrix. */
    int rowStride() {
        return this == COLUMNS ? 1 : 0;
    }

    /** How far to go in what is reduced, when going right a column of the matrix. */
    int columnStride() {
        return this == ROWS ? 1 : 0;
    }
}
