package io.github.nestgrad.bilevel.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Numbers for people to read: rounded, the same in every country. */
public final class Numbers {

    private static final int FEWEST_PLAIN_EXPONENT = -4;

    private Numbers() {
    }

    /**
     * Returns a number rounded to some significant digits, half to even: plain from 1e-4 up to where the digits end,
     * such as {@code 1234.5}, and with an exponent elsewhere, such as {@code 1.5e-12}. Zeros at the end of a fraction
     * are left out.
     *
     * @param value the number
     * @param digits the significant digits, from 1
     * @return the text; {@code NaN}, {@code inf} or {@code -inf} for what is no number
     * @throws IllegalArgumentException if there is not one or more digits
     */
    public static String significant(double value, int digits) {
        if (digits < 1) {
            throw new IllegalArgumentException("significant: " + digits + " digits; expected 1 or more");
        }
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal shortest = rounded.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= FEWEST_PLAIN_EXPONENT && exponent < digits) {
            return shortest.toPlainString();
        }
        return shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /**
     * Returns a number rounded to some decimals, half to even, such as {@code 0.90}.
     *
     * @param value the number
     * @param decimals the digits after the point, from 0
     * @return the text; {@code NaN}, {@code inf} or {@code -inf} for what is no number
     * @throws IllegalArgumentException if the number of decimals is negative
     */
    public static String fixed(double value, int decimals) {
        if (decimals < 0) {
            throw new IllegalArgumentException("fixed: " + decimals + " decimals; expected 0 or more");
        }
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /**
     * Returns a whole number with its thousands apart, such as {@code 200 000}.
     *
     * @param value the number
     * @return the text; the gaps are ordinary spaces
     */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }

    /**
     * Returns a part of a whole in per cent with one decimal, such as {@code 91.9 %}.
     *
     * @param fraction the part, 1 for the whole
     * @return the text
     */
    public static String percent(double fraction) {
        return fixed(100 * fraction, 1) + " %";
    }

    /**
     * Returns a duration with three digits, or all that stand before the point, and the unit that suits it, such as
     * {@code 12.3 ms}.
     *
     * @param seconds the duration in seconds
     * @return the text
     */
    public static String duration(double seconds) {
        double magnitude = Math.abs(seconds);
        if (magnitude == 0 || magnitude >= 1) {
            return threeDigits(seconds) + " s";
        }
        return magnitude >= 1e-3 ? threeDigits(1e3 * seconds) + " ms" : threeDigits(1e6 * seconds) + " us";
    }

    private static String threeDigits(double value) {
        return Math.abs(value) >= 100 ? fixed(value, 0) : significant(value, 3);
    }

    /**
     * Returns numbers separated by commas, each as {@link #significant} writes it.
     *
     * @param values the numbers
     * @param digits the significant digits of each, from 1
     * @return the text, such as {@code -12, 0.5, 3}
     * @throws IllegalArgumentException if there is not one or more digits
     */
    public static String list(double[] values, int digits) {
        return DoubleStream.of(values).mapToObj(value -> significant(value, digits)).collect(Collectors.joining(", "));
    }

    private static String notFinite(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value > 0 ? "inf" : "-inf";
    }
}
