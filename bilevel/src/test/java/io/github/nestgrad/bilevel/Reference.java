package io.github.nestgrad.bilevel;

/**
 * The algorithms on plain arrays, each by another way than the engine's: iterative differentiation in forward mode, and
 * the adjoint iteration next to its twin that carries derivatives forward.
 */
public final class Reference {

    private static final double ROUNDINGS = 32;

    private Reference() {}

    /** w₀, …, w_T. */
    public static double[][] iterates(ByHand p, double[] lambda, double[] w0, int steps) {
        return iterates(p, lambda, p.step(lambda), w0, steps);
    }

    /** w₀, …, w_T with a step that need not be the one for this λ. */
    public static double[][] iterates(ByHand p, double[] lambda, double step, double[] w0, int steps) {
        double[][] w = new double[steps + 1][];
        w[0] = w0.clone();
        for (int t = 0; t < steps; t++) {
            w[t + 1] = Plain.plus(w[t], -step, p.residual(w[t], lambda));
        }
        return w;
    }

    /** ∇f_T = ∇₂E + Z_Tᵀ ∇₁E with Z₀ = 0, Z_{t+1} = Z_t − η (∂₁F Z_t + ∂₂F), all at w_t. */
    public static double[] iterativeGradient(ByHand p, double[] lambda, double[] w0, int steps) {
        double[][] w = iterates(p, lambda, w0, steps);
        double[][] z = new double[p.d()][p.m()];
        for (int t = 0; t < steps; t++) {
            z = advanced(p, lambda, w[t], z);
        }
        return carried(p, lambda, w[steps], z);
    }

    /**
     * ∇₂E + u_kᵀ ∇₁E with u₀ = 0, u_{k+1} = u_k − η (∂₁F u_k + ∂₂F), all at one w (tutorial, "AID with fixed point").
     */
    public static double[] implicitGradient(ByHand p, double[] lambda, double[] w, int adjointSteps) {
        double[][] u = new double[p.d()][p.m()];
        for (int k = 0; k < adjointSteps; k++) {
            u = advanced(p, lambda, w, u);
        }
        return carried(p, lambda, w, u);
    }

    /** v_K of v ← v + η (∇₁E − ∂₁Fᵀ v). */
    public static double[] adjointIterate(ByHand p, double[] lambda, double[] w, double[] v0, int adjointSteps) {
        double[] v = v0.clone();
        for (int k = 0; k < adjointSteps; k++) {
            v = Plain.plus(v, p.step(lambda), adjointResidual(p, lambda, w, v));
        }
        return v;
    }

    /** ∇₁E − ∂₁Fᵀ v. */
    public static double[] adjointResidual(ByHand p, double[] lambda, double[] w, double[] v) {
        return Plain.plus(
                p.upperInState(w, lambda), -1, Plain.transposedTimes(p.stateJacobian(w, lambda), v));
    }

    /** What rounding can do to results of so many steps: an error of ε in each product of numbers of these sizes. */
    public static double rounding(ByHand p, double[] lambda, double[] w0, double[] w, int steps) {
        double states = 1 + Plain.norm(w0) + Plain.norm(w);
        double gradients = 1 + Plain.norm(p.upperInState(w, lambda)) + Plain.norm(lambda);
        return ROUNDINGS * Agreement.EPSILON * (1 + p.d() + p.m()) * (1 + steps) * states * states * gradients;
    }

    /** w(λ), by Newton's method. */
    public static double[] solution(ByHand p, double[] lambda) {
        double[] w = new double[p.d()];
        for (int t = 0; t < 50; t++) {
            w = Plain.plus(w, -1, Plain.solve(p.stateJacobian(w, lambda), p.residual(w, lambda)));
        }
        return w;
    }

    /** ∇₂E − ∂₂Fᵀ v with the v that solves ∂₁Fᵀ v = ∇₁E. */
    public static double[] gradient(ByHand p, double[] lambda, double[] w) {
        double[] v = Plain.solve(Plain.transposed(p.stateJacobian(w, lambda)), p.upperInState(w, lambda));
        return Plain.plus(
                p.upperInLambda(w, lambda), -1, Plain.transposedTimes(p.crossJacobian(w, lambda), v));
    }

    private static double[][] advanced(ByHand p, double[] lambda, double[] w, double[][] z) {
        double[][] next = Plain.times(p.stateJacobian(w, lambda), z);
        double[][] cross = p.crossJacobian(w, lambda);
        for (int i = 0; i < next.length; i++) {
            next[i] = Plain.plus(z[i], -p.step(lambda), Plain.plus(next[i], 1, cross[i]));
        }
        return next;
    }

    private static double[] carried(ByHand p, double[] lambda, double[] w, double[][] z) {
        return Plain.plus(p.upperInLambda(w, lambda), 1, Plain.transposedTimes(z, p.upperInState(w, lambda)));
    }
}
