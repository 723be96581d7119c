package io.github.nestgrad.bilevel;

import static io.github.nestgrad.bilevel.Agreement.EPSILON;
import static io.github.nestgrad.bilevel.Agreement.requireClose;

import io.github.nestgrad.bilevel.implicit.AdjointSolver;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.solver.Richardson;
import io.github.nestgrad.verification.oracle.RidgeDerivatives;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * Every estimator against the closed form of ridge regression.
 *
 * <p>Where the solvers run to a tolerance, what is allowed follows from the residuals reached and the conditioning;
 * where the steps are counted, it is the bound of the theorem, which holds at every number of steps.
 */
class RidgeTruthProperties {

    private static final int TRIES = 150;
    // the iterations need some κ log(1/ε) steps each
    private static final int ITERATION_TRIES = 40;
    private static final int ITERATION_LIMIT = 100_000;
    private static final double ROUNDINGS = 16;
    // steps after which q^t is below rounding
    private static final double CONVERGED_DIGITS = 40;

    /** One problem at one θ with all the constants of the theorems. */
    private static final class Draw {
        final RidgeCase ridge;
        final double[] theta;
        final BilevelProblem problem;
        final RidgeDerivatives truth;
        final double leastWeight;
        final double largestWeight;
        final double smallest; // μ, of the lower Hessian
        final double largest; // L
        final double upperCurvature; // of E
        final double roundings;

        Draw(int features, int moreRows, double digits, Regularization regularization, double lowestTheta,
                double highestTheta, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            ridge = new RidgeCase(features + moreRows, features, Math.pow(10, digits), seed);
            theta = new double[regularization.shape(features).size()];
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int j = 0; j < theta.length; j++) {
                theta[j] = random.nextDouble(lowestTheta, highestTheta);
                least = Math.min(least, Math.exp(theta[j]));
                most = Math.max(most, Math.exp(theta[j]));
            }
            problem = ridge.problem(regularization);
            truth = regularization == Regularization.SCALAR
                    ? ridge.oracle().atLog(theta[0]) : ridge.oracle().atLog(theta);
            leastWeight = least;
            largestWeight = most;
            smallest = least + (features == 1 ? 1 : Math.pow(10, -2 * digits));
            largest = 1 + most;
            double[][] xValidation = RidgeCase.rows(ridge.xValidation);
            upperCurvature = Math.pow(Plain.norm(xValidation), 2) / xValidation.length;
            roundings = ROUNDINGS * (2 * features + moreRows) * EPSILON;
        }

        double upperGradientNorm() {
            double[] r = Plain.plus(Plain.times(RidgeCase.rows(ridge.xValidation), truth.solution()), -1,
                    ridge.yValidation);
            return Math.sqrt(upperCurvature / r.length) * Plain.norm(r);
        }

        /** From ‖F(w)‖ and ‖∇₁E − ∂₁F v‖ to what they and rounding allow of the value and the gradient. */
        void requireTrue(Hypergradient h) {
            double norm = Plain.norm(h.w());
            double adjointNorm = Plain.norm(h.adjoint().orElseThrow().x());
            double slope = upperGradientNorm();
            double data = Plain.norm(ridge.y) / Math.sqrt(ridge.y.length);
            double stateError = (h.lower().residualNorm() + roundings * (largest * norm + data)) / smallest;
            double adjointError = (h.adjoint().orElseThrow().residualNorm() + upperCurvature * stateError
                    + roundings * (largest * adjointNorm + slope)) / smallest;
            requireClose(truth.solution(), h.w(), stateError, "w");
            requireClose(truth.value(), h.value(), stateError * (slope + upperCurvature * stateError)
                    + roundings * (truth.value() + slope * norm), "f");
            requireClose(truth.hypergradient(), h.gradient(), largestWeight * (stateError * (adjointNorm + adjointError)
                    + norm * adjointError + roundings * norm * adjointNorm), "∇f");
        }

        /** Of η = 2/(L + min λ), the step of the problem. */
        double rate() {
            return (largest - leastWeight) / (largest + leastWeight);
        }

        int convergedSteps() {
            return (int) Math.ceil(CONVERGED_DIGITS / -Math.log(rate()));
        }

        /** c₁, c₂, c₃ of the theorems from w₀ = 0, with Δ₀ = ‖w(λ)‖, W = ‖w′‖, M ≥ ‖∇₁E‖, ν = ηΛ. */
        double[] constants() {
            double start = Plain.norm(truth.solution());
            double slope = Plain.norm(truth.jacobian());
            double bound = upperGradientNorm() + upperCurvature * start;
            double step = 2 / (largest + leastWeight);
            return new double[] {
                upperCurvature * slope * start, bound * step * largestWeight * start, bound * slope};
        }

        void requireWithin(double bound, Hypergradient h) {
            double condition = largest / smallest;
            double[] c = constants();
            double floor = condition * roundings * (c[0] + c[1] * condition + c[2] + Plain.norm(truth.hypergradient()));
            requireClose(truth.hypergradient(), h.gradient(), bound + floor, "∇f within its bound");
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void exactIsTheClosedForm(@ForAll @IntRange(min = 1, max = 8) int features, @ForAll @IntRange(max = 8) int moreRows,
            @ForAll @DoubleRange(max = 4) double digits, @ForAll Regularization regularization, @ForAll long seed) {
        Draw a = new Draw(features, moreRows, digits, regularization, -12, 3, seed);
        a.requireTrue(ImplicitDifferentiation.exact().estimate(a.problem, a.theta));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void conjugateGradientsGiveTheClosedForm(@ForAll @IntRange(min = 1, max = 8) int features,
            @ForAll @IntRange(max = 8) int moreRows, @ForAll @DoubleRange(max = 4) double digits,
            @ForAll Regularization regularization, @ForAll long seed) {
        Draw a = new Draw(features, moreRows, digits, regularization, -12, 3, seed);
        a.requireTrue(ImplicitDifferentiation.conjugateGradient(1e-12).estimate(a.problem, a.theta));
    }

    @Property(tries = ITERATION_TRIES, edgeCases = EdgeCasesMode.NONE)
    void fixedPointToAToleranceGivesTheClosedForm(@ForAll @IntRange(min = 1, max = 6) int features,
            @ForAll @IntRange(max = 8) int moreRows, @ForAll @DoubleRange(max = 3) double digits,
            @ForAll Regularization regularization, @ForAll long seed) {
        Draw a = new Draw(features, moreRows, digits, regularization, -3, 1, seed);
        a.requireTrue(ImplicitDifferentiation.of(FixedPointIteration.toTolerance(1e-11, ITERATION_LIMIT),
                AdjointSolver.fixedPoint(Richardson.withDefaults().withRelativeTolerance(1e-11)))
                .estimate(a.problem, a.theta));
    }

    /** ‖∇f_t − ∇f‖ ≤ (c₁ + (c₂/q) t + c₃) qᵗ, which is rounding alone at the largest t drawn. */
    @Property(tries = ITERATION_TRIES, edgeCases = EdgeCasesMode.NONE)
    void iterativeDifferentiationIsWithinItsBoundAtEveryNumberOfSteps(
            @ForAll @IntRange(min = 2, max = 6) int features, @ForAll @IntRange(max = 8) int moreRows,
            @ForAll @DoubleRange(max = 3) double digits, @ForAll Regularization regularization, @ForAll Storage storage,
            @ForAll @DoubleRange(max = 1) double part, @ForAll long seed) {
        Draw a = new Draw(features, moreRows, digits, regularization, -2, 1, seed);
        double[] c = a.constants();
        double q = a.rate();
        for (int t : new int[] {(int) (part * a.convergedSteps()), a.convergedSteps()}) {
            double bound = (c[0] + c[1] / q * t + c[2]) * Math.pow(q, t);
            a.requireWithin(bound, IterativeDifferentiation.of(FixedPointIteration.ofSteps(t), storage)
                    .estimate(a.problem, a.theta));
        }
    }

    /** ‖∇̂f − ∇f‖ ≤ (c₁ + c₂ (1 − qᵏ)/(1 − q)) qᵗ + c₃ qᵏ. */
    @Property(tries = ITERATION_TRIES, edgeCases = EdgeCasesMode.NONE)
    void fixedPointIsWithinItsBoundAtEveryNumberOfSteps(@ForAll @IntRange(min = 2, max = 6) int features,
            @ForAll @IntRange(max = 8) int moreRows, @ForAll @DoubleRange(max = 3) double digits,
            @ForAll Regularization regularization, @ForAll @DoubleRange(max = 1) double part,
            @ForAll @DoubleRange(max = 1) double adjointPart, @ForAll long seed) {
        Draw a = new Draw(features, moreRows, digits, regularization, -2, 1, seed);
        double[] c = a.constants();
        double q = a.rate();
        int t = (int) (part * a.convergedSteps());
        int k = (int) (adjointPart * a.convergedSteps());
        double bound = (c[0] + c[1] * (1 - Math.pow(q, k)) / (1 - q)) * Math.pow(q, t) + c[2] * Math.pow(q, k);
        a.requireWithin(bound, ImplicitDifferentiation.fixedPoint(t, k).estimate(a.problem, a.theta));
        int all = a.convergedSteps();
        a.requireWithin(0, ImplicitDifferentiation.fixedPoint(all, all).estimate(a.problem, a.theta));
    }
}
