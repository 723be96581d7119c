package io.github.nestgrad.bilevel.lower;

import static io.github.nestgrad.bilevel.Agreement.requireClose;
import static io.github.nestgrad.bilevel.Agreement.requireSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.Agreement;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.ByHand;
import io.github.nestgrad.bilevel.Kind;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.Plain;
import io.github.nestgrad.bilevel.Reference;
import io.github.nestgrad.bilevel.RidgeCase;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FixedPointIterationProperties {

    private static final int TRIES = 100;
    private static final double ROUNDINGS = 64;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void distanceAndResidualOfAQuadraticFallByTheRateAtEachStep(@ForAll @IntRange(min = 2, max = 6) int features,
            @ForAll @IntRange(max = 6) int moreRows, @ForAll @DoubleRange(max = 3) double digits,
            @ForAll @DoubleRange(min = -4, max = 2) double theta, @ForAll long seed) {
        RidgeCase ridge = new RidgeCase(features + moreRows, features, Math.pow(10, digits), seed);
        BilevelProblem problem = ridge.problem(Regularization.SCALAR);
        double weight = Math.exp(theta);
        double q = 1 / (1 + 2 * weight); // (L − μ)/(L + μ) with μ = λ and L = 1 + λ
        double[] solution = ridge.oracle().atLog(theta).solution();
        double[] start = Plain.gaussian(features, new SplittableRandom(seed));
        Trajectory trajectory =
                FixedPointIteration.ofSteps(20).trajectory(problem.at(new double[] {theta}), start);
        double floor =
                ROUNDINGS * Agreement.EPSILON * (1 + 1 / weight) * (1 + Plain.norm(start) + Plain.norm(solution));
        double before = Double.POSITIVE_INFINITY;
        double residualBefore = Double.POSITIVE_INFINITY;
        for (double[] w : trajectory.states()) {
            double distance = Plain.norm(Plain.plus(w, -1, solution));
            assertTrue(distance <= q * before + floor, distance + " after " + before + " at rate " + q);
            before = distance;
            double[] f = new double[features];
            problem.at(new double[] {theta}).residualInto(w, f);
            assertTrue(Plain.norm(f) <= q * residualBefore + floor * (1 + weight));
            residualBefore = Plain.norm(f);
        }
        assertEquals(residualBefore, trajectory.end().residualNorm(), floor * (1 + weight));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void endsAtTheFirstStateWithinTheTolerance(
            @ForAll Kind kind, @ForAll @DoubleRange(min = 1, max = 10) double digits, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double tolerance = Math.pow(10, -digits);
        double[] start = Plain.gaussian(p.d(), new SplittableRandom(seed));
        LowerSolution end =
                FixedPointIteration.toTolerance(tolerance, 100_000).solve(p.problem().at(p.lambda()), start);
        assertEquals(Termination.CONVERGED, end.termination());
        assertTrue(end.residualNorm() <= tolerance * end.referenceNorm());
        if (end.steps() > 0) {
            LowerSolution previous =
                    FixedPointIteration.ofSteps(end.steps() - 1).solve(p.problem().at(p.lambda()), start);
            assertTrue(previous.residualNorm() > tolerance * end.referenceNorm(), "one step too many");
        }
        LowerSolution counted = FixedPointIteration.ofSteps(end.steps()).solve(p.problem().at(p.lambda()), start);
        requireSameBits(counted.w(), end.w(), "w");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void limitIsReachedExactlyAndTold(@ForAll Kind kind, @ForAll @IntRange(max = 5) int limit, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        LowerSolution end = FixedPointIteration.toTolerance(1e-300, limit)
                .solve(p.problem().at(p.lambda()), Plain.gaussian(p.d(), new SplittableRandom(seed)));
        // in few dimensions a few steps may solve a quadratic to the last bit
        if (end.termination() != Termination.CONVERGED) {
            assertEquals(Termination.STEP_LIMIT, end.termination());
            assertEquals(limit, end.steps());
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void referenceIsTheResidualAtZeroWhateverTheStart(@ForAll Kind kind, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] start = Plain.gaussian(p.d(), new SplittableRandom(seed));
        LowerSolution end = FixedPointIteration.ofSteps(2).solve(p.problem().at(p.lambda()), start);
        double[] zero = new double[p.d()];
        requireClose(Plain.norm(p.residual(zero, p.lambda())), end.referenceNorm(),
                Reference.rounding(p, p.lambda(), start, zero, 1), "‖F(0)‖");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void trajectoryIsWhatSolveDoes(@ForAll Kind kind, @ForAll @IntRange(max = 9) int steps, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] start = Plain.gaussian(p.d(), new SplittableRandom(seed));
        FixedPointIteration iteration = FixedPointIteration.ofSteps(steps);
        Trajectory trajectory = iteration.trajectory(p.problem().at(p.lambda()), start);
        double[][] expected = Reference.iterates(p, p.lambda(), start, steps);
        double tolerance = Reference.rounding(p, p.lambda(), start, expected[steps], steps);
        assertEquals(steps + 1, trajectory.states().size());
        for (int t = 0; t <= steps; t++) {
            requireClose(expected[t], trajectory.states().get(t), tolerance, "w_" + t);
        }
        requireSameBits(iteration.solve(p.problem().at(p.lambda()), start).w(), trajectory.end().w(), "w_T");
    }
}
