package io.github.nestgrad.bilevel.cli;

import java.util.List;

/**
 * What {@code hypergradient} found.
 *
 * @param options what was asked for
 * @param study the data and the problem
 * @param theta θ, one for each hyperparameter
 * @param accuracy how far the solves went
 * @param estimates the results, in the order asked for
 */
record Compared(HypergradientOptions options, Study study, double[] theta, Accuracy accuracy,
        List<Estimate> estimates) {}
