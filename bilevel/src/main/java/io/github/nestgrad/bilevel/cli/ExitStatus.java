package io.github.nestgrad.bilevel.cli;

/** How a run ended, for the shell. */
enum ExitStatus {
    /** All that was asked for is done; a step limit of a descent that was reached is said, and is no failure. */
    DONE(0),
    /** The machine or the library failed, and neither the command line nor the data: no memory, no place for output. */
    FAILED(1),
    /** Wrong usage or wrong data; kernels that were asked for and are absent. */
    WRONG_INPUT(2),
    /** A lower or linear solve missed a tolerance. */
    TOLERANCE_MISSED(3);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
