package io.github.nestgrad.autodiff;

/** Along which axes {@link Expand} copies and {@link SumTo} adds up: the two are each other's transposes. */
enum Axis {
    /** Between a scalar and any shape. */
    ALL,
    /** Between a vector of n entries and an m×n matrix, each of whose rows is the vector. */
    ROWS,
    /** Between a vector of m entries and an m×n matrix, each of whose columns is the vector. */
    COLUMNS
}
