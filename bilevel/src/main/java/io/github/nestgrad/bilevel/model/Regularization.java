package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;

/** How many hyperparameters weigh the penalty ½ Σⱼ exp(θⱼ) wⱼ². */
public enum Regularization {

    /** One θ for all features. */
    SCALAR {
        @Override
        public Shape shape(int features) {
            return Shape.scalar();
        }

        @Override
        public Tensor penalty(Tensor w, Tensor theta) {
            // the inner product, unlike times, insists on two scalars
            return theta.exp().dot(w.squaredNorm()).times(0.5);
        }
    },

    /** One θ for each feature; for a matrix of weights, one for each of its rows. */
    PER_FEATURE {
        @Override
        public Shape shape(int features) {
            return Shape.vector(features);
        }

        @Override
        public Tensor penalty(Tensor w, Tensor theta) {
            Tensor squares = w.shape().rank() == 2 ? w.squared().rowSums() : w.squared();
            return theta.exp().dot(squares).times(0.5);
        }
    };

    /**
     * The shape of θ.
     *
     * @param features the number d of features
     * @return a scalar, or a vector of d entries
     */
    public abstract Shape shape(int features);

    /**
     * The penalty ½ Σⱼ exp(θⱼ) wⱼ², a scalar.
     *
     * @param w the weights, a vector of d entries or a matrix of d rows
     * @param theta θ, of the shape {@link #shape} says
     * @return the penalty
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public abstract Tensor penalty(Tensor w, Tensor theta);
}
