package io.github.nestgrad.bilevel.model;

import io.github.nestgrad.linalg.Matrix;
import java.util.Objects;

/**
 * Examples for a linear model: one row of features and one target each.
 *
 * @param features X, n×d; shared
 * @param targets y, n entries; shared
 */
public record Examples(Matrix features, double[] targets) {

    /**
     * Checks that the sizes agree.
     *
     * @param features X
     * @param targets y
     * @throws IllegalArgumentException if there is not one target a row, or there are no rows
     */
    public Examples {
        Objects.requireNonNull(features, "features");
        if (features.rows() != targets.length || targets.length == 0) {
            throw new IllegalArgumentException("examples: the features are " + features.rows() + "x"
                    + features.columns() + " but there are " + targets.length
                    + " targets (expected one a row, and at least one)");
        }
    }

    void requireSameFeatures(Examples other) {
        if (features.columns() != other.features.columns()) {
            throw new IllegalArgumentException("examples: training has " + features.columns()
                    + " features but validation has " + other.features.columns() + " (expected as many)");
        }
    }
}
