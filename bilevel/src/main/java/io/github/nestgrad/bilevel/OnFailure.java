package io.github.nestgrad.bilevel;

/**
 * What happens when a lower or an adjoint solve misses the tolerance that it was asked for, or the hypergradient is not
 * finite.
 */
public enum OnFailure {

    /** An {@link UnconvergedException} that carries the estimate is thrown; the default. */
    THROW,

    /** The estimate is returned, and a warning goes to the system logger named {@code io.github.nestgrad.bilevel}. */
    WARN,

    /** The estimate is returned; its termination tells. */
    RETURN;

    /**
     * Applies the policy to an estimate.
     *
     * @param estimate the estimate
     * @return the estimate
     * @throws UnconvergedException if the estimate is not {@linkplain Hypergradient#isSatisfied() satisfied} and this
     *     is {@link #THROW}
     */
    public Hypergradient handle(Hypergradient estimate) {
        if (!estimate.isSatisfied() && this != RETURN) {
            UnconvergedException missed = new UnconvergedException(estimate);
            if (this == THROW) {
                throw missed;
            }
            System.getLogger("io.github.nestgrad.bilevel").log(System.Logger.Level.WARNING, missed.getMessage());
        }
        return estimate;
    }
}
