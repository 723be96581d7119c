package io.github.nestgrad.verification.oracle;

import java.math.BigDecimal;
import java.math.MathContext;

/** Arithmetic of 80 digits, to judge one of 31. */
final class HighPrecision {

    static final MathContext DIGITS = new MathContext(80);

    private HighPrecision() {}

    static BigDecimal exact(double a) {
        return new BigDecimal(a);
    }

    static BigDecimal exact(DoubleDouble a) {
        return exact(a.high()).add(exact(a.low()));
    }

    static BigDecimal exp(double a) {
        // halved until the series of 60 terms is exact to all digits, then squared as often
        int halvings = 24;
        BigDecimal reduced = exact(a).divide(new BigDecimal(2).pow(halvings), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 60; k >= 1; k--) {
            sum = BigDecimal.ONE.add(sum.multiply(reduced, DIGITS).divide(new BigDecimal(k), DIGITS), DIGITS);
        }
        for (int k = 0; k < halvings; k++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** A⁻¹ by Gauss-Jordan elimination on the diagonal, for positive definite A; A is overwritten. */
    static BigDecimal[][] inverse(BigDecimal[][] a) {
        int n = a.length;
        BigDecimal[][] inverse = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
            }
        }
        for (int k = 0; k < n; k++) {
            BigDecimal pivot = a[k][k];
            for (int j = 0; j < n; j++) {
                a[k][j] = a[k][j].divide(pivot, DIGITS);
                inverse[k][j] = inverse[k][j].divide(pivot, DIGITS);
            }
            for (int i = 0; i < n; i++) {
                BigDecimal factor = a[i][k];
                for (int j = 0; i != k && j < n; j++) {
                    a[i][j] = a[i][j].subtract(factor.multiply(a[k][j]), DIGITS);
                    inverse[i][j] = inverse[i][j].subtract(factor.multiply(inverse[k][j]), DIGITS);
                }
            }
        }
        return inverse;
    }
}
