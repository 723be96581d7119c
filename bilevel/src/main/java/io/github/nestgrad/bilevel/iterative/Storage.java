package io.github.nestgrad.bilevel.iterative;

/** What reverse mode keeps of the T steps that it differentiates. */
public enum Storage {

    /** Every operation of every step, on one tape: the most memory, and the plainest use of reverse mode. */
    TAPE,

    /** The iterates w₀, …, w_T alone, (T + 1) d numbers; each step is computed again when its turn comes. */
    ITERATES
}
