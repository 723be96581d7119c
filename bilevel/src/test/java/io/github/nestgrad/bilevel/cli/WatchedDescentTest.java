package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.upper.DescentResult;
import io.github.nestgrad.bilevel.upper.DescentTermination;
import io.github.nestgrad.linalg.solver.Termination;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** Ridge regression on the diabetes data with one θ, by estimates that miss their tolerance at some θ. */
class WatchedDescentTest {

    private static final Accuracy ACCURACY = Accuracy.of(OptionalInt.empty(), OptionalInt.empty());
    private static final double TOLERANCE = 1e-8;
    // where the objective is flat and bent downwards, so that steps grow until they go beyond the optimum
    private static final double FAR = 6;

    private final Study study = study();

    @Test
    void aMissAtATrialPointShortensTheStepAndIsNoFailure() {
        List<Double> tried = new ArrayList<>();
        WatchedDescent faultless = watched(theta -> !tried.add(theta));
        DescentResult expected = minimize(faultless, FAR);
        // halfway from the optimum to the furthest point beyond it
        double edge = (Collections.min(tried) + expected.lambda()[0]) / 2;
        assertTrue(edge < expected.lambda()[0], "no way through there");
        WatchedDescent watched = watched(theta -> theta < edge);
        DescentResult result = minimize(watched, FAR);
        assertEquals(0, faultless.rejected());
        assertTrue(watched.rejected() > 0);
        assertTrue(result.trajectory().stream().allMatch(step -> step.lambda()[0] >= edge), "accepted where it missed");
        assertEquals(List.of(), watched.misses());
        assertEquals(DescentTermination.CONVERGED, result.termination());
        // two gradients of this size, where the second derivative is above 1
        assertEquals(expected.lambda()[0], result.lambda()[0], 2 * TOLERANCE * result.trajectory().get(0).value());
    }

    @Test
    void whereAllTrialPointsFailTheLastAcceptedPointIsTheResult() {
        WatchedDescent watched = watched(theta -> theta != 0);
        DescentResult result = minimize(watched);
        assertArrayEquals(new double[] {0}, result.lambda());
        assertEquals(0, result.steps());
        assertEquals(DescentTermination.NO_DECREASE, result.termination());
        assertEquals(watched.rejected() + 1, result.estimates());
        assertTrue(result.hypergradient().isSatisfied());
        assertEquals(List.of("tune: exact beyond step 0: the lower solve reached a relative residual of 0.5 after 7"
                + " steps (stalled); expected residual <= 1e-12"), watched.misses());
    }

    @Test
    void aMissAtTheStartIsTold() {
        WatchedDescent watched = watched(theta -> theta == 0);
        assertEquals(DescentTermination.CONVERGED, minimize(watched).termination());
        assertEquals(1, watched.misses().size());
        assertTrue(watched.misses().get(0).startsWith("tune: exact at the start: the lower solve "));
        assertEquals(0, watched.rejected());
    }

    private DescentResult minimize(WatchedDescent watched) {
        return minimize(watched, 0);
    }

    private DescentResult minimize(WatchedDescent watched, double start) {
        return watched.minimize(study.problem(), new double[] {start}, Bounds.DEFAULT, 100, TOLERANCE);
    }

    private static WatchedDescent watched(DoublePredicate misses) {
        HypergradientEstimator exact = Estimators.of(Method.EXACT, ACCURACY);
        HypergradientEstimator faulty = (problem, theta, start) -> {
            Hypergradient estimate = exact.estimate(problem, theta, start);
            return misses.test(theta[0]) ? stalled(estimate) : estimate;
        };
        Progress progress = new Progress(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        return new WatchedDescent(faulty, Method.EXACT, ACCURACY, progress);
    }

    private static Hypergradient stalled(Hypergradient estimate) {
        return new Hypergradient(estimate.value(), estimate.gradient(),
                new LowerSolution(estimate.w(), 1, 2, 7, Termination.STALLED), estimate.adjoint(), estimate.counts());
    }

    private static Study study() {
        TuneOptions options = (TuneOptions) CommandLine.parse("tune", "--hyperparameters", "scalar");
        return Study.of(options.data(), options.problem(), options.hyperparameters());
    }
}
