package io.github.nestgrad.bilevel.implicit;

import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.Linearization;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.OnFailure;
import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.bilevel.UpperGradient;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.lower.LowerSolver;
import io.github.nestgrad.bilevel.lower.Newton;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.Richardson;
import java.util.Objects;
import java.util.Optional;

/**
 * Approximate implicit differentiation, with any lower solver and any adjoint solver.
 *
 * <pre>
 *   1. w ≈ w(λ)                       by the lower solver
 *   2. v ≈ (∂₁F(w, λ)ᵀ)⁻¹ ∇₁E(w, λ)   by the adjoint solver
 *   3. ∇f(λ) ≈ ∇₂E(w, λ) − ∂₂F(w, λ)ᵀ v
 * </pre>
 *
 * <p>The error falls with the errors of w and of v; with t steps of a q-contraction and k steps of a fixed-point or a
 * conjugate gradient solver it is O(q^t + q^k) or O(q^t + p^k), p &lt; q (tutorial, "Hypergradient Approximation").
 */
public final class ImplicitDifferentiation implements HypergradientEstimator {

    private final LowerSolver lower;
    private final AdjointSolver adjoint;
    private final OnFailure onFailure;

    private ImplicitDifferentiation(LowerSolver lower, AdjointSolver adjoint, OnFailure onFailure) {
        this.lower = Objects.requireNonNull(lower, "lower solver");
        this.adjoint = Objects.requireNonNull(adjoint, "adjoint solver");
        this.onFailure = Objects.requireNonNull(onFailure, "policy");
    }

    /**
     * Implicit differentiation with the solvers given; failures throw.
     *
     * @param lower the lower solver
     * @param adjoint the adjoint solver
     * @return the estimator
     */
    public static ImplicitDifferentiation of(LowerSolver lower, AdjointSolver adjoint) {
        return new ImplicitDifferentiation(lower, adjoint, OnFailure.THROW);
    }

    /**
     * AID with fixed point: t steps of the problem's iteration, then k steps of the adjoint iteration.
     *
     * @param lowerSteps t ≥ 0
     * @param adjointSteps k ≥ 0
     * @return the estimator
     * @throws IllegalArgumentException if a number is negative
     */
    public static ImplicitDifferentiation fixedPoint(int lowerSteps, int adjointSteps) {
        return of(FixedPointIteration.ofSteps(lowerSteps),
                AdjointSolver.fixedPoint(Richardson.withDefaults().withSteps(adjointSteps)));
    }

    /**
     * AID with conjugate gradients, for min-min problems: Newton's method below, both solved to a tolerance without
     * forming a matrix.
     *
     * @param relativeTolerance the bound on both relative residuals
     * @return the estimator
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public static ImplicitDifferentiation conjugateGradient(double relativeTolerance) {
        return of(Newton.conjugateGradient().withRelativeTolerance(relativeTolerance),
                AdjointSolver.conjugateGradient(
                        ConjugateGradient.withDefaults().withRelativeTolerance(relativeTolerance)));
    }

    /**
     * The exact hypergradient by dense linear algebra: Newton's method to a relative residual of 1e−12, then one
     * factorisation of ∂₁F. For both kinds of problem, with O(d²) memory.
     *
     * @return the estimator
     */
    public static ImplicitDifferentiation exact() {
        return of(Newton.dense(), AdjointSolver.dense());
    }

    /**
     * The same estimator with another policy.
     *
     * @param policy what happens when a tolerance is missed
     * @return the estimator
     */
    public ImplicitDifferentiation withOnFailure(OnFailure policy) {
        return new ImplicitDifferentiation(lower, adjoint, policy);
    }

    @Override
    public Hypergradient estimate(BilevelProblem problem, double[] lambda, WarmStart start) {
        start.requireFor(problem);
        Oracles oracles = problem.at(lambda);
        LowerSolution solution = lower.solve(oracles, start.w());
        UpperGradient upper = oracles.upperGradient(solution.w());
        Linearization linear = oracles.linearize(solution.w());
        LinearSolution v = adjoint.at(oracles).solve(linear.adjoint(), upper.inState(), start.v());
        double[] gradient = linear.crossProduct(v.x());
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = upper.inLambda()[i] - gradient[i];
        }
        oracles.requireInfluence(gradient, solution.w());
        return onFailure.handle(
                new Hypergradient(upper.value(), gradient, solution, Optional.of(v), oracles.counts()));
    }
}
