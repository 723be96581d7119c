package io.github.nestgrad.bilevel.implicit;

import static io.github.nestgrad.bilevel.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.ByHand;
import io.github.nestgrad.bilevel.EquilibriumByHand;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.OnFailure;
import io.github.nestgrad.bilevel.Plain;
import io.github.nestgrad.bilevel.Reference;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.lower.Newton;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.Richardson;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Adjoint solvers on equilibria w = tanh(Aw + Bλ + c), whose ∂₁F is not symmetric. */
class AdjointSolverProperties {

    private static final int TRIES = 100;
    private static final double TOLERANCE = 1e-12;
    // steps after which 0.9^t is below rounding
    private static final int CONVERGED_STEPS = 400;
    // ‖∂₁F⁻¹‖ ≤ 1/(1 − 0.9) enters squared
    private static final double ERROR_GROWTH = 1e3;

    private static double[] truth(ByHand p) {
        return Reference.gradient(p, p.lambda(), Reference.solution(p, p.lambda()));
    }

    private static double scale(ByHand p) {
        double[] w = Reference.solution(p, p.lambda());
        return (1 + Plain.norm(p.lambda())) * (1 + Plain.norm(p.upperInState(w, p.lambda())));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void exactFixedPointAndIterativeAgreeOnceConverged(@ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 4) int m, @ForAll @DoubleRange(max = 0.9) double q, @ForAll long seed) {
        ByHand p = new EquilibriumByHand(d, m, q, new SplittableRandom(seed));
        double tolerance = ERROR_GROWTH * TOLERANCE * scale(p);
        double[] truth = truth(p);
        requireClose(truth, ImplicitDifferentiation.exact().estimate(p.problem(), p.lambda()).gradient(), tolerance,
                "exact");
        requireClose(truth, ImplicitDifferentiation.of(FixedPointIteration.toTolerance(TOLERANCE, CONVERGED_STEPS),
                AdjointSolver.fixedPoint(Richardson.withDefaults().withRelativeTolerance(TOLERANCE)))
                .estimate(p.problem(), p.lambda()).gradient(), tolerance, "fixed point");
        requireClose(truth, IterativeDifferentiation.of(
                FixedPointIteration.ofSteps(CONVERGED_STEPS), Storage.ITERATES)
                .estimate(p.problem(), p.lambda()).gradient(), tolerance, "iterative");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void conjugateGradientsNeverReportAFalseSuccess(@ForAll @IntRange(min = 2, max = 6) int d,
            @ForAll @DoubleRange(min = 0.5, max = 0.9) double q, @ForAll long seed) {
        ByHand p = new EquilibriumByHand(d, 2, q, new SplittableRandom(seed));
        Hypergradient h = ImplicitDifferentiation
                .of(Newton.dense(), AdjointSolver.conjugateGradient(
                        ConjugateGradient.withDefaults().withMaxIterations(200)))
                .withOnFailure(OnFailure.RETURN).estimate(p.problem(), p.lambda());
        LinearSolution v = h.adjoint().orElseThrow();
        double residual = Plain.norm(Reference.adjointResidual(p, p.lambda(), h.w(), v.x()));
        requireClose(residual, v.residualNorm(), Reference.rounding(p, p.lambda(), v.x(), h.w(), 1), "residual");
        if (v.termination().isSatisfied()) {
            requireClose(truth(p), h.gradient(), ERROR_GROWTH * TOLERANCE * scale(p), "gradient of a success");
        } else {
            assertTrue(residual > TOLERANCE * v.rightHandSideNorm(), "a failure that is none: " + v);
        }
    }

    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void conjugateGradientsDoFailOnAnEquilibriumOfSomeSize(@ForAll long seed) {
        ByHand p = new EquilibriumByHand(20, 2, 4.0, new SplittableRandom(seed));
        Hypergradient h = ImplicitDifferentiation
                .of(FixedPointIteration.ofSteps(3), AdjointSolver.conjugateGradient(
                        ConjugateGradient.withDefaults().withMaxIterations(50)))
                .withOnFailure(OnFailure.RETURN).estimate(p.problem(), p.lambda());
        assertTrue(!h.isSatisfied(), "CG solved a system that is not symmetric: " + h.adjoint());
    }
}
