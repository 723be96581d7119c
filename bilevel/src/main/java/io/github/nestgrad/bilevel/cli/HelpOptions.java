package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonText;
import java.util.List;

/**
 * A request for help.
 *
 * @param topic one of {@link #TOPICS}
 */
record HelpOptions(String topic) implements CommandLine {

    static final List<String> TOPICS = List.of("tune", "hypergradient", "trace", "help");

    static final HelpOptions GENERAL = new HelpOptions("help");

    static HelpOptions of(List<String> words) {
        if (words.isEmpty()) {
            return GENERAL;
        }
        String topic = words.get(0);
        if (!TOPICS.contains(topic)) {
            throw new UsageException("help: unknown command " + JsonText.quote(topic) + "; expected one of "
                    + String.join(", ", TOPICS) + Suggestions.didYouMean(topic, TOPICS));
        }
        if (words.size() > 1) {
            throw new UsageException("help: unexpected argument " + JsonText.quote(words.get(1))
                    + "; expected one command");
        }
        return new HelpOptions(topic);
    }

    /** The text, some lines, the last with a line feed. */
    String text() {
        return switch (topic) {
            case "tune" -> HelpTexts.TUNE;
            case "hypergradient" -> HelpTexts.HYPERGRADIENT;
            case "trace" -> HelpTexts.TRACE;
            default -> HelpTexts.GENERAL;
        };
    }
}
