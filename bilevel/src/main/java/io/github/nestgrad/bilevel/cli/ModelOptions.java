package io.github.nestgrad.bilevel.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * One or more: after no step at all, nothing depends on θ and there is nothing to differentiate. A number that none
     * of the methods would do is refused.
     */
    static OptionalInt steps(Arguments arguments, Option option, List<Method> methods) {
        Optional<String> text = arguments.text(option);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        int count = Values.count(option, text.get(), 1);
        if (methods.stream().noneMatch(method -> method.counts(option))) {
            throw UsageException.of(option, text.get(), "method " + methods.get(0).word()
                    + (methods.size() > 1 ? " and the others take" : " takes")
                    + " no such number; expected a method that does: "
                    + Stream.of(Method.values()).filter(method -> method.counts(option)).map(Method::word)
                            .collect(Collectors.joining(", ")));
        }
        return OptionalInt.of(count);
    }

    static OutputFormat format(Arguments arguments) {
        return arguments.text(Option.FORMAT).map(text -> Values.word(Option.FORMAT, OutputFormat.class, text))
                .orElse(OutputFormat.TEXT);
    }
}
