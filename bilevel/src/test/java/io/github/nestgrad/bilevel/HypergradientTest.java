package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypergradientTest {

    private static final double[] W = {1, 2};
    private static final double[] V = {3, 4};

    private static LowerSolution lower(Termination reason) {
        return new LowerSolution(W, 1, 4, 3, reason);
    }

    private static Optional<LinearSolution> adjoint(Termination reason) {
        return Optional.of(new LinearSolution(V, 2, 16, 5, 6, reason));
    }

    private static Hypergradient of(double value, double slope, Termination lower, Optional<LinearSolution> adjoint) {
        return new Hypergradient(value, new double[] {slope}, lower(lower), adjoint, OracleCounts.none());
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERGED, CONVERGED, CONVERGED, true",
        "CONVERGED, STEPS_DONE, STEPS_DONE, true",
        "STEPS_DONE, CONVERGED, STEPS_DONE, true",
        "ROUNDING_LIMIT, CONVERGED, ROUNDING_LIMIT, true",
        "CONVERGED, ROUNDING_LIMIT, ROUNDING_LIMIT, true",
        "STEPS_DONE, ROUNDING_LIMIT, STEPS_DONE, true",
        "STEP_LIMIT, CONVERGED, STEP_LIMIT, false",
        "STEP_LIMIT, DIVERGED, STEP_LIMIT, false",
        "CONVERGED, DIVERGED, DIVERGED, false",
        "STEPS_DONE, NEGATIVE_CURVATURE, NEGATIVE_CURVATURE, false",
    })
    void terminationIsTheFirstThatIsToBeKnown(
            Termination lower, Termination adjoint, Termination expected, boolean satisfied) {
        Hypergradient h = of(1, 1, lower, adjoint(adjoint));
        assertEquals(expected, h.termination());
        assertEquals(satisfied, h.isSatisfied());
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "Infinity, 1", "1, NaN", "1, -Infinity"})
    void aNumberThatIsNotFiniteIsNotSatisfied(double value, double slope) {
        assertEquals(Termination.NOT_FINITE,
                of(value, slope, Termination.STEPS_DONE, Optional.empty()).termination());
        assertEquals(Termination.NOT_FINITE,
                of(value, slope, Termination.CONVERGED, adjoint(Termination.CONVERGED)).termination());
        assertEquals(Termination.STEP_LIMIT,
                of(value, slope, Termination.STEP_LIMIT, Optional.empty()).termination());
    }

    @Test
    void relativeResidualRefersToTheReference() {
        assertEquals(0.25, lower(Termination.STEPS_DONE).relativeResidual());
        assertEquals(0, new LowerSolution(W, 0, 0, 0, Termination.CONVERGED).relativeResidual());
        assertEquals(Double.POSITIVE_INFINITY,
                new LowerSolution(W, 1, 0, 0, Termination.STEPS_DONE).relativeResidual());
    }

    @Test
    void warmStartTakesTheStateAndTheAdjoint() {
        WarmStart start = WarmStart.from(of(1, 1, Termination.CONVERGED, adjoint(Termination.CONVERGED)));
        assertSame(W, start.w());
        assertSame(V, start.v());
        WarmStart withoutAdjoint = WarmStart.from(of(1, 1, Termination.CONVERGED, Optional.empty()));
        assertSame(W, withoutAdjoint.w());
        assertArrayEquals(new double[2], withoutAdjoint.v());
    }

    @Test
    void componentsAreThere() {
        assertThrows(NullPointerException.class, () -> new WarmStart(null, V));
        assertThrows(NullPointerException.class, () -> new WarmStart(W, null));
        assertThrows(NullPointerException.class, () -> new Hypergradient(
                1, null, lower(Termination.CONVERGED), Optional.empty(), OracleCounts.none()));
        assertThrows(NullPointerException.class, () -> new Hypergradient(
                1, V, lower(Termination.CONVERGED), null, OracleCounts.none()));
    }
}
