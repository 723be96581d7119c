package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Compiling changes how often a function is traced, and nothing else. */
class CompileTest {

    private static final Tensor X = Tensor.of(new double[] {0.5, -1.25, 2});
    private static final Tensor V = Tensor.of(new double[] {1, 0.5, -2});
    private static final int THREADS = 8;
    private static final int RUNS = 1000;

    @Property(tries = 30)
    void compiledTransformationsOfEveryPrimitiveGiveTheSameBits(
            @ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            SplittableRandom random = new SplittableRandom(seed);
            Tensor weights = Samples.direction(p.value().shape(), random);
            UnaryOperator<Tensor> f = t -> p.with(0, t).sin().dot(weights);
            Tensor x = p.arguments()[0];
            Tensor v = Samples.direction(x.shape(), random);
            List<UnaryOperator<Tensor>> transformed = List.of(f, Differentiation.grad(f),
                    t -> Differentiation.jvp(f, t, v).tangent(), t -> Differentiation.hvp(f, t, v, HvpMode.FR),
                    t -> Differentiation.linearize(f, t).vjp(Tensor.of(2)), t -> Differentiation.hessian(f, t));
            for (UnaryOperator<Tensor> g : transformed) {
                Tensor expected = g.apply(x);
                Tensor actual = Differentiation.compile(g).apply(x);
                assertEquals(expected.shape(), actual.shape());
                assertArrayEquals(expected.toArray(), actual.toArray(), p.toString());
            }
        }
    }

    @Test
    void aFunctionIsTracedOnceForEachShape() {
        AtomicInteger traces = new AtomicInteger();
        UnaryOperator<Tensor> compiled = Differentiation.compile(x -> {
            traces.incrementAndGet();
            return x.exp().sum();
        });
        for (int i = 0; i < 5; i++) {
            assertEquals(X.exp().sum().toDouble(), compiled.apply(X).toDouble());
            assertEquals(Math.exp(i), compiled.apply(Tensor.of(i)).toDouble(), 4 * Math.ulp(Math.exp(i)));
            assertEquals(3, compiled.apply(Tensor.zeros(Shape.matrix(3, 1))).toDouble());
        }
        assertEquals(3, traces.get());
    }

    @Test
    void aResultIsNotOverwrittenByTheNextRun() {
        UnaryOperator<Tensor> compiled = Differentiation.compile(Tensor::exp);
        Tensor first = compiled.apply(X);
        compiled.apply(V);
        assertArrayEquals(X.exp().toArray(), first.toArray());
    }

    @Test
    void derivativesGoThroughACompiledFunction() {
        BinaryOperator<Tensor> f = (x, y) -> x.sin().dot(y.exp());
        BinaryOperator<Tensor> compiled = Differentiation.compile(f);
        assertEquals(f.apply(X, V).toDouble(), compiled.apply(X, V).toDouble());
        assertArrayEquals(Differentiation.grad(f).apply(X, V).second().toArray(),
                Differentiation.grad(compiled).apply(X, V).second().toArray());
        for (HvpMode mode : HvpMode.values()) {
            assertArrayEquals(Differentiation.hvp(x -> f.apply(x, x), X, V, mode).toArray(),
                    Differentiation.hvp(x -> compiled.apply(x, x), X, V, mode).toArray(), mode::toString);
        }
        UnaryOperator<Tensor> gradient = Differentiation.compile(
                Differentiation.grad((UnaryOperator<Tensor>) x -> compiled.apply(x, x)));
        assertArrayEquals(Differentiation.hvp(x -> f.apply(x, x), X, V, HvpMode.FR).toArray(),
                Differentiation.jvp(gradient, X, V).tangent().toArray());
    }

    @Test
    void aCompiledFunctionMayCallItselfWithAnotherShape() {
        AtomicInteger depth = new AtomicInteger();
        List<UnaryOperator<Tensor>> self = new ArrayList<>();
        self.add(Differentiation.compile(x -> {
            depth.incrementAndGet();
            int n = x.shape().rows();
            return n == 1 ? x.get(0) : x.get(0).plus(self.get(0).apply(x.slice(1, n)));
        }));
        assertEquals(1.25, self.get(0).apply(X).toDouble());
        assertEquals(3, depth.get());
    }

    @Test
    void aTensorWithADerivativeFromOutsideMustBeAnArgument() {
        for (Mode mode : Mode.values()) {
            UnaryOperator<Tensor> f = s -> Differentiation.compile(x -> x.times(s)).apply(X).sum();
            String message = assertThrows(IllegalStateException.class, () -> mode.derivative(f, X, V)).getMessage();
            assertTrue(message.contains("compile") && message.contains("vector 3") && message.contains("argument"),
                    message);
        }
    }

    @Test
    void askingARecordedValueForItsNumberNamesTheRemedies() {
        UnaryOperator<Tensor> branching = Differentiation.compile(x -> x.sum().toDouble() > 0 ? x : x.negated());
        String message = assertThrows(IllegalStateException.class, () -> branching.apply(X)).getMessage();
        for (String remedy : new String[] {"scalar", "where", "cond", "Loop"}) {
            assertTrue(message.contains(remedy), message);
        }
    }

    @Test
    void aCompiledFunctionThatLeaksItsArgumentIsTold() {
        List<Tensor> leaked = new ArrayList<>();
        Differentiation.compile(x -> {
            leaked.add(x);
            return x.exp();
        }).apply(X);
        String message = assertThrows(IllegalStateException.class, () -> leaked.get(0).exp()).getMessage();
        assertTrue(message.contains("exp") && message.contains("ended"), message);
    }

    /** All threads run at the same time, on inputs of their own. */
    @Test
    void eightThreadsOnOneProgramGetTheSameBits() throws Exception {
        int n = 12;
        Tensor a = Samples.direction(Shape.matrix(n, n), new SplittableRandom(1));
        UnaryOperator<Tensor> f = x -> a.matmul(x.tanh()).squaredNorm().plus(x.get(0).exp());
        UnaryOperator<Tensor> hvp = x -> Differentiation.hvp(f, x, x, HvpMode.FR);
        UnaryOperator<Tensor> compiled = Differentiation.compile(hvp);
        Program program = Program.of(hvp, Shape.vector(n));
        Linearized<Tensor> linear = Differentiation.linearize(hvp, a.matmul(Tensor.zeros(Shape.vector(n)).plus(0.1)));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Tensor x = Samples.direction(Shape.vector(n), new SplittableRandom(10 + i));
            tasks.add(() -> {
                double[] expected = hvp.apply(x).toArray();
                double[] expectedProduct = linear.jvp(x).toArray();
                double[] out = new double[n];
                Execution own = program.newExecution();
                start.await();
                for (int run = 0; run < RUNS; run++) {
                    assertArrayEquals(expected, compiled.apply(x).toArray());
                    assertArrayEquals(expectedProduct, linear.jvp(x).toArray());
                    own.run(x.toArray(), out);
                    assertArrayEquals(expected, out);
                }
                return true;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Boolean> each : pool.invokeAll(tasks)) {
                assertTrue(each.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void runsOfACompiledGradientAndHvpAllocateNothing() {
        int samples = 30;
        int n = 8;
        Tensor data = Samples.direction(Shape.matrix(samples, n), new SplittableRandom(1));
        Tensor labels = Samples.direction(Shape.vector(samples), new SplittableRandom(2));
        UnaryOperator<Tensor> loss = w -> data.matmul(w).times(labels).negated().softplus().mean()
                .plus(w.squaredNorm().times(0.5)).plus(w.get(0).sin().times(w.get(1)).exp());
        double[] x = Samples.direction(Shape.vector(n), new SplittableRandom(3)).toArray();
        double[] out = new double[n];
        Execution gradient = Program.of(Differentiation.grad(loss), Shape.vector(n)).newExecution();
        Allocation.requireNone("gradient", () -> gradient.run(x, out));
        double[][] both = {x, x.clone()};
        double[][] outs = {out};
        for (HvpMode mode : HvpMode.values()) {
            Execution hvp = Program.ofSeveral(t -> new Tensor[] {Differentiation.hvp(loss, t[0], t[1], mode)},
                    Shape.vector(n), Shape.vector(n)).newExecution();
            Allocation.requireNone("HVP " + mode, () -> hvp.run(both, outs));
        }
    }
}
