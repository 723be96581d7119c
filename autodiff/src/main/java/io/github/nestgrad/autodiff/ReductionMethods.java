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
     * The mean of each column of an m×n matrix, a vector of n entries.
     *
     * @return the column sums, divided by m
     * @throws IllegalArgumentException if this is not a matrix, or has no rows
     */
    default Tensor columnMeans() {
        Tensor sums = columnSums();
        if (self().shape().rows() == 0) {
            throw new IllegalArgumentException(
                    "columnMeans: a " + self().shape() + " has no rows (expected at least one)");
        }
        return sums.times(1.0 / self().shape().rows());
    }

    /**
     * The largest entry, a scalar. Where c entries are the largest, each has the derivative 1/c, the minimum-norm
     * subgradient.
     *
     * @return the maximum
     * @throws IllegalArgumentException if there are no entries
     */
    default Tensor max() {
        return Interpreter.bind(new ExtremumTo(Axis.ALL, true), self());
    }

    /**
     * The smallest entry, a scalar; with derivatives as for {@link #max()}.
     *
     * @return the minimum
     * @throws IllegalArgumentException if there are no entries
     */
    default Tensor min() {
        return Interpreter.bind(new ExtremumTo(Axis.ALL, false), self());
    }

    /**
     * The largest entry of each row of an m×n matrix, a vector of m entries; with derivatives as for {@link #max()}.
     *
     * @return the maxima of the rows
     * @throws IllegalArgumentException if this is not a matrix, or its rows are empty
     */
    default Tensor rowMaxima() {
        return Interpreter.bind(new ExtremumTo(Axis.COLUMNS, true), self());
    }

    /**
     * The smallest entry of each row of an m×n matrix, a vector of m entries; with derivatives as for {@link #max()}.
     *
     * @return the minima of the rows
     * @throws IllegalArgumentException if this is not a matrix, or its rows are empty
     */
    default Tensor rowMinima() {
        return Interpreter.bind(new ExtremumTo(Axis.COLUMNS, false), self());
    }

    /**
     * The largest entry of each column of an m×n matrix, a vector of n entries; with derivatives as for {@link #max()}.
     *
     * @return the maxima of the columns
     * @throws IllegalArgumentException if this is not a matrix, or its columns are empty
     */
    default Tensor columnMaxima() {
        return Interpreter.bind(new ExtremumTo(Axis.ROWS, true), self());
    }

    /**
     * The smallest entry of each column of an m×n matrix, a vector of n entries; with derivatives as for
     * {@link #max()}.
     *
     * @return the minima of the columns
     * @throws IllegalArgumentException if this is not a matrix, or its columns are empty
     */
    default Tensor columnMinima() {
        return Interpreter.bind(new ExtremumTo(Axis.ROWS, false), self());
    }

    /**
     * The Euclidean (for a matrix: Frobenius) norm ‖x‖, a scalar, without overflow; 0 for an empty tensor.
     *
     * <p>The derivative is x / ‖x‖. At 0 it is 0, the minimum-norm subgradient, and so are those of higher order.
     *
     * @return ‖x‖
     */
    default Tensor norm() {
        return Interpreter.bind(Norm.EUCLIDEAN, self());
    }

    /**
     * The softmax of each row of a matrix, exp xᵢⱼ / Σₖ exp xᵢₖ, without overflow.
     *
     * @return the matrix, whose rows sum to 1
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor softmaxRows() {
        return Interpreter.bind(Softmax.ROWS, self());
    }

    /**
     * The cross-entropy log Σⱼ exp zᵢⱼ − Σⱼ pᵢⱼ zᵢⱼ of each row of an m×n matrix of logits z, a vector of m entries,
     * without overflow or cancellation; its derivative is softmax(zᵢ) − pᵢ.
     *
     * @param targets the m×n matrix p, each of whose rows sums to 1 (in general the value is
     *     Σⱼ pᵢⱼ (log Σₖ exp zᵢₖ − zᵢⱼ)); or a vector of m labels, whole numbers from 0 to n − 1 that carry no
     *     derivative
     * @return the losses of the rows
     * @throws IllegalArgumentException if the shapes do not match, the rows are empty, or (when the value is computed)
     *     a label is not whole or not in range
     */
    default Tensor crossEntropyRows(Tensor targets) {
        Tensor logits = self();
        if (targets.shape().rank() != 1 || logits.shape().rank() != 2) {
            return Interpreter.bind(CrossEntropy.ROWS, logits, targets);
        }
        if (targets.shape().rows() != logits.shape().rows()) {
            throw new IllegalArgumentException("crossEntropyRows: logits and labels are a " + logits.shape() + " and a "
                    + targets.shape() + " (expected a label for each row)");
        }
        return Interpreter.bind(CrossEntropy.ROWS, logits, targets.oneHot(logits.shape().columns()));
    }

    /**
     * The value log Σ exp x over all entries, a scalar, without overflow; its derivative is the softmax.
     *
     * @return the log-sum-exp of the entries
     * @throws IllegalArgumentException if there are no entries
     */
    default Tensor logSumExp() {
        int size = self().shape().size();
        if (size == 0) {
            throw new IllegalArgumentException(
                    "logSumExp: a " + self().shape() + " has no entries (expected at least one)");
        }
        return self().reshaped(Shape.matrix(1, size)).logSumExpRows().reshaped(Shape.scalar());
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
