package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.data.Sample;
import io.github.nestgrad.bilevel.model.Losses;
import java.util.OptionalDouble;

/**
 * How well weights fit one sample.
 *
 * @param rows the rows of the sample
 * @param objective the mean loss without any penalty: what the upper level minimises on the validation rows
 * @param measure the mean squared error of ridge regression, else the log-loss
 * @param accuracy the part of the rows whose class is the most likely one; for classes alone
 */
record Scores(int rows, double objective, double measure, OptionalDouble accuracy) {

    static Scores of(Study study, Sample sample, double[] weights) {
        Tensor features = Tensor.wrap(Study.features(sample));
        return switch (study.kind()) {
            case RIDGE -> {
                double objective = Losses.squared(features.matmul(Tensor.of(weights)), Tensor.of(sample.target()))
                        .toDouble();
                yield new Scores(sample.rows(), objective, 2 * objective, OptionalDouble.empty());
            }
            case LOGISTIC -> {
                Tensor predictions = features.matmul(Tensor.of(weights));
                double loss = Losses.logistic(predictions, Tensor.of(sample.target())).toDouble();
                yield classification(loss, signs(predictions.toArray()), sample);
            }
            case SOFTMAX -> {
                int classes = study.data().classes().length;
                Tensor logits = features.matmul(Tensor.of(Shape.matrix(sample.columns(), classes), weights));
                Tensor oneHot = Tensor.of(Shape.matrix(sample.rows(), classes), sample.indicators(classes));
                double loss = Losses.crossEntropy(logits, oneHot).toDouble();
                yield classification(loss, largest(logits.toArray(), classes), sample);
            }
        };
    }

    private static Scores classification(double loss, double[] predicted, Sample sample) {
        int right = 0;
        for (int i = 0; i < predicted.length; i++) {
            right += predicted[i] == sample.target()[i] ? 1 : 0;
        }
        return new Scores(sample.rows(), loss, loss, OptionalDouble.of((double) right / sample.rows()));
    }

    private static double[] signs(double[] predictions) {
        double[] result = new double[predictions.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = predictions[i] > 0 ? 1 : -1;
        }
        return result;
    }

    /** The number of the largest logit of each row, the first of equals. */
    private static double[] largest(double[] logits, int classes) {
        double[] result = new double[logits.length / classes];
        for (int i = 0; i < result.length; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = logits[i * classes + c] > logits[i * classes + best] ? c : best;
            }
            result[i] = best;
        }
        return result;
    }
}
