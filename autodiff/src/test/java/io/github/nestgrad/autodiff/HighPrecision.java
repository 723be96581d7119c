package io.github.nestgrad.autodiff;

import java.math.BigDecimal;
import java.math.MathContext;

/** Elementary functions to forty digits and more, by series alone: what the values of primitives are judged by. */
final class HighPrecision {

    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-60");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private HighPrecision() {}

    /** The series of e^r after halving x until it is small, squared back. */
    static BigDecimal exp(BigDecimal x) {
        int halvings = 0;
        BigDecimal r = x;
        while (r.abs().compareTo(BigDecimal.valueOf(0.125)) > 0) {
            r = r.divide(TWO, DIGITS);
            halvings++;
        }
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; term.abs().compareTo(NEGLIGIBLE) > 0; k++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** Newton's iteration for e^y = x, from the double logarithm: 16, 32, 64 digits. */
    static BigDecimal log(BigDecimal x) {
        BigDecimal y = new BigDecimal(Math.log(x.doubleValue()));
        for (int i = 0; i < 3; i++) {
            y = y.add(x.divide(exp(y), DIGITS).subtract(BigDecimal.ONE), DIGITS);
        }
        return y;
    }

    static BigDecimal sin(BigDecimal x) {
        return alternating(x, 1, x);
    }

    static BigDecimal cos(BigDecimal x) {
        return alternating(BigDecimal.ONE, 0, x);
    }

    static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = exp(x.multiply(TWO));
        return e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), DIGITS);
    }

    static BigDecimal sigmoid(BigDecimal x) {
        return BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate())), DIGITS);
    }

    static BigDecimal softplus(BigDecimal x) {
        return log(BigDecimal.ONE.add(exp(x)));
    }

    static BigDecimal sqrt(BigDecimal x) {
        return x.sqrt(DIGITS);
    }

    static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.divide(b, DIGITS);
    }

    /** first − first·x²/((k+1)(k+2)) + …; for arguments up to some tens the cancellation leaves digits enough. */
    private static BigDecimal alternating(BigDecimal first, int power, BigDecimal x) {
        BigDecimal square = x.multiply(x);
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int k = power; term.abs().compareTo(NEGLIGIBLE) > 0; k += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf((k + 1L) * (k + 2L)), DIGITS).negate();
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }
}
