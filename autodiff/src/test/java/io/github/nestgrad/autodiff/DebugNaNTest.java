package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The first primitive that makes a NaN or an infinity is named, wherever it is at work. */
class DebugNaNTest {

    private static final double ROUNDING = 256 * Math.ulp(1.0);

    private static final Tensor X = Tensor.of(new double[] {4, 0, 1});

    private static void names(Executable evaluation, String... parts) {
        String message = assertThrows(ArithmeticException.class, evaluation).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void theFirstPrimitiveOfAnEvaluationIsNamed() {
        UnaryOperator<Tensor> f = x -> x.minus(1).log().exp().sum();
        names(() -> DebugNaN.check(f).apply(X), "log made NaN in entry 1 of a vector 3", "2 of 3",
                "a vector 3 between -1.0 and 3.0");
        names(() -> DebugNaN.check((UnaryOperator<Tensor>) x -> x.reciprocal().sum().negated()).apply(X),
                "reciprocal made Infinity in entry 1", "between 0.0 and 4.0");
        names(() -> DebugNaN.check((x, y) -> x.dividedBy(y)).apply(X, X), "dividedBy made NaN in entry 1",
                "vector 3 between 0.0 and 4.0 and a vector 3");
    }

    /** √ at 0 has a finite value and an infinite derivative. */
    @Test
    void theReverseSweepIsLookedAt() {
        UnaryOperator<Tensor> f = x -> x.sqrt().sum();
        names(() -> DebugNaN.check(Differentiation.grad(f)).apply(X), "reciprocal made Infinity in entry 1",
                "cotangent of argument 0 of sqrt", "a vector 3 between 0.0 and 4.0");
        names(() -> DebugNaN.check((Tensor x) -> Differentiation.vjp(f, x).pullback(Tensor.of(3))).apply(X),
                "reciprocal", "sqrt");
    }

    @Test
    void tangentsAreLookedAt() {
        UnaryOperator<Tensor> f = Tensor::sqrt;
        names(() -> DebugNaN.check((Tensor x) -> Differentiation.jvp(f, x, X).tangent()).apply(X),
                "reciprocal made Infinity", "tangent by argument 0 of sqrt");
        names(() -> Differentiation.jvp(DebugNaN.check(f), X, X), "the tangent of sqrt made NaN in entry 1");
        names(() -> Differentiation.jacobian(DebugNaN.check(f), X, JacobianMode.FORWARD), "the tangent of sqrt made");
    }

    /** The values are small; what overflows is the slope, and it is computed from constants and from the seed alone. */
    @Test
    void whatADerivativeBeginsWithIsLookedAtToo() {
        UnaryOperator<Tensor> f = x -> x.times(1e200).times(1e200);
        Tensor tiny = Tensor.of(1e-300);
        Tensor one = Tensor.of(1);
        assertEquals(1e100, DebugNaN.check(f).apply(tiny).toDouble(), 1e90);
        List<UnaryOperator<Tensor>> slopes = List.of(Differentiation.grad(f),
                x -> Differentiation.jvp(f, x, one).tangent(),
                x -> Differentiation.vjp(f, x).pullback(one), x -> Differentiation.linearize(f, x).jvp(one),
                x -> Differentiation.linearize(f, x).vjp(one),
                x -> Differentiation.jacobian(f, x, JacobianMode.FORWARD),
                x -> Differentiation.jacobian(f, x, JacobianMode.REVERSE));
        for (UnaryOperator<Tensor> slope : slopes) {
            names(() -> DebugNaN.check(slope).apply(tiny), "times(1.0E200) made Infinity", "of times(1.0E200) at");
        }
    }

    @Test
    void bothRulesOfASecondDerivativeAreNamed() {
        UnaryOperator<Tensor> f = x -> x.times(x.sqrt()).sum();
        for (HvpMode mode : HvpMode.values()) {
            Tensor v = Tensor.of(new double[] {1, 1, 1});
            names(() -> DebugNaN.check((Tensor x) -> Differentiation.hvp(f, x, v, mode)).apply(X), "sqrt",
                    "argument 0");
        }
    }

    @Test
    void linearisationsAndJacobiansAndCompiledFunctionsAreLookedAt() {
        UnaryOperator<Tensor> f = Tensor::sqrt;
        names(() -> DebugNaN.check((Tensor x) -> Differentiation.linearize(f, x).jvp(X)).apply(X), "sqrt");
        names(() -> DebugNaN.check((Tensor x) -> Differentiation.linearize(f, x).vjp(X)).apply(X), "sqrt");
        for (JacobianMode mode : JacobianMode.values()) {
            names(() -> DebugNaN.check((Tensor x) -> Differentiation.jacobian(f, x, mode)).apply(X), "sqrt");
        }
        names(() -> DebugNaN.check(Differentiation.compile((UnaryOperator<Tensor>) x -> x.minus(1).log())).apply(X),
                "log made NaN");
    }

    @Test
    void theCheckGoesAroundWhatIsCompiled() {
        String message = assertThrows(IllegalStateException.class,
                () -> Differentiation.compile(DebugNaN.check((UnaryOperator<Tensor>) Tensor::exp)).apply(X))
                .getMessage();
        assertTrue(message.contains("check(compile(f))"), message);
    }

    @Test
    void infinitiesFromOutsideMayPassAndNaNsMayNot() {
        Tensor mask = Tensor.of(new double[] {0, Double.NEGATIVE_INFINITY, 0});
        assertArrayEquals(new double[] {Math.exp(4), 0, Math.exp(1)},
                DebugNaN.check((UnaryOperator<Tensor>) x -> x.plus(mask).exp()).apply(X).toArray(), ROUNDING);
        names(() -> DebugNaN.check((UnaryOperator<Tensor>) x -> mask.minus(mask).times(x)).apply(X), "times", "NaN");
        names(() -> DebugNaN.check((UnaryOperator<Tensor>) Tensor::exp).apply(Tensor.of(Double.NaN)), "argument 0");
    }

    @Property(tries = 30)
    void nothingElseChanges(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            Tensor weights = Samples.direction(p.value().shape(), new SplittableRandom(seed));
            UnaryOperator<Tensor> f = t -> p.with(0, t).sin().dot(weights);
            Tensor x = p.arguments()[0];
            assertEquals(f.apply(x).toDouble(), DebugNaN.check(f).apply(x).toDouble(), p.toString());
            UnaryOperator<Tensor> gradient = Differentiation.grad(f);
            assertArrayEquals(gradient.apply(x).toArray(), DebugNaN.check(gradient).apply(x).toArray(), p.toString());
            assertArrayEquals(gradient.apply(x).toArray(), Differentiation.grad(DebugNaN.check(f)).apply(x).toArray(),
                    p.toString());
            Tensor v = Samples.direction(x.shape(), new SplittableRandom(seed + 1));
            for (HvpMode mode : HvpMode.values()) {
                assertArrayEquals(Differentiation.hvp(f, x, v, mode).toArray(),
                        DebugNaN.check((Tensor t) -> Differentiation.hvp(f, t, v, mode)).apply(x).toArray());
                assertArrayEquals(Differentiation.hvp(f, x, v, mode).toArray(),
                        Differentiation.hvp(DebugNaN.check(f), x, v, mode).toArray());
            }
        }
    }

    @Test
    void aCheckedTensorThatIsStoredIsALeak() {
        Tensor[] leaked = new Tensor[1];
        Tensor result = DebugNaN.check((UnaryOperator<Tensor>) x -> leaked[0] = x.exp()).apply(X);
        assertFalse(result instanceof Traced);
        assertThrows(IllegalStateException.class, () -> leaked[0].exp());
    }

    @Test
    void recordsAreChecked() {
        Layout<Tensor[]> two = Layout.several(2);
        names(() -> DebugNaN.check(two, two, t -> new Tensor[] {t[1], t[0].log()})
                .apply(new Tensor[] {X, X}), "log made -Infinity in entry 1");
    }
}
