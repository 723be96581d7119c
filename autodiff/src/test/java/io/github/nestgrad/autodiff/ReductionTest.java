package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Norms at zero and at the ends of the range, cross-entropies near zero, and reductions of nothing. */
class ReductionTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    private static final double ROUNDING_OF_SUMS = 32 * Math.ulp(1.0);
    // a loss so small that 1 − p has no digit of it
    private static final double LOST_IN_ONE = 1e-16;

    private static final Tensor THREE = Tensor.of(new double[] {1, 2, 3});
    private static final Tensor MATRIX = Tensor.zeros(Shape.matrix(2, 3));

    private static void rejects(Executable misuse, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void theNormNeitherOverflowsNorUnderflows() {
        for (double size : new double[] {1e-300, 1, 1e300}) {
            Tensor x = Tensor.of(new double[] {3 * size, -4 * size});
            assertEquals(5, x.norm().toDouble() / size, ROUNDING_OF_SUMS);
            assertArrayEquals(new double[] {0.6, -0.8}, Differentiation.grad(t -> t.norm()).apply(x).toArray(),
                    ROUNDING_OF_SUMS);
        }
        assertEquals(0, Tensor.zeros(Shape.vector(0)).norm().toDouble());
    }

    @Test
    void theNormHasTheMinimumNormSubgradientAtZero() {
        Tensor zero = Tensor.zeros(Shape.vector(3));
        assertArrayEquals(new double[3], Differentiation.grad(t -> t.norm()).apply(zero).toArray());
        assertEquals(0, Differentiation.jvp(t -> t.norm(), zero, THREE).tangent().toDouble());
        for (HvpMode mode : HvpMode.values()) {
            assertArrayEquals(new double[3], Differentiation.hvp(t -> t.norm(), zero, THREE, mode).toArray(),
                    mode::toString);
        }
        // a smooth function of it, as in a penalty
        assertArrayEquals(new double[3], Differentiation.grad(t -> t.norm().exp()).apply(zero).toArray());
    }

    /** (v − u ⟨u, v⟩) / ‖x‖ with u = x / ‖x‖. */
    @Test
    void theSecondDerivativeOfTheNormIsTheProjectionOverTheNorm() {
        Tensor x = Tensor.of(new double[] {2, -3, 6});
        for (HvpMode mode : HvpMode.values()) {
            double[] h = Differentiation.hvp(t -> t.norm(), x, THREE, mode).toArray();
            double along = (2 - 6 + 18) / 7.0;
            assertArrayEquals(new double[] {(1 - along * 2 / 7) / 7, (2 + along * 3 / 7) / 7, (3 - along * 6 / 7) / 7},
                    h, ROUNDING, mode::toString);
        }
    }

    /** A well classified row: log(1 + e⁻⁴⁰) is lost in 40 + log(1 + e⁻⁴⁰) − 40. */
    @Test
    void aSmallCrossEntropyIsAsAccurateAsAnyOther() {
        double[] z = {40, 0, -3, 0, 45, 1};
        double[] p = {1, 0, 0, 0, 1, 0};
        Tensor logits = Tensor.of(Shape.matrix(2, 3), z);
        Tensor targets = Tensor.of(Shape.matrix(2, 3), p);
        double[] loss = logits.crossEntropyRows(targets).toArray();
        for (int i = 0; i < 2; i++) {
            double exact = ReductionCases.crossEntropy(3, 3 * i, z, p).value().doubleValue();
            assertTrue(exact > 0 && exact < LOST_IN_ONE);
            assertEquals(exact, loss[i], ROUNDING_OF_SUMS * exact);
        }
        assertArrayEquals(loss, logits.crossEntropyRows(Tensor.of(new double[] {0, 1})).toArray());
    }

    @Test
    void crossEntropyOfLabelsHasSoftmaxMinusOneHotAsItsDerivative() {
        Tensor logits = Tensor.of(Shape.matrix(2, 3), new double[] {0.5, -1, 2, 700, -700, 701});
        Tensor labels = Tensor.of(new double[] {1, 0});
        Tensor gradient = Differentiation.grad(z -> z.crossEntropyRows(labels).sum()).apply(logits);
        double[] expected = new double[6];
        for (int i = 0; i < 2; i++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int j = 0; j < 3; j++) {
                sum = sum.add(HighPrecision.exp(new BigDecimal(logits.toArray()[3 * i + j] - 700 * i)));
            }
            for (int j = 0; j < 3; j++) {
                expected[3 * i + j] = HighPrecision.quotient(
                        HighPrecision.exp(new BigDecimal(logits.toArray()[3 * i + j] - 700 * i)), sum).doubleValue();
            }
        }
        expected[1] -= 1;
        expected[3] -= 1;
        assertArrayEquals(expected, gradient.toArray(), ROUNDING / 4);
        // a logit that excludes a class costs nothing, as long as it is not the label
        Tensor excluded = Tensor.of(Shape.matrix(1, 2), new double[] {3, Double.NEGATIVE_INFINITY});
        assertArrayEquals(new double[] {0}, excluded.crossEntropyRows(Tensor.of(new double[] {0})).toArray());
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY},
                excluded.crossEntropyRows(Tensor.of(new double[] {1})).toArray());
        rejects(() -> logits.crossEntropyRows(Tensor.of(new double[] {0, 3})), "label 1", "3.0");
    }

    @Test
    void logSumExpIsThatOfAllEntries() {
        Tensor x = Tensor.of(Shape.matrix(2, 1), new double[] {1000, 1000});
        assertEquals(1000 + Math.log(2), x.logSumExp().toDouble(), ROUNDING * 1000);
        assertArrayEquals(new double[] {0.5, 0.5}, Differentiation.grad((UnaryOperator<Tensor>) Tensor::logSumExp)
                .apply(x).toArray(), ROUNDING * 1000);
        assertEquals(3, Tensor.of(3).logSumExp().toDouble());
    }

    @Test
    void columnMeansAreThoseOfTheRows() {
        Tensor x = Tensor.of(Shape.matrix(2, 2), new double[] {1, 2, 5, 10});
        assertArrayEquals(new double[] {3, 6}, x.columnMeans().toArray());
    }

    @Test
    void reductionsWithoutAnIdentityRefuseToReduceNothing() {
        Tensor empty = Tensor.zeros(Shape.vector(0));
        Tensor flat = Tensor.zeros(Shape.matrix(2, 0));
        Tensor narrow = Tensor.zeros(Shape.matrix(0, 2));
        rejects(empty::max, "max", "vector 0");
        rejects(empty::min, "min", "vector 0");
        rejects(flat::rowMaxima, "rowMaxima", "2x0");
        rejects(flat::rowMinima, "rowMinima", "2x0");
        rejects(narrow::columnMaxima, "columnMaxima", "0x2");
        rejects(narrow::columnMinima, "columnMinima", "0x2");
        rejects(narrow::columnMeans, "columnMeans", "0x2");
        rejects(empty::logSumExp, "logSumExp", "vector 0");
        rejects(() -> flat.crossEntropyRows(flat), "crossEntropyRows", "2x0");
        rejects(empty::projectSimplex, "projectSimplex", "vector 0");
        assertEquals(Shape.vector(0), narrow.rowMaxima().shape());
        assertEquals(Shape.vector(0), flat.columnMinima().shape());
        assertEquals(flat.shape(), flat.softmaxRows().shape());
    }

    @Test
    void misuseIsNamed() {
        rejects(THREE::rowMaxima, "rowMaxima", "vector 3", "matrix");
        rejects(THREE::columnMinima, "columnMinima", "vector 3", "matrix");
        rejects(THREE::softmaxRows, "softmaxRows", "vector 3", "matrix");
        rejects(() -> MATRIX.crossEntropyRows(Tensor.zeros(Shape.matrix(3, 2))), "crossEntropyRows", "2x3", "3x2");
        rejects(() -> MATRIX.crossEntropyRows(THREE), "crossEntropyRows", "2x3", "vector 3", "a label for each row");
        rejects(() -> THREE.crossEntropyRows(THREE), "crossEntropyRows", "vector 3");
    }
}
