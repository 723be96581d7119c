package io.github.nestgrad.autodiff;

/** Tensors, put together to one vector. */
final class Joining {

    private Joining() {}

    /** Vectors and scalars one behind the other, or matrices one below the other. */
    static Tensor stacked(Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("concat: there are no parts (expected at least one)");
        }
        Shape first = parts[0].shape();
        int rows = 0;
        for (Tensor part : parts) {
            Shape shape = part.shape();
            if ((shape.rank() == 2) != (first.rank() == 2) || shape.columns() != first.columns()) {
                throw new IllegalArgumentException("concat: " + first + " and " + shape + " do not fit together "
                        + "(expected vectors and scalars, or matrices with equal numbers of columns)");
            }
            rows = Math.addExact(rows, shape.rows());
        }
        return joined(parts).reshaped(first.rank() == 2 ? Shape.matrix(rows, first.columns()) : Shape.vector(rows));
    }

    /**
     * The entries of all tensors, one behind the other, row by row.
     *
     * <p>Pairs are joined first, then pairs of pairs: n tensors with m entries take m log n copies, and so do
     * derivatives. Numbers are simply copied.
     */
    static Tensor joined(Tensor... parts) {
        int size = 0;
        boolean numbers = true;
        for (Tensor part : parts) {
            size = Math.addExact(size, part.shape().size());
            numbers &= part instanceof Concrete;
        }
        if (!numbers) {
            return joined(parts, 0, parts.length);
        }
        double[] flat = new double[size];
        Offsets.pack(parts, flat, 0);
        return new Concrete(Shape.vector(size), flat);
    }

    private static Tensor joined(Tensor[] parts, int from, int to) {
        if (to - from == 1) {
            return parts[from].reshaped(Shape.vector(parts[from].shape().size()));
        }
        int middle = (from + to) >>> 1;
        Tensor left = joined(parts, from, middle);
        Tensor right = joined(parts, middle, to);
        return Interpreter.bind(Join.JOIN, left, right);
    }
}
