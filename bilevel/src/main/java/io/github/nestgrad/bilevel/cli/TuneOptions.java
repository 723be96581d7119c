package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The options of {@code tune}.
 *
 * @param data what the data are
 * @param problem the problem; empty to let the target decide
 * @param hyperparameters how many θ there are
 * @param start the first θ, one for all or one each, within the bounds
 * @param bounds where every θ stays
 * @param method how hypergradients are estimated
 * @param lowerSteps steps of the lower solver; empty for as many as its tolerance needs
 * @param linearSteps steps of the linear solver; empty for as many as its tolerance needs
 * @param upperSteps the most steps of the descent; 0 evaluates the start alone
 * @param tolerance how small the gradient is to become; empty for {@link #DEFAULT_TOLERANCE}
 * @param format for whom the result is written
 */
record TuneOptions(DataOptions data, Optional<ProblemKind> problem, Hyperparameters hyperparameters, double[] start,
        Bounds bounds, Method method, OptionalInt lowerSteps, OptionalInt linearSteps, int upperSteps,
        OptionalDouble tolerance, OutputFormat format) implements CommandLine {

    static final int DEFAULT_UPPER_STEPS = 200;

    /** Relative to the larger of objective and gradient at the start. */
    static final double DEFAULT_TOLERANCE = 1e-8;

    static TuneOptions of(List<String> words) {
        Arguments arguments = Arguments.of("tune", Option.OF_TUNE, words);
        Bounds bounds = arguments.text(Option.BOUNDS).map(text -> Bounds.of(Option.BOUNDS, text))
                .orElse(Bounds.DEFAULT);
        Method method = arguments.text(Option.METHOD).map(text -> Values.word(Option.METHOD, Method.class, text))
                .orElse(Method.AID_CG);
        return new TuneOptions(DataOptions.of(arguments), ModelOptions.problem(arguments),
                ModelOptions.hyperparameters(arguments), start(arguments, bounds), bounds,
                method, ModelOptions.steps(arguments, Option.LOWER_STEPS, List.of(method)),
                ModelOptions.steps(arguments, Option.LINEAR_STEPS, List.of(method)),
                arguments.text(Option.UPPER_STEPS).map(text -> Values.count(Option.UPPER_STEPS, text, 0))
                        .orElse(DEFAULT_UPPER_STEPS),
                arguments.text(Option.TOLERANCE)
                        .map(text -> OptionalDouble.of(Values.positive(Option.TOLERANCE, text)))
                        .orElse(OptionalDouble.empty()),
                ModelOptions.format(arguments));
    }

    /** Unless given, the start is 0, or the end of the bounds nearest to it. */
    private static double[] start(Arguments arguments, Bounds bounds) {
        Optional<String> text = arguments.text(Option.START);
        if (text.isEmpty()) {
            return new double[] {bounds.nearestTo(0)};
        }
        double[] start = Values.thetas(Option.START, text.get());
        for (double theta : start) {
            if (!bounds.contains(theta)) {
                throw UsageException.of(Option.START, text.get(), Numbers.significant(theta, 6)
                        + " is outside the bounds; expected theta within " + bounds);
            }
        }
        return start;
    }
}
