package io.github.nestgrad.bilevel.iterative;

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
import io.github.nestgrad.linalg.solver.Termination;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds exactly for the derivative of T steps, whether they have converged or not. */
class IterativeDifferentiationProperties {

    private static final int TRIES = 150;
    private static final double FIRST_STEP = 0.1;

    private static Hypergradient estimate(ByHand p, double[] w0, int steps, Storage storage) {
        return IterativeDifferentiation.of(FixedPointIteration.ofSteps(steps), storage)
                .estimate(p.problem(), p.lambda(), new WarmStart(w0, new double[p.d()]));
    }

    private static double[] start(ByHand p, long seed) {
        return Plain.gaussian(p.d(), new SplittableRandom(seed));
    }

    @Property(tries = 2 * TRIES, edgeCases = EdgeCasesMode.NONE)
    void matchesTheRecursionInForwardMode(@ForAll Kind kind, @ForAll @IntRange(max = 6) int steps,
            @ForAll Storage storage, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w0 = start(p, seed);
        Hypergradient h = estimate(p, w0, steps, storage);
        double[] w = Reference.iterates(p, p.lambda(), w0, steps)[steps];
        double tolerance = Reference.rounding(p, p.lambda(), w0, w, steps);
        requireClose(w, h.w(), tolerance, "w_T");
        requireClose(p.upper(w, p.lambda()), h.value(), tolerance, "f_T");
        requireClose(Reference.iterativeGradient(p, p.lambda(), w0, steps), h.gradient(), tolerance, "∇f_T");
        assertEquals(steps, h.lower().steps());
        assertEquals(Termination.STEPS_DONE, h.termination());
        assertEquals(Optional.empty(), h.adjoint());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void agreesWithDifferencesOfTheUnconvergedMap(@ForAll Kind kind, @ForAll @IntRange(max = 12) int steps,
            @ForAll Storage storage, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w0 = start(p, seed);
        double[] lambda = p.lambda();
        double heldStep = p.step(lambda);
        double[] v = Plain.gaussian(p.m(), new SplittableRandom(~seed));
        requireGradient(
                l -> p.upper(Reference.iterates(p, l, heldStep, w0, steps)[steps], l),
                lambda, estimate(p, w0, steps, storage).gradient(), v, FIRST_STEP, "∇f_T");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void recordIsAboutTheVeryStateReturned(@ForAll Kind kind, @ForAll @IntRange(max = 30) int steps,
            @ForAll Storage storage, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w0 = start(p, seed);
        Hypergradient h = estimate(p, w0, steps, storage);
        double tolerance = Reference.rounding(p, p.lambda(), w0, h.w(), 1);
        requireClose(Plain.norm(p.residual(h.w(), p.lambda())), h.lower().residualNorm(), tolerance, "‖F(w)‖");
        requireClose(Plain.norm(p.residual(new double[p.d()], p.lambda())), h.lower().referenceNorm(), tolerance,
                "‖F(0)‖");
        requireClose(p.upper(h.w(), p.lambda()), h.value(), tolerance, "E(w)");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void statesAndValuesOfTheTwoStoragesAreTheSameBits(
            @ForAll Kind kind, @ForAll @IntRange(max = 30) int steps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w0 = start(p, seed);
        Hypergradient tape = estimate(p, w0, steps, Storage.TAPE);
        Hypergradient iterates = estimate(p, w0, steps, Storage.ITERATES);
        requireSameBits(iterates.w(), tape.w(), "w_T");
        requireSameBits(new double[] {iterates.value()}, new double[] {tape.value()}, "f_T");
        assertEquals(iterates.lower().residualNorm(), tape.lower().residualNorm());
        assertEquals(iterates.counts(), tape.counts());
    }

    /**
     * Not bit for bit: the tape multiplies by η before it goes back through a step and the other after it, and within a
     * step the tape adds what each use of w contributes to α itself, the other first to ∂₁Fᵀα.
     */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void gradientsOfTheTwoStoragesDifferByRoundingAlone(
            @ForAll Kind kind, @ForAll @IntRange(max = 30) int steps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w0 = start(p, seed);
        Hypergradient tape = estimate(p, w0, steps, Storage.TAPE);
        Hypergradient iterates = estimate(p, w0, steps, Storage.ITERATES);
        requireClose(iterates.gradient(), tape.gradient(),
                Reference.rounding(p, p.lambda(), w0, tape.w(), steps), "∇f_T");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void warmStartContinuesWhereTheLastEnded(@ForAll Kind kind, @ForAll @IntRange(max = 20) int first,
            @ForAll @IntRange(max = 20) int second, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] w0 = start(p, seed);
        Hypergradient half = estimate(p, w0, first, Storage.ITERATES);
        Hypergradient rest = IterativeDifferentiation.of(FixedPointIteration.ofSteps(second), Storage.ITERATES)
                .estimate(p.problem(), p.lambda(), WarmStart.from(half));
        Hypergradient whole = estimate(p, w0, first + second, Storage.ITERATES);
        requireSameBits(whole.w(), rest.w(), "w");
        assertEquals(whole.value(), rest.value());
        assertEquals(whole.lower().residualNorm(), rest.lower().residualNorm());
    }
}
