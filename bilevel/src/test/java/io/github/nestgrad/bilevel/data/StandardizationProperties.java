package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The oracle computes mean and deviation of the very doubles in decimal arithmetic of 60 digits. */
class StandardizationProperties {

    private static final MathContext DIGITS = new MathContext(60);

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void meanAndDeviationAreThoseOfDecimalArithmetic(@ForAll @IntRange(min = 2, max = 60) int rows,
            @ForAll @IntRange(min = -300, max = 300) int decade, @ForAll @IntRange(min = 0, max = 12) int offset,
            @ForAll long seed) {
        double[] column = column(rows, decade, offset, seed);
        Standardization measured = Standardization.fit(column, 1);
        double tolerance = 8 * Math.ulp(largest(column));
        assertEquals(mean(column).doubleValue(), measured.mean(0), tolerance);
        assertEquals(deviation(column).doubleValue(), measured.deviation(0), tolerance);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void standardizedColumnsHaveMeanZeroAndDeviationOne(@ForAll @IntRange(min = 2, max = 60) int rows,
            @ForAll @IntRange(min = -300, max = 300) int decade, @ForAll @IntRange(min = 0, max = 6) int offset,
            @ForAll long seed) {
        double[] column = column(rows, decade, offset, seed);
        Standardization measured = Standardization.fit(column, 1);
        double[] standardized = Arrays.stream(column).map(x -> measured.apply(0, x)).toArray();
        double conditioning = largest(column) / measured.deviation(0);
        double tolerance = 16 * Math.ulp(1.0) * conditioning;
        assertEquals(0, mean(standardized).doubleValue(), tolerance);
        assertEquals(1, deviation(standardized).doubleValue(), tolerance);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void powersOfTwoAsUnitsChangeNothing(@ForAll @IntRange(min = 2, max = 60) int rows,
            @ForAll @IntRange(min = -900, max = 900) int exponent, @ForAll long seed) {
        double[] column = column(rows, 0, 1, seed);
        double[] scaled = Arrays.stream(column).map(x -> Math.scalb(x, exponent)).toArray();
        Standardization measured = Standardization.fit(column, 1);
        Standardization measuredScaled = Standardization.fit(scaled, 1);
        for (int i = 0; i < rows; i++) {
            assertEquals(measured.apply(0, column[i]), measuredScaled.apply(0, scaled[i]));
        }
    }

    @Property(tries = 200)
    void repeatedValuesAreConstant(@ForAll @IntRange(min = 1, max = 500) int rows, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1060, 1020));
        double[] column = new double[rows];
        Arrays.fill(column, value);
        Standardization measured = Standardization.fit(column, 1);
        assertTrue(measured.isConstant(0));
        assertEquals(value, measured.mean(0));
        assertEquals(0, measured.deviation(0));
        assertEquals(0, measured.apply(0, value));
    }

    @Property(tries = 200)
    void columnsThatDifferByRoundingAloneAreConstantAndOthersAreNot(@ForAll @IntRange(min = 4, max = 200) int rows,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double value = 1 + random.nextDouble();
        double[] rounding = new double[rows];
        double[] more = new double[rows];
        for (int i = 0; i < rows; i++) {
            rounding[i] = i % 2 == 0 ? value : Math.nextUp(value);
            more[i] = i % 2 == 0 ? value : value + 8 * Math.ulp(value);
        }
        assertTrue(Standardization.fit(rounding, 1).isConstant(0));
        assertFalse(Standardization.fit(more, 1).isConstant(0));
    }

    private static double[] column(int rows, int decade, int offset, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double unit = Double.parseDouble("1e" + decade);
        double shift = offset == 0 ? 0 : unit * Double.parseDouble("1e" + (offset - 1));
        boolean overflows = Double.isInfinite(shift * 2);
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = (overflows ? 0 : shift) + unit * (random.nextDouble() - 0.5);
        }
        return column;
    }

    private static double largest(double[] column) {
        return Arrays.stream(column).map(Math::abs).max().orElseThrow();
    }

    private static BigDecimal mean(double[] column) {
        return Arrays.stream(column).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(column.length), DIGITS);
    }

    private static BigDecimal deviation(double[] column) {
        BigDecimal mean = mean(column);
        return Arrays.stream(column).mapToObj(x -> new BigDecimal(x).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add).divide(BigDecimal.valueOf(column.length), DIGITS)
                .sqrt(DIGITS);
    }
}
