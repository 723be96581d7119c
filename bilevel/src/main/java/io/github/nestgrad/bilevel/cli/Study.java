package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.data.Dataset;
import io.github.nestgrad.bilevel.data.Sample;
import io.github.nestgrad.bilevel.model.Examples;
import io.github.nestgrad.bilevel.model.LogisticRegression;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.bilevel.model.RidgeRegression;
import io.github.nestgrad.bilevel.model.SoftmaxRegression;
import io.github.nestgrad.bilevel.report.JsonText;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.parallel.Parallelism;
import java.util.Optional;

/**
 * The data with the problem that is posed on them.
 *
 * @param data the data set
 * @param kind the model whose regularisation is in question
 * @param hyperparameters how many θ there are
 * @param problem training loss and penalty below, validation loss above
 */
record Study(Dataset data, ProblemKind kind, Hyperparameters hyperparameters, BilevelProblem problem) {

    static Study of(DataOptions options, Optional<ProblemKind> asked, Hyperparameters hyperparameters) {
        Dataset data = options.load(asked);
        ProblemKind kind = ProblemKind.of(data.task());
        requireSquares(data, data.train(), "training");
        requireSquares(data, data.validation(), "validation");
        data.test().ifPresent(test -> requireSquares(data, test, "test"));
        return new Study(data, kind, hyperparameters, problem(data, kind, hyperparameters));
    }

    private static BilevelProblem problem(Dataset data, ProblemKind kind, Hyperparameters hyperparameters) {
        Regularization regularization = switch (hyperparameters) {
            case SCALAR -> Regularization.SCALAR;
            case PER_FEATURE -> Regularization.PER_FEATURE;
        };
        Examples training = examples(data.train());
        Examples validation = examples(data.validation());
        return switch (kind) {
            case RIDGE -> RidgeRegression.problem(training, validation, regularization);
            case LOGISTIC -> LogisticRegression.problem(training, validation, regularization);
            case SOFTMAX -> SoftmaxRegression.problem(training, validation, data.classes().length, regularization);
        };
    }

    private static Examples examples(Sample sample) {
        return new Examples(features(sample), sample.target());
    }

    /** The features of a sample, whose products may use all processors: a command has the machine to itself. */
    static Matrix features(Sample sample) {
        return Matrix.wrap(sample.rows(), sample.columns(), sample.features())
                .withParallelism(Parallelism.ofMachine());
    }

    /** The losses and their curvature are made of squares: numbers that can be read may still have none. */
    private static void requireSquares(Dataset data, Sample sample, String part) {
        requireSquares(data, sample.target(), "target", part, "");
        requireSquares(data, sample.features(), "features", part,
                data.isStandardized() ? "" : ", or --standardize true");
    }

    private static void requireSquares(Dataset data, double[] values, String what, String part, String remedy) {
        double sum = 0;
        boolean zero = true;
        for (double value : values) {
            sum += value * value;
            zero &= value == 0;
        }
        boolean vanished = sum < Double.MIN_NORMAL && !zero;
        if (vanished || Double.isInfinite(sum)) {
            throw new UsageException(JsonText.quote(data.source()) + ": the squares of the " + what + " of the " + part
                    + " rows are too " + (vanished ? "small" : "large") + " for a double; expected "
                    + (vanished ? "larger" : "smaller") + " numbers" + remedy);
        }
    }

    /** One θ stands for all. */
    double[] thetas(double[] given, Option option) {
        return Thetas.expand(given, hyperparameters.count(data.features().size()), option);
    }
}
