package io.github.nestgrad.autodiff;

/**
 * Smooth functions of one number, entry by entry: y = φ(x).
 *
 * <p>The Jacobian is the diagonal of φ′(x), its own transpose, so one line serves both modes.
 */
enum Elementwise implements Primitive {

    EXP("exp") {
        @Override
        double value(double x) {
            return Math.exp(x);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y;
        }
    },

    LOG("log") {
        @Override
        double value(double x) {
            return Math.log(x);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.reciprocal();
        }
    },

    SQRT("sqrt") {
        @Override
        double value(double x) {
            return Math.sqrt(x);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y.reciprocal().times(0.5);
        }
    },

    SQUARE("squared") {
        @Override
        double value(double x) {
            return x * x;
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.times(2);
        }
    },

    RECIPROCAL("reciprocal") {
        @Override
        double value(double x) {
            return 1 / x;
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y.squared().negated();
        }
    },

    SIN("sin") {
        @Override
        double value(double x) {
            return Math.sin(x);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.cos();
        }
    },

    COS("cos") {
        @Override
        double value(double x) {
            return Math.cos(x);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.sin().negated();
        }
    },

    TANH("tanh") {
        @Override
        double value(double x) {
            return Math.tanh(x);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y.squared().negated().plus(1);
        }
    },

    SIGMOID("sigmoid") {
        @Override
        double value(double x) {
            // e^x underflows quietly where e^−x would overflow, and keeps its relative accuracy
            if (x >= 0) {
                return 1 / (1 + Math.exp(-x));
            }
            double e = Math.exp(x);
            return e / (1 + e);
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            // σ(−x) instead of 1 − σ(x), which cancels for large x
            return y.times(x.negated().sigmoid());
        }
    },

    SOFTPLUS("softplus") {
        @Override
        double value(double x) {
            return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }

        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.sigmoid();
        }
    };

    private final String operation;

    Elementwise(String operation) {
        this.operation = operation;
    }

    abstract double value(double x);

    abstract Tensor derivative(Tensor x, Tensor y);

    @Override
    public final Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public final void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        for (int i = 0, n = y.shape().size(); i < n; i++) {
            y.array[y.offset + i] = value(a.array[a.offset + i]);
        }
    }

    @Override
    public final Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.times(derivative(x[0], y));
    }

    @Override
    public final Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return cotangent.times(derivative(x[0], y));
    }

    @Override
    public String operation() {
        return operation;
    }
}
