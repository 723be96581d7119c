package io.github.nestgrad.bilevel.upper;

/** Why a descent ended. */
public enum DescentTermination {

    /** The gradient, where no bound holds it, is as small as was asked for. */
    CONVERGED,

    /** The number of steps that was asked for is done. */
    STEP_LIMIT,

    /**
     * No step along the projected gradient lowers the objective by more than its rounding: either a minimum to the
     * accuracy of the estimates, or estimates too inexact to go on.
     */
    NO_DECREASE,

    /** The objective or its hypergradient is not a finite number at the start. */
    NOT_FINITE
}
