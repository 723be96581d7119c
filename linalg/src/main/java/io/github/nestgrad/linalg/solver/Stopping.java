package io.github.nestgrad.linalg.solver;

/**
 * When an iteration has done enough: at max(relative · ‖b‖, absolute), at a limit of iterations, or, where
 * {@code steps} is not negative, after exactly so many steps and whatever the residual.
 */
record Stopping(double relative, double absolute, int limit, int steps) {

    private static final int BY_SIZE = -1;
    private static final int NOT_COUNTED = -1;
    // in exact arithmetic n steps of a Krylov method suffice; rounding can make it many more
    private static final int LIMIT_PER_ROW = 20;
    private static final int LEAST_LIMIT = 1000;

    /** A relative tolerance, and a limit that grows with the system. */
    static Stopping at(double relative) {
        return at(relative, BY_SIZE);
    }

    static Stopping at(double relative, int limit) {
        return new Stopping(relative, 0, limit, NOT_COUNTED);
    }

    Stopping withRelative(String solver, double tolerance) {
        return new Stopping(requireTolerance(solver, "tolerance", tolerance), absolute, limit, NOT_COUNTED);
    }

    Stopping withAbsolute(String solver, double tolerance) {
        return new Stopping(relative, requireTolerance(solver, "absolute tolerance", tolerance), limit, NOT_COUNTED);
    }

    Stopping withLimit(String solver, int iterations) {
        return new Stopping(relative, absolute, requireCount(solver, iterations), NOT_COUNTED);
    }

    Stopping withSteps(String solver, int count) {
        return new Stopping(relative, absolute, limit, requireCount(solver, count));
    }

    boolean counted() {
        return steps >= 0;
    }

    /** The residual norm that is small enough. */
    double threshold(double rightHandSideNorm) {
        return Math.max(relative * rightHandSideNorm, absolute);
    }

    /** The number of iterations beyond which none are done for n rows. */
    int most(int n) {
        if (counted()) {
            return steps;
        }
        return limit == BY_SIZE ? (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_LIMIT, (long) LIMIT_PER_ROW * n))
                : limit;
    }

    private static double requireTolerance(String solver, String name, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    solver + ": " + name + " " + tolerance + " (expected a number that is not negative)");
        }
        return tolerance;
    }

    private static int requireCount(String solver, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(solver + ": " + count + " iterations (expected 0 or more)");
        }
        return count;
    }
}
