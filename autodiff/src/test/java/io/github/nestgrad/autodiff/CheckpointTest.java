package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Evaluating again gives what storing gives, at any nesting; the bits of it where no cotangents are added up. */
class CheckpointTest {

    // of numbers of the order of one, from some dozens of operations
    private static final double ROUNDING = 4096 * Math.ulp(1.0);
    // and of third derivatives
    private static final double ROUNDING_OF_THIRD = 8 * ROUNDING;

    private static final int STEPS = 12;
    private static final Tensor X = Tensor.of(new double[] {0.5, -1.25, 2});
    private static final Tensor V = Tensor.of(new double[] {1, 0.25, -0.5});

    private int evaluations;

    private Tensor step(Tensor x) {
        evaluations++;
        return x.sin().times(1.5).plus(x.times(0.25)).tanh();
    }

    private Tensor steps(Tensor x, int n) {
        Tensor y = x;
        for (int i = 0; i < n; i++) {
            y = step(y);
        }
        return y;
    }

    private UnaryOperator<Tensor> stored() {
        return x -> steps(x, STEPS).dot(V);
    }

    /** Three parts of four steps each, one of which has parts itself. */
    private UnaryOperator<Tensor> recomputed() {
        UnaryOperator<Tensor> two = Checkpoint.of(x -> steps(x, 2));
        UnaryOperator<Tensor> four = Checkpoint.of(x -> steps(x, 4));
        UnaryOperator<Tensor> nested = Checkpoint.of(x -> two.apply(two.apply(x)));
        return x -> four.apply(nested.apply(four.apply(x))).dot(V);
    }

    @Test
    void derivativesHaveTheBitsOfThoseOfStoredEvaluations() {
        assertEquals(stored().apply(X).toDouble(), recomputed().apply(X).toDouble());
        assertArrayEquals(Differentiation.grad(stored()).apply(X).toArray(),
                Differentiation.grad(recomputed()).apply(X).toArray());
        for (HvpMode mode : HvpMode.values()) {
            assertArrayEquals(Differentiation.hvp(stored(), X, V, mode).toArray(),
                    Differentiation.hvp(recomputed(), X, V, mode).toArray(), ROUNDING, mode.toString());
        }
        for (Mode outer : Mode.values()) {
            for (Mode middle : Mode.values()) {
                for (Mode inner : Mode.values()) {
                    double expected = outer.derivative(middle.along(V, inner.along(X, stored())), X, V).toDouble();
                    assertEquals(expected, outer.derivative(middle.along(V, inner.along(X, recomputed())), X, V)
                            .toDouble(), ROUNDING_OF_THIRD * Math.max(1, Math.abs(expected)));
                }
            }
        }
    }

    /** Each part once more, and parts of parts twice more. */
    @Test
    void reverseModeEvaluatesEachPartOnceMoreForEachLevelOfParts() {
        evaluations = 0;
        Differentiation.grad(stored()).apply(X);
        assertEquals(STEPS, evaluations);
        evaluations = 0;
        Differentiation.grad(recomputed()).apply(X);
        assertEquals(2 * 8 + 3 * 4, evaluations);
    }

    /** The tape holds one line for the part, whatever happens in it. */
    @Test
    void reverseModeStoresTheArgumentsOfAPartAlone() {
        Reverse reverse = new Reverse();
        Reverse.Node x = reverse.input(X);
        Checkpoint.of(t -> steps(t, STEPS)).apply(x);
        assertEquals(2, reverse.lines().size());
    }

    @Test
    void recordsOfTensorsAreArguments() {
        Layout<Tensor[]> layout = Layout.several(2);
        Function<Tensor[], Tensor> f = p -> p[0].matmul(p[1]).tanh().sum();
        Function<Tensor[], Tensor> part = Checkpoint.of(layout, f);
        Tensor a = Tensor.of(Shape.matrix(2, 3), new double[] {1, 2, 3, 4, 5, 6}).times(0.1);
        Tensor[] point = {a, X};
        Tensor[] expected = Differentiation.grad(layout, f).apply(point);
        Tensor[] actual = Differentiation.grad(layout, part).apply(point);
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(expected[k].toArray(), actual[k].toArray());
        }
        // an argument that is a constant stays one
        assertArrayEquals(expected[1].toArray(),
                Differentiation.grad((Tensor x) -> part.apply(new Tensor[] {a, x})).apply(X).toArray());
    }

    @Test
    void whatDoesNotDependOnTheArgumentIsAStructuralZero() {
        UnaryOperator<Tensor> constant = Checkpoint.of(x -> V.sin());
        assertFalse(Differentiation.jvp(constant, X, V).dependsOnInput());
        assertArrayEquals(new double[3], Differentiation.vjp(constant, X).pullback(V).toArray());
    }

    @Test
    void aTensorThatCarriesADerivativeMustBeAnArgument() {
        String message = assertThrows(IllegalStateException.class, () -> Differentiation.grad(
                (Tensor t) -> Checkpoint.of(x -> x.times(t)).apply(V).sum()).apply(X)).getMessage();
        assertTrue(message.contains("checkpoint") && message.contains("argument"), message);
        message = assertThrows(IllegalStateException.class, () -> Program.of(
                t -> Differentiation.grad((Tensor s) -> Checkpoint.of(x -> x.times(s)).apply(t).sum()).apply(t),
                X.shape())).getMessage();
        assertTrue(message.contains("checkpoint") && message.contains("argument"), message);
        message = assertThrows(IllegalStateException.class,
                () -> Program.of(t -> Checkpoint.of(x -> x.times(t)).apply(V), X.shape())).getMessage();
        assertTrue(message.contains("checkpoint") && message.contains("recorded"), message);
    }

    @Test
    void programsHaveTheSameBits() {
        UnaryOperator<Tensor> gradient = Differentiation.grad(recomputed());
        Program program = Program.of(gradient, X.shape());
        double[] y = new double[3];
        program.newExecution().run(X.toArray(), y);
        assertArrayEquals(gradient.apply(X).toArray(), y);
        assertEquals(Program.of(Differentiation.grad(stored()), X.shape()).operations(), program.operations());
    }
}
