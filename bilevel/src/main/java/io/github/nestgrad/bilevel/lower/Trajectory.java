package io.github.nestgrad.bilevel.lower;

import io.github.nestgrad.bilevel.LowerSolution;
import java.util.List;

/**
 * All states of an iteration.
 *
 * @param states w₀, w₁, …, w_T; their arrays must not be modified
 * @param end the solution w_T with its residual
 */
public record Trajectory(List<double[]> states, LowerSolution end) {}
