package io.github.nestgrad.autodiff;

/** Thrown by {@link NumberCheck}; the interpreters above it add of which derivative rule the primitive was a part. */
final class NotFinite extends ArithmeticException {

    private static final long serialVersionUID = 1;

    private final StringBuilder message;

    NotFinite(String message) {
        this.message = new StringBuilder(message);
    }

    /** Adds that a rule of p at x was at work. */
    NotFinite during(String rule, Primitive p, Tensor[] x) {
        message.append("; in ").append(rule).append(' ').append(p.operation()).append(" at ")
                .append(NumberCheck.summary(x));
        return this;
    }

    @Override
    public String getMessage() {
        return message.toString();
    }
}
