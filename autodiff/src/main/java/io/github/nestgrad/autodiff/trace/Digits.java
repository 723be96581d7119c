package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: some significant digits, half to even, the same in every country. */
final class Digits {

    private static final int SIGNIFICANT = 6;
    private static final int FEWEST_PLAIN_EXPONENT = -4;
    private static final int LONGEST = 8;

    private Digits() {}

    static String of(double value) {
        return of(value, SIGNIFICANT);
    }

    static String of(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= FEWEST_PLAIN_EXPONENT && exponent < digits) {
            return shortest.toPlainString();
        }
        return shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A scalar as a number, a vector as {@code [1, 2]}, a matrix as {@code [1, 2; 3, 4]}; long ones are cut. */
    static String of(Tensor x) {
        Shape shape = x.shape();
        double[] entries = x.toArray();
        if (shape.isScalar()) {
            return of(entries[0]);
        }
        StringBuilder text = new StringBuilder("[");
        int shown = entries.length <= LONGEST ? entries.length : LONGEST - 2;
        for (int i = 0; i < shown; i++) {
            boolean startsRow = shape.rank() == 2 && i % shape.columns() == 0;
            text.append(i == 0 ? "" : startsRow ? "; " : ", ").append(of(entries[i]));
        }
        return text.append(shown < entries.length ? ", ...]" : "]").toString();
    }
}
