package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Misuse is told, by every estimator, with the sizes found and expected. */
class MisuseTest {

    private static final Shape THREE = Shape.vector(3);
    private static final Shape TWO = Shape.vector(2);
    private static final double[] LAMBDA = {1, 2};
    private static final BinaryOperator<Tensor> LOWER =
            (w, l) -> w.squaredNorm().times(l.squaredNorm()).plus(w.sum());
    private static final BinaryOperator<Tensor> UPPER = (w, l) -> w.squaredNorm();

    static List<HypergradientEstimator> estimators() {
        FixedPointIteration steps = FixedPointIteration.ofSteps(2);
        return List.of(ImplicitDifferentiation.exact(), ImplicitDifferentiation.conjugateGradient(1e-8),
                ImplicitDifferentiation.fixedPoint(2, 2), IterativeDifferentiation.of(steps, Storage.TAPE),
                IterativeDifferentiation.of(steps, Storage.ITERATES));
    }

    private static BilevelProblem minMin(BinaryOperator<Tensor> lower, BinaryOperator<Tensor> upper) {
        return BilevelProblem.minMin(lower, upper, THREE, TWO, l -> 0.05);
    }

    private static void requireMessage(String expected, Runnable action) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void lambdaHasTheLengthOfItsShape(HypergradientEstimator estimator) {
        requireMessage("at: λ has 3 entries but the problem's λ is a vector 2 (expected 2)",
                () -> estimator.estimate(minMin(LOWER, UPPER), new double[3]));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void lambdaIsFinite(HypergradientEstimator estimator) {
        requireMessage("at: λ = [1.0, NaN] is not finite (expected finite numbers)",
                () -> estimator.estimate(minMin(LOWER, UPPER), new double[] {1, Double.NaN}));
        requireMessage("at: λ = [-Infinity, 1.0] is not finite (expected finite numbers)", () -> estimator
                .estimate(minMin(LOWER, UPPER), new double[] {Double.NEGATIVE_INFINITY, 1}));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void startHasTheLengthOfTheState(HypergradientEstimator estimator) {
        String message = "warm start: w has %d and v has %d entries, but the problem's w is a vector 3 (expected 3)";
        requireMessage(String.format(message, 2, 3), () -> estimator.estimate(
                minMin(LOWER, UPPER), LAMBDA, new WarmStart(new double[2], new double[3])));
        requireMessage(String.format(message, 3, 4), () -> estimator.estimate(
                minMin(LOWER, UPPER), LAMBDA, new WarmStart(new double[3], new double[4])));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void upperObjectiveIsAScalar(HypergradientEstimator estimator) {
        requireMessage("upper objective: the value is a vector 3 (expected a scalar)",
                () -> estimator.estimate(minMin(LOWER, (w, l) -> w), LAMBDA));
        requireMessage("upper objective: the value is null (expected a scalar)",
                () -> estimator.estimate(minMin(LOWER, (w, l) -> null), LAMBDA));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void lowerObjectiveIsAScalarFunctionOfTheState(HypergradientEstimator estimator) {
        requireMessage("lower objective: the value is a vector 3 (expected a scalar)",
                () -> estimator.estimate(minMin((w, l) -> w.times(l.sum()), UPPER), LAMBDA));
        requireMessage("lower objective: the value is null (expected a scalar)",
                () -> estimator.estimate(minMin((w, l) -> null, UPPER), LAMBDA));
        requireMessage("lower objective: the value does not depend on w (expected a function of w)",
                () -> estimator.estimate(minMin((w, l) -> l.squaredNorm(), UPPER), LAMBDA));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void lowerMapHasTheShapeOfTheState(HypergradientEstimator estimator) {
        requireMessage("lower map: Φ(w, λ) is a scalar but w is a vector 3 (expected equal shapes)",
                () -> estimator.estimate(BilevelProblem.fixedPoint(LOWER, UPPER, THREE, TWO), LAMBDA));
        requireMessage("lower map: Φ(w, λ) is null but w is a vector 3 (expected equal shapes)",
                () -> estimator.estimate(BilevelProblem.fixedPoint((w, l) -> null, UPPER, THREE, TWO), LAMBDA));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void someoneReadsLambda(HypergradientEstimator estimator) {
        requireMessage("hypergradient: neither the lower level nor the upper objective reads λ, so there is nothing to "
                + "differentiate", () -> estimator.estimate(minMin((w, l) -> w.minus(1).squaredNorm(), UPPER), LAMBDA));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void upperObjectiveReadsSomething(HypergradientEstimator estimator) {
        requireMessage("upper objective: the value depends neither on w nor on λ, so there is nothing to "
                + "differentiate", () -> estimator.estimate(minMin(LOWER, (w, l) -> Tensor.of(1)), LAMBDA));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void aLambdaThatOnlyOneLevelReadsIsNoMisuse(HypergradientEstimator estimator) {
        BilevelProblem above = minMin((w, l) -> w.minus(1).squaredNorm(), (w, l) -> w.sum().plus(l.squaredNorm()));
        Hypergradient h = estimator.estimate(above, LAMBDA, new WarmStart(new double[] {1, 1, 1}, new double[3]));
        assertArrayEquals(new double[] {2, 4}, h.gradient());
        assertArrayEquals(new double[2], estimator.estimate(above, new double[2]).gradient());
        // E reads no w, and what λ does to w does not matter to it: zeros are the answer
        BilevelProblem unread = minMin(LOWER, (w, l) -> l.squaredNorm().times(w.sum().times(0).plus(1)));
        assertArrayEquals(new double[] {2, 4}, estimator.estimate(unread, LAMBDA).gradient());
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void stepIsPositiveAndFinite(HypergradientEstimator estimator) {
        for (double eta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            ToDoubleFunction<double[]> step = l -> eta;
            requireMessage("step: η is " + eta + " at λ = [1.0, 2.0] (expected a positive finite number)",
                    () -> estimator.estimate(BilevelProblem.minMin(LOWER, UPPER, THREE, TWO, step), LAMBDA));
        }
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void stepThatWritesIntoItsArgumentSpoilsNothing(HypergradientEstimator estimator) {
        BilevelProblem spoiling = BilevelProblem.minMin(LOWER, UPPER, THREE, TWO, l -> {
            Arrays.fill(l, 100);
            return 0.05;
        });
        double[] lambda = LAMBDA.clone();
        Hypergradient h = estimator.estimate(spoiling, lambda);
        assertArrayEquals(LAMBDA, lambda);
        assertArrayEquals(estimator.estimate(minMin(LOWER, UPPER), LAMBDA).gradient(), h.gradient());
    }

    @Test
    void arraysHaveTheLengthsOfTheProblem() {
        Oracles oracles = minMin(LOWER, UPPER).at(LAMBDA);
        assertThrows(IllegalArgumentException.class, () -> oracles.residualInto(new double[2], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> oracles.residualInto(new double[3], new double[2]));
        assertThrows(IllegalArgumentException.class, () -> oracles.upperGradient(new double[4]));
        assertThrows(IllegalArgumentException.class, () -> oracles.linearize(new double[4]));
        assertThrows(IllegalArgumentException.class,
                () -> oracles.linearize(new double[3]).crossProduct(new double[2]));
        assertThrows(IllegalArgumentException.class,
                () -> oracles.residualVjpInto(new double[3], new double[3], new double[3], new double[3]));
    }

    @Test
    void countsAreNotNegativeAndTolerancesNotNaN() {
        requireMessage("fixed-point iteration: -1 steps (expected 0 or more)", () -> FixedPointIteration.ofSteps(-1));
        requireMessage("fixed-point iteration: tolerance NaN, at most 3 steps (expected numbers that are not negative)",
                () -> FixedPointIteration.toTolerance(Double.NaN, 3));
        requireMessage("fixed-point iteration: tolerance 0.1, at most -3 steps (expected numbers that are not "
                + "negative)", () -> FixedPointIteration.toTolerance(0.1, -3));
        assertThrows(IllegalArgumentException.class, () -> ImplicitDifferentiation.fixedPoint(1, -1));
        assertThrows(IllegalArgumentException.class, () -> ImplicitDifferentiation.fixedPoint(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> ImplicitDifferentiation.conjugateGradient(-1e-8));
    }

    @Test
    void problemsAndSolversAreComplete() {
        assertThrows(NullPointerException.class, () -> minMin(null, UPPER));
        assertThrows(NullPointerException.class, () -> minMin(LOWER, null));
        assertThrows(NullPointerException.class, () -> BilevelProblem.fixedPoint(LOWER, UPPER, null, TWO));
        assertThrows(NullPointerException.class, () -> ImplicitDifferentiation.of(null, null));
        assertThrows(NullPointerException.class,
                () -> IterativeDifferentiation.of(FixedPointIteration.ofSteps(1), null));
    }
}
