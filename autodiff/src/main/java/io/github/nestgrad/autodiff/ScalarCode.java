package io.github.nestgrad.autodiff;

/** What a {@link ScalarBlock} does for one line. */
enum ScalarCode {
    ADD, SUBTRACT, MULTIPLY, DIVIDE,
    /** The two constants of an {@link Affine} stand in the block. */
    AFFINE,
    /** Functions so frequent that the block computes them itself. */
    EXP, SIN, COS, SQUARE,
    /** Anything else: the primitive is called. */
    CALL
}
