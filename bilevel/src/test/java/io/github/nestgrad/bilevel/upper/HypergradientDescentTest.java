package io.github.nestgrad.bilevel.upper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.Agreement;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.UnconvergedException;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.model.Examples;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.bilevel.model.RidgeRegression;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Descents whose end is known beforehand. */
class HypergradientDescentTest {

    private static final double TOLERANCE = 1e-10;
    // f″ is at least a tenth in these problems, so the gradient tells the distance
    private static final double DISTANCE = 10 * TOLERANCE;

    /** w(θ) = 2/(1 + exp θ) and E = ½ (w − ½)²: the optimum is λ = 3, θ = log 3, f = 0. */
    private static BilevelProblem oneFeature() {
        Examples training = new Examples(Matrix.wrap(2, 1, new double[] {1, 1}), new double[] {2, 2});
        Examples validation = new Examples(Matrix.wrap(1, 1, new double[] {1}), new double[] {0.5});
        return RidgeRegression.problem(training, validation, Regularization.SCALAR);
    }

    private static HypergradientDescent exact() {
        return HypergradientDescent.of(ImplicitDifferentiation.exact()).withTolerance(TOLERANCE);
    }

    /** ½ (x − 3)², by its value and slope. */
    private static StatedFunction parabola() {
        return new StatedFunction(x -> 0.5 * (x[0] - 3) * (x[0] - 3), x -> new double[] {x[0] - 3});
    }

    private static DescentResult minimize(HypergradientDescent descent, double... start) {
        return descent.minimize(StatedFunction.problem(start.length), start);
    }

    @Test
    void findsTheOptimumOfAOneDimensionalProblem() {
        for (double start : new double[] {-4, 0, 4}) {
            DescentStep first = exact().withMaxSteps(0).minimize(oneFeature(), new double[] {start})
                    .trajectory().get(0);
            double scale = Math.max(first.value(), first.gradientNorm());
            DescentResult result =
                    exact().withTolerance(TOLERANCE / scale).minimize(oneFeature(), new double[] {start});
            assertEquals(DescentTermination.CONVERGED, result.termination());
            assertEquals(Math.log(3), result.lambda()[0], DISTANCE);
            assertTrue(result.gradientNorm() <= TOLERANCE);
            assertEquals(Math.abs(result.hypergradient().gradient()[0]), result.gradientNorm(), Agreement.EPSILON);
        }
    }

    @Test
    void stopsAtAnActiveBoundWithAProjectedGradientOfZero() {
        DescentResult result = exact().withBox(new Box(-1, 0.5)).minimize(oneFeature(), new double[] {-0.5});
        assertEquals(DescentTermination.CONVERGED, result.termination());
        assertArrayEquals(new double[] {0.5}, result.lambda());
        assertEquals(0, result.gradientNorm());
        assertTrue(result.hypergradient().gradient()[0] < 0, "the objective falls on beyond the bound");
    }

    @Test
    void startOutsideIsProjectedFirst() {
        DescentResult result = minimize(HypergradientDescent.of(parabola()).withBox(new Box(0, 1)), 9);
        assertArrayEquals(new double[] {1}, result.trajectory().get(0).lambda());
        assertEquals(0, result.steps());
    }

    @Test
    void firstStepIsOneLongAndABarzilaiBorweinStepFollows() {
        // from 0: gradient −3, d = 1; then α = 1/f″ = 1 and the minimum is hit
        DescentResult result = minimize(HypergradientDescent.of(parabola()), 0);
        assertEquals(List.of(0.0, 1.0, 3.0), result.trajectory().stream().map(s -> s.lambda()[0]).toList());
        assertEquals(List.of(4.5, 2.0, 0.0), result.trajectory().stream().map(DescentStep::value).toList());
        assertEquals(List.of(3.0, 2.0, 0.0), result.trajectory().stream().map(DescentStep::gradientNorm).toList());
        assertEquals(List.of(0, 1, 2), result.trajectory().stream().map(DescentStep::number).toList());
        assertEquals(DescentTermination.CONVERGED, result.termination());
        assertEquals(2, result.steps());
        assertEquals(3, result.estimates());
    }

    @Test
    void tooLongAStepIsHalved() {
        // 50 (x − 0.1)²: from 0 the first trial is 1, and the value at 1/8 is the first that is lower
        StatedFunction f =
                new StatedFunction(x -> 50 * (x[0] - 0.1) * (x[0] - 0.1), x -> new double[] {100 * (x[0] - 0.1)});
        DescentResult result = minimize(HypergradientDescent.of(f), 0);
        assertEquals(0.125, result.trajectory().get(1).lambda()[0]);
        assertEquals(DescentTermination.CONVERGED, result.termination());
        assertEquals(1 + 4 + 1, result.estimates(), "the start, 1, 1/2, 1/4 and 1/8, the minimum");
    }

    @Test
    void stepsAreCountedAndLimited() {
        for (int limit = 0; limit < 4; limit++) {
            DescentResult result = exact().withMaxSteps(limit).minimize(oneFeature(), new double[] {4});
            assertEquals(DescentTermination.STEP_LIMIT, result.termination());
            assertEquals(limit, result.steps());
            assertEquals(limit + 1, result.trajectory().size());
        }
        assertEquals(1, exact().withMaxSteps(0).minimize(oneFeature(), new double[] {4}).estimates());
    }

    @Test
    void toleranceIsRelativeToALargeObjective() {
        StatedFunction f = new StatedFunction(x -> 1e6 + 0.5 * x[0] * x[0], x -> x.clone());
        DescentResult result = minimize(HypergradientDescent.of(f).withTolerance(1e-6), 0.5);
        assertEquals(0, result.steps());
        assertEquals(DescentTermination.CONVERGED, result.termination());
        assertTrue(minimize(HypergradientDescent.of(f).withTolerance(1e-7), 0.5).steps() > 0);
    }

    @Test
    void observerSeesEveryAcceptedPointOnce() {
        List<DescentStep> seen = new ArrayList<>();
        DescentResult result = exact().withObserver(seen::add).minimize(oneFeature(), new double[] {-2});
        assertEquals(result.trajectory(), seen);
        assertSame(result.lambda(), seen.get(seen.size() - 1).lambda());
    }

    @Test
    void resultIsTheEstimateAtItsPoint() {
        DescentResult result = exact().minimize(oneFeature(), new double[] {1});
        Hypergradient again = ImplicitDifferentiation.exact().estimate(oneFeature(), result.lambda());
        assertEquals(again.value(), result.hypergradient().value(), Agreement.EPSILON);
        assertEquals(again.w()[0], result.hypergradient().w()[0], 16 * Agreement.EPSILON);
    }

    @Test
    void aGradientOfTheWrongSignEndsWithoutDecrease() {
        StatedFunction f = new StatedFunction(x -> 0.5 * x[0] * x[0], x -> new double[] {-x[0]});
        DescentResult result = minimize(HypergradientDescent.of(f), 2);
        assertEquals(DescentTermination.NO_DECREASE, result.termination());
        assertArrayEquals(new double[] {2}, result.lambda());
        assertEquals(0, result.steps());
        assertEquals(f.estimates, result.estimates());
        assertEquals(5L * f.estimates, result.counts().hvps());
    }

    @Test
    void aStartThatIsNotFiniteIsTold() {
        StatedFunction value = new StatedFunction(x -> Double.NaN, x -> new double[] {1});
        StatedFunction slope = new StatedFunction(x -> 1, x -> new double[] {Double.POSITIVE_INFINITY});
        for (StatedFunction f : List.of(value, slope)) {
            DescentResult result = minimize(HypergradientDescent.of(f), 2);
            assertEquals(DescentTermination.NOT_FINITE, result.termination());
            assertEquals(1, result.estimates());
        }
    }

    @Test
    void aPointThatIsNotFiniteIsTooFar() {
        for (double wrong : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            StatedFunction value = new StatedFunction(
                    x -> x[0] > 0.3 ? wrong : Math.pow(x[0] - 0.2, 2), x -> new double[] {2 * (x[0] - 0.2)});
            StatedFunction slope = new StatedFunction(
                    x -> Math.pow(x[0] - 0.2, 2), x -> new double[] {x[0] > 0.3 ? wrong : 2 * (x[0] - 0.2)});
            for (StatedFunction f : List.of(value, slope)) {
                DescentResult result = minimize(HypergradientDescent.of(f), 0);
                assertEquals(DescentTermination.CONVERGED, result.termination());
                assertEquals(0.2, result.lambda()[0], DISTANCE * 100);
            }
        }
    }

    @Test
    void anEstimateThatFailsIsTooFar() {
        StatedFunction f = parabola();
        int[] failures = new int[1];
        HypergradientEstimator failing = (problem, lambda, start) -> {
            if (lambda[0] > 3.5 || lambda[0] < -1) {
                failures[0]++;
                throw new UnconvergedException(
                        StatedFunction.result(0, new double[1], Termination.STEP_LIMIT));
            }
            return f.estimate(problem, lambda, start);
        };
        // 4 is out of reach, 3.5 is not
        DescentResult result = minimize(HypergradientDescent.of(failing), 2.9999);
        assertEquals(DescentTermination.CONVERGED, result.termination());
        assertEquals(3, result.lambda()[0], DISTANCE * 100);
        assertTrue(failures[0] > 0);
        assertEquals(f.estimates + failures[0], result.estimates());
        assertEquals(StatedFunction.COST.hvps() * result.estimates(), result.counts().hvps());
    }

    @Test
    void estimatesThatOnlyFailAreNotHidden() {
        StatedFunction f = parabola();
        HypergradientEstimator failing = (problem, lambda, start) -> {
            if (lambda[0] != 0) {
                throw new UnconvergedException(
                        StatedFunction.result(0, new double[1], Termination.STEP_LIMIT));
            }
            return f.estimate(problem, lambda, start);
        };
        assertThrows(UnconvergedException.class, () -> minimize(HypergradientDescent.of(failing), 0));
        assertThrows(UnconvergedException.class, () -> minimize(HypergradientDescent.of(failing), 1));
    }

    @Test
    void countsAreThoseOfAllEstimates() {
        StatedFunction f = parabola();
        DescentResult result = minimize(HypergradientDescent.of(f), -4);
        assertEquals(f.estimates, result.estimates());
        long n = f.estimates;
        assertEquals(new OracleCounts(n, 2 * n, 3 * n, 4 * n, 5 * n), result.counts());
    }

    /** An estimate that is too low by accident hides every descent from its point; a second one shows it. */
    @Test
    void aPointIsEstimatedAgainBeforeTheDescentGivesUp() {
        for (int wrong = 1; wrong <= 2; wrong++) {
            int[] calls = new int[1];
            int tooLow = wrong;
            StatedFunction f = new StatedFunction(
                    x -> 0.5 * (x[0] - 3) * (x[0] - 3) - (++calls[0] == tooLow ? 100 : 0),
                    x -> new double[] {x[0] - 3});
            DescentResult result = minimize(HypergradientDescent.of(f), 0);
            assertEquals(DescentTermination.CONVERGED, result.termination());
            assertArrayEquals(new double[] {3}, result.lambda());
            assertEquals(0, result.hypergradient().value());
            assertEquals(-100 + (wrong == 1 ? 4.5 : 2), result.trajectory().get(wrong - 1).value());
        }
    }

    @Test
    void withoutWarmStartsNothingIsEstimatedTwice() {
        List<Double> asked = new ArrayList<>();
        StatedFunction f = new StatedFunction(x -> {
            asked.add(x[0]);
            return 0.5 * x[0] * x[0];
        }, x -> new double[] {-x[0]});
        minimize(HypergradientDescent.of(f).withWarmStart(false), 2);
        assertEquals(asked.size(), asked.stream().distinct().count());
    }

    @Test
    void estimatesStartFromTheLastAcceptedPointOrFromZero() {
        for (boolean warm : new boolean[] {true, false}) {
            List<Double> starts = new ArrayList<>();
            // w is λ itself, so that it says where an estimate was made
            HypergradientEstimator telling = (problem, lambda, start) -> {
                starts.add(start.w()[0]);
                double distance = lambda[0] - 0.1;
                return new Hypergradient(50 * distance * distance, new double[] {100 * distance},
                        new LowerSolution(lambda, 0, 0, 0, Termination.STEPS_DONE), Optional.empty(),
                        OracleCounts.none());
            };
            minimize(HypergradientDescent.of(telling).withWarmStart(warm), 0.6);
            // from 0.6: the trials −0.4 and 0.1, then done; both start from the 0.6 that was accepted
            assertEquals(warm ? List.of(0.0, 0.6, 0.6) : List.of(0.0, 0.0, 0.0), starts);
        }
    }

    @Test
    void misuseIsTold() {
        HypergradientDescent descent = exact();
        assertThrows(IllegalArgumentException.class, () -> descent.withTolerance(-1));
        assertThrows(IllegalArgumentException.class, () -> descent.withTolerance(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> descent.withMaxSteps(-1));
        assertThrows(NullPointerException.class, () -> descent.withBox(null));
        assertThrows(NullPointerException.class, () -> descent.withObserver(null));
        assertThrows(IllegalArgumentException.class, () -> descent.minimize(oneFeature(), new double[2]));
        assertThrows(IllegalArgumentException.class,
                () -> descent.minimize(oneFeature(), new double[] {Double.NaN}));
    }
}
