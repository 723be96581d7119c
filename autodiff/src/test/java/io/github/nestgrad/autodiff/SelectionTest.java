package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Kinks, ties, masks and edges of domains: the stated conventions, in every mode, and in a program. */
class SelectionTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Tensor vector(double... entries) {
        return Tensor.of(entries);
    }

    private static void rejects(Executable misuse, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    /** The diagonal of the Jacobian of an entrywise function, by both modes and by a program. */
    private static void requireSlopes(UnaryOperator<Tensor> f, double[] x, double... slopes) {
        Tensor ones = Tensor.of(1).expandedTo(Shape.vector(x.length));
        UnaryOperator<Tensor> gradient = Differentiation.grad(t -> f.apply(t).sum());
        assertArrayEquals(slopes, gradient.apply(vector(x)).toArray());
        assertArrayEquals(slopes, Differentiation.jvp(f, vector(x), ones).tangent().toArray());
        assertArrayEquals(slopes, Program.of(gradient, Shape.vector(x.length)).apply(vector(x))[0].toArray());
    }

    @Test
    void kinksHaveTheMinimumNormSubgradient() {
        double[] x = {-2, -0.0, 0, 3};
        requireSlopes(Tensor::abs, x, -1, 0, 0, 1);
        requireSlopes(Tensor::relu, x, 0, 0, 0, 1);
        requireSlopes(t -> t.max(0), x, 0, 0, 0, 1);
        requireSlopes(t -> t.min(0), x, 1, 0, 0, 0);
        requireSlopes(t -> t.clip(-2, 3), x, 0, 1, 1, 0);
        requireSlopes(t -> t.clip(0, 0), x, 0, 0, 0, 0);
        requireSlopes(t -> t.projectBox(-2, 0), x, 0, 0, 0, 0);
        requireSlopes(t -> t.softThreshold(2), new double[] {-3, -2, 0, 2, 3}, 1, 0, 0, 0, 1);
        requireSlopes(t -> t.softThreshold(0), x, 1, 0, 0, 1);
    }

    @Test
    void aTieOfTwoGivesAHalfToEach() {
        for (BinaryOperator<Tensor> f : List.<BinaryOperator<Tensor>>of(Tensor::max, Tensor::min)) {
            TensorPair g = Differentiation.grad((a, b) -> f.apply(a, b).sum())
                    .apply(vector(1, 2, -0.0), vector(1, 3, 0));
            boolean max = f.apply(Tensor.of(0), Tensor.of(1)).toDouble() == 1;
            assertArrayEquals(new double[] {0.5, max ? 0 : 1, 0.5}, g.first().toArray());
            assertArrayEquals(new double[] {0.5, max ? 1 : 0, 0.5}, g.second().toArray());
            requireSlopes(t -> f.apply(t, t), new double[] {1, 2}, 1, 1);
        }
    }

    @Test
    void aTieOfManyIsSplitEqually() {
        UnaryOperator<Tensor> ofMax = Differentiation.grad(t -> t.max());
        assertArrayEquals(new double[] {0, 0.25, 0.25, 0.25, 0.25}, ofMax.apply(vector(1, 7, 7, 7, 7)).toArray());
        UnaryOperator<Tensor> ofMin = Differentiation.grad(t -> t.min());
        assertArrayEquals(new double[] {0.5, 0, 0.5}, ofMin.apply(vector(-1, 7, -1)).toArray());
        Tensor x = Tensor.of(Shape.matrix(2, 3), new double[] {1, 2, 2, 5, 2, 4});
        assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 0, 0},
                Differentiation.grad(t -> t.rowMaxima().sum()).apply(x).toArray());
        assertArrayEquals(new double[] {0, 0.5, 0, 1, 0.5, 1},
                Differentiation.grad(t -> t.columnMaxima().sum()).apply(x).toArray());
        assertArrayEquals(new double[] {1, 0, 0, 0, 1, 0},
                Differentiation.grad(t -> t.rowMinima().sum()).apply(x).toArray());
        assertArrayEquals(new double[] {1, 0.5, 1, 0, 0.5, 0},
                Differentiation.grad(t -> t.columnMinima().sum()).apply(x).toArray());
    }

    @Test
    void aNaNIsNoExtremumButStaysANaN() {
        assertTrue(Double.isNaN(vector(1, NAN, 2).max().toDouble()));
        assertTrue(Double.isNaN(vector(NAN, 1, 2).min().toDouble()));
        assertTrue(Double.isNaN(vector(NAN).softThreshold(1).toArray()[0]));
        assertTrue(Double.isNaN(vector(NAN).clip(0, 1).toArray()[0]));
        assertTrue(Double.isNaN(Differentiation.grad(t -> t.max()).apply(vector(1, NAN)).toArray()[0]));
        assertTrue(Double.isNaN(vector(NAN).max(vector(0)).toArray()[0]));
    }

    /** Cotangents are masked before they are multiplied: what a branch does where it is not taken does not leak. */
    @Test
    void theBranchNotTakenLeaksNothing() {
        double[] x = {-1, 0, 4};
        // the derivative of the root is NaN at −1 and +∞ at 0; masked behind it, both meet a zero and become NaN
        requireSlopes(t -> Tensor.where(t.greaterThan(0), Tensor.where(t.greaterThan(0), t, Tensor.of(1)).sqrt(), t),
                x, 1, 1, 0.25);
        // the cotangent of the branch not taken is not a number itself
        Tensor mask = vector(1, 0);
        Vjp<Tensor> where = Differentiation.vjp(a -> Tensor.where(mask, a, Tensor.of(0)), vector(2, NAN));
        assertArrayEquals(new double[] {3, 0}, where.pullback(vector(3, INFINITY)).toArray());
        Vjp<Tensor> other = Differentiation.vjp(b -> Tensor.where(mask, Tensor.of(0), b), vector(NAN, 2));
        assertArrayEquals(new double[] {0, 5}, other.pullback(vector(NAN, 5)).toArray());
        assertArrayEquals(new double[] {3, 0}, Differentiation.jvp(a -> Tensor.where(mask, a, Tensor.of(0)),
                vector(2, 3), vector(3, NAN)).tangent().toArray());
        assertArrayEquals(new double[] {0, 4}, vector(-3, 4).relu().toArray());
        Vjp<Tensor> relu = Differentiation.vjp(Tensor::relu, vector(-3, 4));
        assertArrayEquals(new double[] {0, 5}, relu.pullback(vector(INFINITY, 5)).toArray());
    }

    @Test
    void valuesAndTangentsOutsideOfTheDomainAreNotTaken() {
        Tensor x = vector(-1, 4);
        Tensor y = Tensor.where(x.greaterThan(0), x.log(), x.times(2));
        assertArrayEquals(new double[] {-2, Math.log(4)}, y.toArray(), ROUNDING);
        // forward mode makes the NaN of the logarithm and leaves it there
        assertArrayEquals(new double[] {2, 0.25}, Differentiation.jvp(
                t -> Tensor.where(t.greaterThan(0), t.log(), t.times(2)), vector(0, 4), vector(1, 1))
                .tangent().toArray());
        assertArrayEquals(new double[] {2, 0.25}, Differentiation.jvp(
                t -> Tensor.where(t.greaterThan(0), t.sqrt(), t.times(2)), vector(-9, 4), vector(1, 1))
                .tangent().toArray());
    }

    @Test
    void comparisonsAreZeroOrOneAndCarryNoDerivative() {
        Tensor a = vector(1, 2, 3, NAN);
        Tensor b = vector(2, 2, 2, 2);
        assertArrayEquals(new double[] {0, 0, 1, 0}, a.greaterThan(b).toArray());
        assertArrayEquals(new double[] {0, 1, 1, 0}, a.atLeast(b).toArray());
        assertArrayEquals(new double[] {1, 0, 0, 0}, a.lessThan(b).toArray());
        assertArrayEquals(new double[] {1, 1, 0, 0}, a.atMost(b).toArray());
        assertArrayEquals(new double[] {0, 1, 0, 0}, a.equalTo(b).toArray());
        assertArrayEquals(a.greaterThan(b).toArray(), a.greaterThan(2).toArray());
        assertArrayEquals(a.atLeast(b).toArray(), a.atLeast(2).toArray());
        assertArrayEquals(a.lessThan(b).toArray(), a.lessThan(2).toArray());
        assertArrayEquals(a.atMost(b).toArray(), a.atMost(2).toArray());
        assertArrayEquals(a.equalTo(b).toArray(), a.equalTo(2).toArray());
        assertArrayEquals(a.greaterThan(b).toArray(), a.greaterThan(Tensor.of(2)).toArray());
        assertArrayEquals(new double[] {-1, 0, 1}, Sign.of(vector(-5, 0, 2)).toArray());
        assertEquals(1, Tensor.of(3).greaterThan(Tensor.of(2)).toDouble());
        requireSlopes(t -> t.times(t.greaterThan(2)), new double[] {1, 3}, 0, 1);
        requireSlopes(t -> t.times(t.lessThan(t.times(2))), new double[] {-1, 3}, 0, 1);
        rejects(() -> Differentiation.grad((UnaryOperator<Tensor>) t -> t.atLeast(1).sum()).apply(a), "depend");
    }

    @Test
    void powersAreWellBehavedAtZeroAndBelow() {
        requireSlopes(t -> t.pow(0), new double[] {-2, 0, 3}, 0, 0, 0);
        requireSlopes(t -> t.pow(1), new double[] {-2, 0, 3}, 1, 1, 1);
        requireSlopes(t -> t.pow(2), new double[] {-2, 0, 3}, -4, 0, 6);
        requireSlopes(t -> t.pow(3), new double[] {-2, 0, 3}, 12, 0, 27);
        requireSlopes(t -> t.pow(-1), new double[] {-2, 4}, -0.25, -0.0625);
        requireSlopes(t -> t.pow(0.5), new double[] {0, 4}, INFINITY, 0.25);
        // the derivatives of x³ at 0
        UnaryOperator<Tensor> f = t -> t.pow(3);
        for (double expected : new double[] {0, 0, 6}) {
            UnaryOperator<Tensor> inner = f;
            f = t -> Differentiation.grad(inner).apply(t);
            assertEquals(expected, f.apply(Tensor.of(0)).toDouble());
        }
    }

    @Test
    void variableExponentsFollowTheirLimits() {
        Tensor x = vector(0, 0, 0, 2, -2);
        Tensor e = vector(0, 2, 0.5, 0, 3);
        assertArrayEquals(new double[] {1, 0, 0, 1, -8}, x.pow(e).toArray());
        TensorPair g = Differentiation.grad((a, b) -> a.pow(b).sum()).apply(x, e);
        assertArrayEquals(new double[] {0, 0, INFINITY, 0, 12}, g.first().toArray());
        assertArrayEquals(new double[] {0, 0, 0, Math.log(2), NAN}, g.second().toArray(), ROUNDING);
        // −∞ is the limit too
        assertEquals(Double.NEGATIVE_INFINITY, Differentiation.grad((UnaryOperator<Tensor>)
                t -> Tensor.of(0).pow(t)).apply(Tensor.of(-1)).toDouble());
        // ∂²/∂x∂e xᵉ = xᵉ⁻¹ (1 + e ln x), at e = 0 too
        for (HvpMode mode : HvpMode.values()) {
            double[] h = Differentiation.hvp(t -> t.get(0).pow(t.get(1)), vector(2, 0), vector(0, 1), mode).toArray();
            assertArrayEquals(new double[] {0.5, Math.log(2) * Math.log(2)}, h, ROUNDING, mode::toString);
            double[] atZero = Differentiation.hvp(t -> t.get(0).pow(t.get(1)), vector(0, 2), vector(1, 1), mode)
                    .toArray();
            assertArrayEquals(new double[] {2, 0}, atZero, mode::toString);
        }
    }

    @Test
    void softThresholdsOfNegativeNumbersRiseWithTheThreshold() {
        TensorPair g = Differentiation.grad((x, limit) -> x.softThreshold(limit).dot(vector(1, 10, 100, 1000)))
                .apply(vector(-3, 3, 0.5, 1), vector(1, 1, 1, 1));
        assertArrayEquals(new double[] {1, 10, 0, 0}, g.first().toArray());
        assertArrayEquals(new double[] {1, -10, 0, 0}, g.second().toArray());
        assertArrayEquals(new double[] {-2, 2, 0, 0}, vector(-3, 3, 0.5, -1).softThreshold(Tensor.of(1)).toArray());
    }

    @Test
    void misuseIsNamed() {
        Tensor three = vector(1, 2, 3);
        Tensor four = vector(1, 2, 3, 4);
        rejects(() -> three.max(four), "max", "vector 3", "vector 4");
        rejects(() -> three.min(four), "min", "vector 3", "vector 4");
        rejects(() -> three.pow(four), "pow", "vector 3", "vector 4");
        rejects(() -> three.greaterThan(four), "greaterThan", "vector 3", "vector 4");
        rejects(() -> three.softThreshold(four), "softThreshold", "vector 3", "vector 4");
        rejects(() -> Tensor.where(three, three, four), "where", "vector 3", "vector 4");
        rejects(() -> Tensor.where(vector(0, 1, 0.5), three, three), "where", "entry 2", "vector 3", "0.5", "0 or 1");
        rejects(() -> Tensor.where(vector(NAN), vector(1), vector(1)), "where", "NaN");
        rejects(() -> three.clip(2, 1), "clip", "2.0", "1.0");
        rejects(() -> three.max(NAN), "clip", "NaN");
        rejects(() -> three.softThreshold(-1), "softThreshold", "-1.0");
        rejects(() -> three.softThreshold(vector(1, -2, 1)), "softThreshold", "threshold 1", "-2.0");
    }
}
