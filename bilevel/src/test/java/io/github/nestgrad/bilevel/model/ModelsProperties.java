package io.github.nestgrad.bilevel.model;

import static io.github.nestgrad.bilevel.Agreement.requireClose;
import static io.github.nestgrad.bilevel.Agreement.requireGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.Agreement;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.Plain;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.model.LinearData.Model;
import io.github.nestgrad.linalg.LinearOperator;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The ready problems against their formulas in plain loops, and the estimators on them against differences. */
class ModelsProperties {

    private static final int TRIES = 100;
    private static final double ROUNDINGS = 256;
    private static final double FIRST_STEP = 0.1;
    private static final int POWER_ITERATIONS = 60;
    private static final int CONVERGED_STEPS = 3000;

    private static final class Draw {
        final LinearData data;
        final BilevelProblem problem;
        final double[] theta;
        final double[] w;
        final SplittableRandom random;

        Draw(Model model, Regularization regularization, int features, int rows, long seed) {
            data = new LinearData(model, regularization, features, rows, seed);
            problem = data.problem();
            random = new SplittableRandom(~seed);
            theta = Plain.gaussian(data.hyperparameters(), random);
            w = Plain.gaussian(data.weights(), random);
        }

        double rounding() {
            return ROUNDINGS * Agreement.EPSILON * data.weights() * (1 + Plain.dot(w, w)) * (1 + Math.exp(5));
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void upperObjectiveIsTheFormula(@ForAll Model model, @ForAll Regularization regularization,
            @ForAll @IntRange(min = 1, max = 5) int features, @ForAll @IntRange(min = 1, max = 8) int rows,
            @ForAll long seed) {
        Draw a = new Draw(model, regularization, features, rows, seed);
        assertEquals(a.data.weights(), a.problem.lowerShape().size());
        assertEquals(a.data.hyperparameters(), a.problem.upperShape().size());
        Tensor e = a.problem.upper(
                Tensor.of(a.problem.lowerShape(), a.w), Tensor.of(a.problem.upperShape(), a.theta));
        requireClose(a.data.upper(a.w), e.toDouble(), a.rounding(), "E");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void residualIsTheGradientOfTheFormula(@ForAll Model model, @ForAll Regularization regularization,
            @ForAll @IntRange(min = 1, max = 5) int features, @ForAll @IntRange(min = 1, max = 8) int rows,
            @ForAll long seed) {
        Draw a = new Draw(model, regularization, features, rows, seed);
        double[] f = new double[a.data.weights()];
        a.problem.at(a.theta).residualInto(a.w, f);
        requireGradient(w -> a.data.lower(w, a.theta), a.w, f, Plain.gaussian(f.length, a.random), FIRST_STEP, "∇₁g");
    }

    /** The spectrum of ∇₁²g lies in [μ, L] with μ = min exp θ, so ‖I − η∇₁²g‖ ≤ 1 − ημ for η = 2/(L + μ). */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void stepContracts(@ForAll Model model, @ForAll Regularization regularization,
            @ForAll @IntRange(min = 1, max = 5) int features, @ForAll @IntRange(min = 1, max = 8) int rows,
            @ForAll long seed) {
        Draw a = new Draw(model, regularization, features, rows, seed);
        double eta = a.problem.step(a.theta);
        double smallest = Double.POSITIVE_INFINITY;
        for (double t : a.theta) {
            smallest = Math.min(smallest, Math.exp(t));
        }
        for (double[] at : new double[][] {a.w, new double[a.w.length]}) {
            LinearOperator hessian = a.problem.at(a.theta).linearize(at).stateJacobian();
            double[] x = Plain.gaussian(a.w.length, a.random);
            double[] hx = new double[x.length];
            double factor = 0;
            for (int i = 0; i < POWER_ITERATIONS; i++) {
                x = Plain.plus(new double[x.length], 1 / Plain.norm(x), x);
                hessian.apply(x, hx);
                x = Plain.plus(x, -eta, hx);
                factor = Plain.norm(x);
                if (factor == 0) {
                    break;
                }
            }
            assertTrue(factor <= 1 - eta * smallest + ROUNDINGS * Agreement.EPSILON, factor + " at η = " + eta);
        }
    }

    /** On a single row the bounds of the curvature are attained (at w = 0 up to the factor of the loss): no waste. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void stepIsTheLongestThatItsBoundAllows(@ForAll Regularization regularization,
            @ForAll @IntRange(min = 1, max = 5) int features, @ForAll long seed) {
        for (Model model : new Model[] {Model.RIDGE, Model.LOGISTIC}) {
            Draw a = new Draw(model, regularization, features, 1, seed);
            double[] theta = new double[a.theta.length];
            double curvature = features * (model == Model.RIDGE ? 1 : 0.25); // ‖x‖² is the number of features
            assertEquals(2 / (curvature + 2), a.problem.step(theta), ROUNDINGS * 8 * features * Agreement.EPSILON);
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void exactHypergradientAgreesWithDifferences(@ForAll Model model, @ForAll Regularization regularization,
            @ForAll @IntRange(min = 1, max = 4) int features, @ForAll @IntRange(min = 2, max = 8) int rows,
            @ForAll long seed) {
        Draw a = new Draw(model, regularization, features, rows, seed);
        HypergradientEstimator exact = ImplicitDifferentiation.exact();
        requireGradient(theta -> a.data.upper(exact.estimate(a.problem, theta).w()), a.theta,
                exact.estimate(a.problem, a.theta).gradient(), Plain.gaussian(a.theta.length, a.random), FIRST_STEP,
                "∇f");
    }

    @Property(tries = TRIES / 5, edgeCases = EdgeCasesMode.NONE)
    void theOtherEstimatorsAgreeWithTheExactOne(@ForAll Model model, @ForAll Regularization regularization,
            @ForAll @IntRange(min = 1, max = 4) int features, @ForAll @IntRange(min = 2, max = 8) int rows,
            @ForAll long seed) {
        Draw a = new Draw(model, regularization, features, rows, seed);
        double[] theta = new double[a.theta.length]; // λ = 1: the iteration is short
        Hypergradient exact = ImplicitDifferentiation.exact().estimate(a.problem, theta);
        int steps = Math.min(CONVERGED_STEPS, (int) (40 / a.problem.step(theta)));
        // the tolerance of the exact solution, its condition number being at most L/μ = 2/η
        double tolerance = 1e-11 * Math.pow(2 / a.problem.step(theta), 2) * (1 + Plain.norm(exact.w()));
        for (HypergradientEstimator estimator : new HypergradientEstimator[] {
            ImplicitDifferentiation.conjugateGradient(1e-12), ImplicitDifferentiation.fixedPoint(steps, steps),
            IterativeDifferentiation.of(FixedPointIteration.ofSteps(steps), Storage.ITERATES)}) {
            requireClose(exact.gradient(), estimator.estimate(a.problem, theta).gradient(), tolerance, "∇f");
        }
    }
}
