package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NeumannProperties extends IterativeContract<Neumann> {

    // above this no term can have become zero
    private static final double EXACT = 1e-12;

    @Override
    Neumann iterative() {
        return Neumann.withDefaults().withMaxIterations(100_000);
    }

    @Override
    int conditionDigits() {
        return 2;
    }

    /** The identity of the two methods: K terms are K steps of the fixed point, from any start, not K ± 1. */
    @Property(tries = 150)
    void termsAreStepsOfTheFixedPoint(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll @IntRange(max = 20) int k,
            @ForAll @DoubleRange(min = 0.1, max = 1.5) double step, @ForAll boolean fromZero, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 10), 1, random);
        double[] b = Samples.gaussian(n, random);
        double[] start = fromZero ? new double[n] : Samples.gaussian(n, random);
        double[] steps = Richardson.withDefaults().withStep(step).withSteps(k).solve(a, b, start).x();
        LinearSolution solution = Neumann.ofTerms(k).withStep(step).solve(a, b, start);
        for (int i = 0; i < n; i++) {
            assertEquals(steps[i], solution.x()[i],
                    1024 * (k + 1) * n * EPSILON * (Samples.norm(b) + Samples.norm(start) + Samples.norm(steps)));
        }
        assertEquals(Termination.STEPS_DONE, solution.termination());
        if (solution.relativeResidual() > EXACT) {
            assertEquals(k, solution.iterations());
            assertEquals(k == 0 ? (fromZero ? 0 : 1) : (fromZero ? k : k + 1), solution.operatorProducts(),
                    "K − 1 for the terms, one for the true residual, one for the start");
        }
    }

    /** Bit for bit where nothing is rounded. */
    @Example
    void theSumOfAGeometricSeries() {
        Matrix half = Matrix.of(1, 1, new double[] {0.5});
        assertArrayEquals(new double[] {0}, Neumann.ofTerms(0).solve(half, new double[] {1}).x());
        assertArrayEquals(new double[] {1}, Neumann.ofTerms(1).solve(half, new double[] {1}).x());
        assertArrayEquals(new double[] {1.75}, Neumann.ofTerms(3).solve(half, new double[] {1}).x());
        assertArrayEquals(new double[] {1.5}, Neumann.ofTerms(1).withStep(1.5).solve(half, new double[] {1}).x());
    }

    @Property(tries = 50)
    void aSeriesThatDivergesIsTold(@ForAll @IntRange(min = 1, max = 10) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 4), random);
        double[] b = Samples.gaussian(n, random);
        assertEquals(Termination.DIVERGED, iterative().withStep(3).solve(a, b).termination());
        assertEquals(Termination.DIVERGED, Neumann.ofTerms(1000).withStep(30).solve(a, b).termination());
        assertTrue(Double.isFinite(Neumann.ofTerms(1000).withStep(30).solve(a, b).residualNorm()));
    }

    @Example
    void impossibleSettingsAreRefused() {
        assertEquals("Neumann: step 0.0 (expected a finite number other than 0)",
                assertThrows(IllegalArgumentException.class, () -> Neumann.ofTerms(3).withStep(0)).getMessage());
        assertEquals("Neumann: -3 iterations (expected 0 or more)",
                assertThrows(IllegalArgumentException.class, () -> Neumann.ofTerms(-3)).getMessage());
    }
}
