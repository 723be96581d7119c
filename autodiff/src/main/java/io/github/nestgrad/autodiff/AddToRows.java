package io.github.nestgrad.autodiff;

/** A matrix with the rows of another added to those that a vector of indices names, in the order of the indices. */
enum AddToRows implements Primitive {
    ADD;

    @Override
    public String operation() {
        return "addToRows";
    }

    @Override
    public Shape shape(Shape... x) {
        Indices.requireVector(operation(), x[2]);
        if (!x[1].equals(Indices.withRows(x[0], x[2].rows()))) {
            throw new IllegalArgumentException(operation() + ": the rows of a " + x[1] + " at the indices, a " + x[2]
                    + ", do not fit to the rows of a " + x[0]);
        }
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        if (x[0].array != y.array || x[0].offset != y.offset) {
            System.arraycopy(x[0].array, x[0].offset, y.array, y.offset, y.shape().size());
        }
        add(operation(), x[1], x[2], y);
    }

    /** Adds the rows of x to y. */
    static void add(String operation, Concrete x, Concrete indices, Concrete y) {
        int columns = x.shape().columns();
        for (int i = 0; i < x.shape().rows(); i++) {
            int from = x.offset + i * columns;
            int to = y.offset + Indices.row(operation, indices, i, y.shape()) * columns;
            for (int j = 0; j < columns; j++) {
                y.array[to + j] += x.array[from + j];
            }
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.ADD * x[1].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return switch (k) {
            case 0 -> tangent;
            case 1 -> tangent.scatterAddRows(x[2], y.shape().rows());
            default -> null;
        };
    }

    /** Added where it belongs, without zeros around it. */
    @Override
    public Tensor accumulateTangent(int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        return sum == null || k != 1 ? Primitive.super.accumulateTangent(k, sum, tangent, x, y)
                : Interpreter.bind(ADD, sum, tangent, x[2]);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return switch (k) {
            case 0 -> cotangent;
            case 1 -> cotangent.gatherRows(x[2]);
            default -> null;
        };
    }

    @Override
    public boolean inPlace(int k) {
        return k == 0;
    }
}
