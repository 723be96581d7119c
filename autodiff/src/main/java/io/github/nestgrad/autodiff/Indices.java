package io.github.nestgrad.autodiff;

/** Vectors of whole numbers that say which rows are meant; they are checked when they are used. */
final class Indices {

    private Indices() {}

    /** Index i of a vector of indices, which must be one of the rows 0, …, rows − 1 of {@code target}. */
    static int row(String operation, Concrete indices, int i, Shape target) {
        double index = indices.array[indices.offset + i];
        int row = (int) index;
        if (row != index || row < 0 || row >= target.rows()) {
            throw new IllegalArgumentException(operation + ": index " + i + " is " + text(index)
                    + " (expected a whole number from 0 to " + (target.rows() - 1) + ", for a " + target + ")");
        }
        return row;
    }

    /** Whole numbers as such. */
    private static String text(double index) {
        boolean whole = index == Math.rint(index) && Math.abs(index) < 1e15;
        return whole ? Long.toString((long) index) : Double.toString(index);
    }

    /** The indices as a tensor. */
    static Tensor tensor(int... indices) {
        double[] entries = new double[indices.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = indices[i];
        }
        return Tensor.wrap(entries);
    }

    static void requireVector(String operation, Shape indices) {
        if (indices.rank() != 1) {
            throw new IllegalArgumentException(operation + ": the indices are a " + indices + " (expected a vector)");
        }
    }

    /** What has rows: matrices, and vectors, whose rows are their entries. */
    static void requireRows(String operation, Shape x) {
        if (x.rank() == 0) {
            throw new IllegalArgumentException(operation + ": the argument is a scalar (expected a vector or matrix)");
        }
    }

    /** A shape with other rows. */
    static Shape withRows(Shape x, int rows) {
        return x.rank() == 1 ? Shape.vector(rows) : Shape.matrix(rows, x.columns());
    }
}
