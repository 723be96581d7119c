package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.verification.Derivatives;
import io.github.nestgrad.verification.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Derivatives that the user gives: they replace what the operations imply, and nothing else. */
class CustomDerivativeTest {

    // numbers of the order of one and few operations
    private static final double ROUNDING = 4 * Math.ulp(1.0);
    private static final double ROUNDING_OF_SUMS = 32 * Math.ulp(1.0);
    // the rules and the operations take different ways to a second derivative
    private static final double SECOND_DERIVATIVE = 1e-10;

    private static final Tensor X = Tensor.of(new double[] {0.5, -1.25, 2});
    private static final Tensor V = Tensor.of(new double[] {1, 0.25, -0.5});
    private static final Tensor ONE = Tensor.of(1);

    private static void fails(Class<? extends Exception> kind, Executable use, String... parts) {
        String message = assertThrows(kind, use).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    // ---- rules on tensors

    /** The rule need not be the truth: a straight-through estimator hands tangents on through a step function. */
    @Test
    void theRuleReplacesTheDerivativeInAllModes() {
        UnaryOperator<Tensor> truth = x -> x.squared().times(0);
        CustomDerivative<Tensor> plain = CustomDerivative.of(truth);
        for (CustomDerivative<Tensor> f : List.of(plain.withJvp((x, y, t) -> t.times(x)),
                plain.withVjp((x, y, u) -> u.times(x)),
                plain.withJvp((x, y, t) -> t.times(x)).withVjp((x, y, u) -> u.times(x)))) {
            UnaryOperator<Tensor> g = x -> f.apply(x).sum();
            assertArrayEquals(new double[3], f.apply(X).toArray());
            assertArrayEquals(X.toArray(), Differentiation.grad(g).apply(X).toArray());
            assertEquals(X.dot(V).toDouble(), Differentiation.jvp(g, X, V).tangent().toDouble());
            for (HvpMode mode : HvpMode.values()) {
                assertArrayEquals(V.toArray(), Differentiation.hvp(g, X, V, mode).toArray(), mode.toString());
            }
        }
    }

    /** Where both rules are given each mode takes its own, and a wrong pair shows in the adjoint identity. */
    @Test
    void eachModeTakesItsOwnRule() {
        CustomDerivative<Tensor> f = CustomDerivative.of(Tensor::exp).withJvp((x, y, t) -> t.times(2))
                .withVjp((x, y, u) -> u.times(3));
        assertEquals(2, Differentiation.jvp(x -> f.apply(x), ONE, ONE).tangent().toDouble());
        assertEquals(3, Differentiation.vjp(x -> f.apply(x), ONE).pullback(ONE).toDouble());
        UnaryOperator<double[]> jvp = v -> Differentiation.jvp(x -> f.apply(x), X, Tensor.of(v)).tangent().toArray();
        UnaryOperator<double[]> vjp = u -> Differentiation.vjp(x -> f.apply(x), X).pullback(Tensor.of(u)).toArray();
        assertEquals(Verdict.WRONG, Derivatives.checkAdjoint(jvp, vjp, V.toArray(), X.toArray()).verdict());
    }

    @Test
    void severalArgumentsAreARecordAndConstantsHaveTangentZero() {
        CustomDerivative<TensorPair> product = CustomDerivative.of(
                Layout.of(TensorPair::new, TensorPair::first, TensorPair::second),
                (TensorPair p) -> p.first().matmul(p.second()))
                .withJvp((p, y, t) -> t.first().matmul(p.second()).plus(p.first().matmul(t.second())));
        Tensor a = Tensor.of(Shape.matrix(2, 3), new double[] {1, 2, 3, 4, 5, 6});
        UnaryOperator<Tensor> byVector = x -> product.apply(new TensorPair(a, x)).squaredNorm();
        UnaryOperator<Tensor> byMatrix = m -> product.apply(new TensorPair(m, X)).squaredNorm();
        UnaryOperator<Tensor> byBoth = m -> product.apply(new TensorPair(m, m.rowSums().padded(1, 3))).squaredNorm();
        UnaryOperator<Tensor> truth = m -> m.matmul(m.rowSums().padded(1, 3)).squaredNorm();
        assertArrayEquals(Differentiation.grad((Tensor x) -> a.matmul(x).squaredNorm()).apply(X).toArray(),
                Differentiation.grad(byVector).apply(X).toArray());
        assertArrayEquals(Differentiation.grad((Tensor m) -> m.matmul(X).squaredNorm()).apply(a).toArray(),
                Differentiation.grad(byMatrix).apply(a).toArray());
        for (HvpMode mode : HvpMode.values()) {
            assertArrayEquals(Differentiation.hvp(truth, a, a.sin(), mode).toArray(),
                    Differentiation.hvp(byBoth, a, a.sin(), mode).toArray(), SECOND_DERIVATIVE);
        }
        CustomDerivative<TensorPair> short_ = CustomDerivative.of(
                Layout.of(TensorPair::new, TensorPair::first, TensorPair::second),
                (TensorPair p) -> p.first().matmul(p.second())).withVjp((p, y, u) -> new TensorPair(p.first(), u));
        fails(IllegalArgumentException.class, () -> Differentiation.grad(
                (Tensor m) -> short_.apply(new TensorPair(m, X)).sum()).apply(a), "VJP", "argument 1", "vector 2",
                "vector 3");
    }

    @Test
    void aRuleThatReturnsNullIsAStructuralZero() {
        CustomDerivative<Tensor> step = CustomDerivative.of((Tensor x) -> x.squared()).withJvp((x, y, t) -> null);
        assertFalse(Differentiation.jvp(x -> step.apply(x), X, V).dependsOnInput());
        assertArrayEquals(new double[3], Differentiation.vjp(x -> step.apply(x), X).pullback(V).toArray());
    }

    @Test
    void misuseIsTold() {
        fails(IllegalStateException.class, () -> CustomDerivative.of(Tensor::exp).apply(X), "no rule", "withJvp");
        CustomDerivative<Tensor> wrong = CustomDerivative.of(Tensor::exp).withJvp((x, y, t) -> t.sum());
        fails(IllegalArgumentException.class, () -> Differentiation.jvp(x -> wrong.apply(x), X, V), "JVP", "scalar",
                "vector 3");
        fails(IllegalArgumentException.class, () -> Differentiation.vjp(x -> wrong.apply(x), X).pullback(V), "JVP",
                "scalar", "vector 3");
        fails(IllegalStateException.class, () -> Differentiation.grad((Tensor t) -> CustomDerivative
                .of((Tensor x) -> x.times(t)).withJvp((x, y, v) -> v).apply(X).sum()).apply(X), "outside", "argument");
        fails(IllegalArgumentException.class,
                () -> CustomDerivative.of((Tensor x) -> null).withJvp((x, y, t) -> t).apply(X), "null");
    }

    /** A program holds the function as one operation, and its derivative those of the rule. */
    @Test
    void programsRecordTheFunctionAndTheRule() {
        CustomDerivative<Tensor> f = CustomDerivative.of((Tensor x) -> x.exp().plus(1).log())
                .withJvp((x, y, t) -> t.times(x.sigmoid()));
        assertEquals(1, Program.of(x -> f.apply(x), X.shape()).operations());
        UnaryOperator<Tensor> gradient = Differentiation.grad((Tensor x) -> f.apply(x).dot(V));
        double[] y = new double[3];
        Program.of(gradient, X.shape()).newExecution().run(X.toArray(), y);
        assertArrayEquals(gradient.apply(X).toArray(), y);
        assertArrayEquals(V.times(X.sigmoid()).toArray(), y);
    }

    /** The rule is five times the derivative, so that one which is lost shows. */
    @Test
    void theRuleStaysWithTheFunctionWhateverIsRecordedAndDifferentiatedLater() {
        CustomDerivative<Tensor> f = CustomDerivative.of((Tensor x) -> x.exp())
                .withVjp((x, y, u) -> u.times(y).times(5));
        double[] expected = X.exp().times(5).toArray();
        UnaryOperator<Tensor> sum = x -> f.apply(x).sum();
        Loop once = Loop.of((s, k, p) -> f.apply(s), Schedule.ALL);
        List<UnaryOperator<Tensor>> gradients = List.of(
                Differentiation.grad(sum),
                Differentiation.compile(Differentiation.grad(sum)),
                Differentiation.grad(Differentiation.compile(sum)),
                Differentiation.grad((Tensor x) -> once.run(1, x).sum()),
                Differentiation.compile(Differentiation.grad((Tensor x) -> once.run(1, x).sum())),
                Differentiation.compile(Differentiation.grad((Tensor x) ->
                        Conditional.cond(x.squaredNorm(), f::apply, z -> z, x).sum())));
        for (UnaryOperator<Tensor> gradient : gradients) {
            assertArrayEquals(expected, gradient.apply(X).toArray());
        }
    }

    /** yᵢ = xᵢ² xᵢ₊₁ for three entries, two values; {@code error} is a relative error of the VJP. */
    private static UnaryOperator<Tensor> ofArrays(double error) {
        return CustomDerivative.ofArrays("legacy", Shape.vector(3), Shape.vector(2),
                x -> new double[] {x[0] * x[0] * x[1], x[1] * x[1] * x[2]},
                (x, v) -> new double[] {2 * x[0] * x[1] * v[0] + x[0] * x[0] * v[1],
                    2 * x[1] * x[2] * v[1] + x[1] * x[1] * v[2]},
                (x, u) -> new double[] {2 * x[0] * x[1] * u[0],
                    (x[0] * x[0] * u[0] + 2 * x[1] * x[2] * u[1]) * (1 + error), x[1] * x[1] * u[1]});
    }

    @Test
    void functionsOfArraysArePrimitivesLikeAnyOther() {
        UnaryOperator<Tensor> f = x -> ofArrays(0).apply(x.sin()).exp().sum();
        UnaryOperator<Tensor> truth = x -> {
            Tensor s = x.sin();
            return s.slice(0, 2).squared().times(s.slice(1, 3)).exp().sum();
        };
        assertEquals(truth.apply(X).toDouble(), f.apply(X).toDouble(), ROUNDING);
        assertArrayEquals(Differentiation.grad(truth).apply(X).toArray(), Differentiation.grad(f).apply(X).toArray(),
                ROUNDING_OF_SUMS);
        assertEquals(Differentiation.jvp(truth, X, V).tangent().toDouble(),
                Differentiation.jvp(f, X, V).tangent().toDouble(), ROUNDING_OF_SUMS);
        double[] y = new double[3];
        Execution execution = Program.of(Differentiation.grad(f), X.shape()).newExecution();
        for (int run = 0; run < 2; run++) {
            execution.run(X.toArray(), y);
            assertArrayEquals(Differentiation.grad(f).apply(X).toArray(), y);
        }
    }

    /** One call of the verification module tells right callbacks from wrong ones, in the seventh digit. */
    @Test
    void aWrongCallbackIsFoundByOneCheck() {
        for (double error : new double[] {0, 1e-7}) {
            UnaryOperator<Tensor> f = ofArrays(error);
            Verdict expected = error == 0 ? Verdict.OK : Verdict.WRONG;
            assertEquals(expected, Derivatives.checkGradient(x -> f.apply(Tensor.of(x)).sum().toDouble(),
                    x -> Differentiation.grad((Tensor t) -> f.apply(t).sum()).apply(Tensor.of(x)).toArray(),
                    X.toArray(), V.toArray()).verdict());
            assertEquals(expected, Derivatives.checkAdjoint(
                    v -> Differentiation.jvp(f, X, Tensor.of(v)).tangent().toArray(),
                    u -> Differentiation.vjp(f, X).pullback(Tensor.of(u)).toArray(), new double[] {1, -0.5},
                    V.toArray()).verdict());
        }
    }

    /** What is linear in the product stays differentiable; what needs the derivative of the product throws. */
    @Test
    void secondDerivativesOfFunctionsOfArraysThrowAndNameTheFunction() {
        UnaryOperator<Tensor> f = x -> ofArrays(0).apply(x).sum();
        for (HvpMode mode : HvpMode.values()) {
            fails(UnsupportedOperationException.class, () -> Differentiation.hvp(f, X, V, mode), "legacy",
                    "second derivative", "CustomDerivative");
        }
        // d/dt of the directional derivative at a fixed point, ∂f(x) (t v), is ∂f(x) v
        UnaryOperator<Tensor> linear = t -> Differentiation.jvp(f, X, V.times(t)).tangent();
        double along = Differentiation.jvp(f, X, V).tangent().toDouble();
        for (Mode mode : Mode.values()) {
            assertEquals(along, mode.derivative(linear, ONE, ONE).toDouble(), ROUNDING_OF_SUMS);
        }
        UnaryOperator<Tensor> pulled = t -> Differentiation.vjp(f, X).pullback(t).dot(V);
        for (Mode mode : Mode.values()) {
            assertEquals(along, mode.derivative(pulled, ONE, ONE).toDouble(), ROUNDING_OF_SUMS);
        }
    }

    @Test
    void arraysOfWrongLengthAreToldWithTheName() {
        UnaryOperator<Tensor> f = CustomDerivative.ofArrays("short", Shape.vector(3), Shape.vector(3), x -> x,
                (x, v) -> new double[2], (x, u) -> null);
        fails(IllegalArgumentException.class, () -> f.apply(ONE), "short", "scalar", "vector 3");
        fails(IllegalArgumentException.class, () -> Differentiation.jvp(f, X, V), "short", "JVP", "2 entries",
                "vector 3");
        fails(IllegalArgumentException.class, () -> Differentiation.vjp(f, X).pullback(V), "short", "VJP", "null");
        UnaryOperator<Tensor> g = CustomDerivative.ofArrays("long", Shape.vector(3), Shape.vector(3),
                x -> new double[4], (x, v) -> v, (x, u) -> u);
        fails(IllegalArgumentException.class, () -> g.apply(X), "long", "value", "4 entries");
    }

    // ---- stopGradient

    @Test
    void stopGradientKeepsTheValueAndLosesAllDerivatives() {
        assertArrayEquals(X.toArray(), X.stopGradient().toArray());
        UnaryOperator<Tensor> f = x -> x.stopGradient().times(x).sum();
        assertArrayEquals(X.toArray(), Differentiation.grad(f).apply(X).toArray());
        assertEquals(X.dot(V).toDouble(), Differentiation.jvp(f, X, V).tangent().toDouble());
        for (HvpMode mode : HvpMode.values()) {
            assertArrayEquals(new double[3], Differentiation.hvp(f, X, V, mode).toArray(), mode.toString());
        }
        assertFalse(Differentiation.jvp(Tensor::stopGradient, X, V).dependsOnInput());
        assertFalse(Differentiation.vjp(Tensor::stopGradient, X).dependsOnInput());
        fails(IllegalArgumentException.class,
                () -> Differentiation.grad((Tensor x) -> x.stopGradient().sum()).apply(X), "does not depend");
    }

    /** At all levels: the derivative of an inner derivative does not see it either. */
    @Test
    void stopGradientHidesTheOuterVariableFromOuterDerivatives() {
        for (Mode outer : Mode.values()) {
            for (Mode inner : Mode.values()) {
                UnaryOperator<Tensor> f = x -> x.times(inner.derivative(y -> x.stopGradient().times(y), x, ONE));
                assertEquals(3, outer.derivative(f, Tensor.of(3), ONE).toDouble());
            }
        }
    }

    @Test
    void stopGradientSurvivesRecording() {
        UnaryOperator<Tensor> f = x -> x.stopGradient().times(x).sum();
        Program program = Program.of(f, X.shape());
        assertArrayEquals(X.toArray(),
                Differentiation.grad((Tensor x) -> program.apply(x)[0]).apply(X).toArray());
        double[] y = new double[3];
        Program.of(Differentiation.grad(f), X.shape()).newExecution().run(X.toArray(), y);
        assertArrayEquals(X.toArray(), y);
        assertNotEquals(0, y[0]);
    }
}
