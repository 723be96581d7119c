package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nested derivatives whose perturbations must not be mixed up: the examples with which other systems were shown to be
 * silently wrong, in every combination of the two modes.
 */
class PerturbationConfusionTest {

    private static final Tensor ONE = Tensor.of(1);
    private static final double ROUNDING = 16 * EPSILON;

    static Stream<Arguments> twoModes() {
        return Stream.of(Mode.values()).flatMap(a -> Stream.of(Mode.values()).map(b -> Arguments.of(a, b)));
    }

    static Stream<Arguments> threeModes() {
        return Stream.of(Mode.values()).flatMap(a -> twoModes().map(
                rest -> Arguments.of(a, rest.get()[0], rest.get()[1])));
    }

    /** Siskind and Pearlmutter 2005, and ForwardDiff.jl 83: d/dx (x · d/dy (x + y)) = 1; a confused engine says 2. */
    @ParameterizedTest
    @MethodSource("twoModes")
    void innerDerivativeDoesNotSeeTheOuterPerturbation(Mode outer, Mode inner) {
        UnaryOperator<Tensor> f = x -> x.times(inner.derivative(y -> x.plus(y), ONE, ONE));
        assertEquals(1, outer.derivative(f, ONE, ONE).toDouble());
    }

    /** The product instead of the sum: d/dx (x · d/dy (x y)) = 2x. */
    @ParameterizedTest
    @MethodSource("twoModes")
    void innerDerivativeStillDependsOnTheOuterVariable(Mode outer, Mode inner) {
        UnaryOperator<Tensor> f = x -> x.times(inner.derivative(y -> x.times(y), ONE, ONE));
        assertEquals(6, outer.derivative(f, Tensor.of(3), ONE).toDouble());
    }

    /** At the same point in both levels: the inner variable is the outer box itself. */
    @ParameterizedTest
    @MethodSource("twoModes")
    void innerPointMayBeTheOuterVariable(Mode outer, Mode inner) {
        // d/dx (x · [d/dy (x y²)] at y = x) = d/dx (2x³) = 6x²
        UnaryOperator<Tensor> f = x -> x.times(inner.derivative(y -> x.times(y.squared()), x, ONE));
        assertEquals(24, outer.derivative(f, Tensor.of(2), ONE).toDouble());
    }

    /** Perturbations may themselves be perturbed: the inner direction is the outer variable. */
    @ParameterizedTest
    @MethodSource("twoModes")
    void innerDirectionMayBeTheOuterVariable(Mode outer, Mode inner) {
        // d/dx (D(y ↦ y³)(x) · x) = d/dx 3x³ = 9x²
        UnaryOperator<Tensor> f = x -> inner.derivative(y -> y.times(y).times(y), x, x);
        assertEquals(36, outer.derivative(f, Tensor.of(2), ONE).toDouble());
    }

    /** ForwardDiff.jl 313: tags made from the type of a function collide when one function object serves two levels. */
    @ParameterizedTest
    @MethodSource("twoModes")
    void oneFunctionObjectMayServeTwoLevels(Mode outer, Mode inner) {
        UnaryOperator<Tensor> cube = x -> x.times(x).times(x);
        UnaryOperator<Tensor> slope = inner.derivative(cube);
        assertEquals(12, outer.derivative(slope, Tensor.of(2), ONE).toDouble());
        // d/dx (x³ · (x³)′) = 15x⁴
        UnaryOperator<Tensor> both = x -> cube.apply(x).times(slope.apply(x));
        assertEquals(240, outer.derivative(both, Tensor.of(2), ONE).toDouble());
    }

    /** ForwardDiff.jl 443: a function object that differentiates itself, so that its type is nested in its own. */
    @ParameterizedTest
    @MethodSource("threeModes")
    void aFunctionMayDifferentiateItself(Mode outer, Mode middle, Mode inner) {
        // f₀ = x³, f₁ = x f₀′ = 3x³, f₂ = x f₁′ = 9x³, and f₂′ = 27x²
        UnaryOperator<Tensor> self = new UnaryOperator<>() {
            private int depth = 2;

            @Override
            public Tensor apply(Tensor x) {
                if (depth == 0) {
                    return x.times(x).times(x);
                }
                Mode mode = depth == 2 ? middle : inner;
                depth--;
                try {
                    return x.times(mode.derivative(this, x, ONE));
                } finally {
                    depth++;
                }
            }
        };
        assertEquals(108, outer.derivative(self, Tensor.of(2), ONE).toDouble());
    }

    /** ReverseDiff.jl 45: a gradient inside a gradient, where the inner function captures the outer array. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void gradientInsideAGradientTreatsTheCapturedArrayAsConstant(Mode inner) {
        Tensor one = Tensor.of(new double[] {1});
        UnaryOperator<Tensor> f = r -> r.get(0).times(inner.derivative(v -> r.get(0).plus(v.get(0)), one, one));
        assertArrayEquals(new double[] {1}, Differentiation.grad(f).apply(one).toArray());

        // ∇ₓ ⟨x, ∇ᵧ (⟨x, y⟩ + ‖y‖²/2)⟩ at y = x:  ∇ₓ 2‖x‖² = 4x
        UnaryOperator<Tensor> g = s -> s.dot(
                Differentiation.grad((UnaryOperator<Tensor>) y -> s.dot(y).plus(y.squaredNorm().times(0.5))).apply(s));
        Tensor x = Tensor.of(new double[] {1, -2});
        assertArrayEquals(new double[] {4, -8}, Differentiation.grad(g).apply(x).toArray());
    }

    /**
     * The amazing bug (Manzyuk, Pearlmutter, Radul, Rush and Siskind 2019): the derivative of s ↦ (f ↦ (y ↦ f(y + s)))
     * is an operator that differentiates functions; applied to its own result it must give the second derivative.
     */
    @ParameterizedTest
    @MethodSource("twoModes")
    void derivativeOfAHigherOrderFunctionAppliesToItsOwnResult(Mode first, Mode second) {
        Function<Tensor, UnaryOperator<UnaryOperator<Tensor>>> shift = s -> f -> y -> f.apply(y.plus(s));
        UnaryOperator<UnaryOperator<Tensor>> d1 = f -> y ->
                first.derivative(s -> shift.apply(s).apply(f).apply(y), Tensor.of(0), ONE);
        UnaryOperator<UnaryOperator<Tensor>> d2 = f -> y ->
                second.derivative(s -> shift.apply(s).apply(f).apply(y), Tensor.of(0), ONE);
        double y = 0.7;
        UnaryOperator<Tensor> h = x -> x.exp().plus(x.sin());
        assertEquals(Math.exp(y) + Math.cos(y), d1.apply(h).apply(Tensor.of(y)).toDouble(), ROUNDING);
        // one and the same operator twice, then two of them: h″ both times (the bug answers 0)
        assertEquals(Math.exp(y) - Math.sin(y), d1.apply(d1.apply(h)).apply(Tensor.of(y)).toDouble(), ROUNDING);
        assertEquals(Math.exp(y) - Math.sin(y), d1.apply(d2.apply(h)).apply(Tensor.of(y)).toDouble(), ROUNDING);
        assertEquals(Math.exp(y) - Math.cos(y), d2.apply(d1.apply(d2.apply(h))).apply(Tensor.of(y)).toDouble(),
                ROUNDING);
    }

    /** A closure made under one derivative and evaluated under another, on the other's variable. */
    @ParameterizedTest
    @MethodSource("threeModes")
    void aClosureOverOneVariableMayBeDifferentiatedInAnother(Mode outer, Mode middle, Mode inner) {
        // f(x, y, z) = x² y³ z:  ∂³f/∂x∂y∂z = 6 x y²
        UnaryOperator<Tensor> f = x -> {
            Function<Tensor, UnaryOperator<Tensor>> curried = y -> z -> x.squared().times(y.times(y).times(y)).times(z);
            return middle.derivative(y -> inner.derivative(curried.apply(y), Tensor.of(5), ONE), Tensor.of(3), ONE);
        };
        assertEquals(6 * 2 * 9, outer.derivative(f, Tensor.of(2), ONE).toDouble());
    }
}
