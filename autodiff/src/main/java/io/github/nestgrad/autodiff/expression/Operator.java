package io.github.nestgrad.autodiff.expression;

import io.github.nestgrad.autodiff.Tensor;

/** The operators between two operands. */
enum Operator {
    PLUS('+', 1),
    MINUS('-', 1),
    TIMES('*', 2),
    DIVIDED('/', 2),
    POWER('^', 4);

    private final char sign;
    private final int precedence;

    Operator(char sign, int precedence) {
        this.sign = sign;
        this.precedence = precedence;
    }

    char sign() {
        return sign;
    }

    /** How strongly it binds; a sign before an operand binds with 3, what is no operation with 5. */
    int precedence() {
        return precedence;
    }

    Tensor apply(Tensor a, Tensor b) {
        return switch (this) {
            case PLUS -> a.plus(b);
            case MINUS -> a.minus(b);
            case TIMES -> a.times(b);
            case DIVIDED -> a.dividedBy(b);
            // a constant exponent never gets here
            case POWER -> a.pow(b);
        };
    }
}
