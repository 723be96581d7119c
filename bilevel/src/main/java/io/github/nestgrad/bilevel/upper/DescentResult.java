package io.github.nestgrad.bilevel.upper;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.OracleCounts;
import java.util.List;

/**
 * Where a descent ended, and why.
 *
 * @param lambda the last accepted λ; up to rounding, the one with the lowest value
 * @param hypergradient the latest estimate there
 * @param steps the accepted steps
 * @param gradientNorm the largest entry of the gradient that does not press against a bound
 * @param termination why it ended
 * @param estimates the number of hypergradients estimated, those of the line search included
 * @param counts what they cost in all
 * @param trajectory the accepted points, the start first
 */
public record DescentResult(double[] lambda, Hypergradient hypergradient, int steps, double gradientNorm,
        DescentTermination termination, int estimates, OracleCounts counts, List<DescentStep> trajectory) {}
