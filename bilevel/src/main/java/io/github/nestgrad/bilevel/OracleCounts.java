package io.github.nestgrad.bilevel;

/**
 * What an estimate cost, in uses of the problem's functions.
 *
 * @param upperEvaluations evaluations of E with its gradients
 * @param evaluations evaluations of the residual F of the lower level (∇₁g, or w − Φ), those made for a product
 *     included
 * @param jvps products with ∂₁Φ
 * @param vjps products with ∂₂Fᵀ, alone or together with ∂₁Fᵀ, and for a fixed point products with ∂₁Φᵀ
 * @param hvps products with ∇₁²g
 */
public record OracleCounts(long upperEvaluations, long evaluations, long jvps, long vjps, long hvps) {

    /**
     * No uses.
     *
     * @return all zeros
     */
    public static OracleCounts none() {
        return new OracleCounts(0, 0, 0, 0, 0);
    }

    /**
     * The sum of two counts.
     *
     * @param other the other counts
     * @return the sum, each by each
     */
    public OracleCounts plus(OracleCounts other) {
        return new OracleCounts(upperEvaluations + other.upperEvaluations, evaluations + other.evaluations,
                jvps + other.jvps, vjps + other.vjps, hvps + other.hvps);
    }
}
