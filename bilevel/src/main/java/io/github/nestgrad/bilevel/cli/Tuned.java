package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.upper.DescentResult;
import java.util.Optional;

/**
 * What {@code tune} found.
 *
 * @param options what was asked for
 * @param study the data and the problem
 * @param start the first θ, one for each hyperparameter
 * @param accuracy how far the solves went
 * @param descent where the descent ended
 * @param rejected the trial points rejected because a solve missed its tolerance there
 * @param seconds what it took, the reading of the data left out
 * @param train the fit to the training rows
 * @param validation the fit to the validation rows
 * @param test the fit to the test rows, if there are any
 */
record Tuned(TuneOptions options, Study study, double[] start, Accuracy accuracy, DescentResult descent,
        int rejected, double seconds, Scores train, Scores validation, Optional<Scores> test) {

    double[] theta() {
        return descent.lambda();
    }

    /** λ = e^θ. */
    double[] lambda() {
        double[] lambda = theta().clone();
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] = Math.exp(lambda[j]);
        }
        return lambda;
    }

    double tolerance() {
        return options.tolerance().orElse(TuneOptions.DEFAULT_TOLERANCE);
    }
}
