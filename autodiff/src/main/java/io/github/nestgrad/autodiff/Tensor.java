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
public abstract sealed class Tensor implements EntrywiseMethods, SelectionMethods, ProjectionMethods, ReductionMethods,
        ProductMethods, RearrangingMethods permits Concrete, Traced {

    Tensor() {}

    /** The numbers, below all derivatives. */
    abstract Concrete primalValue();

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

    /**
     * The entries of a where the mask is 1, and those of b where it is 0.
     *
     * <p>What one of the two does where it is not taken, a NaN of its value or of its derivative for instance, is
     * masked before anything is multiplied by it. A derivative that is infinite there is still multiplied by 0 further
     * down: replace what leaves a domain before the function is applied, as in
     * {@code where(m, where(m, x, one).log(), zero)}.
     *
     * @param mask a tensor of 0 and 1, as comparisons give it; it carries no derivative
     * @param a a tensor of the same shape, or a scalar
     * @param b a tensor of the same shape, or a scalar
     * @return a or b, entry by entry
     * @throws IllegalArgumentException if the shapes do not match, or (when the value is computed) the mask has another
     *     number in it
     */
    public static Tensor where(Tensor mask, Tensor a, Tensor b) {
        return Broadcast.bind(Where.WHERE, a, b, mask);
    }

    /**
     * Vectors and scalars one behind the other, or matrices one below the other.
     *
     * @param parts the parts: scalars and vectors, or matrices with equal numbers of columns
     * @return the vector or matrix
     * @throws IllegalArgumentException if there are no parts, or they do not fit together
     */
    public static Tensor concat(Tensor... parts) {
        return Joining.stacked(parts);
    }

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

    /**
     * The shape, and the numbers of a small tensor.
     *
     * @return a text for people
     */
    @Override
    public String toString() {
        if (this instanceof Recorder.Recorded) {
            return shape() + " being recorded";
        }
        String carries = this instanceof Traced ? " with derivative" : "";
        return shape() + carries + (shape().size() <= 12 ? " " + Arrays.toString(toArray()) : "");
    }
}
