package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The extrapolation alone, on quotients that are made up. */
class NevilleTableProperties {

    private static final double EPSILON = Math.ulp(1.0);

    @Property(tries = 300)
    void polynomialsInTheSquareOfTheStepAreExtrapolatedExactly(@ForAll @IntRange(min = 0, max = 4) int degree,
            @ForAll long seed) {
        double[] c = new Draw(seed).gaussian(degree + 1);
        NevilleTable table = new NevilleTable();
        double size = 0;
        for (int j = 0; j <= degree; j++) {
            size += Math.abs(c[j]);
        }
        double h = 1;
        while (!table.isFull()) {
            double quotient = 0;
            for (int j = degree; j >= 0; j--) {
                quotient = quotient * h * h + c[j];
            }
            table.add(h, quotient, 0);
            h /= 1.6;
        }
        DerivativeEstimate estimate = table.estimate();
        // rounding grows by less than four through the whole table
        assertEquals(c[0], estimate.derivative(), 16 * EPSILON * size, estimate::toString);
        assertTrue(estimate.error() <= 16 * EPSILON * size, estimate::toString);
    }

    @Property(tries = 300)
    void roundingOfTheQuotientsIsAFloorOfTheError(@ForAll @IntRange(min = 3, max = 12) int rows, @ForAll long seed) {
        Draw draw = new Draw(seed);
        double rounding = draw.logUniform(1e-12, 1e-3);
        double slope = draw.sign() * draw.logUniform(0.1, 10);
        NevilleTable table = new NevilleTable();
        for (int i = 0; i < rows; i++) {
            table.add(Math.pow(1.6, -i), slope, rounding * Math.pow(1.6, i));
        }
        DerivativeEstimate estimate = table.estimate();
        assertEquals(slope, estimate.derivative());
        // one extrapolation makes (r + 1/1.6)/(r − 1) = 2.04 of it, r = 1.6², and all together make less than 4
        double floor = rounding / estimate.step();
        assertTrue(estimate.error() >= 2 * floor && estimate.error() <= 4 * floor, () -> estimate + " for " + rounding);
    }

    @Property(tries = 300)
    void lessThanThreeRowsAreNotTrusted(@ForAll @IntRange(min = 0, max = 2) int rows) {
        NevilleTable table = new NevilleTable();
        for (int i = 0; i < rows; i++) {
            table.add(Math.pow(1.6, -i), 1, 0);
        }
        assertEquals(Double.POSITIVE_INFINITY, table.estimate().error());
    }

    @Property(tries = 300)
    void rowsThatAgreeByAccidentAnswerToTheRowsOfSmallerSteps(@ForAll @IntRange(min = 3, max = 6) int accidental,
            @ForAll long seed) {
        double wrong = new Draw(seed).gaussian();
        double right = wrong + 1;
        NevilleTable table = new NevilleTable();
        for (int i = 0; !table.isFull(); i++) {
            table.add(Math.pow(1.6, -i), i < accidental ? wrong : right, 0);
        }
        DerivativeEstimate estimate = table.estimate();
        assertEquals(right, estimate.derivative(), 10 * estimate.error(), estimate::toString);
    }
}
