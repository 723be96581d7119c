package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonText;

/** A command line that cannot be followed. The message is one line that names the option and what was expected. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    static UsageException of(Option option, String problem) {
        return new UsageException(option + ": " + problem);
    }

    static UsageException of(Option option, String value, String problem) {
        return new UsageException(option + " " + JsonText.quote(value) + ": " + problem);
    }
}
