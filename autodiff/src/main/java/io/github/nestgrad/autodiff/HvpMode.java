package io.github.nestgrad.autodiff;

/**
 * How a Hessian-vector product ∇²f(x) v is composed of two first-order modes.
 *
 * <p>All three cost a small multiple of f and agree up to rounding. The memory they hold when the sweep begins obeys
 * RR ≥ RF ≥ FR (tutorial, "Checkpointing and Second Order Derivatives"); where f begins with linear maps, whose
 * tangents are the same at all points, RF may hold less than FR.
 */
public enum HvpMode {
    /** Reverse over reverse: the vector-Jacobian product of x ↦ ∇f(x) with v. */
    RR,
    /** Reverse over forward: the gradient of x ↦ ∇f(x)ᵀv, the inner product being a forward derivative. */
    RF,
    /** Forward over reverse: the derivative of x ↦ ∇f(x) in direction v. */
    FR
}
