package io.github.nestgrad.autodiff;

/** As {@link SoftThreshold}, with one constant threshold. */
record SoftThresholdBy(double threshold) implements Primitive {

    SoftThresholdBy {
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("softThreshold: the threshold is " + threshold
                    + " (expected a number that is not below 0)");
        }
    }

    @Override
    public String operation() {
        return "softThreshold(" + threshold + ")";
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        for (int i = 0; i < y.shape().size(); i++) {
            y.array[y.offset + i] = SoftThreshold.of(a.array[a.offset + i], threshold);
        }
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public double ofScalars(double a, double b) {
        return SoftThreshold.of(a, threshold);
    }

    @Override
    public long cost(Shape... x) {
        return 3L * Cost.ADD * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Masked.of(tangent, ComparisonWith.of(Relation.UNEQUAL, y, 0));
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Masked.of(cotangent, ComparisonWith.of(Relation.UNEQUAL, y, 0));
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
