package io.github.nestgrad.bilevel;

import io.github.nestgrad.bilevel.model.Regularization;
import java.util.SplittableRandom;

/** The problems with known derivatives; each draws one of random shape and size. */
public enum Kind {
    RIDGE_SCALAR,
    RIDGE_PER_FEATURE,
    POLYNOMIAL_MIN_MIN,
    EQUILIBRIUM,
    SCALAR_FIXED_POINT;

    private static final int LARGEST = 6;

    public ByHand draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = random.nextInt(1, LARGEST + 1);
        int m = random.nextInt(1, LARGEST + 1);
        return switch (this) {
            case RIDGE_SCALAR -> ridge(d, Regularization.SCALAR, 1, random);
            case RIDGE_PER_FEATURE -> ridge(d, Regularization.PER_FEATURE, d, random);
            case POLYNOMIAL_MIN_MIN -> new PolynomialMinMin(d, m, random);
            case EQUILIBRIUM -> new EquilibriumByHand(d, m, 0.8, random);
            case SCALAR_FIXED_POINT -> new ScalarByHand(random);
        };
    }

    private static ByHand ridge(int d, Regularization regularization, int m, SplittableRandom random) {
        double[] theta = new double[m];
        for (int j = 0; j < m; j++) {
            theta[j] = random.nextDouble(-2, 1);
        }
        return new RidgeByHand(
                new RidgeCase(d + random.nextInt(8), d, Math.pow(10, random.nextDouble(0, 2)), random.nextLong()),
                regularization, theta);
    }
}
