package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that a piece of code allocates once the compiler has done what it will. */
final class Allocation {

    private static final int WARM_UP_BATCHES = 400;
    private static final int MEASURED_BATCHES = 20;
    private static final int BATCH = 50;
    // on a busy machine the compiler comes late; what allocates for ever does so after the last round too
    private static final int ROUNDS = 40;
    private static final int PAUSE_MILLIS = 50;

    private Allocation() {}

    /** The least of twenty batches must be nothing; more than the least is the compiler at work beside us. */
    static void requireNone(String what, Runnable code) {
        long least = leastOfRound(code);
        for (int round = 1; least > 0 && round < ROUNDS; round++) {
            pause();
            least = leastOfRound(code);
        }
        assertEquals(0, least, what + " allocates, bytes in " + BATCH + " calls");
    }

    private static long leastOfRound(Runnable code) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            batch(code);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED_BATCHES; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            batch(code);
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        return least;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void batch(Runnable code) {
        for (int i = 0; i < BATCH; i++) {
            code.run();
        }
    }
}
