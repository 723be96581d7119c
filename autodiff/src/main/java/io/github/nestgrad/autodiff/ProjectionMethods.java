package io.github.nestgrad.autodiff;

/**
 * The methods of {@link Tensor} that project on a set, and the soft-threshold: what proximal methods are made of.
 *
 * <p>They are piecewise smooth, and their derivatives are those of the piece. Where pieces meet, the convention is
 * stated with each.
 */
interface ProjectionMethods {

    /**
     * The entries, brought nearer to 0 by a constant: sign(x) max(|x| − λ, 0). The derivative is 1 where |x| &gt; λ,
     * else 0, at |x| = λ too.
     *
     * @param threshold the constant λ ≥ 0
     * @return the proximal point of λ ‖·‖₁
     * @throws IllegalArgumentException if λ is below 0 or NaN
     */
    default Tensor softThreshold(double threshold) {
        return Interpreter.bind(new SoftThresholdBy(threshold), self());
    }

    /**
     * The entries, brought nearer to 0: sign(x) max(|x| − λ, 0), entry by entry. Where |x| &gt; λ the derivative in x
     * is 1 and that in λ is −sign(x); elsewhere, at |x| = λ too, both are 0.
     *
     * @param threshold the numbers λ ≥ 0: a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return the soft-thresholded tensor
     * @throws IllegalArgumentException if the shapes do not match, or (when the value is computed) a threshold is
     *     below 0
     */
    default Tensor softThreshold(Tensor threshold) {
        return Broadcast.bind(SoftThreshold.VARIABLE, self(), threshold);
    }

    /**
     * The projection on the box of all tensors with entries between two constants; the same as
     * {@link Tensor#clip clip}.
     *
     * @param low the lower bound, may be −∞
     * @param high the upper bound, may be +∞
     * @return min(max(x, low), high)
     * @throws IllegalArgumentException if low &gt; high, or one is NaN
     */
    default Tensor projectBox(double low, double high) {
        return self().clip(low, high);
    }

    /**
     * The projection on the box of all tensors between two others. The derivative in x is 1 strictly inside, else 0;
     * that in a bound is 1 where x lies on it or beyond. Bounds that are the wrong way round give the lower one where x
     * does not exceed it, else the upper one.
     *
     * @param low the lower bounds, a tensor of the same shape or a scalar
     * @param high the upper bounds, a tensor of the same shape or a scalar
     * @return the point of the box that is next to x
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor projectBox(Tensor low, Tensor high) {
        Tensor x = self();
        return Tensor.where(x.greaterThan(low), Tensor.where(x.lessThan(high), x, high), low);
    }

    /**
     * The projection on the Euclidean (for a matrix: Frobenius) ball {p : ‖p‖ ≤ r}, which is x min(1, r / ‖x‖). On the
     * boundary the derivative is that inside, the identity.
     *
     * @param radius the radius r &gt; 0
     * @return the point of the ball that is next to x
     * @throws IllegalArgumentException if the radius is not a positive number
     */
    default Tensor projectL2Ball(double radius) {
        return Interpreter.bind(new L2Ball(radius), self());
    }

    /**
     * The projection on the ball {p : Σ |pᵢ| ≤ r}, over all entries. On the boundary the derivative is that inside, the
     * identity; outside, entries that just become 0 count as 0.
     *
     * @param radius the radius r &gt; 0
     * @return the point of the ball that is next to x
     * @throws IllegalArgumentException if the radius is not a positive number
     */
    default Tensor projectL1Ball(double radius) {
        return Interpreter.bind(new L1Ball(radius), self());
    }

    /**
     * The projection of a vector on the simplex {p ≥ 0, Σ pᵢ = 1}; entries that just become 0 count as 0 in the
     * derivative.
     *
     * @return the point of the simplex that is next to x
     * @throws IllegalArgumentException if this is not a vector, or is empty
     */
    default Tensor projectSimplex() {
        return projectSimplex(1);
    }

    /**
     * The projection of a vector on the simplex {p ≥ 0, Σ pᵢ = r}; entries that just become 0 count as 0 in the
     * derivative.
     *
     * @param sum the number r &gt; 0
     * @return the point of the simplex that is next to x
     * @throws IllegalArgumentException if this is not a vector, or is empty, or the sum is not a positive number
     */
    default Tensor projectSimplex(double sum) {
        return Interpreter.bind(new Simplex(sum), self());
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
