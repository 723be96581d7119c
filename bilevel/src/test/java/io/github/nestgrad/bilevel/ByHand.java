package io.github.nestgrad.bilevel;

/**
 * A problem together with its functions and derivatives written out in plain arrays.
 *
 * <p>F is ∇₁g of a min-min problem, or w − Φ; at {@link #lambda()} the iteration w ← w − η F contracts.
 */
public interface ByHand {

    BilevelProblem problem();

    double[] lambda();

    int d();

    default int m() {
        return lambda().length;
    }

    double[] residual(double[] w, double[] lambda);

    /** ∂₁F, d×d. */
    double[][] stateJacobian(double[] w, double[] lambda);

    /** ∂₂F, d×m. */
    double[][] crossJacobian(double[] w, double[] lambda);

    double step(double[] lambda);

    double upper(double[] w, double[] lambda);

    double[] upperInState(double[] w, double[] lambda);

    double[] upperInLambda(double[] w, double[] lambda);
}
