package io.github.nestgrad.autodiff;

/** What operations on single numbers weigh in {@link Primitive#cost}. */
final class Cost {

    /** An addition, a subtraction, a comparison, a change of sign. Moving a number is free. */
    static final int ADD = 1;

    /** A multiplication. */
    static final int MULTIPLY = 2;

    /** A division, a root, an elementary function. */
    static final int NONLINEAR = 8;

    private Cost() {}
}
