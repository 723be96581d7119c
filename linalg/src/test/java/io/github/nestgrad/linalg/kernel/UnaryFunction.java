package io.github.nestgrad.linalg.kernel;

import java.util.function.DoubleFunction;

/** The functions of one number: the kernel, what it is judged by, and the bound it promises, in ulp. */
enum UnaryFunction {

    EXP(1, ElementwiseKernels::exp, Reference::exp),
    EXPM1(2, ElementwiseKernels::expm1, Reference::expm1),
    LOG(1, ElementwiseKernels::log, Reference::log),
    LOG1P(2, ElementwiseKernels::log1p, Reference::log1p),
    SQRT(0.5, ElementwiseKernels::sqrt, Reference::sqrt),
    SIN(2, ElementwiseKernels::sin, Reference::sin),
    COS(2, ElementwiseKernels::cos, Reference::cos),
    TANH(2, ElementwiseKernels::tanh, Reference::tanh),
    SIGMOID(2, ElementwiseKernels::sigmoid, Reference::sigmoid),
    SOFTPLUS(2, ElementwiseKernels::softplus, Reference::softplus),
    ABS(0, ElementwiseKernels::abs, Reference::abs),
    SQUARE(0.5, (k, n, x, xOffset, y, yOffset) -> k.pow(n, x, xOffset, 2, y, yOffset), x -> Reference.pow(x, 2)),
    CUBE(2, (k, n, x, xOffset, y, yOffset) -> k.pow(n, x, xOffset, 3, y, yOffset), x -> Reference.pow(x, 3)),
    RECIPROCAL(0.5, (k, n, x, xOffset, y, yOffset) -> k.pow(n, x, xOffset, -1, y, yOffset),
            x -> Reference.pow(x, -1)),
    POWER_OF_0_3(2, (k, n, x, xOffset, y, yOffset) -> k.pow(n, x, xOffset, 0.3, y, yOffset),
            x -> Reference.pow(x, 0.3));

    private final double bound;
    private final Kernel kernel;
    private final DoubleFunction<Reference> reference;

    UnaryFunction(double bound, Kernel kernel, DoubleFunction<Reference> reference) {
        this.bound = bound;
        this.kernel = kernel;
        this.reference = reference;
    }

    interface Kernel {
        void apply(ElementwiseKernels kernels, int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    double bound() {
        return bound;
    }

    Reference reference(double x) {
        return reference.apply(x);
    }

    void apply(ElementwiseKernels kernels, int n, double[] x, int xOffset, double[] y, int yOffset) {
        kernel.apply(kernels, n, x, xOffset, y, yOffset);
    }

    /** The value for one number, as an array of one entry gives it. */
    double value(ElementwiseKernels kernels, double x) {
        double[] y = new double[1];
        kernel.apply(kernels, 1, new double[] {x}, 0, y, 0);
        return y[0];
    }
}
