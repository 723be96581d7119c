package io.github.nestgrad.autodiff;

/** A square matrix with a vector added to its diagonal. */
enum AddToDiagonal implements Primitive {
    ADD;

    @Override
    public String operation() {
        return "addToDiagonal";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 2 || x[0].rows() != x[0].columns() || !x[1].equals(Shape.vector(x[0].rows()))) {
            throw new IllegalArgumentException(operation() + ": a " + x[1] + " does not fit to the diagonal of a "
                    + x[0] + " (expected a square matrix, and a vector with an entry for each row)");
        }
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int n = y.shape().rows();
        if (x[0].array != y.array || x[0].offset != y.offset) {
            System.arraycopy(x[0].array, x[0].offset, y.array, y.offset, n * n);
        }
        for (int i = 0; i < n; i++) {
            y.array[y.offset + i * (n + 1)] += x[1].array[x[1].offset + i];
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) Cost.ADD * x[1].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? tangent : tangent.diagonalMatrix();
    }

    /** Added where it belongs, without zeros around it. */
    @Override
    public Tensor accumulateTangent(int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        return sum == null || k != 1 ? Primitive.super.accumulateTangent(k, sum, tangent, x, y)
                : Interpreter.bind(ADD, sum, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return k == 0 ? cotangent : cotangent.diagonal();
    }

    @Override
    public boolean inPlace(int k) {
        return k == 0;
    }
}
