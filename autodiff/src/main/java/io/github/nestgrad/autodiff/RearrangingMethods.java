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

    private Tensor self() {
        return (Tensor) this;
    }
}
