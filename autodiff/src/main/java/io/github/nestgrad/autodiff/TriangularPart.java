package io.github.nestgrad.autodiff;

import java.util.Arrays;

/** The entries of a matrix on one side of the diagonal and on it, with zeros elsewhere; its own transpose as a map. */
record TriangularPart(boolean upper) implements Primitive {

    @Override
    public String operation() {
        return upper ? "upperTriangle" : "lowerTriangle";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 2) {
            throw new IllegalArgumentException(operation() + ": the argument is a " + x[0] + " (expected a matrix)");
        }
        return x[0];
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int columns = a.shape().columns();
        for (int i = 0; i < a.shape().rows(); i++) {
            int from = upper ? Math.min(i, columns) : 0;
            int to = upper ? columns : Math.min(i + 1, columns);
            int row = y.offset + i * columns;
            System.arraycopy(a.array, a.offset + i * columns + from, y.array, row + from, to - from);
            Arrays.fill(y.array, row, row + from, 0);
            Arrays.fill(y.array, row + to, row + columns, 0);
        }
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(this, cotangent);
    }
}
