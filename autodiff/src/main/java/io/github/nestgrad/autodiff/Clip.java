package io.github.nestgrad.autodiff;

/**
 * y = min(max(x, low), high), entry by entry: the projection on a box. The derivative is 1 inside, and 0 at the bounds
 * and beyond, which is the least of the slopes that meet there.
 */
record Clip(double low, double high) implements Primitive {

    Clip {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "clip: from " + low + " to " + high + " (expected bounds that are numbers, the lower one first)");
        }
    }

    @Override
    public String operation() {
        return "clip(" + low + ", " + high + ")";
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        for (int i = 0; i < y.shape().size(); i++) {
            y.array[y.offset + i] = Math.min(Math.max(a.array[a.offset + i], low), high);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return Math.min(Math.max(a, low), high);
    }

    private Tensor masked(Tensor t, Tensor x) {
        if (high == Double.POSITIVE_INFINITY) {
            return Masked.of(t, ComparisonWith.of(Relation.GREATER, x, low));
        }
        Tensor below = ComparisonWith.of(Relation.LESS, x, high);
        return Masked.of(t, low == Double.NEGATIVE_INFINITY
                ? below : below.times(ComparisonWith.of(Relation.GREATER, x, low)));
    }

    @Override
    public long cost(Shape... x) {
        return 2L * Cost.ADD * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return masked(tangent, x[0]);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return masked(cotangent, x[0]);
    }

    @Override
    public Primitive onRows(int rows) {
        return this;
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }
}
