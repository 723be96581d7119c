package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.Vjp;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * An upper objective E(w, λ) over a lower level whose solution w(λ) is a minimiser or a fixed point.
 *
 * <p>The functions receive w and λ as tensors of the shapes given here, and may capture immutable tensors (data).
 * The algorithms see both as flat arrays, row by row. The iteration that belongs to the problem is
 *
 * <pre>
 *   w ← w − η(λ) F(w, λ),      F = ∇₁g (min-min)  or  F = w − Φ (fixed point, η = 1: w ← Φ(w, λ)).
 * </pre>
 *
 * <p>The step η is a number chosen for each λ and then held constant: its own dependence on λ is not differentiated,
 * and at a solution would not matter, since F = 0 there.
 */
public final class BilevelProblem {

    private final boolean minMin;
    private final BinaryOperator<Tensor> lower;
    private final BinaryOperator<Tensor> upper;
    private final Shape lowerShape;
    private final Shape upperShape;
    private final ToDoubleFunction<double[]> step;

    private BilevelProblem(boolean minMin, BinaryOperator<Tensor> lower, BinaryOperator<Tensor> upper,
            Shape lowerShape, Shape upperShape, ToDoubleFunction<double[]> step) {
        this.minMin = minMin;
        this.lower = Objects.requireNonNull(lower, "lower level");
        this.upper = Objects.requireNonNull(upper, "upper objective");
        this.lowerShape = Objects.requireNonNull(lowerShape, "shape of w");
        this.upperShape = Objects.requireNonNull(upperShape, "shape of λ");
        this.step = Objects.requireNonNull(step, "step");
    }

    /**
     * A problem whose lower level is a minimisation, w(λ) = argmin over w of g(w, λ).
     *
     * <p>Implicit differentiation needs ∇₁²g to be invertible at the solution; the iteration needs it to be positive
     * definite with spectrum in (0, 2/η(λ)).
     *
     * @param lowerObjective g(w, λ), a scalar
     * @param upperObjective E(w, λ), a scalar
     * @param lowerShape the shape of w
     * @param upperShape the shape of λ
     * @param step the step η(λ) of gradient descent on g, positive; 2/(L + μ) is best where the spectrum of ∇₁²g lies
     *     in [μ, L]
     * @return the problem
     */
    public static BilevelProblem minMin(BinaryOperator<Tensor> lowerObjective, BinaryOperator<Tensor> upperObjective,
            Shape lowerShape, Shape upperShape, ToDoubleFunction<double[]> step) {
        return new BilevelProblem(true, lowerObjective, upperObjective, lowerShape, upperShape, step);
    }

    /**
     * A problem whose lower level is a fixed point, w(λ) = Φ(w(λ), λ).
     *
     * <p>Implicit differentiation needs I − ∂₁Φ to be invertible at the solution; the iteration needs Φ to be a
     * contraction in w.
     *
     * @param map Φ(w, λ), of the shape of w
     * @param upperObjective E(w, λ), a scalar
     * @param lowerShape the shape of w
     * @param upperShape the shape of λ
     * @return the problem
     */
    public static BilevelProblem fixedPoint(BinaryOperator<Tensor> map, BinaryOperator<Tensor> upperObjective,
            Shape lowerShape, Shape upperShape) {
        return new BilevelProblem(false, map, upperObjective, lowerShape, upperShape, lambda -> 1);
    }

    /**
     * Whether the lower level is a minimisation, so that ∂₁F = ∇₁²g is symmetric.
     *
     * @return whether this is a min-min problem
     */
    public boolean isMinMin() {
        return minMin;
    }

    /**
     * The shape of w.
     *
     * @return the shape; its size is d
     */
    public Shape lowerShape() {
        return lowerShape;
    }

    /**
     * The shape of λ.
     *
     * @return the shape; its size is m
     */
    public Shape upperShape() {
        return upperShape;
    }

    /**
     * The upper objective E(w, λ).
     *
     * @param w a tensor of the lower shape
     * @param lambda a tensor of the upper shape
     * @return E(w, λ), a scalar
     * @throws IllegalArgumentException if the function does not return a scalar
     */
    public Tensor upper(Tensor w, Tensor lambda) {
        return requireScalar("upper objective", upper.apply(w, lambda));
    }

    /**
     * The residual F(w, λ) of the lower level: ∇₁g, or w − Φ; zero at the solution.
     *
     * @param w a tensor of the lower shape
     * @param lambda a tensor of the upper shape
     * @return F(w, λ), of the lower shape
     * @throws IllegalArgumentException if g is not a scalar or does not read w, or Φ has not the shape of w
     */
    public Tensor residual(Tensor w, Tensor lambda) {
        if (minMin) {
            Vjp<Tensor> g = Differentiation.vjp(x -> requireScalar("lower objective", lower.apply(x, lambda)), w);
            if (!g.dependsOnInput()) {
                throw new IllegalArgumentException(
                        "lower objective: the value does not depend on w (expected a function of w)");
            }
            return g.pullback(Tensor.of(1));
        }
        Tensor image = lower.apply(w, lambda);
        if (image == null || !image.shape().equals(lowerShape)) {
            throw new IllegalArgumentException("lower map: Φ(w, λ) is " + described(image) + " but w is a "
                    + lowerShape + " (expected equal shapes)");
        }
        return w.minus(image);
    }

    private static Tensor requireScalar(String function, Tensor value) {
        if (value == null || !value.shape().isScalar()) {
            throw new IllegalArgumentException(
                    function + ": the value is " + described(value) + " (expected a scalar)");
        }
        return value;
    }

    private static String described(Tensor value) {
        return value == null ? "null" : "a " + value.shape();
    }

    /**
     * The step η(λ) of the iteration.
     *
     * @param lambda λ, flat
     * @return η(λ); 1 for a fixed point
     * @throws IllegalArgumentException if the step that the problem states is not positive and finite
     */
    public double step(double[] lambda) {
        double eta = step.applyAsDouble(lambda.clone());
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("step: η is " + eta + " at λ = " + Arrays.toString(lambda)
                    + " (expected a positive finite number)");
        }
        return eta;
    }

    /**
     * The value and the derivatives of this problem at one λ, as functions of arrays, with every use counted.
     *
     * @param lambda λ, flat; copied
     * @return oracles with all counts at zero
     * @throws IllegalArgumentException if the length is not m, or an entry is not finite
     */
    public Oracles at(double[] lambda) {
        if (lambda.length != upperShape.size()) {
            throw new IllegalArgumentException("at: λ has " + lambda.length + " entries but the problem's λ is a "
                    + upperShape + " (expected " + upperShape.size() + ")");
        }
        for (double entry : lambda) {
            if (!Double.isFinite(entry)) {
                throw new IllegalArgumentException(
                        "at: λ = " + Arrays.toString(lambda) + " is not finite (expected finite numbers)");
            }
        }
        return new Oracles(this, lambda.clone());
    }
}
