package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonText;
import java.util.List;

/** What a command line asks for. */
sealed interface CommandLine permits TuneOptions, HypergradientOptions, TraceOptions, HelpOptions {

    /** Reads the words of a command line; none ask for help. */
    static CommandLine parse(String... words) {
        if (words.length == 0) {
            return HelpOptions.GENERAL;
        }
        String command = words[0];
        List<String> rest = List.of(words).subList(1, words.length);
        switch (command) {
            case "help", "--help", "-h" -> {
                return HelpOptions.of(rest);
            }
            case "tune", "hypergradient", "trace" -> {
                if (rest.contains("--help") || rest.equals(List.of("-h"))) {
                    return HelpOptions.of(List.of(command));
                }
                return switch (command) {
                    case "tune" -> TuneOptions.of(rest);
                    case "hypergradient" -> HypergradientOptions.of(rest);
                    default -> TraceOptions.of(rest);
                };
            }
            default -> throw new UsageException("unknown command " + JsonText.quote(command)
                    + "; expected one of " + String.join(", ", HelpOptions.TOPICS)
                    + Suggestions.didYouMean(command, HelpOptions.TOPICS));
        }
    }
}
