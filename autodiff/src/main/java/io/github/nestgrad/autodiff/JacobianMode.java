package io.github.nestgrad.autodiff;

/** How the Jacobian of a function from n to m entries is found; both ways give the same matrix up to rounding. */
public enum JacobianMode {
    /**
     * By columns, eight tangents at a time: ⌈n/8⌉ evaluations of the function and n of its tangent, and nothing is
     * stored; for n ≤ m.
     */
    FORWARD,
    /**
     * By rows: one evaluation on a tape and m products with the transpose, which need no further evaluation; memory
     * for the values of all operations; for m &lt; n.
     */
    REVERSE
}
