package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a loop costs, counted; and how it behaves at its limits. */
class LoopTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    // the loop stops where the square of the square error is below 1e-6
    private static final double ROOT_AT_THE_STOP = 1e-3;

    private static final Tensor START = Tensor.of(new double[] {0.3, -0.2, 0.5});
    private static final Tensor PARAMETER = Tensor.of(new double[] {0.4, 0.9, -0.7});

    /** Stays between −1.5 and 1.5, and depends on the start for long. */
    private static final Loop.Update STEP =
            (w, k, p) -> w.times(p[0]).sin().plus(w.times(0.9)).minus(k.times(1e-6).expandedTo(w.shape()).tanh());

    private static UnaryOperator<Tensor> objective(Loop loop, int steps) {
        return p -> loop.run(steps, START, p).squaredNorm();
    }

    private static Tensor gradient(Loop loop, int steps) {
        return Differentiation.grad(objective(loop, steps)).apply(PARAMETER);
    }

    @Test
    void tenThousandStepsHaveTheSameGradientToTheLastBitWithEverySchedule() {
        int steps = 10_000;
        Tensor expected = gradient(Loop.of(STEP, Schedule.ALL), steps);
        assertTrue(Samples.largest(expected) > 0);
        for (Schedule schedule : List.of(Schedule.SQRT, Schedule.binomial(3), Schedule.binomial(10),
                Schedule.binomial(100), Schedule.binomial(20_000))) {
            LoopCounts counts = new LoopCounts();
            Loop loop = Loop.of(STEP, schedule).withCounts(counts);
            assertArrayEquals(expected.toArray(), gradient(loop, steps).toArray(), schedule.toString());
            assertEquals(1 + schedule.evaluations(steps), counts.steps(), schedule.toString());
            assertEquals(steps, counts.reversedSteps(), schedule.toString());
            assertEquals(schedule.states(steps), counts.states(), schedule.toString());
        }
    }

    @Test
    void tenThousandStepsHaveTheSameHessianProductsToTheLastBitWithEverySchedule() {
        int steps = 10_000;
        for (HvpMode mode : HvpMode.values()) {
            double[] expected = Differentiation.hvp(objective(Loop.of(STEP, Schedule.ALL), steps), PARAMETER, START,
                    mode).toArray();
            for (Schedule schedule : List.of(Schedule.SQRT, Schedule.binomial(20))) {
                assertArrayEquals(expected, Differentiation.hvp(objective(Loop.of(STEP, schedule), steps), PARAMETER,
                        START, mode).toArray(), schedule + ", " + mode);
            }
        }
    }

    @Test
    void countsOfEveryScheduleAreThoseThatItPromises() {
        for (int steps = 0; steps <= 40; steps++) {
            for (Schedule schedule : List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(1), Schedule.binomial(2),
                    Schedule.binomial(5))) {
                requireCounts(schedule, steps);
            }
        }
    }

    private static void requireCounts(Schedule schedule, int steps) {
        LoopCounts counts = new LoopCounts();
        Loop loop = Loop.of(STEP, schedule).withCounts(counts);
        String what = schedule + ", " + steps + " steps";
        Vjp<Tensor> vjp = Differentiation.vjp((Tensor p) -> loop.run(steps, START, p), PARAMETER);
        assertEquals(steps, counts.steps(), what);
        assertEquals(0, counts.reversedSteps(), what);
        long again = schedule.evaluations(steps) - Math.max(0, steps - 1);
        double[] first = vjp.pullback(START).toArray();
        for (int pullback = 1; pullback <= 2; pullback++) {
            assertEquals(steps + pullback * again, counts.steps(), what);
            assertEquals((long) pullback * steps, counts.reversedSteps(), what);
            assertArrayEquals(first, vjp.pullback(START).toArray(), what);
        }
        assertEquals(schedule.states(steps), counts.states(), what);
        assertEquals(0, counts.tangentSteps(), what);
    }

    @Test
    void forwardModeRunsTheStepsOnceAndKeepsNothing() {
        LoopCounts counts = new LoopCounts();
        Differentiation.jvp(objective(Loop.of(STEP, Schedule.ALL).withCounts(counts), 50), PARAMETER, START);
        assertEquals(50, counts.tangentSteps());
        assertEquals(0, counts.steps());
        assertEquals(0, counts.reversedSteps());
        assertEquals(0, counts.states());
    }

    @Test
    void theStepIsTracedOnceForAllStepsAndAllDerivatives() {
        AtomicInteger calls = new AtomicInteger();
        LoopCounts counts = new LoopCounts();
        Loop loop = Loop.of((w, k, p) -> {
            calls.incrementAndGet();
            return STEP.apply(w, k, p);
        }, Schedule.SQRT).withCounts(counts);
        for (int steps : new int[] {1, 10, 1000}) {
            UnaryOperator<Tensor> f = objective(loop, steps);
            f.apply(PARAMETER);
            Differentiation.grad(f).apply(PARAMETER);
            for (HvpMode mode : HvpMode.values()) {
                Differentiation.hvp(f, PARAMETER, START, mode);
            }
            Program program = Program.of(Differentiation.grad(f), PARAMETER.shape());
            program.newExecution().run(PARAMETER.toArray(), new double[3]);
        }
        assertEquals(1, calls.get());
        assertEquals(1, counts.traces());
        loop.run(5, Tensor.of(1), Tensor.of(2));
        assertEquals(2, calls.get(), "another shape");
    }

    @Test
    void programsDoNotGrowWithTheNumberOfSteps() {
        Loop loop = Loop.of(STEP, Schedule.binomial(4));
        Program few = Program.of(Differentiation.grad(objective(loop, 3)), PARAMETER.shape());
        Program many = Program.of(Differentiation.grad(objective(loop, 100_000)), PARAMETER.shape());
        assertEquals(few.operations(), many.operations());
    }

    @Test
    void eightThreadsOnOneProgramGetTheSameBits() throws Exception {
        Program program = Program.of(
                t -> Differentiation.hvp(objective(Loop.of(STEP, Schedule.SQRT), 30), t, START, HvpMode.FR),
                PARAMETER.shape());
        double[] expected = new double[3];
        program.newExecution().run(PARAMETER.toArray(), expected);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(threads.submit(() -> {
                Execution execution = program.newExecution();
                for (int run = 0; run < 200; run++) {
                    double[] y = new double[3];
                    execution.run(PARAMETER.toArray(), y);
                    assertArrayEquals(expected, y);
                }
                return true;
            }));
        }
        for (Future<Boolean> result : results) {
            assertTrue(result.get());
        }
        threads.shutdown();
    }

    @Test
    void truncatedReversesTheLastStepsFromAConstantState() {
        for (int steps : new int[] {1, 7}) {
            for (int k = 0; k <= 8; k++) {
                int reversed = Math.min(k, steps);
                LoopCounts counts = new LoopCounts();
                Loop truncated = Loop.of(STEP, Schedule.truncated(k)).withCounts(counts);
                Tensor middle = Loop.of(STEP, Schedule.ALL).run(steps - reversed, START, PARAMETER);
                UnaryOperator<Tensor> last = p -> {
                    Tensor w = middle;
                    for (int j = steps - reversed; j < steps; j++) {
                        w = STEP.apply(w, Tensor.of(j), new Tensor[] {p});
                    }
                    return w.squaredNorm();
                };
                double[] expected = Differentiation.vjp(last, PARAMETER).pullback(Tensor.of(1)).toArray();
                double[] actual = Differentiation.vjp(objective(truncated, steps), PARAMETER).pullback(Tensor.of(1))
                        .toArray();
                Agreement.requireClose(expected, Tensor.of(actual), 64 * Agreement.EPSILON, () -> "k = " + reversed);
                assertEquals(steps, counts.steps());
                assertEquals(reversed, counts.reversedSteps());
            }
        }
    }

    @Test
    void truncatedIsExactIfAllStepsAreReversedAndInForwardMode() {
        Loop exact = Loop.of(STEP, Schedule.ALL);
        Loop truncated = Loop.of(STEP, Schedule.truncated(5));
        assertArrayEquals(gradient(exact, 5).toArray(), gradient(truncated, 5).toArray());
        assertArrayEquals(Differentiation.jvp(objective(exact, 9), PARAMETER, START).tangent().toArray(),
                Differentiation.jvp(objective(truncated, 9), PARAMETER, START).tangent().toArray());
        UnaryOperator<Tensor> ofStart = w -> truncated.run(9, w, PARAMETER).squaredNorm();
        assertArrayEquals(new double[3], Differentiation.vjp(ofStart, START).pullback(Tensor.of(1)).toArray());
    }

    /** Heron's iteration for √a, until w² is near a. */
    private static Loop heron(Schedule schedule, LoopCounts counts) {
        return Loop.of((w, k, p) -> w.plus(p[0].dividedBy(w)).times(0.5), schedule).withCounts(counts)
                .until((w, k, p) -> w[0].squared().minus(p[0]).squared().times(-1).plus(1e-6));
    }

    @Test
    void untilStopsAndDifferentiatesTheStepsThatWereTaken() {
        for (Schedule schedule : List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(2))) {
            LoopCounts counts = new LoopCounts();
            Loop loop = heron(schedule, counts);
            Tensor a = Tensor.of(3);
            Tensor one = Tensor.of(1);
            double root = loop.run(100, one, a).toDouble();
            int taken = (int) counts.steps();
            assertTrue(taken > 2 && taken < 8, "steps " + taken);
            assertEquals(Math.sqrt(3), root, ROOT_AT_THE_STOP);
            Loop fixed = Loop.of((w, k, p) -> w.plus(p[0].dividedBy(w)).times(0.5), schedule);
            UnaryOperator<Tensor> f = t -> loop.run(100, one, t);
            UnaryOperator<Tensor> g = t -> fixed.run(taken, one, t);
            assertEquals(g.apply(a).toDouble(), root);
            assertEquals(Differentiation.grad(g).apply(a).toDouble(), Differentiation.grad(f).apply(a).toDouble());
            assertEquals(Differentiation.jvp(g, a, one).tangent().toDouble(),
                    Differentiation.jvp(f, a, one).tangent().toDouble());
            for (HvpMode mode : HvpMode.values()) {
                assertEquals(Differentiation.hvp(g, a, one, mode).toDouble(),
                        Differentiation.hvp(f, a, one, mode).toDouble(), mode.toString());
            }
            Program program = Program.of(Differentiation.grad(f), Shape.scalar());
            double[] y = new double[1];
            Execution execution = program.newExecution();
            for (double value : new double[] {3, 0.01, 3, 1, 100}) {
                execution.run(new double[] {value}, y);
                assertEquals(Differentiation.grad(f).apply(Tensor.of(value)).toDouble(), y[0]);
            }
        }
    }

    @Test
    void untilTakesNoStepWhereItHoldsAndTheMostWhereItNeverDoes() {
        LoopCounts counts = new LoopCounts();
        Loop loop = Loop.of(STEP, Schedule.SQRT).withCounts(counts).until((w, k, p) -> k.minus(p[0].sum()));
        assertArrayEquals(START.toArray(), loop.run(10, START, PARAMETER.minus(1)).toArray());
        assertEquals(0, counts.steps());
        loop.run(10, START, PARAMETER.plus(1));
        assertEquals(4, counts.steps(), "the sum is 3.6, and 4 the first number greater than it");
        loop.run(10, START, PARAMETER.plus(100));
        assertEquals(14, counts.steps());
    }

    @Test
    void statesThatAreExchangedOrConstantAreHandledAsInTheUnrolledLoop() {
        Loop exchange = Loop.ofSeveral((s, k, p) -> new Tensor[] {s[1], s[0], s[2], Tensor.of(7)}, Schedule.SQRT);
        Tensor[] end = exchange.runSeveral(3, new Tensor[] {Tensor.of(1), Tensor.of(2), START, Tensor.of(4)});
        assertEquals(2, end[0].toDouble());
        assertEquals(1, end[1].toDouble());
        assertArrayEquals(START.toArray(), end[2].toArray());
        assertEquals(7, end[3].toDouble());
        UnaryOperator<Tensor> f = x -> {
            Tensor[] y = exchange.runSeveral(3, new Tensor[] {x.get(0), x.get(1), x, x.get(2)});
            return y[0].times(3).plus(y[1].times(5)).plus(y[2].sum()).plus(y[3].times(100));
        };
        assertArrayEquals(new double[] {6, 4, 1}, Differentiation.grad(f).apply(START).toArray());
        assertEquals(6 * 0.4 + 4 * 0.9 - 0.7, Differentiation.jvp(f, START, PARAMETER).tangent().toDouble(), ROUNDING);
    }

    @Test
    void parametersThatAreNotReadHaveZeroDerivatives() {
        Loop loop = Loop.of((w, k, p) -> w.times(p[0]), Schedule.ALL);
        UnaryOperator<Tensor> f = t -> loop.run(4, START, PARAMETER, t).sum();
        assertArrayEquals(new double[2],
                Differentiation.vjp(f, Tensor.of(new double[2])).pullback(Tensor.of(1)).toArray());
        Jvp along = Differentiation.jvp(f, Tensor.of(new double[2]), Tensor.of(new double[] {1, 1}));
        assertEquals(0, along.tangent().toDouble());
    }

    private static void rejects(Class<? extends Exception> kind, Executable misuse, String... parts) {
        String message = assertThrows(kind, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void misuseIsToldWithWhatWasExpected() {
        Loop loop = Loop.of(STEP, Schedule.ALL);
        rejects(IllegalArgumentException.class, () -> loop.run(-1, START, PARAMETER), "loop", "-1 steps");
        rejects(IllegalArgumentException.class, () -> Loop.of((w, k, p) -> w.sum(), Schedule.ALL).run(1, START),
                "loop", "scalar", "tensor 0", "vector 3");
        rejects(IllegalArgumentException.class, () -> Loop.ofSeveral((s, k, p) -> new Tensor[] {s[0]}, Schedule.ALL)
                .runSeveral(1, new Tensor[] {START, START}), "loop", "1 tensors", "2 of the state");
        rejects(IllegalArgumentException.class, () -> Loop.of(STEP, Schedule.truncated(3)).until((s, k, p) -> k),
                "until", "truncated(3)", "ALL");
        rejects(IllegalArgumentException.class, () -> loop.until((s, k, p) -> s[0]).run(3, START, PARAMETER), "until",
                "vector 3", "scalar");
        rejects(IllegalStateException.class,
                () -> Loop.of((w, k, p) -> w.times(w.get(0).toDouble()), Schedule.ALL).run(1, START), "branch");
        rejects(IllegalStateException.class, () -> Differentiation.grad((Tensor t) ->
                Loop.of((w, k, p) -> w.times(t), Schedule.ALL).run(2, START).sum()).apply(PARAMETER), "argument");
    }

    @Test
    void statesThatNoArrayCanHoldAreRejectedBeforeTheRun() {
        Loop loop = Loop.of((w, k, p) -> w.times(p[0]), Schedule.ALL);
        Tensor large = Tensor.zeros(Shape.vector(3000));
        rejects(IllegalArgumentException.class, () -> Program.of(Differentiation.grad(
                (Tensor p) -> loop.run(1_000_000, large, p).sum()), large.shape()),
                "loop", "ALL", "1000000 states of 3000", "SQRT");
    }

    @Test
    void compiledGradientsTakeTheStepsAndTheMemoryOfTheSchedule() {
        int steps = 100;
        Shape shape = Shape.vector(1000);
        for (Schedule schedule : List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(1), Schedule.binomial(6))) {
            LoopCounts counts = new LoopCounts();
            Loop loop = Loop.of(STEP, schedule).withCounts(counts);
            Program program = Program.of(
                    Differentiation.grad((Tensor p) -> loop.run(steps, p.times(0.5), p).squaredNorm()), shape);
            Execution execution = program.newExecution();
            double[] x = new double[1000];
            for (int run = 1; run <= 3; run++) {
                execution.run(x, new double[1000]);
                assertEquals(run * (1 + schedule.evaluations(steps)), counts.steps(), schedule.toString());
                assertEquals(run * steps, counts.reversedSteps(), schedule.toString());
            }
            // the program holds the states but for their copy, and a few vectors around the loop
            long states = Double.BYTES * 1000L * (schedule.states(steps) + 2);
            assertTrue(program.bytes() <= states + 10 * Double.BYTES * 1000L, schedule + ": " + program.bytes());
        }
    }

    @Test
    void compiledGradientsAndHessianProductsAllocateNothing() {
        double[] x = PARAMETER.toArray();
        double[] y = new double[3];
        for (Schedule schedule : List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(3))) {
            UnaryOperator<Tensor> f = objective(Loop.of(STEP, schedule), 12);
            Execution gradient = Program.of(Differentiation.grad(f), PARAMETER.shape()).newExecution();
            Allocation.requireNone("gradient, " + schedule, () -> gradient.run(x, y));
            Execution product = Program.of(t -> Differentiation.hvp(f, t, START, HvpMode.RR), PARAMETER.shape())
                    .newExecution();
            Allocation.requireNone("RR, " + schedule, () -> product.run(x, y));
        }
    }
}
