package io.github.nestgrad.bilevel.cli;

/** For whom results are written. */
enum OutputFormat implements Values.Word {
    /** For people. */
    TEXT("text"),
    /** For programs. */
    JSON("json");

    private final String word;

    OutputFormat(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
