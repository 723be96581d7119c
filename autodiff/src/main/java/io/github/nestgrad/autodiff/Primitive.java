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
 * structural zero) is never touched. The rules are written in the methods of {@link Tensor}: this is what lets a
 * derivative be differentiated again. {@code x} and {@code y} are the primals one level below the interpreter that
 * asks, and must not be modified.
 */
interface Primitive {

    /** The name in error messages. */
    String operation();

    /** The shape of the value, or an IllegalArgumentException that names the operation and the shapes. */
    Shape shape(Shape... x);

    /** Writes the value into {@code y}, which is fresh memory of the right shape, not necessarily zero. */
    void evaluate(Concrete[] x, Concrete y);

    Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y);

    Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y);

    /** The value on concrete arguments; a primitive that only looks at its argument otherwise returns a view. */
    default Concrete apply(Concrete... x) {
        Shape[] shapes = new Shape[x.length];
        for (int i = 0; i < x.length; i++) {
            shapes[i] = x[i].shape();
        }
        Concrete y = Concrete.allocate(shape(shapes), x);
        evaluate(x, y);
        return y;
    }
}
