package io.github.nestgrad.autodiff;

/**
 * Which states of a {@link Loop} reverse mode keeps, and which it computes again from the nearest one that it kept.
 *
 * <p>To reverse t steps, the states w₀, …, wₜ₋₁ are needed in backward order. The exact schedules give the same
 * derivative to the last bit, and differ in memory and time:
 *
 * <pre>
 *   schedule       states kept          steps computed so that the t steps can be reversed
 *   ALL            t                    t − 1
 *   SQRT           at most 2 ⌈√t⌉       less than 2 t
 *   binomial(c)    at most c            r t − β(c + 1, r − 1), the least that is possible with c states
 * </pre>
 *
 * where β(c, r) = (c + r)! / (c! r!) is the number of steps that c states can reverse if no step is computed more than
 * r times, and r is the least number with t ≤ β(c, r). The initial state counts among those that are kept.
 *
 * <p>Source: A. Griewank and A. Walther, "Algorithm 799: revolve", ACM Transactions on Mathematical Software 26 (2000),
 * 19–45, doi 10.1145/347837.347846.
 */
public abstract sealed class Schedule permits Schedule.All, Schedule.SquareRoot, Schedule.Binomial, Schedule.Truncated {

    /** All states are kept: the most memory, and no step is computed twice. */
    public static final Schedule ALL = new All();

    /** Kept are the states at the ends of segments of ⌈√t⌉ steps, and all states of one segment at a time. */
    public static final Schedule SQRT = new SquareRoot();

    private final String name;

    private Schedule(String name) {
        this.name = name;
    }

    /**
     * At most c states, placed so that the number of steps is the least possible.
     *
     * @param states the number c of states that may be kept, the initial one included
     * @return the schedule
     * @throws IllegalArgumentException if c is less than one
     */
    public static Schedule binomial(int states) {
        if (states < 1) {
            throw new IllegalArgumentException("binomial: " + states + " states (expected at least one)");
        }
        return new Binomial(states);
    }

    /**
     * The last k steps alone are reversed: an approximation. The state before them counts as a constant in reverse
     * mode: the initial state gets no cotangent, and what the parameters did in earlier steps is left out. Forward mode
     * is not truncated. If t ≤ k, this is {@link #ALL}.
     *
     * @param steps the number k of steps that are reversed
     * @return the schedule
     * @throws IllegalArgumentException if k is negative
     */
    public static Schedule truncated(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("truncated: " + steps + " steps (expected zero or more)");
        }
        return new Truncated(steps);
    }

    /**
     * How many states are kept at a time, at most.
     *
     * @param steps the number t of steps
     * @return the number of states
     */
    public abstract int states(int steps);

    /**
     * How many steps are computed so that the t steps can be reversed, the first way to wₜ₋₁ included. What the
     * pullback of a step computes at its own state is not counted, nor is the last step, which only the value needs.
     *
     * @param steps the number t of steps
     * @return the number of evaluations of the step
     */
    public abstract long evaluations(int steps);

    /**
     * The memory that a gradient by reverse mode takes for states, known before the run: those that are kept, the last
     * two, and, unless all are kept, a copy to work on, since the first ones stay for further pullbacks.
     *
     * @param steps the number t of steps
     * @param state the shapes of the tensors of a state
     * @return the number of bytes
     */
    public final long bytes(int steps, Shape... state) {
        long size = 0;
        for (Shape shape : state) {
            size += shape.size();
        }
        return Double.BYTES * size * ((keepsAgain() ? 2L : 1L) * states(steps) + 2);
    }

    /**
     * How far from a state that is kept the next one lies.
     *
     * @param remaining how many steps are to be reversed from that state on; more than one
     * @param free how many more states can be kept
     * @param steps the number t of steps of the loop
     * @return the distance, less than {@code remaining}; 0 for none
     */
    abstract int stride(int remaining, int free, int steps);

    /** How many numbers the states that are kept have, and {@code more} states; no more than an array can hold. */
    final int requireArray(int steps, int more, int size) {
        long numbers = ((long) states(steps) + more) * size;
        if (numbers > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("loop: " + this + " keeps " + states(steps) + " states of " + size
                    + " numbers for " + steps + " steps, more than one array can hold (expected less; SQRT and "
                    + "binomial keep fewer states)");
        }
        return (int) numbers;
    }

    /** Whether states are kept on the way down that were not kept on the way up. */
    boolean keepsAgain() {
        return true;
    }

    /** The schedule as it is written in code. */
    @Override
    public final String toString() {
        return name;
    }

    /**
     * Whether the other is the same schedule.
     *
     * @param other anything
     * @return whether it is a schedule of the same name
     */
    @Override
    public final boolean equals(Object other) {
        return other instanceof Schedule schedule && name.equals(schedule.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    static final class All extends Schedule {

        private All() {
            super("ALL");
        }

        @Override
        public int states(int steps) {
            return steps;
        }

        @Override
        public long evaluations(int steps) {
            return Math.max(0, steps - 1);
        }

        @Override
        int stride(int remaining, int free, int steps) {
            return 1;
        }

        @Override
        boolean keepsAgain() {
            return false;
        }
    }

    static final class SquareRoot extends Schedule {

        private SquareRoot() {
            super("SQRT");
        }

        private static int segment(int steps) {
            return (int) Math.ceil(Math.sqrt(steps));
        }

        private static int segments(int steps) {
            return (int) Math.ceil((double) steps / segment(steps));
        }

        /** While a segment is reversed, its start and those before it are kept, and the states inside it. */
        @Override
        public int states(int steps) {
            if (steps == 0) {
                return 0;
            }
            int insideLast = steps - (segments(steps) - 1) * segment(steps) - 1;
            int insideOther = segment(steps) - 1;
            return segments(steps) + Math.max(insideLast, insideOther - 1);
        }

        @Override
        public long evaluations(int steps) {
            return steps == 0 ? 0 : steps - 1 + (segments(steps) - 1L) * (segment(steps) - 1);
        }

        @Override
        int stride(int remaining, int free, int steps) {
            int segment = segment(steps);
            return remaining > segment ? segment : 1;
        }
    }

    static final class Binomial extends Schedule {
        private final int most;

        private Binomial(int most) {
            super("binomial(" + most + ")");
            this.most = most;
        }

        @Override
        public int states(int steps) {
            return Math.min(most, steps);
        }

        @Override
        public long evaluations(int steps) {
            long repetitions = 0;
            long reach = 1; // β(c, r)
            while (reach < steps) {
                repetitions++;
                reach = reach * (most + repetitions) / repetitions;
            }
            // β(c + 1, r − 1) = β(c, r) r / (c + 1)
            return steps == 0 ? 0 : repetitions * steps - reach * repetitions / (most + 1);
        }

        /**
         * Both parts must be reversible at the same r as the whole: with s states, the first one included, m steps to
         * the next one need β(s, r − 2) ≤ m ≤ β(s, r − 1), and the rest β(s − 1, r − 1) ≤ l − m ≤ β(s − 1, r).
         */
        @Override
        int stride(int remaining, int free, int steps) {
            if (free == 0) {
                return 0;
            }
            long s = free + 1L;
            long r = 1;
            long before = 1; // β(s, r − 1)
            long reach = s + 1; // β(s, r)
            while (reach < remaining) {
                r++;
                before = reach;
                reach = reach * (s + r) / r;
            }
            long least = before * s / (s + r - 1); // β(s − 1, r − 1)
            return (int) Math.min(before, remaining - least);
        }
    }

    static final class Truncated extends Schedule {
        private final int reversed;

        private Truncated(int reversed) {
            super("truncated(" + reversed + ")");
            this.reversed = reversed;
        }

        /** How many of the steps are not reversed. */
        int omitted(int steps) {
            return Math.max(0, steps - reversed);
        }

        @Override
        public int states(int steps) {
            return Math.min(reversed, steps);
        }

        @Override
        public long evaluations(int steps) {
            return ALL.evaluations(states(steps));
        }

        /** The steps before are no part of what is reversed. */
        @Override
        int stride(int remaining, int free, int steps) {
            return 1;
        }

        @Override
        boolean keepsAgain() {
            return false;
        }
    }
}
