package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable real scalar, vector or matrix, which may carry derivatives.
 *
 * <p>All methods return new tensors and modify nothing. Inside a function that is being differentiated they also do
 * what the derivative needs; the function is written the same way. Two tensors of equal shapes are combined entry by
 * entry; a scalar combines with any shape. Nothing else is broadcast silently: {@link #expandedToRows} and
 * {@link #expandedToColumns} say what is meant.
 */
public abstract sealed class Tensor permits Concrete, Traced {

    Tensor() {}

    /** The numbers, below all derivatives. */
    abstract Concrete primalValue();

    // ---- making tensors -------------------------------------------------------------------------------------------

    /**
     * A scalar.
     *
     * @param value the number
     * @return the tensor of rank 0
     */
    public static Tensor of(double value) {
        return new Concrete(Shape.scalar(), new double[] {value});
    }

    /**
     * A vector.
     *
     * @param entries the entries; copied
     * @return the tensor of rank 1
     */
    public static Tensor of(double[] entries) {
        return new Concrete(Shape.vector(entries.length), entries.clone());
    }

    /**
     * A tensor of any shape.
     *
     * @param shape the shape
     * @param entries the entries, row by row; copied
     * @return the tensor
     * @throws IllegalArgumentException if the number of entries is not that of the shape
     */
    public static Tensor of(Shape shape, double[] entries) {
        if (entries.length != shape.size()) {
            throw new IllegalArgumentException(
                    "of: a " + shape + " has " + shape.size() + " entries, but " + entries.length + " are given");
        }
        return new Concrete(shape, entries.clone());
    }

    /**
     * A matrix.
     *
     * @param matrix the entries; copied
     * @return the tensor of rank 2
     */
    public static Tensor of(Matrix matrix) {
        return new Concrete(Shape.matrix(matrix.rows(), matrix.columns()), matrix.toArray());
    }

    /**
     * A matrix that shares its memory with the argument, so that large data are never copied; and its threads, which
     * whatever is computed from it then uses too.
     *
     * @param matrix the entries; shared, must not change as long as the tensor is in use
     * @return the tensor of rank 2
     */
    public static Tensor wrap(Matrix matrix) {
        return Concrete.over(KernelProvider.over(matrix.parallelism()),
                Shape.matrix(matrix.rows(), matrix.columns()), matrix.array());
    }

    /**
     * A vector that shares its memory with the argument.
     *
     * @param entries the entries; shared, must not change as long as the tensor is in use
     * @return the tensor of rank 1
     */
    public static Tensor wrap(double[] entries) {
        return new Concrete(Shape.vector(entries.length), Objects.requireNonNull(entries));
    }

    /**
     * A tensor of zeros.
     *
     * @param shape the shape
     * @return the tensor
     */
    public static Tensor zeros(Shape shape) {
        return Concrete.allocate(shape);
    }

    // ---- reading tensors ------------------------------------------------------------------------------------------

    /**
     * The shape.
     *
     * @return the shape
     */
    public abstract Shape shape();

    /**
     * The number in a scalar. The number carries no derivative: branch on it, but compute with the tensor.
     *
     * @return the number
     * @throws IllegalArgumentException if this is not a scalar
     */
    public final double toDouble() {
        if (!shape().isScalar()) {
            throw new IllegalArgumentException("toDouble: this is a " + shape() + " (expected a scalar)");
        }
        Concrete numbers = primalValue();
        return numbers.array[numbers.offset];
    }

    /**
     * The numbers, row by row. They carry no derivative.
     *
     * @return a new array
     */
    public final double[] toArray() {
        Concrete numbers = primalValue();
        return Arrays.copyOfRange(numbers.array, numbers.offset, numbers.offset + shape().size());
    }

    /**
     * Copies the numbers, row by row, into an array.
     *
     * @param out overwritten
     * @throws IllegalArgumentException if the length of {@code out} is not the number of entries
     */
    public final void copyInto(double[] out) {
        if (out.length != shape().size()) {
            throw new IllegalArgumentException(
                    "copyInto: a " + shape() + " has " + shape().size() + " entries, but out has " + out.length);
        }
        Concrete numbers = primalValue();
        System.arraycopy(numbers.array, numbers.offset, out, 0, out.length);
    }

    // ---- arithmetic -----------------------------------------------------------------------------------------------

    /**
     * The sum a + b, entry by entry.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the sum
     * @throws IllegalArgumentException if the shapes do not match
     */
    public final Tensor plus(Tensor other) {
        return entrywise(Arithmetic.ADD, other);
    }

    /**
     * The difference a − b, entry by entry.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the difference
     * @throws IllegalArgumentException if the shapes do not match
     */
    public final Tensor minus(Tensor other) {
        return entrywise(Arithmetic.SUBTRACT, other);
    }

    /**
     * The product a b, entry by entry.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the product
     * @throws IllegalArgumentException if the shapes do not match
     */
    public final Tensor times(Tensor other) {
        return entrywise(Arithmetic.MULTIPLY, other);
    }

    /**
     * The quotient a / b, entry by entry; where b is 0 the value and the derivative are as IEEE division gives them.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the quotient
     * @throws IllegalArgumentException if the shapes do not match
     */
    public final Tensor dividedBy(Tensor other) {
        return entrywise(Arithmetic.DIVIDE, other);
    }

    /**
     * Adds a constant to each entry.
     *
     * @param constant the constant
     * @return x + constant
     */
    public final Tensor plus(double constant) {
        return apply(new Affine(1, constant));
    }

    /**
     * Subtracts a constant from each entry.
     *
     * @param constant the constant
     * @return x − constant
     */
    public final Tensor minus(double constant) {
        return apply(new Affine(1, -constant));
    }

    /**
     * Multiplies each entry by a constant.
     *
     * @param constant the constant
     * @return constant · x
     */
    public final Tensor times(double constant) {
        return apply(new Affine(constant, -0.0));
    }

    /**
     * The negative −x.
     *
     * @return −x
     */
    public final Tensor negated() {
        return times(-1);
    }

    // ---- functions, entry by entry --------------------------------------------------------------------------------

    /**
     * The exponential eˣ.
     *
     * @return eˣ
     */
    public final Tensor exp() {
        return apply(Elementwise.EXP);
    }

    /**
     * The natural logarithm; −∞ with derivative +∞ at 0, NaN below.
     *
     * @return ln x
     */
    public final Tensor log() {
        return apply(Elementwise.LOG);
    }

    /**
     * The square root; its derivative at 0 is +∞, and the root is NaN below. For the length of a vector that may be
     * zero, {@link #squaredNorm} is the smooth choice.
     *
     * @return √x
     */
    public final Tensor sqrt() {
        return apply(Elementwise.SQRT);
    }

    /**
     * The square x².
     *
     * @return x²
     */
    public final Tensor squared() {
        return apply(Elementwise.SQUARE);
    }

    /**
     * The reciprocal 1/x; infinite at 0.
     *
     * @return 1/x
     */
    public final Tensor reciprocal() {
        return apply(Elementwise.RECIPROCAL);
    }

    /**
     * The sine.
     *
     * @return sin x
     */
    public final Tensor sin() {
        return apply(Elementwise.SIN);
    }

    /**
     * The cosine.
     *
     * @return cos x
     */
    public final Tensor cos() {
        return apply(Elementwise.COS);
    }

    /**
     * The hyperbolic tangent.
     *
     * @return tanh x
     */
    public final Tensor tanh() {
        return apply(Elementwise.TANH);
    }

    /**
     * The logistic function σ(x) = 1/(1 + e⁻ˣ), accurate in both tails.
     *
     * @return σ(x)
     */
    public final Tensor sigmoid() {
        return apply(Elementwise.SIGMOID);
    }

    /**
     * The softplus function ln(1 + eˣ), without overflow; the logistic loss of a margin z is softplus(−z).
     *
     * @return ln(1 + eˣ)
     */
    public final Tensor softplus() {
        return apply(Elementwise.SOFTPLUS);
    }

    // ---- reductions and expansions --------------------------------------------------------------------------------

    /**
     * The sum of all entries, a scalar; 0 for an empty tensor. Pairwise, so the error grows with the logarithm of
     * the size.
     *
     * @return Σ x
     */
    public final Tensor sum() {
        return apply(new SumTo(Axis.ALL));
    }

    /**
     * The mean of all entries, a scalar.
     *
     * @return Σ x divided by the number of entries
     * @throws IllegalArgumentException if there are no entries
     */
    public final Tensor mean() {
        if (shape().size() == 0) {
            throw new IllegalArgumentException("mean: a " + shape() + " has no entries (expected at least one)");
        }
        return sum().times(1.0 / shape().size());
    }

    /**
     * The sum of each row of an m×n matrix, a vector of m entries.
     *
     * @return the row sums
     * @throws IllegalArgumentException if this is not a matrix
     */
    public final Tensor rowSums() {
        return apply(new SumTo(Axis.COLUMNS));
    }

    /**
     * The sum of each column of an m×n matrix, a vector of n entries.
     *
     * @return the column sums
     * @throws IllegalArgumentException if this is not a matrix
     */
    public final Tensor columnSums() {
        return apply(new SumTo(Axis.ROWS));
    }

    /**
     * The inner product Σ aᵢ bᵢ over all entries, a scalar.
     *
     * @param other a tensor of the same shape
     * @return ⟨a, b⟩
     * @throws IllegalArgumentException if the shapes differ
     */
    public final Tensor dot(Tensor other) {
        return Interpreter.bind(Dot.DOT, this, other);
    }

    /**
     * The squared Euclidean (for a matrix: Frobenius) norm ‖x‖², a scalar.
     *
     * @return ⟨x, x⟩
     */
    public final Tensor squaredNorm() {
        return dot(this);
    }

    /**
     * The value log Σⱼ exp xᵢⱼ of each row of an m×n matrix, a vector of m entries, without overflow.
     *
     * @return the log-sum-exp of the rows
     * @throws IllegalArgumentException if this is not a matrix, or its rows are empty
     */
    public final Tensor logSumExpRows() {
        return apply(LogSumExp.ROWS);
    }

    /**
     * A scalar, copied to every entry of a shape.
     *
     * @param shape the shape
     * @return the tensor with equal entries
     * @throws IllegalArgumentException if this is not a scalar
     */
    public final Tensor expandedTo(Shape shape) {
        return apply(new Expand(Axis.ALL, shape));
    }

    /**
     * A matrix each of whose rows is this vector.
     *
     * @param rows the number of rows
     * @return the matrix
     * @throws IllegalArgumentException if this is not a vector
     */
    public final Tensor expandedToRows(int rows) {
        return apply(new Expand(Axis.ROWS, Shape.matrix(rows, shape().rows())));
    }

    /**
     * A matrix each of whose columns is this vector.
     *
     * @param columns the number of columns
     * @return the matrix
     * @throws IllegalArgumentException if this is not a vector
     */
    public final Tensor expandedToColumns(int columns) {
        return apply(new Expand(Axis.COLUMNS, Shape.matrix(shape().rows(), columns)));
    }

    // ---- products -------------------------------------------------------------------------------------------------

    /**
     * The matrix product A B, or A b for a vector b.
     *
     * @param other a matrix, or a vector
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public final Tensor matmul(Tensor other) {
        return Interpreter.bind(new MatMul(false, false), this, other);
    }

    /**
     * The product Aᵀ B, or Aᵀ b for a vector b, without transposing in memory.
     *
     * @param other a matrix, or a vector
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public final Tensor transposedMatmul(Tensor other) {
        return Interpreter.bind(new MatMul(true, false), this, other);
    }

    /**
     * The product A Bᵀ of two matrices, without transposing in memory.
     *
     * @param other a matrix
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public final Tensor matmulTransposed(Tensor other) {
        return Interpreter.bind(new MatMul(false, true), this, other);
    }

    /**
     * The outer product a bᵀ of two vectors, a matrix.
     *
     * @param other a vector
     * @return the matrix with entries aᵢ bⱼ
     * @throws IllegalArgumentException if one of them is not a vector
     */
    public final Tensor outer(Tensor other) {
        if (shape().rank() != 1 || other.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "outer: no product of " + shape() + " and " + other.shape() + " (expected two vectors)");
        }
        return Interpreter.bind(new MatMul(false, true), this, other);
    }

    // ---- rearranging ----------------------------------------------------------------------------------------------

    /**
     * The same entries, row by row, in another shape; nothing is copied.
     *
     * @param shape the shape, with as many entries
     * @return the reshaped tensor
     * @throws IllegalArgumentException if the numbers of entries differ
     */
    public final Tensor reshaped(Shape shape) {
        return shape.equals(shape()) ? this : apply(new Reshape(shape));
    }

    /**
     * The transposed matrix.
     *
     * @return the matrix with entries xⱼᵢ
     * @throws IllegalArgumentException if this is not a matrix
     */
    public final Tensor transposed() {
        return apply(Transpose.TRANSPOSE);
    }

    /**
     * A part of a vector; nothing is copied.
     *
     * @param from the first entry
     * @param to the entry after the last
     * @return the vector of to − from entries
     * @throws IllegalArgumentException if this is not a vector, or the part does not lie in it
     */
    public final Tensor slice(int from, int to) {
        return apply(new Slice(from, to));
    }

    /**
     * One entry of a vector, as a scalar.
     *
     * @param index the entry
     * @return xᵢ
     * @throws IllegalArgumentException if this is not a vector, or has no such entry
     */
    public final Tensor get(int index) {
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
    public final Tensor padded(int from, int size) {
        return apply(new Pad(from, size));
    }

    /**
     * The shape, and the numbers of a small tensor.
     *
     * @return a text for people
     */
    @Override
    public String toString() {
        String carries = this instanceof Traced ? " with derivative" : "";
        return shape() + carries + (shape().size() <= 12 ? " " + Arrays.toString(toArray()) : "");
    }

    private Tensor apply(Primitive p) {
        return Interpreter.bind(p, this);
    }

    private Tensor entrywise(Primitive p, Tensor other) {
        if (shape().isScalar() && !other.shape().isScalar()) {
            return Interpreter.bind(p, expandedTo(other.shape()), other);
        }
        if (other.shape().isScalar() && !shape().isScalar()) {
            return Interpreter.bind(p, this, other.expandedTo(shape()));
        }
        return Interpreter.bind(p, this, other);
    }
}
