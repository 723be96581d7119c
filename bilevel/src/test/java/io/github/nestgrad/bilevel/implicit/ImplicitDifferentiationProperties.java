package io.github.nestgrad.bilevel.implicit;

import static io.github.nestgrad.bilevel.Agreement.requireClose;
import static io.github.nestgrad.bilevel.Agreement.requireGradient;
import static io.github.nestgrad.bilevel.Agreement.requireSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.bilevel.ByHand;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.Kind;
import io.github.nestgrad.bilevel.Plain;
import io.github.nestgrad.bilevel.Reference;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds exactly for t steps below and k steps of the adjoint system, whether they have converged or not. */
class ImplicitDifferentiationProperties {

    private static final int TRIES = 150;
    private static final double FIRST_STEP = 0.1;
    // the exact solution and the reference are both at the rounding limit of a well-conditioned system
    private static final int SOLVE_ROUNDINGS = 100;

    private static Hypergradient fixedPoint(ByHand p, WarmStart start, int lowerSteps, int adjointSteps) {
        return ImplicitDifferentiation.fixedPoint(lowerSteps, adjointSteps).estimate(p.problem(), p.lambda(), start);
    }

    private static WarmStart start(ByHand p, long seed) {
        return new WarmStart(Plain.gaussian(p.d(), new SplittableRandom(seed)), new double[p.d()]);
    }

    @Property(tries = 2 * TRIES, edgeCases = EdgeCasesMode.NONE)
    void fixedPointMatchesTheTwinRecursion(@ForAll Kind kind, @ForAll @IntRange(max = 6) int lowerSteps,
            @ForAll @IntRange(max = 6) int adjointSteps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        WarmStart start = start(p, seed);
        double[] lambda = p.lambda();
        Hypergradient h = fixedPoint(p, start, lowerSteps, adjointSteps);
        double[] w = Reference.iterates(p, lambda, start.w(), lowerSteps)[lowerSteps];
        double tolerance = Reference.rounding(p, lambda, start.w(), w, lowerSteps + adjointSteps);
        requireClose(w, h.w(), tolerance, "w_t");
        requireClose(p.upper(w, lambda), h.value(), tolerance, "E(w_t)");
        // ∂₂Φᵀ v_k = u_kᵀ ∇₁E
        requireClose(Reference.implicitGradient(p, lambda, w, adjointSteps), h.gradient(), tolerance, "gradient");
        requireClose(Reference.adjointIterate(p, lambda, w, start.v(), adjointSteps),
                h.adjoint().orElseThrow().x(), tolerance, "v_k");
        assertEquals(lowerSteps, h.lower().steps());
        assertEquals(adjointSteps, h.adjoint().orElseThrow().iterations());
        assertEquals(Termination.STEPS_DONE, h.termination());
    }

    /** K steps from v₀ = 0 are the first K terms of η Σ (I − η∂₁Fᵀ)ⁱ ∇₁E. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void fixedPointIsTheNeumannSum(
            @ForAll Kind kind, @ForAll @IntRange(max = 12) int adjointSteps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        WarmStart start = start(p, seed);
        double eta = p.step(p.lambda());
        Hypergradient h = fixedPoint(p, start, 1, adjointSteps);
        double[][] transposed = Plain.transposed(p.stateJacobian(h.w(), p.lambda()));
        double[] term = Plain.plus(new double[p.d()], eta, p.upperInState(h.w(), p.lambda()));
        double[] sum = new double[p.d()];
        for (int i = 0; i < adjointSteps; i++) {
            sum = Plain.plus(sum, 1, term);
            term = Plain.plus(term, -eta, Plain.times(transposed, term));
        }
        requireClose(sum, h.adjoint().orElseThrow().x(),
                Reference.rounding(p, p.lambda(), start.w(), h.w(), adjointSteps), "v_K");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void exactIsTheDenseSolutionOfTheImplicitFunctionTheorem(@ForAll Kind kind, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w = Reference.solution(p, p.lambda());
        Hypergradient h = ImplicitDifferentiation.exact().estimate(p.problem(), p.lambda());
        double condition = condition(p, w);
        double tolerance =
                SOLVE_ROUNDINGS * condition * condition * Reference.rounding(p, p.lambda(), w, w, 1);
        requireClose(w, h.w(), tolerance, "w");
        requireClose(Reference.gradient(p, p.lambda(), w), h.gradient(), tolerance, "∇f");
    }

    /** ‖∂₁F‖‖∂₁F⁻¹‖ in Frobenius norms. */
    private static double condition(ByHand p, double[] w) {
        double[][] jacobian = p.stateJacobian(w, p.lambda());
        double squares = 0;
        for (int i = 0; i < p.d(); i++) {
            double[] unit = new double[p.d()];
            unit[i] = 1;
            double[] column = Plain.solve(jacobian, unit);
            squares += Plain.dot(column, column);
        }
        return 1 + Plain.norm(jacobian) * Math.sqrt(squares);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void exactAgreesWithDifferencesOfTheSolvedProblem(@ForAll Kind kind, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] lambda = p.lambda();
        double[] v = Plain.gaussian(p.m(), new SplittableRandom(seed));
        requireGradient(l -> p.upper(Reference.solution(p, l), l), lambda,
                ImplicitDifferentiation.exact().estimate(p.problem(), lambda).gradient(), v, FIRST_STEP, "∇f");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void recordIsAboutTheVeryStateAndAdjointReturned(@ForAll Kind kind, @ForAll @IntRange(max = 30) int lowerSteps,
            @ForAll @IntRange(max = 30) int adjointSteps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        WarmStart start = start(p, seed);
        Hypergradient h = fixedPoint(p, start, lowerSteps, adjointSteps);
        LinearSolution v = h.adjoint().orElseThrow();
        double[] lambda = p.lambda();
        double tolerance = Reference.rounding(p, lambda, v.x(), h.w(), 1);
        requireClose(Plain.norm(p.residual(h.w(), lambda)), h.lower().residualNorm(), tolerance, "‖F(w)‖");
        requireClose(Plain.norm(Reference.adjointResidual(p, lambda, h.w(), v.x())), v.residualNorm(), tolerance,
                "‖∇₁E − ∂₁Fᵀv‖");
        requireClose(Plain.norm(p.upperInState(h.w(), lambda)), v.rightHandSideNorm(), tolerance, "‖∇₁E‖");
        requireClose(p.upper(h.w(), lambda), h.value(), tolerance, "E(w)");
        double[] formed = Plain.plus(p.upperInLambda(h.w(), lambda), -1,
                Plain.transposedTimes(p.crossJacobian(h.w(), lambda), v.x()));
        requireClose(formed, h.gradient(), tolerance, "∇₂E − ∂₂Fᵀv");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void warmStartContinuesWhereTheLastEnded(@ForAll Kind kind, @ForAll @IntRange(max = 20) int first,
            @ForAll @IntRange(max = 20) int second, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        WarmStart start = start(p, seed);
        Hypergradient half = fixedPoint(p, start, first, 3);
        Hypergradient rest = fixedPoint(p, WarmStart.from(half), second, 0);
        requireSameBits(fixedPoint(p, start, first + second, 0).w(), rest.w(), "w");
        requireSameBits(half.adjoint().orElseThrow().x(), rest.adjoint().orElseThrow().x(), "v, carried over");
        // at the same w, the adjoint iteration too goes on as if it had not been interrupted
        Hypergradient more = fixedPoint(p, WarmStart.from(half), 0, second);
        requireSameBits(fixedPoint(p, new WarmStart(half.w(), start.v()), 0, 3 + second).gradient(), more.gradient(),
                "gradient");
    }

    /** The adjoint system and the products with ∂₂F belong to the w that was reached, and not to w(λ). */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void denseAdjointIsTheSolutionAtTheStateReached(
            @ForAll Kind kind, @ForAll @IntRange(max = 5) int lowerSteps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        Hypergradient h = ImplicitDifferentiation.of(FixedPointIteration.ofSteps(lowerSteps), AdjointSolver.dense())
                .estimate(p.problem(), p.lambda(), start(p, seed));
        double tolerance = SOLVE_ROUNDINGS * Math.pow(condition(p, h.w()), 2)
                * Reference.rounding(p, p.lambda(), h.w(), h.w(), 1);
        requireClose(Reference.gradient(p, p.lambda(), h.w()), h.gradient(), tolerance, "gradient at w_t");
    }
}
