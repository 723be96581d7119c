package io.github.nestgrad.verification;

import java.util.Locale;

/**
 * Two numbers that a law says are equal, how far they may differ, and what follows.
 *
 * @param leftName what the left number is, as a formula
 * @param left the left number
 * @param rightName what the right number is, as a formula
 * @param right the right number
 * @param tolerance how far they may differ
 * @param verdict what was found
 * @param circumstances what a person needs to find the cause: sizes, steps, errors
 */
public record CheckReport(String leftName, double left, String rightName, double right, double tolerance,
        Verdict verdict, String circumstances) {

    /**
     * Whether the law holds, and the check could have shown otherwise.
     *
     * @return whether the verdict is {@link Verdict#OK}
     */
    public boolean isOk() {
        return verdict == Verdict.OK;
    }

    /**
     * Both numbers, their difference, the tolerance and the circumstances.
     *
     * @return the report in one line
     */
    public String message() {
        double difference = Math.abs(left - right);
        double relative = difference / Math.max(Math.abs(left), Math.abs(right));
        return verdict + ": " + leftName + " = " + left + ", " + rightName + " = " + right + ", difference "
                + shortened(difference) + (difference > 0 ? " (relative " + shortened(relative) + ")" : "")
                + ", tolerance " + shortened(tolerance) + "; " + circumstances;
    }

    /**
     * For tests: nothing if the law holds, an error that carries the message if not.
     *
     * @throws AssertionError if the verdict is not {@link Verdict#OK}
     */
    public void requireOk() {
        if (!isOk()) {
            throw new AssertionError(message());
        }
    }

    static String shortened(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }
}
