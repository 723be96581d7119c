package io.github.nestgrad.autodiff;

/**
 * y = sign(x) max(|x| − λ, 0), entry by entry; the arguments are x and λ ≥ 0.
 *
 * <p>∂y/∂x is 1 where |x| &gt; λ and ∂y/∂λ is −sign(x) there; elsewhere, at the kinks too, both are 0.
 */
enum SoftThreshold implements Primitive {
    VARIABLE;

    @Override
    public String operation() {
        return "softThreshold";
    }

    @Override
    public Shape shape(Shape... x) {
        return Broadcast.requireEqual(operation(), x);
    }

    /** What is left of x; a NaN stays one. */
    static double of(double x, double threshold) {
        return x - Math.max(-threshold, Math.min(threshold, x));
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        Concrete threshold = x[1];
        for (int i = 0; i < y.shape().size(); i++) {
            double limit = threshold.array[threshold.offset + i];
            if (limit < 0) {
                throw new IllegalArgumentException(
                        operation() + ": threshold " + i + " is " + limit + " (expected none below 0)");
            }
            y.array[y.offset + i] = of(a.array[a.offset + i], limit);
        }
    }

    private static Tensor product(int k, Tensor t, Tensor y) {
        return Masked.of(t, k == 0 ? ComparisonWith.of(Relation.UNEQUAL, y, 0) : Sign.of(y).negated());
    }

    @Override
    public long cost(Shape... x) {
        return 3L * Cost.ADD * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return product(k, tangent, y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return product(k, cotangent, y);
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }
}
