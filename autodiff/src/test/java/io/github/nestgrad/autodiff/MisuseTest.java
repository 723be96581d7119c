package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Misuse is told at once, with the operation, the shapes and what was expected. */
class MisuseTest {

    private static final Tensor THREE = Tensor.of(new double[] {1, 2, 3});
    private static final Tensor FOUR = Tensor.of(new double[] {1, 2, 3, 4});
    private static final Tensor MATRIX = Tensor.of(Shape.matrix(2, 3), new double[6]);

    private static void requireMessage(Class<? extends Throwable> kind, Executable misuse, String... parts) {
        String message = assertThrows(kind, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    private static void rejects(Executable misuse, String... parts) {
        requireMessage(IllegalArgumentException.class, misuse, parts);
    }

    private static void isLeak(Executable misuse, String... parts) {
        requireMessage(IllegalStateException.class, misuse, parts);
    }

    @Test
    void mismatchedShapesAreNamedWithTheOperation() {
        rejects(() -> THREE.plus(FOUR), "plus", "vector 3", "vector 4");
        rejects(() -> THREE.minus(FOUR), "minus", "vector 3", "vector 4");
        rejects(() -> THREE.times(MATRIX), "times", "vector 3", "matrix 2x3");
        rejects(() -> THREE.dividedBy(FOUR), "dividedBy", "vector 3", "vector 4");
        rejects(() -> THREE.dot(FOUR), "dot", "vector 3", "vector 4");
        rejects(() -> MATRIX.matmul(FOUR), "matmul", "matrix 2x3", "vector 4", "3 and 4");
        rejects(() -> MATRIX.matmul(MATRIX), "matmul", "matrix 2x3", "3 and 2");
        rejects(() -> MATRIX.transposedMatmul(THREE), "transposedMatmul", "matrix 2x3", "vector 3", "2 and 3");
        rejects(() -> MATRIX.matmulTransposed(THREE), "matmulTransposed", "vector 3");
        rejects(() -> THREE.matmul(THREE), "matmul", "vector 3", "dot and outer");
        rejects(() -> MATRIX.outer(THREE), "outer", "matrix 2x3", "vector 3");
        rejects(() -> Tensor.of(1).outer(THREE), "outer", "scalar");
    }

    @Test
    void wrongRanksAndRangesAreNamedWithTheOperation() {
        rejects(THREE::transposed, "transposed", "vector 3", "matrix");
        rejects(THREE::rowSums, "rowSums", "vector 3");
        rejects(THREE::columnSums, "columnSums", "vector 3");
        rejects(THREE::logSumExpRows, "logSumExpRows", "vector 3");
        rejects(() -> Tensor.zeros(Shape.matrix(2, 0)).logSumExpRows(), "logSumExpRows", "2x0", "column");
        rejects(() -> Tensor.zeros(Shape.vector(0)).mean(), "mean", "vector 0");
        rejects(() -> MATRIX.slice(0, 1), "slice", "matrix 2x3");
        rejects(() -> THREE.slice(1, 4), "slice", "1 to 4", "vector 3");
        rejects(() -> THREE.slice(-1, 2), "slice", "-1");
        rejects(() -> THREE.slice(2, 1), "slice", "2 to 1");
        rejects(() -> THREE.get(3), "vector 3");
        rejects(() -> THREE.padded(2, 4), "padded", "vector 3", "4");
        rejects(() -> THREE.padded(-1, 4), "padded", "-1");
        rejects(() -> MATRIX.padded(0, 9), "padded", "matrix 2x3");
        rejects(() -> MATRIX.reshaped(Shape.vector(5)), "reshaped", "matrix 2x3", "vector 5");
        rejects(() -> THREE.expandedTo(Shape.vector(4)), "expandedTo", "vector 3", "scalar");
        rejects(() -> MATRIX.expandedToRows(2), "expandedToRows", "matrix 2x3", "vector");
        rejects(() -> Tensor.of(1).expandedToColumns(2), "expandedToColumns", "scalar", "vector");
        rejects(THREE::toDouble, "toDouble", "vector 3", "scalar");
        rejects(() -> THREE.copyInto(new double[2]), "copyInto", "vector 3", "2");
        rejects(() -> Tensor.of(Shape.matrix(2, 2), new double[3]), "matrix 2x2", "4", "3");
    }

    @Test
    void shapesOfNoTensorAreRejected() {
        rejects(() -> Shape.vector(-1), "-1");
        rejects(() -> new Shape(1, 3, 2), "rank 1");
        rejects(() -> new Shape(0, 1, 2), "rank 0");
        rejects(() -> new Shape(3, 1, 1), "rank 3");
        rejects(() -> Shape.matrix(1 << 16, 1 << 16), "65536x65536");
    }

    @Test
    void gradientOfANonScalarNamesTheShapeAndTheRemedy() {
        rejects(() -> Differentiation.grad((UnaryOperator<Tensor>) Tensor::exp).apply(THREE),
                "grad", "vector 3", "scalar", "sum()");
        for (HvpMode mode : HvpMode.values()) {
            rejects(() -> Differentiation.hvp(Tensor::exp, THREE, THREE, mode), "vector 3", "scalar");
        }
    }

    @Test
    void gradientOfAnIndependentValueIsRefused() {
        rejects(() -> Differentiation.grad((UnaryOperator<Tensor>) x -> Tensor.of(2)).apply(THREE),
                "does not depend");
        rejects(() -> Differentiation.grad((x, y) -> Tensor.of(2)).apply(THREE, FOUR), "does not depend");
        for (HvpMode mode : HvpMode.values()) {
            rejects(() -> Differentiation.hvp(x -> Tensor.of(2), THREE, THREE, mode), "does not depend");
        }
    }

    @Test
    void everyTransformationNamesItself() {
        Layout<Tensor> one = Layout.tensor();
        rejects(() -> Differentiation.grad(one, Tensor::exp).apply(THREE), "grad: the value", "vector 3");
        rejects(() -> Differentiation.valueAndGrad(one, Tensor::exp).apply(THREE), "valueAndGrad: the value");
        rejects(() -> Differentiation.hessian(Tensor::exp, THREE), "hessian: the value", "vector 3", "scalar");
        rejects(() -> Differentiation.hessian(x -> Tensor.of(2), THREE), "hessian: the value does not depend");
        for (HvpMode mode : HvpMode.values()) {
            rejects(() -> Differentiation.hvp(Tensor::exp, THREE, THREE, mode), "hvp: the value", "vector 3");
            rejects(() -> Differentiation.hvp(x -> Tensor.of(2), THREE, THREE, mode), "hvp: the value does not depend");
        }
    }

    @Test
    void aTangentOfWrongShapeInARecordIsNamed() {
        Layout<TensorPair> pair = Layout.of(TensorPair::new, TensorPair::first, TensorPair::second).named("w", "b");
        TensorPair x = new TensorPair(THREE, FOUR);
        TensorPair v = new TensorPair(THREE, THREE);
        rejects(() -> Differentiation.jvp(pair, t -> t.first().sum(), x, v), "jvp: the tangent of b", "vector 3",
                "vector 4");
        rejects(() -> Differentiation.linearize(pair, t -> t.first().sum(), x).jvp(v), "linearize: the tangent of b");
        for (HvpMode mode : HvpMode.values()) {
            rejects(() -> Differentiation.hvp(pair, t -> t.first().sum(), x, v, mode), "hvp: the tangent of b");
        }
        rejects(() -> Differentiation.grad(pair.like(x), t -> t.first().sum()).apply(v), "layout: b", "vector 3",
                "vector 4");
    }

    @Test
    void tangentsAndCotangentsOfWrongShapeAreRejected() {
        rejects(() -> Differentiation.jvp(Tensor::exp, THREE, FOUR), "jvp", "vector 4", "vector 3");
        rejects(() -> Differentiation.jvp(Tensor::dot, THREE, THREE, THREE, FOUR), "jvp", "vector 4", "vector 3");
        rejects(() -> Differentiation.jvp(Tensor::dot, THREE, THREE, FOUR, THREE), "jvp", "vector 4", "vector 3");
        for (HvpMode mode : HvpMode.values()) {
            rejects(() -> Differentiation.hvp(Tensor::squaredNorm, THREE, FOUR, mode),
                    "hvp", "vector 4", "vector 3");
        }
        rejects(() -> Differentiation.vjp(Tensor::exp, THREE).pullback(FOUR), "pullback", "vector 4", "vector 3");
        rejects(() -> Differentiation.vjp(Tensor::sum, THREE).pullback(Tensor.of(new double[] {1})),
                "pullback", "vector 1", "scalar");
        rejects(() -> Differentiation.vjp(x -> FOUR, THREE).pullback(THREE), "pullback", "vector 3", "vector 4");
    }

    @Test
    void aFunctionThatReturnsNothingIsRejected() {
        rejects(() -> Differentiation.vjp(x -> null, THREE), "null");
        rejects(() -> Differentiation.vjp((x, y) -> null, THREE, THREE), "null");
        rejects(() -> Differentiation.jvp(x -> null, THREE, THREE), "null");
    }

    @Test
    void aTensorUsedAfterItsDerivativeIsALeak() {
        AtomicReference<Tensor> leaked = new AtomicReference<>();
        UnaryOperator<Tensor> leaking = x -> {
            leaked.set(x.times(2));
            return leaked.get().squaredNorm();
        };
        Differentiation.jvp(leaking, THREE, THREE);
        isLeak(() -> leaked.get().exp(), "exp", "ended", "return it");
        isLeak(() -> THREE.plus(leaked.get()), "plus", "ended");
        Differentiation.vjp(leaking, THREE);
        isLeak(() -> leaked.get().exp(), "exp", "ended", "return it");
        isLeak(() -> THREE.plus(leaked.get()), "plus", "ended");
        Differentiation.vjp((x, y) -> leaking.apply(x.plus(y)), THREE, THREE);
        isLeak(() -> leaked.get().exp(), "ended");
    }

    @Test
    void aTensorLeakedFromAnInnerDerivativeIsALeakInTheOuterOne() {
        for (Mode outer : Mode.values()) {
            for (Mode inner : Mode.values()) {
                UnaryOperator<Tensor> f = x -> {
                    AtomicReference<Tensor> leaked = new AtomicReference<>();
                    inner.derivative(y -> {
                        leaked.set(y.times(x));
                        return leaked.get().sum();
                    }, THREE, THREE);
                    return leaked.get().dot(x);
                };
                isLeak(() -> outer.derivative(f, THREE, THREE), "dot", "ended");
            }
        }
    }

    @Test
    void aTensorLeakedFromAnOuterDerivativeIsALeakInALaterOne() {
        for (Mode mode : Mode.values()) {
            AtomicReference<Tensor> leaked = new AtomicReference<>();
            mode.derivative(x -> {
                leaked.set(x.times(2));
                return leaked.get().sum();
            }, THREE, THREE);
            isLeak(() -> mode.derivative(x -> x.dot(leaked.get()), THREE, THREE), "dot", "ended");
        }
    }

    /** Returned without being used, a leaked tensor would count as independent of the input: zeros, silently wrong. */
    @Test
    void aLeakedTensorAsTheValueIsALeakToo() {
        for (Mode outer : Mode.values()) {
            for (Mode inner : Mode.values()) {
                UnaryOperator<Tensor> f = x -> {
                    AtomicReference<Tensor> leaked = new AtomicReference<>();
                    inner.derivative(y -> {
                        leaked.set(y.dot(x));
                        return leaked.get();
                    }, THREE, THREE);
                    return leaked.get();
                };
                isLeak(() -> outer.derivative(f, THREE, THREE), "ended");
            }
        }
    }

    @Test
    void aPullbackThatReadsAnEndedOuterDerivativeIsALeak() {
        AtomicReference<Vjp<Tensor>> leaked = new AtomicReference<>();
        Differentiation.jvp(x -> {
            leaked.set(Differentiation.vjp((UnaryOperator<Tensor>) y -> y.times(x), THREE));
            return x;
        }, THREE, THREE);
        isLeak(() -> leaked.get().pullback(THREE), "ended");
    }

    @Test
    void aTensorUsedOnAnotherThreadNamesBoth() throws InterruptedException {
        for (Mode mode : Mode.values()) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            mode.derivative(x -> {
                Thread other = new Thread(() -> x.times(x), "elsewhere");
                other.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
                other.start();
                join(other);
                return x.squaredNorm();
            }, THREE, THREE);
            assertEquals(IllegalStateException.class, thrown.get().getClass());
            String message = thrown.get().getMessage();
            assertTrue(message.contains("times") && message.contains("elsewhere")
                    && message.contains(Thread.currentThread().getName()), message);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
