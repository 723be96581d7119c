package io.github.nestgrad.bilevel.cli;

import java.util.Arrays;

/** Lists of θ = ln λ. */
final class Thetas {

    private Thetas() {
    }

    /** One value stands for all; several must be as many as the problem has. */
    static double[] expand(double[] given, int count, Option option) {
        if (given.length == 1) {
            double[] result = new double[count];
            Arrays.fill(result, given[0]);
            return result;
        }
        if (given.length != count) {
            throw UsageException.of(option, given.length + " values; expected "
                    + (count == 1 ? "1, the number of hyperparameters" : "1, or " + count
                    + ", the number of hyperparameters"));
        }
        return given.clone();
    }
}
