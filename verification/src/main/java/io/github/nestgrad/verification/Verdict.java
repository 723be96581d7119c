package io.github.nestgrad.verification;

/** What a check found. */
public enum Verdict {
    /** The two numbers agree within a tolerance that would have shown an error. */
    OK,
    /** They differ by more than rounding and the error of the differences allow, or what is claimed is not finite. */
    WRONG,
    /** The measurement is too coarse to say that the derivative is right, or that it is wrong. */
    UNRESOLVED
}
