package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.spectral.SpectralBounds;
import java.util.function.UnaryOperator;

/** What the linear models share: a training loss with the penalty below, a validation loss above. */
final class RegularizedModel {

    private static final double LARGEST_WEIGHT = 1e300;

    private RegularizedModel() {}

    static BilevelProblem problem(UnaryOperator<Tensor> trainingLoss, UnaryOperator<Tensor> validationLoss,
            Shape weights, Regularization regularization, double curvature) {
        return BilevelProblem.minMin(
                (w, theta) -> trainingLoss.apply(w).plus(regularization.penalty(w, theta)),
                (w, theta) -> validationLoss.apply(w),
                weights,
                regularization.shape(weights.rows()),
                theta -> step(theta, curvature));
    }

    /** 2/(L + μ), where the Hessian lies between μ = min exp θⱼ and L = curvature of the loss + max exp θⱼ. */
    private static double step(double[] theta, double curvature) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double t : theta) {
            // where exp overflows the problem is not finite, and says so; a step of 0 would blame the user
            double weight = Math.min(Math.exp(t), LARGEST_WEIGHT);
            smallest = Math.min(smallest, weight);
            largest = Math.max(largest, weight);
        }
        return 2 / (curvature + largest + smallest);
    }

    /** An upper bound of ‖XᵀX‖/n. */
    static double meanCurvature(Matrix x) {
        return SpectralBounds.gramUpperBound(x) / x.rows();
    }
}
