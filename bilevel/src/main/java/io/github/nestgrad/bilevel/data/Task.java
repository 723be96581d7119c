package io.github.nestgrad.bilevel.data;

/** What is to be learnt from a table, which decides how its target is coded. */
public enum Task {

    /** A real number: the target less its mean over the training rows. */
    REGRESSION,

    /** One of two values: the smaller is coded −1, the larger +1. */
    BINARY,

    /** One of k values: coded 0 … k − 1 in their sorted order. */
    MULTICLASS;

    /** Whether the design matrix ends with a column of ones: where the target cannot be centred instead. */
    boolean hasConstantColumn() {
        return this != REGRESSION;
    }
}
