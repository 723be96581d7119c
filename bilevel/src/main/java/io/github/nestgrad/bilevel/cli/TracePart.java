package io.github.nestgrad.bilevel.cli;

/** What {@code trace} tells of a function. */
enum TracePart implements Values.Word {
    /** Its evaluation trace. */
    TRACE("trace"),
    /** The operations and bytes of the function and its derivatives. */
    COUNTS("counts"),
    /** The errors of finite differences along the direction. */
    DIFFERENCES("differences");

    private final String word;

    TracePart(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
