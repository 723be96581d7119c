package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.ElementwiseKernels;
import io.github.nestgrad.linalg.kernel.ScalarFunctions;
import java.util.function.DoubleUnaryOperator;

/**
 * Smooth functions of one number, entry by entry: y = φ(x).
 *
 * <p>The Jacobian is the diagonal of φ′(x), its own transpose, so one line serves both modes.
 */
enum Elementwise implements Primitive {

    EXP("exp", ElementwiseKernels::exp, ScalarFunctions::exp) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y;
        }
    },

    LOG("log", ElementwiseKernels::log, ScalarFunctions::log) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.reciprocal();
        }
    },

    LOG1P("log1p", ElementwiseKernels::log1p, ScalarFunctions::log1p) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.plus(1).reciprocal();
        }
    },

    EXPM1("expm1", ElementwiseKernels::expm1, ScalarFunctions::expm1) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            // not y + 1, which cancels for very negative x
            return x.exp();
        }
    },

    SQRT("sqrt", ElementwiseKernels::sqrt, Math::sqrt) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y.reciprocal().times(0.5);
        }
    },

    SQUARE("squared", (kernels, n, x, xAt, y, yAt) -> kernels.pow(n, x, xAt, 2, y, yAt), x -> x * x) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.times(2);
        }
    },

    RECIPROCAL("reciprocal", (kernels, n, x, xAt, y, yAt) -> kernels.pow(n, x, xAt, -1, y, yAt), x -> 1 / x) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y.squared().negated();
        }
    },

    SIN("sin", ElementwiseKernels::sin, ScalarFunctions::sin) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.cos();
        }
    },

    COS("cos", ElementwiseKernels::cos, ScalarFunctions::cos) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.sin().negated();
        }
    },

    TANH("tanh", ElementwiseKernels::tanh, ScalarFunctions::tanh) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return y.squared().negated().plus(1);
        }
    },

    SIGMOID("sigmoid", ElementwiseKernels::sigmoid, ScalarFunctions::sigmoid) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            // σ(−x) instead of 1 − σ(x), which cancels for large x
            return y.times(x.negated().sigmoid());
        }
    },

    SOFTPLUS("softplus", ElementwiseKernels::softplus, ScalarFunctions::softplus) {
        @Override
        Tensor derivative(Tensor x, Tensor y) {
            return x.sigmoid();
        }
    };

    /** φ on a window of numbers. */
    private interface Function {
        void apply(ElementwiseKernels kernels, int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    private final String operation;
    private final Function function;
    private final DoubleUnaryOperator ofNumber;

    Elementwise(String operation, Function function, DoubleUnaryOperator ofNumber) {
        this.operation = operation;
        this.function = function;
        this.ofNumber = ofNumber;
    }

    abstract Tensor derivative(Tensor x, Tensor y);

    @Override
    public final Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public final void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        if (y.shape().isScalar()) {
            y.array[y.offset] = ofNumber.applyAsDouble(a.array[a.offset]);
            return;
        }
        function.apply(y.kernels.elementwise(), y.shape().size(), a.array, a.offset, y.array, y.offset);
    }

    @Override
    public final ScalarCode scalarCode() {
        return switch (this) {
            case EXP -> ScalarCode.EXP;
            case SIN -> ScalarCode.SIN;
            case COS -> ScalarCode.COS;
            case SQUARE -> ScalarCode.SQUARE;
            default -> ScalarCode.CALL;
        };
    }

    @Override
    public final double ofScalars(double a, double b) {
        return ofNumber.applyAsDouble(a);
    }

    @Override
    public long cost(Shape... x) {
        return (long) (this == SQUARE ? Cost.MULTIPLY : Cost.NONLINEAR) * x[0].size();
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
    public final Primitive onRows(int rows) {
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
