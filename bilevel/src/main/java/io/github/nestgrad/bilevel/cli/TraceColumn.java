package io.github.nestgrad.bilevel.cli;

/** What {@code trace} shows of each line. */
enum TraceColumn implements Values.Word {
    /** The value, which is always shown; alone it stands for no derivative. */
    PRIMAL("primal"),
    /** The tangent, by forward mode. */
    FORWARD("forward"),
    /** The adjoint, by reverse mode. */
    REVERSE("reverse");

    private final String word;

    TraceColumn(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
