package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * The order of work by which a {@link Schedule} reverses t steps: a stack of kept states, of which the last is used to
 * reach the step that is next to be reversed.
 */
final class Reversal {

    /** What is to be done; a state is kept in a slot, and there is one current state. */
    interface Work {

        /** Advances the current state from w_{from} to w_{to}. */
        void advance(int from, int to);

        /** Keeps the current state. */
        void keep(int slot);

        /** Makes the state of the slot current. */
        void restore(int slot);

        /** Reverses step k; the current state is w_k, and is of no use afterwards. */
        void reverse(int k);
    }

    private Schedule schedule;
    private int steps;
    private int[] start = {};
    private int top;

    /** Does all the work; the current state is w₀ when it begins. */
    void run(Schedule by, int number, Work work) {
        ascend(by, number, work);
        descend(work);
    }

    /** The first way up: from w₀ to wₜ₋₁, keeping states. */
    void ascend(Schedule by, int number, Work work) {
        schedule = by;
        steps = number;
        int slots = by.states(number);
        start = start.length < slots ? Arrays.copyOf(start, slots) : start;
        if (steps > 0) {
            top = 0;
            start[0] = 0;
            work.keep(0);
            climb(steps, work);
        }
    }

    /** From wₜ₋₁ with the states kept on the way up, all the way down. */
    void descend(Work work) {
        for (int end = steps; end > 0; end--) {
            if (end < steps) {
                work.restore(top);
                climb(end, work);
            }
            work.reverse(end - 1);
            top -= start[top] == end - 1 ? 1 : 0;
        }
    }

    /** From the state that was kept last to the one before {@code end}. */
    private void climb(int end, Work work) {
        int stride = stride(end);
        while (stride > 0) {
            int from = start[top];
            work.advance(from, from + stride);
            start[++top] = from + stride;
            work.keep(top);
            stride = stride(end);
        }
        if (start[top] < end - 1) {
            work.advance(start[top], end - 1);
        }
    }

    private int stride(int end) {
        int remaining = end - start[top];
        return remaining == 1 ? 0 : schedule.stride(remaining, schedule.states(steps) - top - 1, steps);
    }
}
