package io.github.nestgrad.autodiff;

import java.util.function.Function;

/**
 * A value with the transpose of its derivative, x̄ = ∂f(x)ᵀ ȳ, ready to be applied any number of times.
 *
 * <p>It holds the tape of the evaluation, whose memory is proportional to the number of operations.
 *
 * @param <P> the type of the input and of its cotangent: a tensor, or a record of tensors
 */
public final class Vjp<P> {

    private final Tensor value;
    private final boolean dependsOnInput;
    private final Function<Tensor, P> pullback;

    Vjp(Tensor value, boolean dependsOnInput, Function<Tensor, P> pullback) {
        this.value = value;
        this.dependsOnInput = dependsOnInput;
        this.pullback = pullback;
    }

    /**
     * The value of the function.
     *
     * @return f(x)
     */
    public Tensor value() {
        return value;
    }

    /**
     * Whether any computation led from the input to the value; if not, every pullback is zero.
     *
     * @return whether the value depends on the input
     */
    public boolean dependsOnInput() {
        return dependsOnInput;
    }

    /**
     * Carries a cotangent of the value back to the input.
     *
     * @param cotangent ȳ, of the shape of the value
     * @return ∂f(x)ᵀ ȳ, of the shape of the input
     * @throws IllegalArgumentException if the shape is not that of the value
     */
    public P pullback(Tensor cotangent) {
        requireCotangent("pullback", cotangent, value);
        return pullback.apply(cotangent);
    }

    static void requireCotangent(String operation, Tensor cotangent, Tensor value) {
        if (!cotangent.shape().equals(value.shape())) {
            throw new IllegalArgumentException(operation + ": the cotangent is a " + cotangent.shape()
                    + " but the value is a " + value.shape() + " (expected equal shapes)");
        }
    }
}
