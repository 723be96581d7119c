package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the transformations promise beyond the rules of single primitives. */
class DifferentiationTest {

    private static final Tensor X = Tensor.of(new double[] {0.5, -1.25, 2});
    private static final Tensor V = Tensor.of(new double[] {1, 0.5, -2});
    private static final double ROUNDING = 64 * EPSILON;

    @Test
    void hessianOfALinearFunctionIsZeroInAllModes() {
        for (HvpMode mode : HvpMode.values()) {
            Tensor product = Differentiation.hvp(x -> x.dot(V).plus(1), X, V, mode);
            assertArrayEquals(new double[3], product.toArray());
            assertEquals(X.shape(), product.shape());
        }
    }

    @Test
    void independentValuesHaveZeroDerivativesAndSaySo() {
        Jvp jvp = Differentiation.jvp(x -> Tensor.of(new double[] {7, 8}), X, V);
        assertFalse(jvp.dependsOnInput());
        assertArrayEquals(new double[2], jvp.tangent().toArray());
        assertArrayEquals(new double[] {7, 8}, jvp.value().toArray());
        Vjp<Tensor> vjp = Differentiation.vjp(x -> Tensor.of(new double[] {7, 8}), X);
        assertFalse(vjp.dependsOnInput());
        assertArrayEquals(new double[3], vjp.pullback(Tensor.of(new double[] {1, 1})).toArray());
        assertArrayEquals(new double[] {7, 8}, vjp.value().toArray());
        Vjp<TensorPair> ofTwo = Differentiation.vjp((x, y) -> V, X, X);
        assertFalse(ofTwo.dependsOnInput());
        assertArrayEquals(new double[3], ofTwo.pullback(V).second().toArray());
    }

    @Test
    void dependentValuesSaySoEvenIfTheirDerivativeIsZero() {
        assertTrue(Differentiation.jvp(x -> x.times(0), X, V).dependsOnInput());
        assertTrue(Differentiation.vjp(x -> x.times(0), X).dependsOnInput());
        assertTrue(Differentiation.vjp((x, y) -> y.times(0), X, X).dependsOnInput());
        assertTrue(Differentiation.jvp((x, y) -> y.exp(), X, X, V, V).dependsOnInput());
    }

    @Test
    void identityHasItsInputAsDerivative() {
        assertArrayEquals(V.toArray(), Differentiation.jvp(x -> x, X, V).tangent().toArray());
        assertArrayEquals(V.toArray(), Differentiation.vjp(x -> x, X).pullback(V).toArray());
        assertEquals(1, Differentiation.grad((UnaryOperator<Tensor>) x -> x).apply(Tensor.of(3)).toDouble());
    }

    @Test
    void valueComesWithTheGradient() {
        ValueAndGradient<Tensor> result = Differentiation.valueAndGrad((UnaryOperator<Tensor>) Tensor::squaredNorm)
                .apply(X);
        assertEquals(X.squaredNorm().toDouble(), result.value().toDouble());
        assertArrayEquals(X.times(2).toArray(), result.gradient().toArray());
    }

    @Test
    void pullbackAppliesAgainWithTheSameBits() {
        Vjp<Tensor> vjp = Differentiation.vjp(x -> x.exp().times(x.sin()).plus(x.tanh()), X);
        Tensor first = vjp.pullback(V);
        assertArrayEquals(vjp.value().toArray(), X.exp().times(X.sin()).plus(X.tanh()).toArray());
        vjp.pullback(V.times(3));
        assertArrayEquals(first.toArray(), vjp.pullback(V).toArray());
    }

    @Test
    void pullbackIsDifferentiableInItsCotangent() {
        // u ↦ ‖Jᵀu‖²/2 with J = diag(cos x): gradient cos²(x) u
        Vjp<Tensor> vjp = Differentiation.vjp(Tensor::sin, X);
        UnaryOperator<Tensor> f = u -> vjp.pullback(u).squaredNorm().times(0.5);
        Tensor expected = X.cos().squared().times(V);
        requireClose(expected, Differentiation.grad(f).apply(V), ROUNDING, () -> "reverse");
        Tensor forward = Differentiation.jvp(vjp::pullback, V, X).tangent();
        requireClose(X.cos().times(X), forward, ROUNDING, () -> "forward");
    }

    @Test
    void pullbackIsDifferentiableInThePoint() {
        // x ↦ Jᵀu = cos(x) u: directional derivative −sin(x) u v
        UnaryOperator<Tensor> f = x -> Differentiation.vjp(Tensor::sin, x).pullback(V);
        Tensor expected = X.sin().times(V).times(X).negated();
        requireClose(expected, Differentiation.jvp(f, X, X).tangent(), ROUNDING, () -> "forward");
        requireClose(expected, Differentiation.vjp(f, X).pullback(X), ROUNDING, () -> "reverse");
    }

    @Test
    void hessianVectorProductsAreDifferentiableInPointAndVector() {
        // f = Σ x⁴/12 has ∇²f(x) v = x² v, so s ↦ Σ ∇²f(s) s = Σ s³
        UnaryOperator<Tensor> f = x -> x.squared().squaredNorm().times(1.0 / 12);
        Tensor expected = X.squared().times(3);
        for (HvpMode mode : HvpMode.values()) {
            UnaryOperator<Tensor> g = s -> Differentiation.hvp(f, s, s, mode).sum();
            requireClose(expected, Differentiation.grad(g).apply(X), ROUNDING, mode::toString);
            assertEquals(Samples.inner(expected, V), Differentiation.jvp(g, X, V).tangent().toDouble(), 16 * ROUNDING,
                    mode::toString);
        }
    }

    @Test
    void aValueIndependentOfTheInnerVariableStillDependsOnTheOuterOne() {
        for (Mode outer : Mode.values()) {
            Tensor one = Tensor.of(1);
            double slope = Math.cos(0.5);
            Tensor x = Tensor.of(0.5);
            assertEquals(slope, outer.derivative(s -> Differentiation.vjp(y -> s.sin(), one).value(), x, one)
                    .toDouble(), ROUNDING);
            assertEquals(slope, outer.derivative(s -> Differentiation.jvp(y -> s.sin(), one, one).value(), x, one)
                    .toDouble(), ROUNDING);
            assertEquals(0, outer.derivative(s -> Differentiation.jvp(y -> s.sin(), one, one).tangent(), x, one)
                    .toDouble());
        }
    }

    @Test
    void theBranchTakenIsTheOneDifferentiated() {
        UnaryOperator<Tensor> f = x -> x.sum().toDouble() > 0 ? x.squaredNorm() : x.sum().times(3);
        assertArrayEquals(X.times(2).toArray(), Differentiation.grad(f).apply(X).toArray());
        assertArrayEquals(new double[] {3, 3, 3}, Differentiation.grad(f).apply(X.negated()).toArray());
        for (HvpMode mode : HvpMode.values()) {
            assertArrayEquals(V.times(2).toArray(), Differentiation.hvp(f, X, V, mode).toArray());
        }
    }

    @Test
    void functionsOfTwoTensorsHavePartialDerivativesOfEach() {
        Tensor matrix = Tensor.of(Shape.matrix(2, 3), new double[] {1, 2, 3, 4, 5, 6});
        BinaryOperator<Tensor> f = (a, x) -> a.matmul(x).squaredNorm().times(0.5);
        ValueAndGradient<TensorPair> result = Differentiation.valueAndGrad(f).apply(matrix, X);
        Tensor residual = matrix.matmul(X);
        assertEquals(residual.squaredNorm().toDouble() / 2, result.value().toDouble(), ROUNDING);
        requireClose(residual.outer(X), result.gradient().first(), 64 * ROUNDING, () -> "∂a");
        requireClose(matrix.transposedMatmul(residual), result.gradient().second(), 64 * ROUNDING, () -> "∂x");
        Jvp jvp = Differentiation.jvp(f, matrix, X, matrix, V);
        double expected = Samples.inner(result.gradient().first(), matrix)
                + Samples.inner(result.gradient().second(), V);
        assertEquals(expected, jvp.tangent().toDouble(), 64 * ROUNDING * Math.abs(expected));
    }

    @Test
    void anArgumentThatIsNotReadHasAZeroPartialDerivative() {
        TensorPair gradient = Differentiation.grad((BinaryOperator<Tensor>) (x, y) -> y.squaredNorm()).apply(V, X);
        assertArrayEquals(new double[3], gradient.first().toArray());
        assertArrayEquals(X.times(2).toArray(), gradient.second().toArray());
        TensorPair other = Differentiation.grad((BinaryOperator<Tensor>) (x, y) -> x).apply(Tensor.of(1), X);
        assertEquals(1, other.first().toDouble());
        assertArrayEquals(new double[3], other.second().toArray());
    }

    @Test
    void theSameTensorMayBeBothArguments() {
        TensorPair gradient = Differentiation.grad((BinaryOperator<Tensor>) (x, y) -> x.squared().dot(y)).apply(X, X);
        assertArrayEquals(X.squared().times(2).toArray(), gradient.first().toArray());
        assertArrayEquals(X.squared().toArray(), gradient.second().toArray());
    }

    @Test
    void anExceptionInTheFunctionLeavesNothingBroken() {
        UnaryOperator<Tensor> failing = x -> {
            throw new UnsupportedOperationException("at " + x.times(2).shape());
        };
        for (Mode outer : Mode.values()) {
            for (Mode inner : Mode.values()) {
                // the outer derivative survives the failure of the inner one
                UnaryOperator<Tensor> f = x -> {
                    assertThrows(UnsupportedOperationException.class, () -> inner.derivative(failing, x, x));
                    return x.squaredNorm();
                };
                assertEquals(2 * Samples.inner(X, V), outer.derivative(f, X, V).toDouble(), ROUNDING);
            }
            assertThrows(UnsupportedOperationException.class, () -> outer.derivative(failing, X, V));
            assertEquals(2 * Samples.inner(X, V), outer.derivative(Tensor::squaredNorm, X, V).toDouble(), ROUNDING);
        }
    }

    @Test
    void boxesOfAFunctionThatThrewAreClosed() {
        List<Tensor> leaked = new ArrayList<>();
        UnaryOperator<Tensor> failing = x -> {
            leaked.add(x);
            throw new UnsupportedOperationException();
        };
        for (Mode mode : Mode.values()) {
            assertThrows(UnsupportedOperationException.class, () -> mode.derivative(failing, X, V));
        }
        assertThrows(UnsupportedOperationException.class,
                () -> Differentiation.vjp((x, y) -> failing.apply(y), X, V));
        assertEquals(3, leaked.size());
        for (Tensor each : leaked) {
            assertThrows(IllegalStateException.class, each::exp);
        }
    }

    @Test
    void threadsDifferentiatingTheSameFunctionGetTheSameBits() throws Exception {
        UnaryOperator<Tensor> f = x -> x.exp().dot(x.tanh()).plus(x.outer(x).sin().sum());
        double[] expected = Differentiation.hvp(f, X, V, HvpMode.RF).toArray();
        Vjp<Tensor> shared = Differentiation.vjp(Differentiation.grad(f), X);
        double[] expectedOfShared = shared.pullback(V).toArray();
        int threads = 8;
        int rounds = 200;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(() -> {
                    for (int round = 0; round < rounds; round++) {
                        assertArrayEquals(expected, Differentiation.hvp(f, X, V, HvpMode.RF).toArray());
                        assertArrayEquals(expectedOfShared, shared.pullback(V).toArray());
                    }
                    return true;
                });
            }
            for (Future<Boolean> each : pool.invokeAll(tasks)) {
                assertTrue(each.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aDeepChainDoesNotOverflowTheStack() {
        int depth = 200_000;
        double factor = 1 + 1.0 / depth;
        UnaryOperator<Tensor> chain = x -> {
            Tensor y = x;
            for (int i = 0; i < depth; i++) {
                y = y.times(factor);
            }
            return y;
        };
        double expected = Math.pow(factor, depth);
        double tolerance = depth * EPSILON * expected;
        assertEquals(expected, Differentiation.grad(chain).apply(Tensor.of(1)).toDouble(), tolerance);
        assertEquals(expected, Mode.FORWARD.derivative(chain).apply(Tensor.of(1)).toDouble(), tolerance);
        assertEquals(2 * expected * expected,
                Differentiation.hvp(x -> chain.apply(x).squared(), Tensor.of(1), Tensor.of(1), HvpMode.RF).toDouble(),
                4 * tolerance * expected);
    }
}
