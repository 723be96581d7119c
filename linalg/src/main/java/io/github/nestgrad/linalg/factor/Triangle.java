package io.github.nestgrad.linalg.factor;

/**
 * A triangular matrix T inside of an array: the upper or lower part of a square block, the rest of which is not read.
 *
 * @param array the entries
 * @param offset where the block begins
 * @param stride from one row to the next
 * @param upper whether the part on and above the diagonal is meant, as it is stored
 * @param unit whether the diagonal is one, and not read either
 * @param transposed whether T is the transpose of what is stored
 */
record Triangle(double[] array, int offset, int stride, boolean upper, boolean unit, boolean transposed) {

    /** The lower triangle L of a block. */
    static Triangle lower(double[] array, int offset, int stride) {
        return new Triangle(array, offset, stride, false, false, false);
    }

    /** The upper triangle R of a block. */
    static Triangle upper(double[] array, int offset, int stride) {
        return new Triangle(array, offset, stride, true, false, false);
    }

    /** The same with ones on the diagonal. */
    Triangle withUnitDiagonal() {
        return new Triangle(array, offset, stride, upper, true, transposed);
    }

    /** Tᵀ. */
    Triangle transpose() {
        return new Triangle(array, offset, stride, upper, unit, !transposed);
    }

    /** Whether T, transposed if it is to be, is lower triangular. */
    boolean actsLower() {
        return upper == transposed;
    }

    /** The triangle without its first rows and columns. */
    Triangle from(int index) {
        return new Triangle(array, offset + index * (stride + 1), stride, upper, unit, transposed);
    }

    /** Where the square beside the first {@code h} diagonal entries begins: below them, or at their right. */
    int besideFirst(int h) {
        return upper ? offset + h : offset + h * stride;
    }

    /** Tᵢₖ, inside of the triangle. */
    double get(int i, int k) {
        return transposed ? array[offset + k * stride + i] : array[offset + i * stride + k];
    }

    /** Tᵢᵢ. */
    double diagonal(int i) {
        return unit ? 1 : array[offset + i * (stride + 1)];
    }

    /** Where a block of more than 16 is cut: near its middle, at a multiple of 16, as the products like it. */
    static int half(int size) {
        return (size / 2 + 15) / 16 * 16;
    }
}
