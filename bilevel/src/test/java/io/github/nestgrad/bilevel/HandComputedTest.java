package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Few steps worked out with pencil and paper, on numbers that are exact in binary: one step too many or too few, or α
 * used after its update, changes everything.
 *
 * <pre>
 *   g(w, λ) = ½ (1 + λ) w² − 3w,   E(w, λ) = ½ (w − 2)² + 5λ,   λ = 1,  η = ¼
 *   F = 2w − 3,   ∂₁F = 2,   ∂₂F = w,   w ← w − ¼ (2w − 3):   w₀ = 1,  w₁ = 5/4,  w₂ = 11/8
 * </pre>
 */
class HandComputedTest {

    private static final double[] LAMBDA = {1};
    private static final WarmStart FROM_ONE = new WarmStart(new double[] {1}, new double[1]);

    private final BilevelProblem problem = BilevelProblem.minMin(
            (w, l) -> w.squared().times(l.plus(1)).times(0.5).minus(w.times(3)),
            (w, l) -> w.minus(2).squared().times(0.5).plus(l.times(5)),
            Shape.scalar(), Shape.scalar(), l -> 0.25);

    private Hypergradient iterative(int steps, Storage storage, WarmStart start) {
        return IterativeDifferentiation.of(FixedPointIteration.ofSteps(steps), storage)
                .estimate(problem, LAMBDA, start);
    }

    @ParameterizedTest
    @EnumSource
    void noStepLeavesTheGradientOfTheUpperObjectiveInLambda(Storage storage) {
        Hypergradient h = iterative(0, storage, WarmStart.cold(problem));
        assertArrayEquals(new double[] {0}, h.w());
        assertEquals(7, h.value());
        assertArrayEquals(new double[] {5}, h.gradient());
        assertEquals(3, h.lower().residualNorm());
        assertEquals(0, h.lower().steps());
    }

    @ParameterizedTest
    @EnumSource
    void oneIterativeStep(Storage storage) {
        Hypergradient h = iterative(1, storage, FROM_ONE);
        assertArrayEquals(new double[] {1.25}, h.w());
        assertEquals(0.28125 + 5, h.value());
        // 5 − ¼ · w₀ · (w₁ − 2)
        assertArrayEquals(new double[] {5 + 0.1875}, h.gradient());
        assertEquals(0.5, h.lower().residualNorm());
        assertEquals(3, h.lower().referenceNorm());
        assertEquals(1, h.lower().steps());
        assertEquals(new OracleCounts(1, 4, 0, 1, 0), h.counts());
    }

    @ParameterizedTest
    @EnumSource
    void twoIterativeSteps(Storage storage) {
        Hypergradient h = iterative(2, storage, FROM_ONE);
        assertArrayEquals(new double[] {1.375}, h.w());
        // α₂ = w₂ − 2 = −5/8, α₁ = α₂/2:  5 − ¼ w₁ α₂ − ¼ w₀ α₁
        assertArrayEquals(new double[] {5 + 0.25 * 1.25 * 0.625 + 0.25 * 0.3125}, h.gradient());
        assertEquals(0.25, h.lower().residualNorm());
    }

    @Test
    void noImplicitStepLeavesTheGradientOfTheUpperObjectiveInLambda() {
        Hypergradient h = ImplicitDifferentiation.fixedPoint(0, 0).estimate(problem, LAMBDA);
        assertEquals(7, h.value());
        assertArrayEquals(new double[] {5}, h.gradient());
        assertArrayEquals(new double[] {0}, h.adjoint().orElseThrow().x());
        assertEquals(2, h.adjoint().orElseThrow().residualNorm());
    }

    @Test
    void oneImplicitStep() {
        Hypergradient h = ImplicitDifferentiation.fixedPoint(1, 1).estimate(problem, LAMBDA, FROM_ONE);
        assertArrayEquals(new double[] {1.25}, h.w());
        // v₁ = ¼ (w₁ − 2) = −3/16;  5 − w₁ v₁;  residual −3/4 + 3/8
        assertArrayEquals(new double[] {-0.1875}, h.adjoint().orElseThrow().x());
        assertArrayEquals(new double[] {5 + 1.25 * 0.1875}, h.gradient());
        assertEquals(0.375, h.adjoint().orElseThrow().residualNorm());
        assertEquals(0.75, h.adjoint().orElseThrow().rightHandSideNorm());
        assertEquals(new OracleCounts(1, 5, 0, 1, 1), h.counts());
    }

    @Test
    void implicitStepsStartFromTheAdjointGiven() {
        WarmStart start = new WarmStart(new double[] {1}, new double[] {1});
        Hypergradient h = ImplicitDifferentiation.fixedPoint(0, 1).estimate(problem, LAMBDA, start);
        // v₁ = 1 + ¼ (−1 − 2) = ¼;  5 − w₀ v₁
        assertArrayEquals(new double[] {4.75}, h.gradient());
    }

    @Test
    void exactSolution() {
        Hypergradient h = ImplicitDifferentiation.exact().estimate(problem, LAMBDA);
        // w = 3/2, v = −¼
        assertArrayEquals(new double[] {1.5}, h.w(), Agreement.EPSILON);
        assertArrayEquals(new double[] {5 + 1.5 * 0.25}, h.gradient(), 8 * Agreement.EPSILON);
        assertEquals(5.125, h.value(), 8 * Agreement.EPSILON);
    }
}
