package io.github.nestgrad.bilevel.cli;

import java.util.Optional;
import java.util.OptionalInt;

/** The options that several commands share, beside those of the data. */
final class ModelOptions {

    private ModelOptions() {
    }

    static Optional<ProblemKind> problem(Arguments arguments) {
        return arguments.text(Option.PROBLEM).map(text -> Values.word(Option.PROBLEM, ProblemKind.class, text));
    }

    static Hyperparameters hyperparameters(Arguments arguments) {
        return arguments.text(Option.HYPERPARAMETERS)
                .map(text -> Values.word(Option.HYPERPARAMETERS, Hyperparameters.class, text))
                .orElse(Hyperparameters.PER_FEATURE);
    }

    /** One or more: after no step at all, nothing depends on θ and there is nothing to differentiate. */
    static OptionalInt steps(Arguments arguments, Option option) {
        return arguments.text(option).map(text -> OptionalInt.of(Values.count(option, text, 1)))
                .orElse(OptionalInt.empty());
    }

    static OutputFormat format(Arguments arguments) {
        return arguments.text(Option.FORMAT).map(text -> Values.word(Option.FORMAT, OutputFormat.class, text))
                .orElse(OutputFormat.TEXT);
    }
}
