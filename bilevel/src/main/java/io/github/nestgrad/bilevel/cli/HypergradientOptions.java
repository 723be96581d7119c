package io.github.nestgrad.bilevel.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of {@code hypergradient}.
 *
 * @param data what the data are
 * @param problem the problem; empty to let the target decide
 * @param hyperparameters how many θ there are
 * @param theta θ, one for all or one each
 * @param methods how the hypergradient is estimated, in the order of the results
 * @param lowerSteps steps of the lower solver; empty for as many as its tolerance needs
 * @param linearSteps steps of the linear solver; empty for as many as its tolerance needs
 * @param format for whom the result is written
 */
record HypergradientOptions(DataOptions data, Optional<ProblemKind> problem, Hyperparameters hyperparameters,
        double[] theta, List<Method> methods, OptionalInt lowerSteps, OptionalInt linearSteps, OutputFormat format)
        implements CommandLine {

    static HypergradientOptions of(List<String> words) {
        Arguments arguments = Arguments.of("hypergradient", Option.OF_HYPERGRADIENT, words);
        String theta = arguments.text(Option.THETA).orElseThrow(() -> UsageException.of(Option.THETA,
                "the option is missing; expected --theta with " + Option.THETA.expected()));
        List<Method> methods = Method.list(Option.METHODS, arguments.text(Option.METHODS).orElse("all"));
        return new HypergradientOptions(DataOptions.of(arguments), ModelOptions.problem(arguments),
                ModelOptions.hyperparameters(arguments), Values.thetas(Option.THETA, theta),
                methods, ModelOptions.steps(arguments, Option.LOWER_STEPS, methods),
                ModelOptions.steps(arguments, Option.LINEAR_STEPS, methods),
                ModelOptions.format(arguments));
    }
}
