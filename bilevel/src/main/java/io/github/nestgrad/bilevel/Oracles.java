package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.TensorPair;
import io.github.nestgrad.autodiff.Vjp;

/**
 * The value and the derivatives of a problem at one λ, as functions of flat arrays, with every use counted.
 *
 * <p>Lower solvers and estimators are written against this class. One instance serves one estimate on one thread.
 */
public final class Oracles {

    private final BilevelProblem problem;
    private final double[] lambda;
    private final Tensor lambdaTensor;
    private final double step;
    private long upperEvaluations;
    private long evaluations;
    private long jvps;
    private long vjps;
    private long hvps;

    Oracles(BilevelProblem problem, double[] lambda) {
        this.problem = problem;
        this.lambda = lambda;
        this.lambdaTensor = Tensor.of(problem.upperShape(), lambda);
        this.step = problem.step(lambda);
    }

    /**
     * The problem.
     *
     * @return the problem
     */
    public BilevelProblem problem() {
        return problem;
    }

    /**
     * The λ of these oracles.
     *
     * @return a copy, flat
     */
    public double[] lambda() {
        return lambda.clone();
    }

    /**
     * The number d of entries of w.
     *
     * @return d
     */
    public int lowerSize() {
        return problem.lowerShape().size();
    }

    /**
     * The number m of entries of λ.
     *
     * @return m
     */
    public int upperSize() {
        return problem.upperShape().size();
    }

    /**
     * The step η(λ) of the iteration w ← w − η F(w, λ).
     *
     * @return η
     */
    public double step() {
        return step;
    }

    /**
     * The residual F(w, λ) of the lower level. Counts as one evaluation.
     *
     * @param w the state, flat; not modified
     * @param out overwritten with F(w, λ)
     * @throws IllegalArgumentException if a length is not d
     */
    public void residualInto(double[] w, double[] out) {
        evaluations++;
        problem.residual(state(w), lambdaTensor).copyInto(out);
    }

    /**
     * The value of the upper objective with its gradients in w and λ. Counts as one upper evaluation.
     *
     * @param w the state, flat; not modified
     * @return E, ∇₁E and ∇₂E at (w, λ)
     * @throws IllegalArgumentException if the length of w is not d, or E reads neither w nor λ
     */
    public UpperGradient upperGradient(double[] w) {
        upperEvaluations++;
        Vjp<TensorPair> e = upper(state(w));
        TensorPair gradient = e.pullback(Tensor.of(1));
        return new UpperGradient(e.value().toDouble(), gradient.first().toArray(), gradient.second().toArray());
    }

    /**
     * Both transposed products of the linearised lower level at once, ∂₁F(w, λ)ᵀ v and ∂₂F(w, λ)ᵀ v. Counts as one
     * evaluation and one VJP.
     *
     * @param w the state, flat; not modified
     * @param v a vector of d entries; not modified
     * @param outState overwritten with ∂₁Fᵀ v, d entries
     * @param outLambda overwritten with ∂₂Fᵀ v, m entries
     * @throws IllegalArgumentException if a length does not fit
     */
    public void residualVjpInto(double[] w, double[] v, double[] outState, double[] outLambda) {
        evaluations++;
        vjps++;
        Vjp<TensorPair> vjp = Differentiation.vjp(problem::residual, state(w), lambdaTensor);
        TensorPair back = vjp.pullback(state(v));
        back.first().copyInto(outState);
        back.second().copyInto(outLambda);
    }

    /**
     * The lower level linearised at w: evaluated once, then multiplied as often as wanted. Counts as one evaluation.
     *
     * @param w the state, flat; not modified
     * @return the linearisation
     * @throws IllegalArgumentException if the length of w is not d
     */
    public Linearization linearize(double[] w) {
        evaluations++;
        return new Linearization(this, state(w));
    }

    /**
     * How often each oracle was used so far.
     *
     * @return the counts
     */
    public OracleCounts counts() {
        return new OracleCounts(upperEvaluations, evaluations, jvps, vjps, hvps);
    }

    /**
     * Makes sure that a hypergradient of zeros is not the answer for a λ that nothing reads. This looks at what depends
     * on what and is no use of the oracles: it counts as nothing.
     *
     * @param hypergradient the estimate; only if all its entries are zero is there anything to check
     * @param w the state at which it was formed
     * @throws IllegalArgumentException if no computation leads from λ to F or to E, or none from w or λ to E
     */
    public void requireInfluence(double[] hypergradient, double[] w) {
        for (double entry : hypergradient) {
            if (entry != 0) {
                return;
            }
        }
        Tensor state = state(w);
        upper(state);
        boolean read = Differentiation.vjp(l -> problem.residual(state, l), lambdaTensor).dependsOnInput()
                || Differentiation.vjp(l -> problem.upper(state, l), lambdaTensor).dependsOnInput();
        if (!read) {
            throw new IllegalArgumentException("hypergradient: neither the lower level nor the upper objective reads "
                    + "λ, so there is nothing to differentiate");
        }
    }

    private Vjp<TensorPair> upper(Tensor w) {
        Vjp<TensorPair> e = Differentiation.vjp(problem::upper, w, lambdaTensor);
        if (!e.dependsOnInput()) {
            throw new IllegalArgumentException("upper objective: the value depends neither on w nor on λ, so there is "
                    + "nothing to differentiate");
        }
        return e;
    }

    Tensor state(double[] w) {
        return Tensor.of(problem.lowerShape(), w);
    }

    Tensor lambdaTensor() {
        return lambdaTensor;
    }

    void countEvaluation() {
        evaluations++;
    }

    void countJvp() {
        jvps++;
    }

    void countVjp() {
        vjps++;
    }

    void countHvp() {
        hvps++;
    }
}
