package io.github.nestgrad.verification.oracle;

import java.util.Arrays;

/**
 * The closed form of the bilevel ridge problem: solution, its Jacobian, value and hypergradient.
 *
 * <pre>
 *   lower   w(λ) = argmin g(w, λ),    g(w, λ) = 1/(2n) ‖X w − y‖² + ½ Σⱼ λⱼ wⱼ²
 *   upper   f(w) = 1/(2n′) ‖X′ w − y′‖²
 *
 *   w      = H⁻¹ Xᵀy / n             H = XᵀX/n + diag(λ)
 *   ∂w/∂λ  = −H⁻¹ diag(w)
 *   df/dλ  = −w ∘ q                  q = H⁻¹ X′ᵀ(X′ w − y′) / n′
 * </pre>
 *
 * <p>With one λ for all features, ∂w/∂λ = −H⁻¹w and df/dλ = −⟨w, q⟩. With θ = log λ, each derivative by θⱼ is λⱼ times
 * that by λⱼ.
 *
 * <p>The oracle shares no code with what it judges: it factors the normal equations in its own arithmetic of 31 digits.
 * With κ the condition number of H scaled to unit diagonal, the result is off by about κ 1e-30 of its largest entry
 * before it is rounded to double, so the doubles are right to the last bit or two up to κ = 1e13; where H is closer to
 * singular it throws. Cost: O(d³) at each parameter. Instances are immutable and may be shared between threads.
 *
 * <p>Source: implicit differentiation of ∇₁g(w(λ), λ) = H w − Xᵀy/n = 0.
 */
public final class RidgeOracle {

    // the range of λ in which H and the chain rule keep all their digits
    private static final double LARGEST = 1e100;
    private static final double SMALLEST = 1e-200;

    private final RidgeData validation;
    // XᵀX/n, the lower triangle, and Xᵀy/n
    private final DoubleDouble[][] gram;
    private final DoubleDouble[] moment;

    private RidgeOracle(RidgeData training, RidgeData validation) {
        this.validation = validation;
        gram = training.gram();
        moment = training.moment();
    }

    /**
     * An oracle for the given data, which are copied.
     *
     * @param x X, n rows of d entries, not modified
     * @param y the n targets, not modified
     * @param xValidation X′, n′ rows of d entries, not modified
     * @param yValidation the n′ targets, not modified
     * @return the oracle
     * @throws IllegalArgumentException if a matrix is empty or ragged, the numbers of rows, targets or columns do not
     *     fit, or an entry other than 0 has a size outside 1e-100 … 1e100
     */
    public static RidgeOracle of(double[][] x, double[] y, double[][] xValidation, double[] yValidation) {
        RidgeData training = RidgeData.of("X", x, "y", y);
        RidgeData validation = RidgeData.of("X'", xValidation, "y'", yValidation);
        RidgeData.require(training.columns() == validation.columns(), "X has " + training.columns()
                + " columns but X' has " + validation.columns() + " (expected equal numbers)");
        return new RidgeOracle(training, validation);
    }

    /**
     * The number of features.
     *
     * @return d
     */
    public int features() {
        return validation.columns();
    }

    /**
     * The answer for one λ per feature, with derivatives by λ.
     *
     * @param lambda λ, d entries, not modified
     * @return the answer, with m = d
     * @throws IllegalArgumentException if there are not d entries, an entry is negative, not finite, above 1e100 or
     *     between 0 and 1e-200, or H is too close to singular
     */
    public RidgeDerivatives at(double[] lambda) {
        DoubleDouble[] exact = entries(lambda, "λ");
        DoubleDouble[] chain = new DoubleDouble[exact.length];
        for (int j = 0; j < exact.length; j++) {
            exact[j] = DoubleDouble.of(checked(lambda[j], "λ[" + j + "]"));
            chain[j] = DoubleDouble.ONE;
        }
        return point(exact).perFeature(chain);
    }

    /**
     * The answer for one λ that all features share, with derivatives by λ.
     *
     * @param lambda λ
     * @return the answer, with m = 1
     * @throws IllegalArgumentException if λ is negative, not finite, above 1e100 or between 0 and 1e-200, or H is too
     *     close to singular
     */
    public RidgeDerivatives at(double lambda) {
        return sharedPoint(DoubleDouble.of(checked(lambda, "λ"))).shared(DoubleDouble.ONE);
    }

    /**
     * The answer for one θ = log λ per feature, with derivatives by θ.
     *
     * @param theta θ, d entries, not modified
     * @return the answer, with m = d
     * @throws IllegalArgumentException if there are not d entries, an exp(θⱼ) is not between 1e-200 and 1e100, or H is
     *     too close to singular
     */
    public RidgeDerivatives atLog(double[] theta) {
        DoubleDouble[] exact = entries(theta, "θ");
        for (int j = 0; j < exact.length; j++) {
            exact[j] = exponential(theta[j], "λ[" + j + "]");
        }
        return point(exact).perFeature(exact);
    }

    /**
     * The answer for one θ = log λ that all features share, with derivatives by θ.
     *
     * @param theta θ
     * @return the answer, with m = 1
     * @throws IllegalArgumentException if exp(θ) is not between 1e-200 and 1e100, or H is too close to singular
     */
    public RidgeDerivatives atLog(double theta) {
        DoubleDouble lambda = exponential(theta, "λ");
        return sharedPoint(lambda).shared(lambda);
    }

    private DoubleDouble[] entries(double[] parameter, String name) {
        RidgeData.require(parameter.length == features(), name + " has " + parameter.length + " entries but X has "
                + features() + " columns (expected equal numbers)");
        return new DoubleDouble[parameter.length];
    }

    private static DoubleDouble exponential(double theta, String name) {
        double rounded = checked(Math.exp(theta), name + " = exp(" + theta + ")");
        RidgeData.require(rounded > 0, name + " = exp(" + theta + ") is 0 (expected at least 1e-200)");
        return DoubleDouble.exp(theta);
    }

    private static double checked(double lambda, String name) {
        RidgeData.require(lambda == 0 || lambda >= SMALLEST && lambda <= LARGEST, name + " is " + lambda
                + " (expected 0 or a number between 1e-200 and 1e100)");
        return lambda;
    }

    private RidgePoint point(DoubleDouble[] lambda) {
        DoubleDouble[][] hessian = new DoubleDouble[lambda.length][];
        for (int j = 0; j < lambda.length; j++) {
            hessian[j] = gram[j].clone();
            hessian[j][j] = hessian[j][j].plus(lambda[j]);
        }
        return new RidgePoint(SymmetricFactors.of(hessian), moment, validation);
    }

    private RidgePoint sharedPoint(DoubleDouble lambda) {
        DoubleDouble[] all = new DoubleDouble[features()];
        Arrays.fill(all, lambda);
        return point(all);
    }
}
