package io.github.nestgrad.autodiff;

/**
 * The value of a scalar function with its gradient, from one evaluation.
 *
 * @param value f(x), a scalar
 * @param gradient ∇f(x), of the shape of x
 * @param <P> the type of the input: a tensor, or a record of tensors
 */
public record ValueAndGradient<P>(Tensor value, P gradient) {}
