package io.github.nestgrad.autodiff;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the runs of a {@link Loop} cost, counted while they happen: hand one to {@link Loop#withCounts}, and read it.
 *
 * <p>Counted are all runs, of programs that contain the loop as well, on all threads.
 */
public final class LoopCounts {

    private final AtomicLong traces = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong tangentSteps = new AtomicLong();
    private final AtomicLong reversedSteps = new AtomicLong();
    private final AtomicInteger states = new AtomicInteger();

    /** Counts of nothing so far. */
    public LoopCounts() {}

    void countTrace() {
        traces.incrementAndGet();
    }

    void count(boolean isTangent, long evaluations, long reversed, int kept) {
        (isTangent ? tangentSteps : steps).addAndGet(evaluations);
        reversedSteps.addAndGet(reversed);
        for (int most = states.get(); kept > most; most = states.get()) {
            states.compareAndSet(most, kept);
        }
    }

    /**
     * How often the step function was called to record it: once for each combination of shapes.
     *
     * @return the number of calls
     */
    public long traces() {
        return traces.get();
    }

    /**
     * How often the step was evaluated without a tangent: for values, and again so that it could be reversed.
     *
     * @return the number of evaluations, those inside a pullback of the step not counted
     */
    public long steps() {
        return steps.get();
    }

    /**
     * How often the step was evaluated together with a tangent, of any order.
     *
     * @return the number of evaluations, those inside a pullback of the step not counted
     */
    public long tangentSteps() {
        return tangentSteps.get();
    }

    /**
     * How often a step, with or without a tangent, was reversed.
     *
     * @return the number of pullbacks
     */
    public long reversedSteps() {
        return reversedSteps.get();
    }

    /**
     * How many states, each with its tangent if there is one, were kept at a time, at most.
     *
     * @return the number of states
     */
    public int states() {
        return states.get();
    }
}
