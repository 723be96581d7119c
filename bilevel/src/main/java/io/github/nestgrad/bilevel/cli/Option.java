package io.github.nestgrad.bilevel.cli;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every option of every command; each takes one value. */
enum Option {
    EMBEDDED("--embedded", "diabetes, breast-cancer, digits-odd-even or digits"),
    DATA("--data", "a CSV file, plain or gzip"),
    TRAIN("--train", "a CSV file, plain or gzip"),
    VALIDATION("--validation", "a CSV file, plain or gzip"),
    TEST("--test", "a CSV file, plain or gzip"),
    TARGET("--target", "the name of a column"),
    SPLIT_SEED("--split-seed", "a whole number"),
    STANDARDIZE("--standardize", "true or false"),
    PROBLEM("--problem", "ridge, logistic or softmax"),
    HYPERPARAMETERS("--hyperparameters", "scalar or per-feature"),
    THETA("--theta", "a number, or several separated by commas"),
    START("--start", "a number, or several separated by commas"),
    BOUNDS("--bounds", "two numbers LO,HI"),
    METHOD("--method", "exact, aid-cg, aid-fp or itd"),
    METHODS("--methods", "all, or some of exact, aid-cg, aid-fp and itd separated by commas"),
    LOWER_STEPS("--lower-steps", "a whole number, 1 or more"),
    LINEAR_STEPS("--linear-steps", "a whole number, 1 or more"),
    UPPER_STEPS("--upper-steps", "a whole number, 0 or more"),
    TOLERANCE("--tolerance", "a positive number"),
    FORMAT("--format", "text or json"),
    EXPRESSION("--expression", "a formula in x1, x2, ..."),
    EXAMPLE("--example", "speelpenning, network or gradient-step"),
    AT("--at", "a number, or several separated by commas"),
    DIRECTION("--direction", "a number, or several separated by commas"),
    COLUMNS("--columns", "all, or some of primal, forward and reverse separated by commas"),
    PARTS("--parts", "all, or some of trace, counts and differences separated by commas"),
    /** The flag of {@link #FORMAT}, with more to choose from. */
    TRACE_FORMAT("--format", "text, dot, svg or json");

    static final Set<Option> OF_TRACE = Collections.unmodifiableSet(
            EnumSet.of(EXPRESSION, EXAMPLE, AT, DIRECTION, COLUMNS, PARTS, TRACE_FORMAT));

    static final Set<Option> OF_TUNE = problemOptionsBut(THETA, METHODS);

    static final Set<Option> OF_HYPERGRADIENT = problemOptionsBut(START, BOUNDS, METHOD, UPPER_STEPS, TOLERANCE);

    private final String flag;
    private final String expected;

    Option(String flag, String expected) {
        this.flag = flag;
        this.expected = expected;
    }

    private static Set<Option> problemOptionsBut(Option... left) {
        EnumSet<Option> options = EnumSet.complementOf(EnumSet.copyOf(OF_TRACE));
        List.of(left).forEach(options::remove);
        return Collections.unmodifiableSet(options);
    }

    String flag() {
        return flag;
    }

    /** What a value must be, for messages. */
    String expected() {
        return expected;
    }

    @Override
    public String toString() {
        return flag;
    }
}
