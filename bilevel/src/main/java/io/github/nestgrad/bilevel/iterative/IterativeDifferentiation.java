package io.github.nestgrad.bilevel.iterative;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.Vjp;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.OnFailure;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.bilevel.UpperGradient;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.lower.Trajectory;
import io.github.nestgrad.linalg.Vectors;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Iterative differentiation in reverse mode: the gradient of f_T(λ) = E(w_T(λ), λ) for w_T after T steps
 * w ← w − η F(w, λ) from a constant w₀.
 *
 * <pre>
 *   α ← ∇₁E(w_T, λ),  h ← ∇₂E(w_T, λ)
 *   for s = T, …, 1:   h ← h − η ∂₂F(w_{s−1}, λ)ᵀ α,   α ← α − η ∂₁F(w_{s−1}, λ)ᵀ α
 *   ∇f_T(λ) = h
 * </pre>
 *
 * <p>For a q-contraction the error against ∇f(λ) is O(T q^T) (tutorial, "Error Rates"). The step η(λ) is held
 * constant under the derivative. When the number of steps is set by a tolerance, it too is held constant.
 */
public final class IterativeDifferentiation implements HypergradientEstimator {

    private final FixedPointIteration iteration;
    private final Storage storage;
    private final OnFailure onFailure;

    private IterativeDifferentiation(FixedPointIteration iteration, Storage storage, OnFailure onFailure) {
        this.iteration = Objects.requireNonNull(iteration, "iteration");
        this.storage = Objects.requireNonNull(storage, "storage");
        this.onFailure = Objects.requireNonNull(onFailure, "policy");
    }

    /**
     * Iterative differentiation of an iteration; failures throw.
     *
     * @param iteration the iteration, by its number of steps or its tolerance
     * @param storage what is kept of it
     * @return the estimator
     */
    public static IterativeDifferentiation of(FixedPointIteration iteration, Storage storage) {
        return new IterativeDifferentiation(iteration, storage, OnFailure.THROW);
    }

    /**
     * The same estimator with another policy.
     *
     * @param policy what happens when a tolerance is missed
     * @return the estimator
     */
    public IterativeDifferentiation withOnFailure(OnFailure policy) {
        return new IterativeDifferentiation(iteration, storage, policy);
    }

    @Override
    public Hypergradient estimate(BilevelProblem problem, double[] lambda, WarmStart start) {
        start.requireFor(problem);
        Oracles oracles = problem.at(lambda);
        return onFailure.handle(switch (storage) {
            case TAPE -> throughTape(oracles, start.w());
            case ITERATES -> throughIterates(oracles, start.w());
        });
    }

    private Hypergradient throughIterates(Oracles oracles, double[] w0) {
        Trajectory trajectory = iteration.trajectory(oracles, w0);
        List<double[]> states = trajectory.states();
        LowerSolution end = trajectory.end();
        UpperGradient upper = oracles.upperGradient(end.w());
        double[] alpha = upper.inState();
        double[] h = upper.inLambda();
        double[] inState = new double[alpha.length];
        double[] inLambda = new double[h.length];
        for (int s = end.steps(); s >= 1; s--) {
            oracles.residualVjpInto(states.get(s - 1), alpha, inState, inLambda);
            Vectors.axpy(-oracles.step(), inLambda, h);
            Vectors.axpy(-oracles.step(), inState, alpha);
        }
        oracles.requireInfluence(h, end.w());
        return new Hypergradient(upper.value(), h, end, Optional.empty(), oracles.counts());
    }

    private Hypergradient throughTape(Oracles oracles, double[] w0) {
        LowerSolution end = iteration.solve(oracles, w0);
        BilevelProblem problem = oracles.problem();
        int steps = end.steps();
        Vjp<Tensor> unrolled = Differentiation.vjp(lambda -> {
            Tensor w = Tensor.of(problem.lowerShape(), w0);
            for (int t = 0; t < steps; t++) {
                w = w.minus(problem.residual(w, lambda).times(oracles.step()));
            }
            return problem.upper(w, lambda);
        }, Tensor.of(problem.upperShape(), oracles.lambda()));
        double[] h = unrolled.pullback(Tensor.of(1)).toArray();
        oracles.requireInfluence(h, end.w());
        OracleCounts onTape = new OracleCounts(1, steps, 0, steps, 0);
        return new Hypergradient(
                unrolled.value().toDouble(), h, end, Optional.empty(), oracles.counts().plus(onTape));
    }
}
