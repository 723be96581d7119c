package io.github.nestgrad.autodiff;

/** The methods of {@link Tensor} that move entries. */
interface RearrangingMethods {

    /**
     * The same entries, row by row, in another shape; nothing is copied.
     *
     * @param shape the shape, with as many entries
     * @return the reshaped tensor
     * @throws IllegalArgumentException if the numbers of entries differ
     */
    default Tensor reshaped(Shape shape) {
        return shape.equals(self().shape()) ? self() : Interpreter.bind(new Reshape(shape), self());
    }

    /**
     * The transposed matrix.
     *
     * @return the matrix with entries xⱼᵢ
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor transposed() {
        return Interpreter.bind(Transpose.TRANSPOSE, self());
    }

    /**
     * A part of a vector; nothing is copied.
     *
     * @param from the first entry
     * @param to the entry after the last
     * @return the vector of to − from entries
     * @throws IllegalArgumentException if this is not a vector, or the part does not lie in it
     */
    default Tensor slice(int from, int to) {
        return Interpreter.bind(new Slice(from, to), self());
    }

    /**
     * One entry of a vector, as a scalar.
     *
     * @param index the entry
     * @return xᵢ
     * @throws IllegalArgumentException if this is not a vector, or has no such entry
     */
    default Tensor get(int index) {
        return slice(index, index + 1).reshaped(Shape.scalar());
    }

    /**
     * A longer vector that is zero but for this one.
     *
     * @param from the entry at which this vector starts
     * @param size the number of entries of the result
     * @return the padded vector
     * @throws IllegalArgumentException if this is not a vector, or does not fit
     */
    default Tensor padded(int from, int size) {
        return Interpreter.bind(new Pad(from, size), self());
    }

    /**
     * This tensor without the derivatives that it carries, at all levels: what is made of it counts as a constant.
     *
     * @return the same numbers; nothing is copied
     */
    default Tensor stopGradient() {
        return Interpreter.bind(StopGradient.STOP, self());
    }

    /**
     * Some consecutive rows of a matrix; nothing is copied.
     *
     * @param from the first row
     * @param to the row after the last
     * @return the matrix of to − from rows
     * @throws IllegalArgumentException if this is not a matrix, or the rows do not lie in it
     */
    default Tensor sliceRows(int from, int to) {
        Shape shape = self().shape();
        if (shape.rank() != 2) {
            throw new IllegalArgumentException("sliceRows: the argument is a " + shape + " (expected a matrix)");
        }
        if (from < 0 || to < from || to > shape.rows()) {
            throw new IllegalArgumentException(
                    "sliceRows: rows " + from + " to " + to + " (exclusive) do not lie in a " + shape);
        }
        int columns = shape.columns();
        return reshaped(Shape.vector(shape.size())).slice(from * columns, to * columns)
                .reshaped(Shape.matrix(to - from, columns));
    }

    /**
     * The rows of an m×n matrix, or the entries of a vector of m, that a vector of k indices names: a minibatch, when
     * the indices are an argument of a compiled function. Indices may be repeated; their derivatives then add up.
     *
     * @param indices whole numbers from 0 to m − 1; they carry no derivative
     * @return the k×n matrix, or the vector of k entries
     * @throws IllegalArgumentException if this is a scalar, the indices are not a vector, or (when the value is
     *     computed) one is not whole or not in range
     */
    default Tensor gatherRows(Tensor indices) {
        return Interpreter.bind(GatherRows.GATHER, self(), indices);
    }

    /**
     * The rows of a matrix, or the entries of a vector, that constant indices name.
     *
     * @param indices from 0 to m − 1, where m is the number of rows
     * @return a row, or an entry, for each index
     * @throws IllegalArgumentException if this is a scalar, or (when the value is computed) an index is not in range
     */
    default Tensor gatherRows(int... indices) {
        return gatherRows(Indices.tensor(indices));
    }

    /**
     * The transpose of {@link #gatherRows(Tensor)}: a matrix or vector that is zero but for the rows or entries of this
     * one, each added to the one that its index names.
     *
     * @param indices whole numbers from 0 to rows − 1, one for each row of this; they carry no derivative
     * @param rows the number of rows of the result
     * @return the matrix or vector
     * @throws IllegalArgumentException if this is a scalar, the indices are not a vector with an entry for each row, or
     *     (when the value is computed) one is not whole or not in range
     */
    default Tensor scatterAddRows(Tensor indices, int rows) {
        return Interpreter.bind(new ScatterAddRows(rows), self(), indices);
    }

    /**
     * The matrix whose row i is 1 at column xᵢ, and 0 elsewhere; it carries no derivative.
     *
     * @param columns the number of columns
     * @return the matrix
     * @throws IllegalArgumentException if this is not a vector, or (when the value is computed) an entry is not a whole
     *     number from 0 to columns − 1
     */
    default Tensor oneHot(int columns) {
        return Interpreter.bind(new OneHot(columns), self());
    }

    /**
     * The diagonal of a square matrix.
     *
     * @return the vector of the entries xᵢᵢ
     * @throws IllegalArgumentException if this is not a square matrix
     */
    default Tensor diagonal() {
        return Interpreter.bind(Diagonal.OF_MATRIX, self());
    }

    /**
     * The matrix with this vector as its diagonal, and zeros elsewhere.
     *
     * @return the square matrix
     * @throws IllegalArgumentException if this is not a vector
     */
    default Tensor diagonalMatrix() {
        return Interpreter.bind(Diagonal.TO_MATRIX, self());
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
