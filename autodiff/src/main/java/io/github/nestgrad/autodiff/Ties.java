package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * Of a matrix and the extrema of its columns or rows, or of a tensor and that of all entries: 1/c at each of the c
 * entries that are the extremum, else 0; NaN throughout if that is NaN. It carries no derivative.
 */
record Ties(Axis axis) implements Primitive {

    @Override
    public String operation() {
        return "ties";
    }

    @Override
    public boolean hasDerivative() {
        return false;
    }

    @Override
    public Shape shape(Shape... x) {
        if (!x[1].equals(axis.reduced(x[0]))) {
            throw new IllegalArgumentException(
                    operation() + ": " + x[0] + " and " + x[1] + " do not match (expected an extremum of each line)");
        }
        return x[0];
    }

    @Override
    public int workspace(Shape... x) {
        return x[1].size();
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[x[1].shape().size()]);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] counts) {
        Concrete a = x[0];
        Concrete extrema = x[1];
        int columns = a.shape().columns();
        int rowStride = axis.rowStride();
        int columnStride = axis.columnStride();
        Arrays.fill(counts, 0, extrema.shape().size(), 0);
        for (int i = 0; i < a.shape().rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int g = i * rowStride + j * columnStride;
                counts[g] += a.array[a.offset + i * columns + j] == extrema.array[extrema.offset + g] ? 1 : 0;
            }
        }
        for (int i = 0; i < a.shape().rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int g = i * rowStride + j * columnStride;
                int at = i * columns + j;
                double extremum = extrema.array[extrema.offset + g];
                y.array[y.offset + at] = Double.isNaN(extremum) ? Double.NaN
                        : a.array[a.offset + at] == extremum ? 1 / counts[g] : 0;
            }
        }
    }

    @Override
    public long cost(Shape... x) {
        return 2L * Cost.ADD * x[0].size() + (long) Cost.NONLINEAR * x[1].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return null;
    }
}
