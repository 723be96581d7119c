package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.Numbers;
import java.util.OptionalInt;

/**
 * How far the solves of an estimate go: a number of steps where one is given, else a tolerance.
 *
 * @param lowerSteps T, if given
 * @param linearSteps K, if given
 * @param tolerance the relative residual aimed at where no number is given
 */
record Accuracy(OptionalInt lowerSteps, OptionalInt linearSteps, double tolerance) {

    /** More first-order steps than a problem that can be solved by them needs. */
    static final int STEP_LIMIT = 1_000_000;

    /** Near rounding: a gradient is then right to this times the condition of the lower level. */
    static final double TOLERANCE = 1e-12;

    /** The derivative of an iterate lags behind the iterate: its error is O(T q^T), not O(q^T). */
    private static final double LAG = 1e-2;

    static Accuracy of(OptionalInt lowerSteps, OptionalInt linearSteps) {
        return new Accuracy(lowerSteps, linearSteps, TOLERANCE);
    }

    /** The relative residual that the lower solve of a method aims at where no number is given. */
    double lowerTolerance(Method method) {
        return method == Method.ITD ? LAG * tolerance : tolerance;
    }

    /** What the lower solve of a method is asked for: "residual <= 1e-12", which is relative, or "10 steps". */
    String lowerGoal(Method method) {
        return goal(method == Method.EXACT ? OptionalInt.empty() : lowerSteps, lowerTolerance(method));
    }

    /** What the linear solve of a method is asked for. */
    String linearGoal(Method method) {
        return goal(method == Method.EXACT ? OptionalInt.empty() : linearSteps, tolerance);
    }

    private static String goal(OptionalInt steps, double tolerance) {
        return steps.isPresent() ? Words.plural(steps.getAsInt(), "step")
                : "residual <= " + Numbers.significant(tolerance, 3);
    }
}
