package io.github.nestgrad.linalg.parallel;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;

/**
 * How many threads may share a computation, and where they run.
 *
 * <p>The calling thread is one of them and takes whatever no other has begun, so a computation ends even if the
 * executor is full, refuses work, or is the pool that the caller itself runs on. Immutable; may be shared among
 * threads.
 */
public final class Parallelism {

    private static final Parallelism SEQUENTIAL = new Parallelism(1, task -> { });

    private final int threads;
    private final Executor executor;

    private Parallelism(int threads, Executor executor) {
        this.threads = threads;
        this.executor = executor;
    }

    /**
     * The calling thread alone, which is the default everywhere.
     *
     * @return a parallelism of one thread
     */
    public static Parallelism sequential() {
        return SEQUENTIAL;
    }

    /**
     * As many threads as the machine has processors: the calling one and {@link ForkJoinPool#commonPool}.
     *
     * @return the parallelism of this machine
     */
    public static Parallelism ofMachine() {
        return of(Runtime.getRuntime().availableProcessors(), ForkJoinPool.commonPool());
    }

    /**
     * A number of threads: the calling one, and the others from an executor.
     *
     * @param threads how many, the calling thread among them
     * @param executor runs up to {@code threads − 1} tasks at a time
     * @return the parallelism
     * @throws IllegalArgumentException if there is not even one thread
     */
    public static Parallelism of(int threads, Executor executor) {
        Objects.requireNonNull(executor, "executor");
        if (threads < 1) {
            throw new IllegalArgumentException("parallelism: " + threads + " threads (expected at least 1)");
        }
        return threads == 1 ? SEQUENTIAL : new Parallelism(threads, executor);
    }

    /**
     * How many threads may work at a time.
     *
     * @return the number of threads, the calling one among them
     */
    public int threads() {
        return threads;
    }

    /**
     * Whether there is the calling thread alone.
     *
     * @return whether there is no other thread
     */
    public boolean isSequential() {
        return threads == 1;
    }

    /**
     * Runs all parts of a computation and returns when they are done; which thread runs which part is left to chance.
     *
     * <p>What the parts have written is visible to the caller. If a part fails the others still run to their end.
     *
     * @param parts how many parts there are
     * @param part does the part of the given number, from 0
     * @throws RuntimeException that of a part which has failed
     */
    public void run(int parts, IntConsumer part) {
        if (threads == 1 || parts <= 1) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        SharedParts shared = new SharedParts(parts, part);
        shared.callOn(executor, Math.min(threads, parts) - 1);
        shared.run();
        shared.await();
    }

    /**
     * The number of threads, as messages show it.
     *
     * @return {@code 2 threads}
     */
    @Override
    public String toString() {
        return threads == 1 ? "1 thread" : threads + " threads";
    }
}
