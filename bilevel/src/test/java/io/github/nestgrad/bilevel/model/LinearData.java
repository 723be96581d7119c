package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Plain;
import io.github.nestgrad.linalg.Matrix;
import java.util.SplittableRandom;

/** Random examples for each of the models, with its loss in plain loops. */
final class LinearData {

    enum Model {
        RIDGE,
        LOGISTIC,
        SOFTMAX
    }

    private static final int CLASSES = 3;

    private final Model model;
    private final Regularization regularization;
    final int features;
    private final double[][] x;
    private final double[] y;
    private final double[][] xValidation;
    private final double[] yValidation;

    LinearData(Model model, Regularization regularization, int features, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.model = model;
        this.regularization = regularization;
        this.features = features;
        x = Plain.matrix(rows, features, Math.sqrt(rows * features), random);
        xValidation = Plain.matrix(rows + 1, features, Math.sqrt(rows * features), random);
        y = targets(rows, random);
        yValidation = targets(rows + 1, random);
    }

    private double[] targets(int rows, SplittableRandom random) {
        double[] targets = Plain.gaussian(rows, random);
        for (int i = 0; i < rows; i++) {
            targets[i] = switch (model) {
                case RIDGE -> targets[i];
                case LOGISTIC -> Math.signum(targets[i]);
                case SOFTMAX -> random.nextInt(CLASSES);
            };
        }
        return targets;
    }

    BilevelProblem problem() {
        Examples training = new Examples(Matrix.wrap(x.length, features, Plain.flat(x)), y);
        Examples validation =
                new Examples(Matrix.wrap(xValidation.length, features, Plain.flat(xValidation)), yValidation);
        return switch (model) {
            case RIDGE -> RidgeRegression.problem(training, validation, regularization);
            case LOGISTIC -> LogisticRegression.problem(training, validation, regularization);
            case SOFTMAX -> SoftmaxRegression.problem(training, validation, CLASSES, regularization);
        };
    }

    /** Weights of a feature. */
    int width() {
        return model == Model.SOFTMAX ? CLASSES : 1;
    }

    int weights() {
        return features * width();
    }

    int hyperparameters() {
        return regularization == Regularization.SCALAR ? 1 : features;
    }

    double lower(double[] w, double[] theta) {
        double penalty = 0;
        for (int i = 0; i < w.length; i++) {
            penalty += Math.exp(theta[theta.length == 1 ? 0 : i / width()]) * w[i] * w[i];
        }
        return loss(x, y, w) + 0.5 * penalty;
    }

    double upper(double[] w) {
        return loss(xValidation, yValidation, w);
    }

    private double loss(double[][] rows, double[] targets, double[] w) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] p = new double[width()];
            for (int j = 0; j < features; j++) {
                for (int k = 0; k < width(); k++) {
                    p[k] += rows[i][j] * w[j * width() + k];
                }
            }
            sum += switch (model) {
                case RIDGE -> 0.5 * (p[0] - targets[i]) * (p[0] - targets[i]);
                case LOGISTIC -> Math.log1p(Math.exp(-targets[i] * p[0]));
                case SOFTMAX ->
                    Math.log(Math.exp(p[0]) + Math.exp(p[1]) + Math.exp(p[2])) - p[(int) targets[i]];
            };
        }
        return sum / rows.length;
    }
}
