package io.github.nestgrad.verification;

import java.util.function.DoubleUnaryOperator;

/** Functions with their derivatives, and the sizes of argument for which twelve steps resolve them. */
enum Known {
    EXP(Math::exp, Math::exp, 1e-3, 300),
    SIN(Math::sin, Math::cos, 1e-3, 300),
    TANH(Math::tanh, x -> 1 / (Math.cosh(x) * Math.cosh(x)), 1e-3, 6),
    CUBE(x -> x * x * x, x -> 3 * x * x, 1e-3, 1e3),
    POLYNOMIAL(x -> ((2 * x - 3) * x + 1) * x * x - 7, x -> ((8 * x - 9) * x + 2) * x, 1e-3, 1e3),
    RECIPROCAL(x -> 1 / x, x -> -1 / (x * x), 1e-3, 1e3),
    LOG(x -> Math.log(Math.abs(x)), x -> 1 / x, 1e-3, 1e3),
    HYPERBOLA(x -> Math.sqrt(1 + x * x), x -> x / Math.sqrt(1 + x * x), 1e-3, 1e3),
    BELL(x -> Math.exp(-x * x), x -> -2 * x * Math.exp(-x * x), 1e-3, 5),
    AFFINE(x -> 3 * x + 1000, x -> 3, 1e-3, 1e3);

    final DoubleUnaryOperator function;
    final DoubleUnaryOperator derivative;
    final double least;
    final double greatest;

    Known(DoubleUnaryOperator function, DoubleUnaryOperator derivative, double least, double greatest) {
        this.function = function;
        this.derivative = derivative;
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * s f(a x) at a random x of a size within the range, for random s and a from 1e-3 to 1e3.
     *
     * @param f the function x ↦ s f(a x)
     * @param x the point
     * @param derivative s a f′(a x)
     * @param size |s f(a x)| / |x|, the least scale of a derivative that rounding of f(x) lets be seen
     */
    record Instance(DoubleUnaryOperator f, double x, double derivative, double size) {}

    Instance draw(long seed) {
        Draw draw = new Draw(seed);
        double s = draw.logUniform(1e-3, 1e3);
        double a = draw.logUniform(1e-3, 1e3);
        double x = draw.sign() * draw.logUniform(least, greatest) / a;
        return new Instance(t -> s * function.applyAsDouble(a * t), x, s * a * derivative.applyAsDouble(a * x),
                Math.abs(s * function.applyAsDouble(a * x) / x));
    }
}
