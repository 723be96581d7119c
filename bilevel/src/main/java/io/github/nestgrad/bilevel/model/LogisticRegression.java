package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.BilevelProblem;

/**
 * Logistic regression with a tuned penalty.
 *
 * <pre>
 *   lower:  g(w, θ) = (1/n) Σᵢ log(1 + exp(−yᵢ xᵢᵀw)) + ½ Σⱼ exp(θⱼ) wⱼ²
 *   upper:  E(w)    = (1/n′) Σᵢ log(1 + exp(−yᵢ′ xᵢ′ᵀw))
 * </pre>
 *
 * <p>The Hessian of the training loss is at most XᵀX/(4n).
 */
public final class LogisticRegression {

    private LogisticRegression() {}

    /**
     * The problem of tuning θ on validation examples.
     *
     * @param training X and y, with targets −1 or +1; shared
     * @param validation X′ and y′; shared
     * @param regularization whether θ is one number or one a feature
     * @return the problem, in w (a vector of d entries) and θ
     * @throws IllegalArgumentException if the numbers of features differ, or a target is neither −1 nor +1
     */
    public static BilevelProblem problem(Examples training, Examples validation, Regularization regularization) {
        training.requireSameFeatures(validation);
        Tensor x = Tensor.wrap(training.features());
        Tensor y = labels(training.targets());
        Tensor xValidation = Tensor.wrap(validation.features());
        Tensor yValidation = labels(validation.targets());
        return RegularizedModel.problem(
                w -> Losses.logistic(x.matmul(w), y),
                w -> Losses.logistic(xValidation.matmul(w), yValidation),
                Shape.vector(training.features().columns()),
                regularization,
                RegularizedModel.meanCurvature(training.features()) / 4);
    }

    private static Tensor labels(double[] targets) {
        for (int i = 0; i < targets.length; i++) {
            if (Math.abs(targets[i]) != 1) {
                throw new IllegalArgumentException("logistic regression: target " + i + " is " + targets[i]
                        + " (expected -1 or +1)");
            }
        }
        return Tensor.wrap(targets);
    }
}
