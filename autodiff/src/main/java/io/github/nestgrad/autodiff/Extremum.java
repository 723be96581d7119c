package io.github.nestgrad.autodiff;

/**
 * The greater or the lesser of two numbers, entry by entry.
 *
 * <p>The derivative goes to the one that was taken. At a tie (0, 1) and (1, 0) are the derivatives from the two sides,
 * and the shortest vector between them gives a half to each.
 */
enum Extremum implements Primitive {

    MAX("max", Relation.SHARE_OF_GREATER) {
        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            y.kernels.elementwise().max(y.shape().size(), x[0].array, x[0].offset, x[1].array, x[1].offset,
                    y.array, y.offset);
        }

        @Override
        public double ofScalars(double a, double b) {
            return Math.max(a, b);
        }
    },

    MIN("min", Relation.SHARE_OF_LESS) {
        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            y.kernels.elementwise().min(y.shape().size(), x[0].array, x[0].offset, x[1].array, x[1].offset,
                    y.array, y.offset);
        }

        @Override
        public double ofScalars(double a, double b) {
            return Math.min(a, b);
        }
    };

    private final String operation;
    private final Relation share;

    Extremum(String operation, Relation share) {
        this.operation = operation;
        this.share = share;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public Shape shape(Shape... x) {
        return Broadcast.requireEqual(operation, x);
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.CALL;
    }

    @Override
    public boolean isCommutative() {
        return true;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Masked.of(tangent, Comparison.of(share, x[k], x[1 - k]));
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Masked.of(cotangent, Comparison.of(share, x[k], x[1 - k]));
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
