package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Tensor;

/**
 * One step of the reverse sweep of an {@link EvaluationTrace}.
 *
 * @param from the name of the line that passes its adjoint on; empty for the seed of the result
 * @param target the name of the line that gets a share
 * @param formula the step: {@code v2_bar += v5_bar * v3}
 * @param contribution the share
 * @param sum the adjoint of the target after this step
 */
public record SweepStep(String from, String target, String formula, Tensor contribution, Tensor sum) {}
