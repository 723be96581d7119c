package io.github.nestgrad.verification.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.verification.Draw;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Each operation against exact decimal arithmetic. */
class DoubleDoubleProperties {

    // relative error bounds of the algorithms, to first order
    private static final double UNIT = 1.001 * 0x1p-106;
    private static final double SUM = 3 * UNIT;
    private static final double PRODUCT = 6 * UNIT;
    private static final double QUOTIENT = 15 * UNIT;

    // ten squarings multiply the error of the series, that of its last few operations, by 2¹⁰
    private static final double EXPONENTIAL = 1024 * (SUM + PRODUCT + QUOTIENT);

    private static DoubleDouble draw(Draw draw) {
        double high = draw.sign() * draw.logUniform(1e-20, 1e20);
        return DoubleDouble.of(high).plus(DoubleDouble.of(high * 0x1p-54 * draw.gaussian()));
    }

    private static void requireClose(BigDecimal expected, DoubleDouble actual, double relativeError) {
        BigDecimal error = HighPrecision.exact(actual).subtract(expected).abs();
        assertTrue(error.doubleValue() <= relativeError * Math.abs(expected.doubleValue()),
                () -> actual + " but should be " + expected);
        assertEquals(actual.high(), actual.high() + actual.low(), "the parts overlap: " + actual);
    }

    @Property(tries = 1000)
    void sumsAndDifferencesHave31DigitsEvenIfTheyCancel(@ForAll long seed) {
        Draw draw = new Draw(seed);
        DoubleDouble a = draw(draw);
        for (DoubleDouble b : new DoubleDouble[] {draw(draw),
                a.times(DoubleDouble.of(1 + 1e-9 * draw.gaussian())), DoubleDouble.of(a.high()), a, a.negated()}) {
            requireClose(HighPrecision.exact(a).add(HighPrecision.exact(b)), a.plus(b), SUM);
            requireClose(HighPrecision.exact(a).subtract(HighPrecision.exact(b)), a.minus(b), SUM);
        }
    }

    @Property(tries = 1000)
    void productsAndQuotientsHave31Digits(@ForAll long seed) {
        Draw draw = new Draw(seed);
        DoubleDouble a = draw(draw);
        DoubleDouble b = draw(draw);
        BigDecimal product = HighPrecision.exact(a).multiply(HighPrecision.exact(b));
        requireClose(product, a.times(b), PRODUCT);
        BigDecimal quotient = HighPrecision.exact(a).divide(HighPrecision.exact(b), HighPrecision.DIGITS);
        requireClose(quotient, a.dividedBy(b), QUOTIENT);
    }

    @Property(tries = 1000)
    void productsOfDoublesAreExact(@ForAll long seed) {
        Draw draw = new Draw(seed);
        double a = draw.sign() * draw.logUniform(1e-100, 1e100);
        double b = draw.sign() * draw.logUniform(1e-100, 1e100);
        BigDecimal product = HighPrecision.exact(a).multiply(HighPrecision.exact(b));
        assertEquals(0, product.compareTo(HighPrecision.exact(DoubleDouble.product(a, b))));
    }

    @Property(tries = 300)
    void exponentialHas28Digits(@ForAll @DoubleRange(min = -460, max = 230) double a) {
        requireClose(HighPrecision.exp(a), DoubleDouble.exp(a), EXPONENTIAL);
    }
}
