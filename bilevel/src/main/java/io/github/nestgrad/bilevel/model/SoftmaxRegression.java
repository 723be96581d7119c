package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.linalg.Matrix;

/**
 * Softmax regression with a tuned penalty; W is a d×c matrix with one column a class.
 *
 * <pre>
 *   lower:  g(W, θ) = (1/n) Σᵢ (log Σₖ exp (xᵢᵀW)ₖ − (xᵢᵀW)_{yᵢ}) + ½ Σⱼ exp(θⱼ) Σₖ Wⱼₖ²
 *   upper:  E(W)    = the same loss on the validation examples, without the penalty
 * </pre>
 *
 * <p>The Hessian of the training loss is at most XᵀX/(2n) in each direction, since that of the log-sum-exp is the
 * covariance matrix of a distribution on unit vectors, whose norm is at most 1/2.
 */
public final class SoftmaxRegression {

    private SoftmaxRegression() {}

    /**
     * The problem of tuning θ on validation examples.
     *
     * @param training X and y; the targets are classes 0, …, c − 1; shared
     * @param validation X′ and y′; shared
     * @param classes the number c of classes
     * @param regularization whether θ is one number or one a feature (a row of W)
     * @return the problem, in W (a d×c matrix) and θ
     * @throws IllegalArgumentException if the numbers of features differ, or a target is no class
     */
    public static BilevelProblem problem(
            Examples training, Examples validation, int classes, Regularization regularization) {
        training.requireSameFeatures(validation);
        Tensor x = Tensor.wrap(training.features());
        Tensor y = oneHot(training.targets(), classes);
        Tensor xValidation = Tensor.wrap(validation.features());
        Tensor yValidation = oneHot(validation.targets(), classes);
        return RegularizedModel.problem(
                w -> Losses.crossEntropy(x.matmul(w), y),
                w -> Losses.crossEntropy(xValidation.matmul(w), yValidation),
                Shape.matrix(training.features().columns(), classes),
                regularization,
                RegularizedModel.meanCurvature(training.features()) / 2);
    }

    private static Tensor oneHot(double[] targets, int classes) {
        double[] entries = new double[targets.length * classes];
        for (int i = 0; i < targets.length; i++) {
            int c = (int) targets[i];
            if (c != targets[i] || c < 0 || c >= classes) {
                throw new IllegalArgumentException("softmax regression: target " + i + " is " + targets[i]
                        + " (expected a class 0 to " + (classes - 1) + ")");
            }
            entries[i * classes + c] = 1;
        }
        return Tensor.wrap(Matrix.wrap(targets.length, classes, entries));
    }
}
