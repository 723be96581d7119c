package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A linearised function: the products of jvp and vjp, for one evaluation of the function. */
class LinearizedProperties {

    private static final Tensor X = Tensor.of(new double[] {0.5, -1.25, 2});
    private static final Tensor V = Tensor.of(new double[] {1, 0.5, -2});
    private static final double ROUNDING = 256 * EPSILON;

    @Property(tries = 60)
    void productsHaveTheBitsOfJvpAndVjp(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            SplittableRandom random = new SplittableRandom(seed);
            UnaryOperator<Tensor> f = t -> p.with(0, t).sin();
            Tensor x = p.arguments()[0];
            Linearized<Tensor> linear = Differentiation.linearize(f, x);
            assertTrue(linear.dependsOnInput());
            assertArrayEquals(f.apply(x).toArray(), linear.value().toArray());
            LinearOperator operator = linear.operator();
            assertEquals(operator.rows(), linear.value().shape().size());
            assertEquals(operator.columns(), x.shape().size());
            for (int i = 0; i < 2; i++) {
                Tensor v = Samples.direction(x.shape(), random);
                Tensor u = Samples.direction(linear.value().shape(), random);
                double[] along = Differentiation.jvp(f, x, v).tangent().toArray();
                double[] back = Differentiation.vjp(f, x).pullback(u).toArray();
                assertArrayEquals(along, linear.jvp(v).toArray(), p.toString());
                assertArrayEquals(back, linear.vjp(u).toArray(), p.toString());
                double[] out = new double[operator.rows()];
                operator.apply(v.toArray(), out);
                assertArrayEquals(along, out, p.toString());
                double[] outBack = new double[operator.columns()];
                operator.applyTranspose(u.toArray(), outBack);
                assertArrayEquals(back, outBack, p.toString());
            }
        }
    }

    /** The third derivative of every primitive through either product, against a Hessian-vector product. */
    @Property(tries = 30)
    void productsAreDifferentiable(@ForAll @IntRange(max = 3) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            SplittableRandom random = new SplittableRandom(seed);
            Tensor weights = Samples.direction(p.value().shape(), random);
            UnaryOperator<Tensor> f = t -> p.with(0, t).sin();
            Tensor x = p.arguments()[0];
            Tensor v = Samples.direction(x.shape(), random);
            Tensor w = Samples.direction(x.shape(), random);
            double expected = Samples.inner(Differentiation.hvp(t -> f.apply(t).dot(weights), x, v, HvpMode.FR), w);
            double tolerance = 16 * ROUNDING * (1 + Math.abs(expected)) * (1 + x.shape().size());
            for (Mode outer : Mode.values()) {
                double along = outer.derivative(s -> Differentiation.linearize(f, s).jvp(v).dot(weights), x, w)
                        .toDouble();
                Agreement.requireClose(expected, along, tolerance, () -> outer + " over jvp of " + p);
                double back = outer.derivative(s -> Differentiation.linearize(f, s).vjp(weights).dot(v), x, w)
                        .toDouble();
                Agreement.requireClose(expected, back, tolerance, () -> outer + " over vjp of " + p);
            }
        }
    }

    @Test
    void theFunctionIsEvaluatedOnceForAnyNumberOfProducts() {
        CountedTanh tanh = new CountedTanh();
        Linearized<Tensor> linear = Differentiation.linearize(x -> tanh.of(tanh.of(x).times(x)), X);
        for (int i = 0; i < 10; i++) {
            linear.jvp(V);
            linear.vjp(V);
        }
        assertEquals(2, tanh.values);
        assertEquals(2, tanh.tangents, "each rule is asked when its map is recorded, and not again");
        assertEquals(2, tanh.cotangents);
    }

    /** Under an outer derivative nothing can be recorded, but the tape is as good: still one evaluation. */
    @Test
    void theFunctionIsEvaluatedOnceUnderAnOuterDerivativeToo() {
        for (Mode outer : Mode.values()) {
            CountedTanh tanh = new CountedTanh();
            outer.derivative(s -> {
                Linearized<Tensor> linear = Differentiation.linearize(x -> tanh.of(tanh.of(x).times(x)), s);
                Tensor y = linear.value();
                for (int i = 0; i < 10; i++) {
                    y = y.plus(linear.jvp(V)).plus(linear.vjp(V));
                }
                return y.sum();
            }, X, V);
            assertEquals(2, tanh.values, outer::toString);
        }
    }

    @Test
    void theRecordedMapsHaveNoFactorsToEvaluate() {
        Program program = Program.of(new LinearMaps(X)::jvp, X.shape());
        assertEquals(1, program.operations(), "v ↦ cos x ⊙ v is one product");
        assertEquals(1, Program.of(new LinearMaps(X)::vjp, X.shape()).operations());
    }

    /** Inside a recording the products are written out; the factor cos x does not depend on what is recorded. */
    private record LinearMaps(Linearized<Tensor> linear) {
        LinearMaps(Tensor x) {
            this(Differentiation.linearize(Tensor::sin, x));
        }

        Tensor jvp(Tensor v) {
            return linear.jvp(v);
        }

        Tensor vjp(Tensor u) {
            return linear.vjp(u);
        }
    }

    @Test
    void tangentsMayCarryDerivatives() {
        Linearized<Tensor> linear = Differentiation.linearize(Tensor::exp, X);
        for (Mode outer : Mode.values()) {
            double expected = Samples.inner(X.exp().times(V).times(2), X.exp().times(V));
            assertEquals(expected, outer.derivative(v -> linear.jvp(v).squaredNorm(), V, V).toDouble(),
                    ROUNDING * expected);
            assertEquals(expected, outer.derivative(u -> linear.vjp(u).squaredNorm(), V, V).toDouble(),
                    ROUNDING * expected);
        }
    }

    @Test
    void aFunctionThatCapturesAnOuterVariableKeepsItsDerivative() {
        for (Mode outer : Mode.values()) {
            double expected = 3 * Math.cos(0.5);
            Tensor point = Tensor.of(0.5);
            assertEquals(expected, outer.derivative(s -> Differentiation.linearize(
                    x -> x.times(s.sin()), Tensor.of(2)).jvp(Tensor.of(3)), point, Tensor.of(1)).toDouble(), ROUNDING);
            assertEquals(expected, outer.derivative(s -> Differentiation.linearize(
                    x -> x.times(s.sin()), Tensor.of(2)).vjp(Tensor.of(3)), point, Tensor.of(1)).toDouble(), ROUNDING);
        }
    }

    @Test
    void aLinearisationInsideACompiledFunctionIsCompiled() {
        UnaryOperator<Tensor> f = x -> Differentiation.linearize(Tensor::exp, x).jvp(V);
        assertArrayEquals(f.apply(X).toArray(), Differentiation.compile(f).apply(X).toArray());
    }

    @Test
    void independentValuesHaveZeroMapsAndSaySo() {
        Linearized<Tensor> linear = Differentiation.linearize(x -> Tensor.of(new double[] {7, 8}), X);
        assertFalse(linear.dependsOnInput());
        assertArrayEquals(new double[2], linear.jvp(V).toArray());
        assertArrayEquals(new double[3], linear.vjp(Tensor.of(new double[] {1, 1})).toArray());
        Linearized<TensorPair> ofPair = Differentiation.linearize((x, y) -> y.exp(), V, X);
        assertArrayEquals(new double[3], ofPair.vjp(V).first().toArray());
        assertArrayEquals(new double[3], ofPair.jvp(new TensorPair(V, Tensor.zeros(V.shape()))).toArray());
    }

    @Test
    void misuseIsNamed() {
        Linearized<Tensor> linear = Differentiation.linearize(Tensor::sum, X);
        Tensor two = Tensor.of(new double[2]);
        assertMessage(() -> linear.jvp(two), "linearize", "vector 2", "vector 3");
        assertMessage(() -> linear.vjp(two), "linearize", "vector 2", "scalar");
        assertMessage(() -> linear.operator().apply(new double[2], new double[1]), "2 to 1", "3 to 1");
        assertMessage(() -> linear.operator().applyTranspose(new double[1], new double[2]), "1 to 2", "1 to 3");
        AtomicReference<String> message = new AtomicReference<>();
        Differentiation.jvp(s -> {
            message.set(assertThrows(IllegalStateException.class,
                    () -> Differentiation.linearize(Tensor::exp, s).operator()).getMessage());
            return s;
        }, X, V);
        assertTrue(message.get().contains("jvp and vjp"), message.get());
    }

    private static void assertMessage(org.junit.jupiter.api.function.Executable misuse, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void productsOfTheOperatorAllocateNothing() {
        int n = 40;
        Tensor a = Samples.direction(Shape.matrix(n, n), new SplittableRandom(1));
        Tensor x = Samples.direction(Shape.vector(n), new SplittableRandom(2));
        LinearOperator operator = Differentiation.linearize(t -> a.matmul(t).tanh(), x).operator();
        double[] v = x.toArray();
        double[] out = new double[n];
        Allocation.requireNone("tangent map", () -> operator.apply(v, out));
        Allocation.requireNone("transpose", () -> operator.applyTranspose(v, out));
    }
}
