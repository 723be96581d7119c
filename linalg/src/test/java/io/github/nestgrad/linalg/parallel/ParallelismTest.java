package io.github.nestgrad.linalg.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelismTest {

    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    private static void requireEachOnce(Parallelism parallelism, int parts) {
        AtomicIntegerArray runs = new AtomicIntegerArray(Math.max(parts, 1));
        parallelism.run(parts, runs::incrementAndGet);
        for (int i = 0; i < parts; i++) {
            assertEquals(1, runs.get(i), "part " + i + " of " + parts);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17})
    void everyPartRunsOnce(int parts) {
        requireEachOnce(Parallelism.sequential(), parts);
        requireEachOnce(Parallelism.of(2, executor), parts);
        requireEachOnce(Parallelism.of(5, executor), parts);
        requireEachOnce(Parallelism.ofMachine(), parts);
    }

    @Test
    void whatThePartsWroteIsSeenByTheCaller() {
        Parallelism parallelism = Parallelism.of(3, executor);
        for (int round = 0; round < 1000; round++) {
            int[] written = new int[7];
            int expected = round + 1;
            parallelism.run(written.length, part -> written[part] = expected);
            for (int entry : written) {
                assertEquals(expected, entry);
            }
        }
    }

    @Test
    void executorThatRefusesLeavesTheWorkToTheCaller() {
        executor.shutdown();
        requireEachOnce(Parallelism.of(4, executor), 9);
    }

    /** All threads of the pool are callers themselves: each does the work it has asked for. */
    @Test
    void callersOnTheirOwnPoolDoNotWaitForEachOther() throws InterruptedException, ExecutionException {
        Parallelism parallelism = Parallelism.of(4, executor);
        var first = executor.submit(() -> requireEachOnce(parallelism, 50));
        var second = executor.submit(() -> requireEachOnce(parallelism, 50));
        first.get();
        second.get();
    }

    @Test
    void failureOfAPartReachesTheCallerWhenTheOthersAreDone() {
        AtomicInteger done = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("part 3");
        Parallelism parallelism = Parallelism.of(2, executor);
        assertSame(failure, assertThrows(IllegalStateException.class, () -> parallelism.run(20, part -> {
            if (part == 3) {
                throw failure;
            }
            done.incrementAndGet();
        })));
        assertEquals(19, done.get());
    }

    @Test
    void interruptionIsKeptForTheCallerAndStopsNoPart() {
        Thread.currentThread().interrupt();
        requireEachOnce(Parallelism.of(2, executor), 12);
        assertTrue(Thread.interrupted());
    }

    @Test
    void lessThanOneThreadIsRefused() {
        assertEquals("parallelism: 0 threads (expected at least 1)",
                assertThrows(IllegalArgumentException.class, () -> Parallelism.of(0, executor)).getMessage());
        assertThrows(NullPointerException.class, () -> Parallelism.of(2, null));
        assertSame(Parallelism.sequential(), Parallelism.of(1, executor));
        assertEquals("1 thread", Parallelism.sequential().toString());
        assertEquals("2 threads", Parallelism.of(2, executor).toString());
    }
}
