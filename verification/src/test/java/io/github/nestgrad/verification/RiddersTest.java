package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RiddersTest {

    private static final double EPSILON = Math.ulp(1.0);

    private static void requireAccurate(double expected, DerivativeEstimate estimate, double relativeError) {
        assertTrue(estimate.error() <= relativeError * Math.abs(expected), () -> "says little: " + estimate);
        assertEquals(expected, estimate.derivative(), relativeError * Math.abs(expected), estimate::toString);
    }

    @Test
    void textbookFunctionsAreDifferentiatedToElevenDigits() {
        double elevenDigits = 1e-11;
        requireAccurate(1, Ridders.differentiate(Math::exp, 0.5), elevenDigits);
        requireAccurate(1, Ridders.differentiate(Math::sin, 0.5), elevenDigits);
        requireAccurate(1, Ridders.differentiate(Math::tanh, 0.5), elevenDigits);
        requireAccurate(-1, Ridders.differentiate(h -> 1 / (1 + h), 0.5), elevenDigits);
        requireAccurate(3, Ridders.differentiate(h -> ((h - 2) * h + 3) * h - 4, 0.5), elevenDigits);
    }

    @Test
    void nearlyAllEstimatesBoundTheirTrueErrorWithoutAnyFactor() {
        int total = 0;
        int bounded = 0;
        int informative = 0;
        for (Known known : Known.values()) {
            for (int seed = 0; seed < 400; seed++) {
                Known.Instance instance = known.draw(seed);
                DerivativeEstimate estimate = Ridders.differentiate(p -> instance.f().applyAsDouble(p[0]),
                        new double[] {instance.x()}, new double[] {1});
                double rounding = 4 * Math.ulp(instance.derivative());
                total++;
                bounded += Math.abs(estimate.derivative() - instance.derivative()) <= estimate.error() + rounding
                        ? 1 : 0;
                informative += estimate.error() <= 1e-6 * (Math.abs(instance.derivative()) + instance.size()) ? 1 : 0;
            }
        }
        // not all: it is an estimate; and the widest ranges reach the edge of what twelve steps resolve
        assertTrue(bounded >= 0.95 * total, bounded + " of " + total + " bounded");
        assertTrue(informative >= 0.98 * total, informative + " of " + total + " informative");
    }

    @Test
    void constantFunctionGivesZeroWithAnErrorOfItsRounding() {
        double constant = 7;
        DerivativeEstimate estimate = Ridders.differentiate(h -> constant, 1);
        assertEquals(0.0, estimate.derivative());
        assertTrue(estimate.error() > 0 && estimate.error() <= 16 * Math.ulp(constant) / estimate.step(),
                estimate::toString);
    }

    @Test
    void errorNeverFallsBelowTheRoundingOfTheValues() {
        // 1e9 + h is exact for these steps' leading bits only: the quotients agree far better than they deserve to
        DerivativeEstimate estimate = Ridders.differentiate(h -> 1e9 + Math.rint(h * 0x1p20) * 0x1p-20, 1);
        assertTrue(estimate.error() >= 4 * Math.ulp(1e9) / 1, estimate::toString);
        assertEquals(1, estimate.derivative(), estimate.error());
    }

    @Test
    void cancellationInsideTheFunctionIsSeenAsNoise() {
        // the values carry multiples of 2⁻³³, a million times the ulp of what is returned
        DerivativeEstimate estimate = Ridders.differentiate(h -> (Math.sin(h + 0.5) + 1e6) - 1e6, 0.05);
        assertTrue(estimate.error() >= 0.1 * Math.ulp(1e6), estimate::toString);
        assertEquals(Math.cos(0.5), estimate.derivative(), 10 * estimate.error());
    }

    @Test
    void noiseOfTheValuesEntersTheEstimate() {
        int seeds = 1000;
        int within = 0;
        int total = 0;
        for (double amplitude : new double[] {1e-13, 1e-10, 1e-7, 1e-4}) {
            for (int seed = 0; seed < seeds; seed++) {
                double x = new Draw(seed).logUniform(0.1, 3);
                long s = seed;
                DerivativeEstimate estimate =
                        Ridders.differentiate(h -> Math.sin(x + h) + amplitude * noise(h, s), 0.3);
                total++;
                within += Math.abs(estimate.derivative() - Math.cos(x)) <= 10 * estimate.error() ? 1 : 0;
                assertTrue(estimate.error() <= 1e4 * amplitude, () -> "too cautious: " + estimate);
            }
        }
        // noise can agree with itself in three rows of twelve; it does in one case of a thousand
        assertTrue(within >= 0.997 * total, within + " of " + total);
    }

    /** Uniform in (−1, 1), the same for the same h. */
    private static double noise(double h, long seed) {
        return 2 * new SplittableRandom(31 * Double.doubleToLongBits(h) + seed).nextDouble() - 1;
    }

    @Test
    void stepsBeyondTheDomainAreGivenUpForSmallerOnes() {
        double nineDigits = 1e-9;
        requireAccurate(1e3, Ridders.differentiate(h -> Math.log(1e-3 + h), 1), nineDigits);
        requireAccurate(1e9, Ridders.differentiate(h -> Math.log(1e-9 + h), 1), nineDigits);
        requireAccurate(1, Ridders.differentiate(h -> Math.abs(h) > 1e-2 ? Double.NaN : Math.sin(h), 1), nineDigits);
        // overflow of the values, and of their difference alone
        requireAccurate(1, Ridders.differentiate(h -> Math.abs(h) > 0.5 ? h / 0.0 : Math.sin(h), 1), nineDigits);
        requireAccurate(1, Ridders.differentiate(h -> Math.abs(h) > 0.5 ? h * Double.MAX_VALUE : h, 1), nineDigits);
    }

    @Test
    void whatTwelveStepsCannotReachHasALargeError() {
        // finite from h = 610 on, and of size one only at h = 1
        DerivativeEstimate estimate = Ridders.differentiate(Math::sinh, 1000);
        assertTrue(estimate.error() >= 100, estimate::toString);
        assertEquals(1, estimate.derivative(), 10 * estimate.error());
    }

    @Test
    void oneSidedDomainsAreNotDifferentiated() {
        DerivativeEstimate estimate = Ridders.differentiate(Math::sqrt, 1);
        assertEquals(Double.POSITIVE_INFINITY, estimate.error());
        assertTrue(Double.isNaN(estimate.derivative()));
    }

    @Test
    void functionsWithoutADerivativeHaveAnErrorAsLargeAsTheResult() {
        List<DoubleUnaryOperator> functions = List.of(
                Math::signum,
                Math::cbrt,
                h -> Math.signum(h) * Math.sqrt(Math.abs(h)),
                h -> h > 1e-3 ? 1 + h : h,
                h -> 1 / h);
        for (int i = 0; i < functions.size(); i++) {
            DerivativeEstimate estimate = Ridders.differentiate(functions.get(i), 1);
            assertTrue(estimate.error() >= Math.max(1, Math.abs(estimate.derivative())),
                    "function " + i + ": " + estimate);
        }
    }

    @Test
    void functionsThatAreFiniteNowhereNearHaveAnInfiniteError() {
        assertEquals(DerivativeEstimate.NOTHING, Ridders.differentiate(h -> Double.NaN, 1));
        DerivativeEstimate hole = Ridders.differentiate(h -> Math.abs(h) < 0.05 ? Double.NaN : h, 1);
        assertEquals(Double.POSITIVE_INFINITY, hole.error());
    }

    @Test
    void roundingThatHidesTheDerivativeIsAnErrorOfItsSize() {
        // 1 − tanh(16) is 2e-14: the quotients are rounding, and the error says how much of it
        DerivativeEstimate hidden = Ridders.differentiate(h -> Math.tanh(16 + h), 1.6);
        assertTrue(hidden.error() >= 1e-17 && hidden.error() <= 1e-12, hidden::toString);
        assertEquals(1 / (Math.cosh(16) * Math.cosh(16)), hidden.derivative(), 10 * hidden.error());
        // zero but for rounding, of which the result is made
        DerivativeEstimate zero = Ridders.differentiate(
                h -> Math.log(Math.exp(3.3 + h) + Math.exp(4.3 + h)) - (3.3 + h) - Math.log(1 + Math.E), 0.33);
        assertTrue(zero.error() <= 1e-12, zero::toString);
        assertEquals(0, zero.derivative(), 10 * zero.error());
    }

    @Test
    void oscillationThatTheLargeStepsAliasIsResolvedByTheSmallOnes() {
        // sin(ωh) vanishes at every step of the first rows: ωh₀ = 1000 π
        double omega = 100 * Math.PI;
        DerivativeEstimate estimate = Ridders.differentiate(h -> Math.sin(omega * h), 1);
        assertEquals(omega, estimate.derivative(), 10 * estimate.error(), estimate::toString);
        assertTrue(estimate.error() <= omega, estimate::toString);
    }

    @Test
    void fourAndTwentyEvaluationsAreMadeInPairsAndNoneAtZero() {
        List<Double> steps = new ArrayList<>();
        Ridders.differentiate(h -> {
            steps.add(h);
            return h;
        }, 0.5);
        assertEquals(24, steps.size());
        assertEquals(0.5, steps.get(0));
        for (int i = 0; i < 24; i += 2) {
            assertEquals(-steps.get(i), steps.get(i + 1));
            assertEquals(0.5 / Math.pow(1.6, i / 2), steps.get(i), 12 * EPSILON);
        }
    }

    @Test
    void firstStepIsATenthOfThePointOrOfOneAtTheOrigin() {
        assertEquals(0.1 * 50 / 2, firstStep(new double[] {30, 40}, new double[] {0, 2}), 4 * EPSILON);
        assertEquals(0.1 / 2, firstStep(new double[] {0, 0}, new double[] {0, 2}));
        assertEquals(0.1e-200 / 1e200, firstStep(new double[] {1e-200}, new double[] {1e200}), Double.MIN_NORMAL);
        assertEquals(0.5e200, firstStep(new double[] {3e200, 4e200}, new double[] {0, 1}), 1e200 * EPSILON);
    }

    private static double firstStep(double[] x, double[] v) {
        return new Line(x, v).firstStep();
    }

    @Test
    void alongTheZeroVectorTheDerivativeIsExactlyZero() {
        DerivativeEstimate zero = new DerivativeEstimate(0, 0, 0);
        assertEquals(zero, Ridders.differentiate(p -> p[0], new double[] {3}, new double[] {0}));
        assertEquals(zero, Ridders.differentiate(p -> 5, new double[0], new double[0]));
    }

    @Test
    void rejectsUnusableSteps() {
        for (double step : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> Ridders.differentiate(Math::sin, step));
            assertEquals("differentiate: the first step is " + step + " (expected a positive finite number)",
                    e.getMessage());
        }
    }

    @Test
    void rejectsDirectionsThatDoNotFit() {
        Exception lengths = assertThrows(IllegalArgumentException.class,
                () -> Ridders.differentiate(p -> 0, new double[2], new double[3]));
        assertEquals("derivative along a line: v has 3 entries but x has 2 (expected equal lengths)",
                lengths.getMessage());
        Exception notANumber = assertThrows(IllegalArgumentException.class,
                () -> Ridders.differentiate(p -> 0, new double[2], new double[] {0, Double.NaN}));
        assertEquals("derivative along a line: v[1] is NaN (expected finite numbers)", notANumber.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> Ridders.differentiate(p -> 0, new double[] {Double.POSITIVE_INFINITY}, new double[1]));
    }

    @Test
    void estimateShowsItsThreeNumbers() {
        assertEquals("0.25 ± 3.00e-12 (h = 0.0400)", new DerivativeEstimate(0.25, 3e-12, 0.04).toString());
    }
}
