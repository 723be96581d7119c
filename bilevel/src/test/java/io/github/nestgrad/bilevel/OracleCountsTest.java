package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.implicit.AdjointSolver;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.lower.Newton;
import io.github.nestgrad.bilevel.lower.Trajectory;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each estimator uses, as formulas in the steps T below and K of the adjoint system.
 *
 * <p>The iteration evaluates F once at 0, for the reference, and once at each of w₀, …, w_T.
 */
class OracleCountsTest {

    private static final int FEATURES = 5;
    // the dense solver forms the matrix and refines; each refinement is one product
    private static final int LEAST_PRODUCTS = FEATURES + 1;
    private static final int MOST_PRODUCTS = FEATURES + 6;

    private final ByHand minMin = new PolynomialMinMin(FEATURES, 3, new SplittableRandom(1));
    private final ByHand map = new EquilibriumByHand(FEATURES, 3, 0.5, new SplittableRandom(2));

    private static OracleCounts counts(HypergradientEstimator estimator, ByHand p) {
        return estimator.estimate(p.problem(), p.lambda()).counts();
    }

    private static long forwardPass(int steps) {
        return 1 + (steps + 1);
    }

    @ParameterizedTest
    @CsvSource({"0, TAPE", "0, ITERATES", "1, TAPE", "1, ITERATES", "7, TAPE", "7, ITERATES"})
    void iterativeUsesOneEvaluationAndOneVjpAStepOnTheWayBack(int steps, Storage storage) {
        HypergradientEstimator itd = IterativeDifferentiation.of(FixedPointIteration.ofSteps(steps), storage);
        OracleCounts expected = new OracleCounts(1, forwardPass(steps) + steps, 0, steps, 0);
        assertEquals(expected, counts(itd, minMin));
        assertEquals(expected, counts(itd, map));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "3, 4", "7, 2"})
    void implicitFixedPointUsesOneProductAStepFromAColdStart(int steps, int adjointSteps) {
        HypergradientEstimator aid = ImplicitDifferentiation.fixedPoint(steps, adjointSteps);
        // one evaluation for the linearisation in w, one for that in λ, which is one VJP
        long evaluations = forwardPass(steps) + 2;
        assertEquals(new OracleCounts(1, evaluations, 0, 1, adjointSteps), counts(aid, minMin));
        assertEquals(new OracleCounts(1, evaluations, 0, 1 + adjointSteps, 0), counts(aid, map));
    }

    @Test
    void warmStartOfTheAdjointCostsTheProductOfItsResidual() {
        double[] ones = {1, 1, 1, 1, 1};
        Hypergradient h = ImplicitDifferentiation.fixedPoint(0, 4)
                .estimate(minMin.problem(), minMin.lambda(), new WarmStart(ones, ones));
        assertEquals(4 + 1, h.counts().hvps());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "2, 1, 2", "5, 3, 4"})
    void conjugateGradientsUseOneProductAStepAndOneForTheTrueResidual(int steps, int adjointSteps, int products) {
        HypergradientEstimator aid = ImplicitDifferentiation.of(FixedPointIteration.ofSteps(steps),
                AdjointSolver.conjugateGradient(ConjugateGradient.withDefaults().withSteps(adjointSteps)));
        assertEquals(new OracleCounts(1, forwardPass(steps) + 2, 0, 1, products), counts(aid, minMin));
    }

    @Test
    void denseAdjointUsesOneProductAColumn() {
        ImplicitDifferentiation aid =
                ImplicitDifferentiation.of(FixedPointIteration.ofSteps(2), AdjointSolver.dense());
        Hypergradient h = aid.estimate(minMin.problem(), minMin.lambda());
        assertEquals(h.adjoint().orElseThrow().operatorProducts(), h.counts().hvps());
        assertBetween(LEAST_PRODUCTS, MOST_PRODUCTS, h.counts().hvps());
        Hypergradient ofMap = aid.estimate(map.problem(), map.lambda());
        assertEquals(0, ofMap.counts().jvps(), "the adjoint system takes transposed products");
        assertEquals(1 + ofMap.adjoint().orElseThrow().operatorProducts(), ofMap.counts().vjps());
    }

    @Test
    void newtonSolvesAQuadraticInOneStep() {
        ByHand ridge = new RidgeByHand(new RidgeCase(9, FEATURES, 10, 3),
                Regularization.SCALAR, new double[] {-1});
        Hypergradient h = ImplicitDifferentiation.of(Newton.dense(), AdjointSolver.dense())
                .estimate(ridge.problem(), ridge.lambda());
        assertEquals(1, h.lower().steps());
        // F(0), linearised at w₀, at the trial, linearised at w₁; then the two of the adjoint system
        assertEquals(4 + 2, h.counts().evaluations());
        assertBetween(2 * LEAST_PRODUCTS, 2 * MOST_PRODUCTS, h.counts().hvps());
        assertEquals(1, h.counts().vjps());
    }

    @Test
    void newtonOnAMapCountsTheEvaluationOfEachJvp() {
        Oracles oracles = map.problem().at(map.lambda());
        LowerSolution solution = Newton.dense().withMaxSteps(1).solve(oracles, new double[FEATURES]);
        assertEquals(1, solution.steps());
        OracleCounts counts = oracles.counts();
        assertBetween(LEAST_PRODUCTS, MOST_PRODUCTS, counts.jvps());
        assertEquals(4 + counts.jvps(), counts.evaluations());
        assertEquals(0, counts.vjps());
    }

    @Test
    void trajectoryHoldsOneStateMoreThanSteps() {
        Trajectory trajectory = FixedPointIteration.ofSteps(6)
                .trajectory(minMin.problem().at(minMin.lambda()), new double[FEATURES]);
        assertEquals(7, trajectory.states().size());
        Agreement.requireSameBits(trajectory.states().get(6), trajectory.end().w(), "w_T");
        Agreement.requireSameBits(new double[FEATURES], trajectory.states().get(0), "w₀");
    }

    @Test
    void countsAddUp() {
        OracleCounts a = new OracleCounts(1, 2, 3, 4, 5);
        assertEquals(new OracleCounts(11, 22, 33, 44, 55), a.plus(new OracleCounts(10, 20, 30, 40, 50)));
        assertEquals(a, a.plus(OracleCounts.none()));
    }

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(least <= actual && actual <= most, actual + " is not between " + least + " and " + most);
    }
}
