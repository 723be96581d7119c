package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.implicit.AdjointSolver;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.lower.Newton;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.Richardson;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How each outcome of a solve comes about, and that an estimate which rests on a failed one never passes for good. */
class TerminationTest {

    private static final RidgeCase RIDGE = new RidgeCase(12, 4, 10, 7);
    private static final double[] THETA = {-1};

    private static final BilevelProblem PROBLEM = RIDGE.problem(Regularization.SCALAR);

    private static void requireFailure(
            Termination expected, String solve, HypergradientEstimator estimator, BilevelProblem p, double... lambda) {
        UnconvergedException e = assertThrows(
                UnconvergedException.class, () -> estimator.estimate(p, lambda));
        assertEquals(expected, e.estimate().termination(), e.getMessage());
        assertFalse(e.estimate().isSatisfied());
        assertTrue(e.getMessage().startsWith(solve), e.getMessage());
    }

    /** g = ½ ⟨w, diag(a, b) w⟩ + λ(w₁ + w₂), E = ½‖w‖². */
    private static BilevelProblem quadratic(double a, double b) {
        Tensor diagonal = Tensor.of(new double[] {a, b});
        return BilevelProblem.minMin(
                (w, l) -> w.squared().dot(diagonal).times(0.5).plus(w.sum().times(l)),
                (w, l) -> w.minus(1).squaredNorm().times(0.5),
                Shape.vector(2), Shape.scalar(), l -> 0.5);
    }

    @Test
    void convergedIfBothSolvesReachTheirTolerances() {
        assertEquals(Termination.CONVERGED, ImplicitDifferentiation.exact().estimate(PROBLEM, THETA).termination());
        assertEquals(Termination.CONVERGED,
                ImplicitDifferentiation.conjugateGradient(1e-9).estimate(PROBLEM, THETA).termination());
    }

    @Test
    void countedStepsAreDoneWhenCounted() {
        assertEquals(Termination.STEPS_DONE,
                ImplicitDifferentiation.fixedPoint(1, 1).estimate(PROBLEM, THETA).termination());
    }

    @Test
    void stepLimitBelow() {
        UnconvergedException e = assertThrows(UnconvergedException.class, () -> IterativeDifferentiation
                .of(FixedPointIteration.toTolerance(1e-12, 3), Storage.ITERATES).estimate(PROBLEM, THETA));
        LowerSolution lower = e.estimate().lower();
        assertEquals(Termination.STEP_LIMIT, lower.termination());
        assertEquals(3, lower.steps());
        assertEquals(String.format(Locale.ROOT, "the lower level was not solved (STEP_LIMIT after 3 steps): "
                + "relative residual %.3e, residual %.3e", lower.relativeResidual(), lower.residualNorm()),
                e.getMessage());
    }

    @Test
    void stepLimitOfTheAdjointSystem() {
        UnconvergedException e = assertThrows(UnconvergedException.class, () -> ImplicitDifferentiation
                .of(Newton.dense(), AdjointSolver.fixedPoint(Richardson.withDefaults().withMaxIterations(2)))
                .estimate(PROBLEM, THETA));
        var adjoint = e.estimate().adjoint().orElseThrow();
        assertEquals(Termination.STEP_LIMIT, e.estimate().termination());
        assertEquals(String.format(Locale.ROOT, "the adjoint system was not solved (STEP_LIMIT after 2 "
                + "iterations): relative residual %.3e, residual %.3e", adjoint.relativeResidual(),
                adjoint.residualNorm()), e.getMessage());
    }

    @Test
    void tooLongAStepDiverges() {
        BilevelProblem p = RIDGE.problem(Regularization.SCALAR, theta -> 10);
        FixedPointIteration iteration = FixedPointIteration.ofSteps(1000);
        requireFailure(Termination.DIVERGED, "the lower level",
                IterativeDifferentiation.of(iteration, Storage.TAPE), p, THETA);
        requireFailure(Termination.DIVERGED, "the lower level",
                IterativeDifferentiation.of(iteration, Storage.ITERATES), p, THETA);
        requireFailure(Termination.DIVERGED, "the adjoint system",
                ImplicitDifferentiation.of(Newton.dense(), AdjointSolver.fixedPoint(Richardson.withDefaults())),
                p, THETA);
    }

    @Test
    void aMapThatOverflowsIsNotFinite() {
        BilevelProblem p = BilevelProblem.fixedPoint((w, l) -> w.times(2000).plus(l).exp(),
                (w, l) -> w.squaredNorm(), Shape.scalar(), Shape.scalar());
        requireFailure(Termination.NOT_FINITE, "the lower level",
                ImplicitDifferentiation.fixedPoint(10, 1), p, 1);
    }

    @Test
    void anUpperObjectiveThatIsNotDefinedThereIsNotFinite() {
        BilevelProblem p = BilevelProblem.fixedPoint((w, l) -> w.times(0.5).plus(l),
                (w, l) -> w.negated().log().squaredNorm(), Shape.scalar(), Shape.scalar());
        requireFailure(Termination.NOT_FINITE, "the adjoint system", ImplicitDifferentiation.exact(), p, 1);
        for (Storage storage : Storage.values()) {
            requireFailure(Termination.NOT_FINITE, "the hypergradient is not finite",
                    IterativeDifferentiation.of(FixedPointIteration.ofSteps(3), storage), p, 1);
        }
    }

    @Test
    void anIndefiniteHessianIsFoundByConjugateGradients() {
        requireFailure(Termination.NEGATIVE_CURVATURE, "the lower level",
                ImplicitDifferentiation.conjugateGradient(1e-10), quadratic(1, -2), 1);
        requireFailure(Termination.NEGATIVE_CURVATURE, "the adjoint system",
                ImplicitDifferentiation.of(Newton.dense(),
                        AdjointSolver.conjugateGradient(ConjugateGradient.withDefaults())),
                quadratic(1, -2), 1);
    }

    @Test
    void aSingularHessianIsFound() {
        requireFailure(Termination.SINGULAR, "the lower level", ImplicitDifferentiation.exact(), quadratic(1, 0), 1);
        requireFailure(Termination.SINGULAR, "the adjoint system",
                ImplicitDifferentiation.of(FixedPointIteration.ofSteps(2), AdjointSolver.dense()),
                quadratic(1, 0), 1);
        requireFailure(Termination.SINGULAR, "the adjoint system",
                ImplicitDifferentiation.of(FixedPointIteration.ofSteps(0),
                        AdjointSolver.conjugateGradient(ConjugateGradient.withDefaults())),
                quadratic(0, 0), 1);
    }

    @Test
    void aToleranceOfZeroEndsAtRounding() {
        HypergradientEstimator estimator = ImplicitDifferentiation.of(
                FixedPointIteration.toTolerance(0, 100_000), AdjointSolver.fixedPoint(
                        Richardson.withDefaults().withRelativeTolerance(0)));
        Hypergradient h = estimator.estimate(PROBLEM, THETA);
        assertTrue(h.isSatisfied());
        assertEquals(Termination.ROUNDING_LIMIT, h.lower().termination());
        assertEquals(Termination.ROUNDING_LIMIT, h.termination());
        double[] truth = RIDGE.oracle().atLog(THETA[0]).hypergradient();
        Agreement.requireClose(truth, h.gradient(),
                256 * Agreement.EPSILON * Math.pow(RIDGE.condition(THETA), 2) * Plain.norm(truth), "∇f");
    }
}
