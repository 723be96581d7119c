package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.OnFailure;
import io.github.nestgrad.bilevel.implicit.AdjointSolver;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.lower.LowerSolver;
import io.github.nestgrad.bilevel.lower.Newton;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.Richardson;

/** From the name of a method to its estimator; failures are returned, and the commands judge them. */
final class Estimators {

    private Estimators() {}

    static HypergradientEstimator of(Method method, Accuracy accuracy) {
        double tolerance = accuracy.tolerance();
        return switch (method) {
            case EXACT -> ImplicitDifferentiation
                    .of(Newton.dense().withRelativeTolerance(tolerance), AdjointSolver.dense())
                    .withOnFailure(OnFailure.RETURN);
            case AID_CG -> {
                LowerSolver lower = accuracy.lowerSteps().isPresent()
                        ? FixedPointIteration.ofSteps(accuracy.lowerSteps().getAsInt())
                        : Newton.conjugateGradient().withRelativeTolerance(tolerance);
                ConjugateGradient adjoint = accuracy.linearSteps().isPresent()
                        ? ConjugateGradient.withDefaults().withSteps(accuracy.linearSteps().getAsInt())
                        : ConjugateGradient.withDefaults().withRelativeTolerance(tolerance);
                yield ImplicitDifferentiation.of(lower, AdjointSolver.conjugateGradient(adjoint))
                        .withOnFailure(OnFailure.RETURN);
            }
            case AID_FP -> {
                Richardson adjoint = accuracy.linearSteps().isPresent()
                        ? Richardson.withDefaults().withSteps(accuracy.linearSteps().getAsInt())
                        : Richardson.withDefaults().withRelativeTolerance(tolerance)
                                .withMaxIterations(Accuracy.STEP_LIMIT);
                yield ImplicitDifferentiation.of(iteration(method, accuracy), AdjointSolver.fixedPoint(adjoint))
                        .withOnFailure(OnFailure.RETURN);
            }
            case ITD -> IterativeDifferentiation.of(iteration(method, accuracy), Storage.ITERATES)
                    .withOnFailure(OnFailure.RETURN);
        };
    }

    private static FixedPointIteration iteration(Method method, Accuracy accuracy) {
        return accuracy.lowerSteps().isPresent()
                ? FixedPointIteration.ofSteps(accuracy.lowerSteps().getAsInt())
                : FixedPointIteration.toTolerance(accuracy.lowerTolerance(method), Accuracy.STEP_LIMIT);
    }
}
