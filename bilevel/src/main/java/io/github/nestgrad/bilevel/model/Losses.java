package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.autodiff.Tensor;

/** Losses as means over n examples (tutorial, "Losses"). */
public final class Losses {

    private Losses() {}

    /**
     * The squared loss (1/2n) Σᵢ (pᵢ − yᵢ)².
     *
     * @param predictions p, a vector of n entries
     * @param targets y, a vector of n entries
     * @return the loss, a scalar
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor squared(Tensor predictions, Tensor targets) {
        requireEqualShapes("squared loss", predictions, targets);
        return predictions.minus(targets).squaredNorm().times(0.5 / targets.shape().size());
    }

    /**
     * The logistic loss (1/n) Σᵢ log(1 + exp(−yᵢ pᵢ)), without overflow.
     *
     * @param predictions p, a vector of n entries
     * @param labels y, a vector of n entries −1 or +1
     * @return the loss, a scalar
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor logistic(Tensor predictions, Tensor labels) {
        requireEqualShapes("logistic loss", predictions, labels);
        return predictions.times(labels).negated().softplus().mean();
    }

    /**
     * The cross-entropy (1/n) Σᵢ (log Σⱼ exp pᵢⱼ − ⟨pᵢ, yᵢ⟩) of logits, without overflow.
     *
     * @param logits p, an n×c matrix
     * @param oneHot y, an n×c matrix with a 1 in the column of each example's class and zeros elsewhere
     * @return the loss, a scalar
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor crossEntropy(Tensor logits, Tensor oneHot) {
        return logits.logSumExpRows().sum().minus(logits.dot(oneHot)).times(1.0 / oneHot.shape().rows());
    }

    // a scalar combines with any shape, which is not what a loss means
    private static void requireEqualShapes(String loss, Tensor predictions, Tensor targets) {
        if (!predictions.shape().equals(targets.shape())) {
            throw new IllegalArgumentException(loss + ": the predictions are a " + predictions.shape()
                    + " but the targets a " + targets.shape() + " (expected equal shapes)");
        }
    }
}
