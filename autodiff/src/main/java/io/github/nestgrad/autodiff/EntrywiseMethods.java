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
     * zero, {@link #squaredNorm} is the smooth choice.
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

    private Tensor entrywise(Primitive p, Tensor other) {
        Tensor self = self();
        if (self.shape().isScalar() && !other.shape().isScalar()) {
            return Interpreter.bind(p, self.expandedTo(other.shape()), other);
        }
        if (other.shape().isScalar() && !self.shape().isScalar()) {
            return Interpreter.bind(p, self, other.expandedTo(self.shape()));
        }
        return Interpreter.bind(p, self, other);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
