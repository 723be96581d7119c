package io.github.nestgrad.linalg.solver;

/** Why an iteration ended. */
public enum Termination {

    /** The residual is as small as was asked for. */
    CONVERGED(true),

    /** The number of steps that was asked for is done; no tolerance was set. */
    STEPS_DONE(true),

    /**
     * The residual is a small multiple of the rounding error of computing it, and falls no further: the tolerance is
     * below what double precision can tell, and the solution is as good as it can be.
     */
    ROUNDING_LIMIT(true),

    /** The limit of iterations was reached before the tolerance. */
    STEP_LIMIT(false),

    /** The residual falls no further, well above rounding. */
    STALLED(false),

    /** The residual grows without bound. */
    DIVERGED(false),

    /** A direction p with pᵀAp &lt; 0 was met: the operator is not positive definite. */
    NEGATIVE_CURVATURE(false),

    /**
     * The matrix has no inverse in floating point: a zero pivot, or a direction p with Ap = 0 or pᵀAp = 0. Of a
     * preconditioner that is singular, A M⁻¹ is singular too.
     */
    SINGULAR(false),

    /**
     * The system has no solution, as far as the method can tell: the residual is not zero, but Aᵀ times it is, up to
     * rounding. The x in the result is one with the smallest residual. A matrix that is singular but for rounding, with
     * a condition number of 10¹⁰ or more, can look the same.
     */
    INCONSISTENT(false),

    /**
     * The next step of the method is not defined, by a division by zero, although the system may well have a solution;
     * each solver says which numbers can vanish. Another method, or another start, may do.
     */
    BREAKDOWN(false),

    /**
     * The residual is larger than it can be if the spectrum lies within the bounds that the caller gave, and falls no
     * further: the bounds were wrong, the operator is not symmetric, or the preconditioner not definite.
     */
    BOUNDS_VIOLATED(false),

    /** A number that is infinite or NaN was met. */
    NOT_FINITE(false);

    private final boolean satisfied;

    Termination(boolean satisfied) {
        this.satisfied = satisfied;
    }

    /**
     * Whether nothing that was asked for was missed, to the accuracy of double precision.
     *
     * @return true for {@link #CONVERGED}, {@link #STEPS_DONE} and {@link #ROUNDING_LIMIT}
     */
    public boolean isSatisfied() {
        return satisfied;
    }
}
