package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonText;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The options of a command line with their values as text: {@code --option value} or {@code --option=value}. */
final class Arguments {

    private static final String DASHES = "--";

    private final Map<Option, String> values = new EnumMap<>(Option.class);

    private Arguments() {
    }

    /** The command is for messages; what it does not know, has twice or has without a value is refused. */
    static Arguments of(String command, Set<Option> known, List<String> words) {
        Arguments result = new Arguments();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            int equals = word.indexOf('=');
            Option option = option(command, known, equals < 0 ? word : word.substring(0, equals));
            String value;
            if (equals >= 0) {
                value = word.substring(equals + 1);
            } else if (at < words.size() && !words.get(at).startsWith(DASHES)) {
                value = words.get(at++);
            } else {
                throw UsageException.of(option, "the value is missing; expected " + option.expected());
            }
            if (value.isBlank()) {
                throw UsageException.of(option, "the value is empty; expected " + option.expected());
            }
            if (result.values.putIfAbsent(option, value) != null) {
                throw UsageException.of(option, value, "the option is given twice; expected it once");
            }
        }
        return result;
    }

    private static Option option(String command, Set<Option> known, String flag) {
        Optional<Option> own = known.stream().filter(option -> option.flag().equals(flag)).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        String shown = JsonText.quote(flag);
        if (Stream.of(Option.values()).anyMatch(option -> option.flag().equals(flag))) {
            throw new UsageException(command + ": " + shown + " is an option of another command"
                    + "; expected an option of " + command + " (see: help " + command + ")");
        }
        Collection<String> flags = known.stream().map(Option::flag).toList();
        if (!flag.startsWith("-")) {
            String likely = Suggestions.didYouMean(DASHES + flag, flags);
            throw new UsageException(command + ": unexpected argument " + shown
                    + (likely.isEmpty() ? "; expected an option (see: help " + command + ")" : likely));
        }
        String likely = Suggestions.didYouMean(flag, flags);
        throw new UsageException(command + ": unknown option " + shown
                + (likely.isEmpty() ? "; expected an option of " + command + " (see: help " + command + ")" : likely));
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    Optional<String> text(Option option) {
        return Optional.ofNullable(values.get(option));
    }
}
