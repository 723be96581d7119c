package io.github.nestgrad.autodiff;

/**
 * The methods of {@link Tensor} that choose between numbers, and those that say how numbers compare.
 *
 * <p>A comparison is a tensor of 0 and 1, a mask for {@link Tensor#where}. It carries no derivative.
 */
interface SelectionMethods {

    /**
     * The greater of a and b, entry by entry; NaN if either is. The derivative goes to the greater one; at a tie each
     * gets a half of it, the minimum-norm subgradient.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return max(a, b)
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor max(Tensor other) {
        return Broadcast.bind(Extremum.MAX, self(), other);
    }

    /**
     * The lesser of a and b, entry by entry; NaN if either is. The derivative goes to the lesser one; at a tie each
     * gets a half of it, the minimum-norm subgradient.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return min(a, b)
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor min(Tensor other) {
        return Broadcast.bind(Extremum.MIN, self(), other);
    }

    /**
     * The entries, but at least a constant. The derivative is 1 above it and 0 below; at the constant itself 0, the
     * minimum-norm subgradient.
     *
     * @param low the constant
     * @return max(x, low)
     * @throws IllegalArgumentException if the constant is NaN
     */
    default Tensor max(double low) {
        return clip(low, Double.POSITIVE_INFINITY);
    }

    /**
     * The entries, but at most a constant. The derivative is 1 below it and 0 above; at the constant itself 0, the
     * minimum-norm subgradient.
     *
     * @param high the constant
     * @return min(x, high)
     * @throws IllegalArgumentException if the constant is NaN
     */
    default Tensor min(double high) {
        return clip(Double.NEGATIVE_INFINITY, high);
    }

    /**
     * The entries, each brought between two constants. The derivative is 1 strictly between them, else 0; at the bounds
     * this is the minimum-norm subgradient.
     *
     * @param low the lower bound, may be −∞
     * @param high the upper bound, may be +∞
     * @return min(max(x, low), high)
     * @throws IllegalArgumentException if low &gt; high, or one is NaN
     */
    default Tensor clip(double low, double high) {
        return Interpreter.bind(new Clip(low, high), self());
    }

    /**
     * Where a &gt; b.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return 1 where it holds, else 0
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor greaterThan(Tensor other) {
        return compared(Relation.GREATER, other);
    }

    /**
     * Where x &gt; c.
     *
     * @param constant the constant c
     * @return 1 where it holds, else 0
     */
    default Tensor greaterThan(double constant) {
        return ComparisonWith.of(Relation.GREATER, self(), constant);
    }

    /**
     * Where a ≥ b.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return 1 where it holds, else 0
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor atLeast(Tensor other) {
        return compared(Relation.AT_LEAST, other);
    }

    /**
     * Where x ≥ c.
     *
     * @param constant the constant c
     * @return 1 where it holds, else 0
     */
    default Tensor atLeast(double constant) {
        return ComparisonWith.of(Relation.AT_LEAST, self(), constant);
    }

    /**
     * Where a &lt; b.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return 1 where it holds, else 0
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor lessThan(Tensor other) {
        return compared(Relation.LESS, other);
    }

    /**
     * Where x &lt; c.
     *
     * @param constant the constant c
     * @return 1 where it holds, else 0
     */
    default Tensor lessThan(double constant) {
        return ComparisonWith.of(Relation.LESS, self(), constant);
    }

    /**
     * Where a ≤ b.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return 1 where it holds, else 0
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor atMost(Tensor other) {
        return compared(Relation.AT_MOST, other);
    }

    /**
     * Where x ≤ c.
     *
     * @param constant the constant c
     * @return 1 where it holds, else 0
     */
    default Tensor atMost(double constant) {
        return ComparisonWith.of(Relation.AT_MOST, self(), constant);
    }

    /**
     * Where a = b; NaN equals nothing.
     *
     * @param other a tensor of the same shape, or a scalar, or any tensor if this is a scalar
     * @return 1 where it holds, else 0
     * @throws IllegalArgumentException if the shapes do not match
     */
    default Tensor equalTo(Tensor other) {
        return compared(Relation.EQUAL, other);
    }

    /**
     * Where x = c; NaN equals nothing.
     *
     * @param constant the constant c
     * @return 1 where it holds, else 0
     */
    default Tensor equalTo(double constant) {
        return ComparisonWith.of(Relation.EQUAL, self(), constant);
    }

    private Tensor compared(Relation relation, Tensor other) {
        return Broadcast.bind(new Comparison(relation), self(), other);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
