package io.github.nestgrad.autodiff;

/**
 * A value with its directional derivative, ẏ = ∂f(x) ẋ.
 *
 * @param value f(x)
 * @param tangent ẏ, of the shape of the value; zeros if the value does not depend on the input
 * @param dependsOnInput whether any computation led from the input to the value
 */
public record Jvp(Tensor value, Tensor tangent, boolean dependsOnInput) {}
