package io.github.nestgrad.linalg.parallel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** The parts of one computation, which threads take one after the other until none is left. */
final class SharedParts implements Runnable {

    // some tens of microseconds: parts end at about the same time, and waking a thread takes as long
    private static final int SPINS = 5000;

    private final int parts;
    private final IntConsumer part;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch unfinished;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    SharedParts(int parts, IntConsumer part) {
        this.parts = parts;
        this.part = part;
        this.unfinished = new CountDownLatch(parts);
    }

    /** Asks for help; the caller does what nobody comes for. */
    void callOn(Executor executor, int helpers) {
        try {
            for (int i = 0; i < helpers; i++) {
                executor.execute(this);
            }
        } catch (RejectedExecutionException e) {
            // an executor that is full or shut down leaves the work to the caller
        }
    }

    @Override
    public void run() {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            try {
                part.accept(i);
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                unfinished.countDown();
            }
        }
    }

    /** Waits for parts that other threads have begun, even if interrupted, since they write to the caller's arrays. */
    void await() {
        for (int i = 0; i < SPINS && unfinished.getCount() > 0; i++) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        while (unfinished.getCount() > 0) {
            try {
                unfinished.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow(failure.get());
    }

    private static void rethrow(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e != null) { // an IntConsumer declares no checked exception
            throw (RuntimeException) e;
        }
    }
}
