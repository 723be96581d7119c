package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What the gradient check passes, what it sees, and when it says that it cannot tell. */
class GradientCheckProperties {

    private static final int SEEDS = 400;

    private static CheckReport check(Network network, double relativeError) {
        return Derivatives.checkGradient(network::value, p -> network.gradient(p, relativeError), network.x,
                network.v);
    }

    private static int count(Verdict verdict, double relativeError) {
        int count = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            count += check(new Network(seed), relativeError).verdict() == verdict ? 1 : 0;
        }
        return count;
    }

    @Property(tries = 1500)
    void correctGradientsRaiseNoAlarm(@ForAll long seed) {
        CheckReport report = check(new Network(seed), 0);
        // a saturated network in a thousand moves too little to be judged
        assertNotEquals(Verdict.WRONG, report.verdict(), report::message);
    }

    @Test
    void correctGradientsAreOkOnEverySeed() {
        assertEquals(SEEDS, count(Verdict.OK, 0));
    }

    @Test
    void relativeErrorsAreSeenDownToOneInTenMillion() {
        for (double relativeError : new double[] {1e-7, -1e-7, 1e-6, -1e-6, 1e-5, 1e-4, 1e-3, 1e-2, -2}) {
            int seen = count(Verdict.WRONG, relativeError);
            assertTrue(seen >= 0.98 * SEEDS, "error " + relativeError + " seen in " + seen + " of " + SEEDS);
        }
    }

    @Property(tries = 300)
    void whatTheFunctionsAreGivenIsTheirOwn(@ForAll long seed) {
        Network network = new Network(seed);
        double[] x = network.x.clone();
        double[] v = network.v.clone();
        CheckReport report = Derivatives.checkGradient(p -> {
            double value = network.value(p);
            Arrays.fill(p, Double.NaN);
            return value;
        }, p -> {
            double[] gradient = network.gradient(p);
            Arrays.fill(p, Double.NaN);
            return gradient;
        }, network.x, network.v);
        assertNotEquals(Verdict.WRONG, report.verdict(), report::message);
        assertArrayEquals(x, network.x);
        assertArrayEquals(v, network.v);
    }

    @Test
    void reportHoldsTheClaimedAndTheMeasuredDerivative() {
        CheckReport report = Derivatives.checkGradient(p -> p[0] * p[1], p -> new double[] {p[1], -p[0]},
                new double[] {2, 3}, new double[] {1, 1});
        assertEquals(Verdict.WRONG, report.verdict());
        assertEquals(3 - 2, report.left());
        assertEquals(3 + 2, report.right(), report.tolerance());
        assertTrue(report.tolerance() >= 1e-9 * (3 + 2) && report.tolerance() <= 2e-9 * (3 + 2), report::message);
        assertTrue(report.message().startsWith("WRONG: ⟨∇f(x), v⟩ = 1.0, d/dh f(x + h v) = 5.0")
                || report.message().startsWith("WRONG: ⟨∇f(x), v⟩ = 1.0, d/dh f(x + h v) = 4.99"), report::message);
        assertTrue(report.circumstances().startsWith("x has 2 entries, the differences give "), report::message);
    }

    @Test
    void toleranceIsTenErrorsAndNineDigitsOfTheTerms() {
        // the values are multiples of 2⁻³³: the error of the differences decides
        ToDoubleFunction<double[]> rough = p -> (p[0] * p[1] + 1e6) - 1e6;
        ToDoubleFunction<double[]> smooth = p -> p[0] * p[1];
        double[] x = {2, 3};
        double[] v = {1, -2};
        for (ToDoubleFunction<double[]> f : List.of(rough, smooth)) {
            double error = Ridders.differentiate(f, x, v).error();
            CheckReport report = Derivatives.checkGradient(f, p -> new double[] {p[1], p[0]}, x, v);
            assertEquals(10 * error + 1e-9 * (3 + 4), report.tolerance());
            assertEquals(Verdict.OK, report.verdict(), report::message);
        }
        assertTrue(Ridders.differentiate(rough, x, v).error() > 1e-9);
    }

    @Test
    void zerosAreRightWhereTheFunctionDoesNotChange() {
        double[] x = {1, 2};
        double[] v = {1, -1};
        for (double constant : new double[] {5, 0, -1e200, 1e-200}) {
            assertEquals(Verdict.OK, Derivatives.checkGradient(p -> constant, p -> new double[2], x, v).verdict());
        }
        assertEquals(Verdict.OK, Derivatives.checkGradient(p -> p[0] + p[1], p -> new double[] {1, 1}, x, v).verdict());
        assertEquals(Verdict.WRONG, Derivatives.checkGradient(p -> p[0], p -> new double[2], x, v).verdict());
        // constant but for rounding, and at a minimum that rounding displaces
        assertEquals(Verdict.OK, Derivatives.checkGradient(
                p -> Math.sin(p[0]) * Math.sin(p[0]) + Math.cos(p[0]) * Math.cos(p[0]), p -> new double[2], x, v)
                .verdict());
        assertEquals(Verdict.OK, Derivatives.checkGradient(
                p -> (p[0] - 1) * (p[0] - 1) + (p[1] - 2) * (p[1] - 2) / 3, p -> new double[2], x, v).verdict());
        assertEquals(Verdict.OK,
                Derivatives.checkGradient(p -> 5, p -> new double[0], new double[0], new double[0]).verdict());
    }

    @Test
    void whatDifferencesCannotTellIsUnresolved() {
        double[] x = {1};
        double[] v = {1};
        // a jump, whatever is claimed; an oscillation between the points; values that swallow the derivative; no values
        for (double claim : new double[] {0, 1, 7}) {
            assertEquals(Verdict.UNRESOLVED,
                    Derivatives.checkGradient(p -> p[0] > 1 ? 1 : 0, p -> new double[] {claim}, x, v).verdict());
        }
        double omega = 1e6;
        assertEquals(Verdict.UNRESOLVED, Derivatives.checkGradient(p -> Math.sin(omega * p[0]),
                p -> new double[] {omega * Math.cos(omega * p[0])}, x, v).verdict());
        assertEquals(Verdict.UNRESOLVED,
                Derivatives.checkGradient(p -> 1e16 + p[0], p -> new double[] {1}, x, v).verdict());
        for (double claim : new double[] {0, 1}) {
            assertEquals(Verdict.UNRESOLVED,
                    Derivatives.checkGradient(p -> Double.NaN, p -> new double[] {claim}, x, v).verdict());
        }
        // a point so small that there is room for one step
        assertEquals(Verdict.UNRESOLVED,
                Derivatives.checkGradient(p -> 5, p -> new double[1], new double[] {1e-308}, v).verdict());
    }

    @Test
    void gradientsThatAreNotFiniteAreWrong() {
        double[] x = {1};
        double[] v = {1};
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(Verdict.WRONG, Derivatives.checkGradient(p -> p[0], p -> new double[] {bad}, x, v).verdict());
            assertEquals(Verdict.WRONG,
                    Derivatives.checkGradient(p -> Double.NaN, p -> new double[] {bad}, x, v).verdict());
        }
    }

    @Test
    void rejectsGradientsOfAnotherLength() {
        Exception e = assertThrows(IllegalArgumentException.class,
                () -> Derivatives.checkGradient(p -> 0, p -> new double[3], new double[2], new double[2]));
        assertEquals("checkGradient: the gradient has 3 entries but x has 2 (expected equal lengths)",
                e.getMessage());
    }
}
