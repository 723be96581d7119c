package io.github.nestgrad.linalg.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that a piece of code allocates once the compiler has done what it will. */
public final class Allocation {

    private static final int WARM_UP_BATCHES = 400;
    private static final int MEASURED_BATCHES = 20;
    private static final int BATCH = 50;

    private Allocation() {}

    /** The least of twenty batches must be nothing; more than the least is the compiler at work beside us. */
    public static void requireNone(String what, Runnable code) {
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
        assertEquals(0, least, what + " allocates, bytes in " + BATCH + " calls");
    }

    private static void batch(Runnable code) {
        for (int i = 0; i < BATCH; i++) {
            code.run();
        }
    }
}
