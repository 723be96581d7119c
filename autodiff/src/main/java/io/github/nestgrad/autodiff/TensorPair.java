package io.github.nestgrad.autodiff;

/**
 * Two tensors: the arguments of a function of two, or what belongs to them.
 *
 * @param first what belongs to the first argument
 * @param second what belongs to the second argument
 */
public record TensorPair(Tensor first, Tensor second) {}
