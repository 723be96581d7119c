package io.github.nestgrad.autodiff;

/** The methods of {@link Tensor} that combine tensors entry by entry, and the functions of one number. */
interface EntrywiseMethods {

    /**
     * The sum a + b, entry by entry.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the sum
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor plus(Tensor other) {
        return entrywise(Arithmetic.ADD, other);
    }

    /**
     * The difference a − b, entry by entry.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the difference
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor minus(Tensor other) {
        return entrywise(Arithmetic.SUBTRACT, other);
    }

    /**
     * The product a b, entry by entry.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the product
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor times(Tensor other) {
        return entrywise(Arithmetic.MULTIPLY, other);
    }

    /**
     * The quotient a / b, entry by entry; where b is 0 the value and the derivative are as IEEE division gives them.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the quotient
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor dividedBy(Tensor other) {
        return entrywise(Arithmetic.DIVIDE, other);
    }

    /**
     * Adds a constant to each entry.
     *
     * @param constant the constant
     * @return x + constant
     */
    default Tensor plus(double constant) {
        return Interpreter.bind(new Affine(1, constant), self());
    }

    /**
     * Subtracts a constant from each entry.
     *
     * @param constant the constant
     * @return x − constant
     */
    default Tensor minus(double constant) {
        return Interpreter.bind(new Affine(1, -constant), self());
    }

    /**
     * Multiplies each entry by a constant.
     *
     * @param constant the constant
     * @return constant · x
     */
    default Tensor times(double constant) {
        return Interpreter.bind(new Affine(constant, -0.0), self());
    }

    /**
     * The negative −x.
     *
     * @return −x
     */
    default Tensor negated() {
        return times(-1);
    }

    /**
     * The exponential eˣ.
     *
     * @return eˣ
     */
    default Tensor exp() {
        return Interpreter.bind(Elementwise.EXP, self());
    }

    /**
     * The natural logarithm; −∞ with derivative +∞ at 0, NaN below.
     *
     * @return ln x
     */
    default Tensor log() {
        return Interpreter.bind(Elementwise.LOG, self());
    }

    /**
     * The square root; its derivative at 0 is +∞, and the root is NaN below. For the length of a vector that may be
     * zero, {@link Tensor#squaredNorm} is the smooth choice.
     *
     * @return √x
     */
    default Tensor sqrt() {
        return Interpreter.bind(Elementwise.SQRT, self());
    }

    /**
     * The square x².
     *
     * @return x²
     */
    default Tensor squared() {
        return Interpreter.bind(Elementwise.SQUARE, self());
    }

    /**
     * The reciprocal 1/x; infinite at 0.
     *
     * @return 1/x
     */
    default Tensor reciprocal() {
        return Interpreter.bind(Elementwise.RECIPROCAL, self());
    }

    /**
     * The sine.
     *
     * @return sin x
     */
    default Tensor sin() {
        return Interpreter.bind(Elementwise.SIN, self());
    }

    /**
     * The cosine.
     *
     * @return cos x
     */
    default Tensor cos() {
        return Interpreter.bind(Elementwise.COS, self());
    }

    /**
     * The hyperbolic tangent.
     *
     * @return tanh x
     */
    default Tensor tanh() {
        return Interpreter.bind(Elementwise.TANH, self());
    }

    /**
     * The logistic function σ(x) = 1/(1 + e⁻ˣ), accurate in both tails.
     *
     * @return σ(x)
     */
    default Tensor sigmoid() {
        return Interpreter.bind(Elementwise.SIGMOID, self());
    }

    /**
     * The softplus function ln(1 + eˣ), without overflow; the logistic loss of a margin z is softplus(−z).
     *
     * @return ln(1 + eˣ)
     */
    default Tensor softplus() {
        return Interpreter.bind(Elementwise.SOFTPLUS, self());
    }

    /**
     * The logarithm ln(1 + x), accurate for small x; −∞ with derivative +∞ at −1, NaN below.
     *
     * @return ln(1 + x)
     */
    default Tensor log1p() {
        return Interpreter.bind(Elementwise.LOG1P, self());
    }

    /**
     * The exponential eˣ − 1, accurate for small x.
     *
     * @return eˣ − 1
     */
    default Tensor expm1() {
        return Interpreter.bind(Elementwise.EXPM1, self());
    }

    /**
     * The absolute value; its derivative at 0 is 0, the minimum-norm subgradient.
     *
     * @return |x|
     */
    default Tensor abs() {
        return Interpreter.bind(Abs.ABS, self());
    }

    /**
     * The positive part max(x, 0); its derivative at 0 is 0, the minimum-norm subgradient.
     *
     * @return max(x, 0)
     */
    default Tensor relu() {
        return Interpreter.bind(new Clip(0, Double.POSITIVE_INFINITY), self());
    }

    /**
     * The power xᵖ with a constant exponent, whose derivative is p xᵖ⁻¹.
     *
     * <p>For a whole p all numbers are in the domain; x⁰ is 1 with derivative 0 everywhere, at 0 too. For other p the
     * power is NaN below 0, and its derivative at 0 is +∞ if 0 &lt; p &lt; 1.
     *
     * @param exponent the exponent p
     * @return xᵖ
     */
    default Tensor pow(double exponent) {
        return Interpreter.bind(new Power(exponent), self());
    }

    /**
     * The power xᵉ with a variable exponent, entry by entry; the derivatives are e xᵉ⁻¹ in x and xᵉ ln x in e.
     *
     * <p>At x = 0 the derivative in e is 0 if e ≥ 0 (for e &gt; 0 this is the limit), and −∞ if e &lt; 0; the
     * derivative in x is 0 if e = 0. Where one of them is put to 0, what is derived from it is 0 too. Below 0 the power
     * exists for whole e alone, and has no derivative in e (NaN).
     *
     * @param exponent the exponents e: a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return xᵉ
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor pow(Tensor exponent) {
        return entrywise(PowerOf.POWER, exponent);
    }

    private Tensor entrywise(Primitive p, Tensor other) {
        return Broadcast.bind(p, self(), other);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
