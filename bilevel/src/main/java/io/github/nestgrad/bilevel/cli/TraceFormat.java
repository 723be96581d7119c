package io.github.nestgrad.bilevel.cli;

/** How the result of {@code trace} is written. */
enum TraceFormat implements Values.Word {
    /** Tables for people. */
    TEXT("text"),
    /** A graph for Graphviz. */
    DOT("dot"),
    /** A picture. */
    SVG("svg"),
    /** For programs. */
    JSON("json");

    private final String word;

    TraceFormat(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
