package io.github.nestgrad.autodiff;

/**
 * One differentiable operation y = p(x₀, …, xₙ): its shape rule, its value, and its two derivative rules.
 *
 * <p>Both rules speak of one argument at a time. With Jₖ = ∂p/∂xₖ at (x₀, …, xₙ),
 *
 * <pre>
 *   jvp(k, ẋ, x, y) = Jₖ ẋ         vjp(k, ȳ, x, y) = Jₖᵀ ȳ
 * </pre>
 *
 * so the interpreters add up over the arguments that carry a derivative, and an argument that carries none (a
 * structural zero) is never touched; a rule that knows Jₖ to be zero returns null. The rules are written in the methods
 * of {@link Tensor}: this is what lets a derivative be differentiated again. {@code x} and {@code y} are the primals
 * one level below the interpreter that asks, and must not be modified.
 */
interface Primitive {

    /** The name in error messages. */
    String operation();

    /** The shape of the value, or an IllegalArgumentException that names the operation and the shapes. */
    Shape shape(Shape... x);

    /** Writes the value into {@code y}, which is fresh memory of the right shape, not necessarily zero. */
    void evaluate(Concrete[] x, Concrete y);

    /** Whether a derivative of an argument becomes one of the value; if not, the rules are never asked. */
    default boolean hasDerivative() {
        return true;
    }

    Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y);

    Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y);

    /**
     * All arguments, given those that a derivative can come from: what is made of their numbers alone and then shared
     * by the value and the rules, a factorisation for instance, stands behind them.
     */
    default Tensor[] completed(Tensor... x) {
        return x;
    }

    /** x̄ₖ + Jₖᵀ ȳ, where x̄ₖ may be null for zero; for a primitive that can add without making Jₖᵀ ȳ first. */
    default Tensor accumulate(int k, Tensor sum, Tensor cotangent, Tensor[] x, Tensor y) {
        Tensor contribution = vjp(k, cotangent, x, y);
        return sum == null ? contribution : contribution == null ? sum : sum.plus(contribution);
    }

    /** ẏ + Jₖ ẋₖ, where ẏ may be null for zero; for a primitive that can add without making Jₖ ẋₖ first. */
    default Tensor accumulateTangent(int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        Tensor contribution = jvp(k, tangent, x, y);
        return sum == null ? contribution : contribution == null ? sum : sum.plus(contribution);
    }

    /** What a program records in place of the application, made of other primitives; null to record the application. */
    default Tensor inlined(Tensor... x) {
        return null;
    }

    /** How many numbers of workspace the value needs. */
    default int workspace(Shape... x) {
        return 0;
    }

    /** As {@link #evaluate(Concrete[], Concrete)}, with the workspace of the caller, in which anything may stand. */
    default void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        evaluate(x, y);
    }

    /**
     * How much work the value is: the number of operations on single numbers, with the weights of {@link Cost}, which
     * are those of Griewank and Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, section 3.3: additions 1,
     * multiplications π = 2, nonlinear operations ν = 8, where ν ≥ 2π ≥ 2. Moving numbers is free here, since slices
     * and reshapes move none. Unless it is overridden, the work is one addition for each entry of the value.
     */
    default long cost(Shape... x) {
        return (long) Cost.ADD * shape(x).size();
    }

    /** How a {@link ScalarBlock} computes the value if all arguments and the value are scalars; null if it cannot. */
    default ScalarCode scalarCode() {
        return null;
    }

    /** The value for scalars, if the code is {@link ScalarCode#CALL}; b is of no meaning if there is one argument. */
    default double ofScalars(double a, double b) {
        throw new UnsupportedOperationException(operation());
    }

    /** Whether the order of the arguments does not matter, to the last bit. */
    default boolean isCommutative() {
        return false;
    }

    /**
     * For a primitive each of whose rows of the value depends on the same row of its arguments alone: what computes so
     * many rows of the value from so many rows of the arguments; else null.
     */
    default Primitive onRows(int rows) {
        return null;
    }

    /** Whether argument k has the rows of the value, in {@link #onRows}; else it is read as a whole. */
    default boolean hasRows(int k) {
        return true;
    }

    /** Whether y may be the memory of argument k, if the two have the same size. */
    default boolean inPlace(int k) {
        return false;
    }

    /** For a primitive whose value is a part of the memory of its only argument: where it begins; else −1. */
    default int viewFrom() {
        return -1;
    }

    /** The value on concrete arguments. */
    default Concrete apply(Concrete... x) {
        Shape[] shapes = new Shape[x.length];
        for (int i = 0; i < x.length; i++) {
            shapes[i] = x[i].shape();
        }
        Shape shape = shape(shapes);
        if (viewFrom() >= 0) {
            return x[0].viewed(shape, viewFrom());
        }
        Concrete y = Concrete.allocate(shape, x);
        evaluate(x, y);
        return y;
    }
}
