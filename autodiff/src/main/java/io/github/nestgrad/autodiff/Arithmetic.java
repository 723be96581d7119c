package io.github.nestgrad.autodiff;

/** Entry-by-entry arithmetic on tensors of equal shapes. */
enum Arithmetic implements Primitive {

    /** y = a + b. */
    ADD("plus") {
        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            Concrete a = x[0];
            Concrete b = x[1];
            y.kernels.arithmetic().add(y.shape().size(), a.array, a.offset, b.array, b.offset, y.array, y.offset);
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            return tangent;
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            return cotangent;
        }
    },

    /** y = a − b. */
    SUBTRACT("minus") {
        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            Concrete a = x[0];
            Concrete b = x[1];
            y.kernels.arithmetic().subtract(y.shape().size(), a.array, a.offset, b.array, b.offset, y.array, y.offset);
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            return k == 0 ? tangent : tangent.negated();
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            return k == 0 ? cotangent : cotangent.negated();
        }
    },

    /** y = a b. */
    MULTIPLY("times") {
        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            Concrete a = x[0];
            Concrete b = x[1];
            y.kernels.arithmetic().multiply(y.shape().size(), a.array, a.offset, b.array, b.offset, y.array, y.offset);
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            return tangent.times(x[1 - k]);
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            return cotangent.times(x[1 - k]);
        }
    },

    /** y = a / b; ∂y/∂a = 1/b, ∂y/∂b = −y/b. */
    DIVIDE("dividedBy") {
        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            Concrete a = x[0];
            Concrete b = x[1];
            y.kernels.arithmetic().divide(y.shape().size(), a.array, a.offset, b.array, b.offset, y.array, y.offset);
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            return (k == 0 ? tangent : tangent.times(y).negated()).dividedBy(x[1]);
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            return (k == 0 ? cotangent : cotangent.times(y).negated()).dividedBy(x[1]);
        }
    };

    private final String operation;

    Arithmetic(String operation) {
        this.operation = operation;
    }

    @Override
    public Shape shape(Shape... x) {
        if (!x[0].equals(x[1])) {
            throw new IllegalArgumentException(operation + ": " + x[0] + " and " + x[1] + " do not match (expected "
                    + "equal shapes, or a scalar; see expandedToRows and expandedToColumns)");
        }
        return x[0];
    }

    @Override
    public long cost(Shape... x) {
        int weight = this == MULTIPLY ? Cost.MULTIPLY : this == DIVIDE ? Cost.NONLINEAR : Cost.ADD;
        return (long) weight * x[0].size();
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.valueOf(name());
    }

    @Override
    public boolean isCommutative() {
        return this == ADD || this == MULTIPLY;
    }

    @Override
    public Primitive onRows(int rows) {
        return this;
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }

    @Override
    public String operation() {
        return operation;
    }
}
