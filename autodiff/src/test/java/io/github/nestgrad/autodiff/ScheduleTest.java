package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a schedule costs: counted where a state is just its number, and compared with the least possible cost. */
class ScheduleTest {

    private static final int ALL_SMALL = 48;

    /** Does the work of a reversal on step numbers, and complains about each wrong one. */
    private static final class CountingWork implements Reversal.Work {
        private final int[] slots;
        private final String what;
        private int current;
        private int next;
        private int mostKept;
        private long advanced;

        private CountingWork(Schedule schedule, int steps) {
            this.slots = new int[schedule.states(steps)];
            this.next = steps - 1;
            this.what = schedule + ", " + steps + " steps";
            Arrays.fill(slots, -1);
        }

        @Override
        public void advance(int from, int to) {
            assertEquals(current, from, what);
            assertTrue(to > from, what);
            advanced += to - from;
            current = to;
        }

        @Override
        public void keep(int slot) {
            slots[slot] = current;
            mostKept = Math.max(mostKept, slot + 1);
        }

        @Override
        public void restore(int slot) {
            current = slots[slot];
        }

        @Override
        public void reverse(int k) {
            assertEquals(next--, k, what);
            assertEquals(k, current, what);
            current = Integer.MIN_VALUE;
        }
    }

    private static CountingWork run(Schedule schedule, int steps) {
        CountingWork work = new CountingWork(schedule, steps);
        new Reversal().run(schedule, steps, work);
        assertEquals(-1, work.next, work.what);
        return work;
    }

    /** The least number of steps by trying every place for the second state that is kept, without any formula. */
    private static long[][] leastEvaluations(int steps, int states) {
        long[][] least = new long[states + 1][steps + 1];
        for (int l = 1; l <= steps; l++) {
            least[1][l] = (long) l * (l - 1) / 2;
        }
        for (int s = 2; s <= states; s++) {
            for (int l = 2; l <= steps; l++) {
                least[s][l] = Long.MAX_VALUE;
                for (int m = 1; m < l; m++) {
                    least[s][l] = Math.min(least[s][l], m + least[s - 1][l - m] + least[s][m]);
                }
            }
        }
        return least;
    }

    @Test
    void binomialTakesTheLeastPossibleNumberOfStepsWithTheStatesItHas() {
        long[][] least = leastEvaluations(ALL_SMALL, ALL_SMALL + 2);
        for (int c = 1; c <= ALL_SMALL + 2; c++) {
            for (int t = 0; t <= ALL_SMALL; t++) {
                Schedule schedule = Schedule.binomial(c);
                CountingWork work = run(schedule, t);
                assertEquals(least[c][t], work.advanced, work.what);
                assertEquals(least[c][t], schedule.evaluations(t), work.what);
                assertTrue(work.mostKept <= c, work.what);
                assertTrue(work.mostKept <= schedule.states(t), work.what);
            }
        }
    }

    @Test
    void binomialTakesTheLeastPossibleNumberOfStepsInLongerLoops() {
        int longest = 400;
        long[][] least = leastEvaluations(longest, 12);
        for (int c = 1; c <= 12; c++) {
            for (int t = longest - 60; t <= longest; t++) {
                assertEquals(least[c][t], run(Schedule.binomial(c), t).advanced, c + " states, " + t + " steps");
            }
        }
    }

    private static BigInteger choose(int n, int k) {
        BigInteger product = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            product = product.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return product;
    }

    @Test
    void binomialTakesGriewanksNumberOfStepsInLongLoops() {
        for (int t : new int[] {1000, 9_999, 10_000, 65_536}) {
            for (int c : new int[] {2, 3, 5, 10, 31, 100, 999, 10_000, 100_000}) {
                int r = 0;
                while (choose(c + r, r).compareTo(BigInteger.valueOf(t)) < 0) {
                    r++;
                }
                BigInteger expected = BigInteger.valueOf((long) r * t)
                        .subtract(r == 0 ? BigInteger.ZERO : choose(c + r, r - 1));
                CountingWork work = run(Schedule.binomial(c), t);
                assertEquals(expected, BigInteger.valueOf(work.advanced), work.what);
                assertEquals(work.advanced, Schedule.binomial(c).evaluations(t), work.what);
                assertTrue(work.mostKept <= c, work.what);
            }
        }
    }

    @Test
    void allAndSqrtCostWhatTheySay() {
        for (Schedule schedule : new Schedule[] {Schedule.ALL, Schedule.SQRT}) {
            for (int t = 0; t <= 400; t++) {
                CountingWork work = run(schedule, t);
                assertEquals(schedule.evaluations(t), work.advanced, work.what);
                assertEquals(schedule.states(t), work.mostKept, work.what);
            }
        }
    }

    @Test
    void sqrtKeepsAtMostTwiceTheRootAndTakesLessThanTwiceTheSteps() {
        for (int t = 1; t <= 20_000; t++) {
            assertTrue(Schedule.SQRT.states(t) <= 2 * Math.ceil(Math.sqrt(t)), "states for " + t);
            assertTrue(Schedule.SQRT.evaluations(t) < 2L * t, "evaluations for " + t);
        }
        run(Schedule.SQRT, Integer.MAX_VALUE / 1000);
    }

    /** A loop that may end early gets memory for the most steps. */
    @Test
    void fewerStepsNeverNeedMoreStates() {
        for (Schedule schedule : new Schedule[] {Schedule.ALL, Schedule.SQRT, Schedule.binomial(7)}) {
            for (int t = 0; t < 2000; t++) {
                assertTrue(schedule.states(t) <= schedule.states(t + 1), schedule + ", " + t + " steps");
            }
        }
    }

    @Test
    void truncatedCostsWhatItReverses() {
        Schedule schedule = Schedule.truncated(3);
        assertEquals(3, schedule.states(10));
        assertEquals(2, schedule.evaluations(10));
        assertEquals(2, schedule.states(2));
        assertEquals(0, Schedule.truncated(0).evaluations(10));
    }

    @Test
    void bytesAreThoseOfTheStatesTheirCopyAndTheLastTwo() {
        Shape[] state = {Shape.vector(10), Shape.matrix(3, 4), Shape.scalar()};
        long one = 23 * 8;
        assertEquals((10_000 + 2) * one, Schedule.ALL.bytes(10_000, state));
        assertEquals((2 * 199 + 2) * one, Schedule.SQRT.bytes(10_000, state));
        assertEquals((2 * 12 + 2) * one, Schedule.binomial(12).bytes(10_000, state));
        assertEquals((5 + 2) * one, Schedule.truncated(5).bytes(10_000, state));
    }

    @Test
    void equalSchedulesAreTheSame() {
        assertEquals(Schedule.binomial(3), Schedule.binomial(3));
        assertEquals(Schedule.binomial(3).hashCode(), Schedule.binomial(3).hashCode());
        assertNotEquals(Schedule.binomial(3), Schedule.binomial(4));
        assertNotEquals(Schedule.binomial(3), Schedule.truncated(3));
        assertEquals("ALL SQRT binomial(3) truncated(2)", String.join(" ", Schedule.ALL.toString(),
                Schedule.SQRT.toString(), Schedule.binomial(3).toString(), Schedule.truncated(2).toString()));
    }

    @Test
    void impossibleNumbersAreRejected() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Schedule.binomial(0)).getMessage()
                .contains("binomial: 0 states"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Schedule.truncated(-1)).getMessage()
                .contains("truncated: -1 steps"));
    }
}
