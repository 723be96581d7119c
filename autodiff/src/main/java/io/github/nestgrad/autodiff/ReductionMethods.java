package io.github.nestgrad.autodiff;

/** The methods of {@link Tensor} that add up entries, and those that copy numbers to many entries. */
interface ReductionMethods {

    /**
     * The sum of all entries, a scalar; 0 for an empty tensor. It is rounded as if computed with twice the digits,
     * so its error does not grow with the size.
     *
     * @return Σ x
     */
    default Tensor sum() {
        return Interpreter.bind(new SumTo(Axis.ALL), self());
    }

    /**
     * The mean of all entries, a scalar.
     *
     * @return Σ x divided by the number of entries
     * @throws IllegalArgumentException if there are no entries
     */
    default Tensor mean() {
        if (self().shape().size() == 0) {
            throw new IllegalArgumentException("mean: a " + self().shape() + " has no entries (expected at least one)");
        }
        return sum().times(1.0 / self().shape().size());
    }

    /**
     * The sum of each row of an m×n matrix, a vector of m entries.
     *
     * @return the row sums
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor rowSums() {
        return Interpreter.bind(new SumTo(Axis.COLUMNS), self());
    }

    /**
     * The sum of each column of an m×n matrix, a vector of n entries.
     *
     * @return the column sums
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor columnSums() {
        return Interpreter.bind(new SumTo(Axis.ROWS), self());
    }

    /**
     * The inner product Σ aᵢ bᵢ over all entries, a scalar.
     *
     * @param other a tensor of the same shape
     * @return ⟨a, b⟩
     * @throws IllegalArgumentException if the shapes differ
     */
    default Tensor dot(Tensor other) {
        return Interpreter.bind(Dot.DOT, self(), other);
    }

    /**
     * The squared Euclidean (for a matrix: Frobenius) norm ‖x‖², a scalar.
     *
     * @return ⟨x, x⟩
     */
    default Tensor squaredNorm() {
        return dot(self());
    }

    /**
     * The value log Σⱼ exp xᵢⱼ of each row of an m×n matrix, a vector of m entries, without overflow.
     *
     * @return the log-sum-exp of the rows
     * @throws IllegalArgumentException if this is not a matrix, or its rows are empty
     */
    default Tensor logSumExpRows() {
        return Interpreter.bind(LogSumExp.ROWS, self());
    }

    /**
     * A scalar, copied to every entry of a shape.
     *
     * @param shape the shape
     * @return the tensor with equal entries
     * @throws IllegalArgumentException if this is not a scalar
     */
    default Tensor expandedTo(Shape shape) {
        return Interpreter.bind(new Expand(Axis.ALL, shape), self());
    }

    /**
     * A matrix each of whose rows is this vector.
     *
     * @param rows the number of rows
     * @return the matrix
     * @throws IllegalArgumentException if this is not a vector
     */
    default Tensor expandedToRows(int rows) {
        return Interpreter.bind(new Expand(Axis.ROWS, Shape.matrix(rows, self().shape().rows())), self());
    }

    /**
     * A matrix each of whose columns is this vector.
     *
     * @param columns the number of columns
     * @return the matrix
     * @throws IllegalArgumentException if this is not a vector
     */
    default Tensor expandedToColumns(int columns) {
        return Interpreter.bind(new Expand(Axis.COLUMNS, Shape.matrix(self().shape().rows(), columns)), self());
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
