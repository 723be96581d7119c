package io.github.nestgrad.bilevel.cli;

/** How many hyperparameters a problem has. */
enum Hyperparameters implements Values.Word {
    /** One θ for all weights. */
    SCALAR("scalar"),
    /** One θ for each column of the design matrix; for softmax regression, for each row of W. */
    PER_FEATURE("per-feature");

    private final String word;

    Hyperparameters(String word) {
        this.word = word;
    }

    /** The number of θ for a design matrix of so many columns. */
    int count(int columns) {
        return this == SCALAR ? 1 : columns;
    }

    @Override
    public String word() {
        return word;
    }
}
