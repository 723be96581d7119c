package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What tensors share, copy and print, and what they are at the edges of their domain. */
class TensorTest {

    private static final Tensor INFINITE = Tensor.of(Double.POSITIVE_INFINITY);

    private static double gradient(UnaryOperator<Tensor> f, double x) {
        return Differentiation.grad(f).apply(Tensor.of(x)).toDouble();
    }

    @Test
    void wrappedTensorsShareMemoryAndOthersCopy() {
        double[] entries = {1, 2, 3, 4};
        Tensor shared = Tensor.wrap(entries);
        Tensor sharedMatrix = Tensor.wrap(Matrix.wrap(2, 2, entries));
        Tensor copied = Tensor.of(entries);
        Tensor copiedShape = Tensor.of(Shape.matrix(2, 2), entries);
        Tensor copiedMatrix = Tensor.of(Matrix.wrap(2, 2, entries));
        entries[3] = 9;
        assertEquals(9, shared.toArray()[3]);
        assertEquals(9, sharedMatrix.toArray()[3]);
        for (Tensor copy : new Tensor[] {copied, copiedShape, copiedMatrix}) {
            assertEquals(4, copy.toArray()[3]);
        }
    }

    @Test
    void viewsShareMemoryWithWhatTheyView() {
        double[] entries = {1, 2, 3, 4};
        Tensor view = Tensor.wrap(entries).slice(1, 3).reshaped(Shape.matrix(2, 1));
        entries[2] = 9;
        assertArrayEquals(new double[] {2, 9}, view.toArray());
    }

    @Test
    void numbersReadAreCopies() {
        Tensor x = Tensor.of(new double[] {1, 2});
        x.toArray()[0] = 5;
        double[] out = new double[2];
        x.copyInto(out);
        out[0] = 5;
        assertArrayEquals(new double[] {1, 2}, x.toArray());
    }

    @Test
    void copyIntoReadsWindowsAndBoxes() {
        double[] out = new double[2];
        Tensor.of(new double[] {1, 2, 3}).slice(1, 3).copyInto(out);
        assertArrayEquals(new double[] {2, 3}, out);
        Differentiation.jvp(x -> {
            x.times(2).copyInto(out);
            return x;
        }, Tensor.of(new double[] {4, 5}), Tensor.of(new double[] {1, 1}));
        assertArrayEquals(new double[] {8, 10}, out);
    }

    @Test
    void scalarsCombineWithEveryShapeFromBothSides() {
        Tensor x = Tensor.of(Shape.matrix(1, 2), new double[] {2, 4});
        Tensor two = Tensor.of(2);
        assertArrayEquals(new double[] {1, 2}, x.dividedBy(two).toArray());
        assertArrayEquals(new double[] {1, 0.5}, two.dividedBy(x).toArray());
        assertEquals(x.shape(), two.minus(x).shape());
        assertArrayEquals(new double[] {0, -2}, two.minus(x).toArray());
        assertArrayEquals(new double[] {0, 2}, x.minus(two).toArray());
        // the derivative with respect to the scalar adds up over the entries
        assertEquals(6, gradient(s -> s.times(x).sum(), 3));
        assertEquals(6, gradient(s -> x.times(s).sum(), 3));
    }

    @Test
    void constantsCombineWithEveryEntry() {
        Tensor x = Tensor.of(new double[] {1, -2});
        assertArrayEquals(new double[] {1.25, -1.75}, x.plus(0.25).toArray());
        assertArrayEquals(new double[] {0.75, -2.25}, x.minus(0.25).toArray());
        assertArrayEquals(new double[] {0.25, -0.5}, x.times(0.25).toArray());
        assertArrayEquals(new double[] {-1, 2}, x.negated().toArray());
    }

    @Test
    void reductionsAndExpansionsRunAlongTheAxisTheyName() {
        Tensor x = Tensor.of(Shape.matrix(2, 3), new double[] {1, 2, 3, 4, 5, 6});
        assertArrayEquals(new double[] {6, 15}, x.rowSums().toArray());
        assertArrayEquals(new double[] {5, 7, 9}, x.columnSums().toArray());
        assertEquals(21, x.sum().toDouble());
        assertEquals(3.5, x.mean().toDouble(), Math.ulp(3.5));
        assertEquals(91, x.squaredNorm().toDouble());
        Tensor v = Tensor.of(new double[] {1, 2});
        assertArrayEquals(new double[] {1, 2, 1, 2, 1, 2}, v.expandedToRows(3).toArray());
        assertArrayEquals(new double[] {1, 1, 1, 2, 2, 2}, v.expandedToColumns(3).toArray());
        assertArrayEquals(new double[] {7, 7}, Tensor.of(7).expandedTo(Shape.matrix(1, 2)).toArray());
        assertEquals(2, v.get(1).toDouble());
        assertArrayEquals(new double[] {0, 1, 2, 0}, v.padded(1, 4).toArray());
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, x.transposed().toArray());
    }

    @Test
    void productsTransposeWhatTheyName() {
        Tensor x = Tensor.of(Shape.matrix(2, 3), new double[] {1, 2, 3, 4, 5, 6});
        Tensor two = Tensor.of(new double[] {1, 2});
        Tensor three = Tensor.of(new double[] {1, 0, -1});
        assertArrayEquals(new double[] {-2, -2}, x.matmul(three).toArray());
        assertArrayEquals(new double[] {9, 12, 15}, x.transposedMatmul(two).toArray());
        assertArrayEquals(new double[] {14, 32, 32, 77}, x.matmulTransposed(x).toArray());
        assertArrayEquals(new double[] {17, 22, 27, 22, 29, 36, 27, 36, 45}, x.transposedMatmul(x).toArray());
        assertArrayEquals(new double[] {1, 0, -1, 2, 0, -2}, two.outer(three).toArray());
        assertEquals(-2, three.dot(Tensor.of(new double[] {1, 2, 3})).toDouble());
    }

    @Test
    void functionsAreThoseTheyName() {
        double x = 0.7;
        Tensor t = Tensor.of(x);
        double[] expected = {Math.exp(x), Math.log(x), Math.sqrt(x), x * x, 1 / x, Math.sin(x), Math.cos(x),
            Math.tanh(x), 1 / (1 + Math.exp(-x)), Math.log(1 + Math.exp(x))};
        Tensor[] actual = {t.exp(), t.log(), t.sqrt(), t.squared(), t.reciprocal(), t.sin(), t.cos(), t.tanh(),
            t.sigmoid(), t.softplus()};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i].toDouble(), 4 * Math.ulp(expected[i]));
        }
    }

    @Test
    void signOfZeroIsKept() {
        assertEquals(Double.NEGATIVE_INFINITY, Tensor.of(0.0).negated().reciprocal().toDouble());
        assertEquals(Double.NEGATIVE_INFINITY, Tensor.of(-0.0).times(1).reciprocal().toDouble());
        assertEquals(Double.POSITIVE_INFINITY, Tensor.of(-0.0).plus(0.0).reciprocal().toDouble());
    }

    @Test
    void derivativesAtTheEdgeOfTheDomainAreAsDocumented() {
        assertEquals(Double.NEGATIVE_INFINITY, Tensor.of(0.0).log().toDouble());
        assertEquals(Double.POSITIVE_INFINITY, gradient(Tensor::log, 0));
        assertTrue(Double.isNaN(Tensor.of(-1.0).log().toDouble()));
        assertEquals(Double.POSITIVE_INFINITY, gradient(Tensor::sqrt, 0));
        assertTrue(Double.isNaN(Tensor.of(-1.0).sqrt().toDouble()));
        assertEquals(0, Differentiation.grad((UnaryOperator<Tensor>) Tensor::squaredNorm)
                .apply(Tensor.zeros(Shape.vector(1))).toArray()[0]);
    }

    @Test
    void tailsNeitherOverflowNorCancel() {
        assertEquals(800, Tensor.of(800).softplus().toDouble());
        assertEquals(0, Tensor.of(-800).softplus().toDouble());
        assertEquals(1, gradient(Tensor::softplus, 800));
        assertEquals(0, gradient(Tensor::softplus, -800));
        assertEquals(1, INFINITE.sigmoid().toDouble());
        assertEquals(0, INFINITE.negated().sigmoid().toDouble());
        // where e⁻ˣ overflows, σ(x) is still a number
        assertEquals(Math.exp(-720), Tensor.of(-720).sigmoid().toDouble(), 2 * Double.MIN_VALUE);
        // σ′(40) = e⁻⁴⁰ to all digits but the last few, where 1 − σ(40) would be 0
        double expected = Math.exp(-40);
        assertEquals(expected, gradient(Tensor::sigmoid, 40), 4 * Math.ulp(expected));
        assertEquals(expected, gradient(Tensor::sigmoid, -40), 4 * Math.ulp(expected));
    }

    @Test
    void logSumExpOfHugeAndInfiniteRowsIsTheLimit() {
        Tensor rows = Tensor.of(Shape.matrix(3, 2), new double[] {1000, 1000, Double.NEGATIVE_INFINITY, -1000,
            Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY});
        double[] value = rows.logSumExpRows().toArray();
        assertEquals(1000 + Math.log(2), value[0], Math.ulp(1000.0));
        assertEquals(-1000, value[1]);
        assertEquals(Double.NEGATIVE_INFINITY, value[2]);
        double[] softmax = Differentiation.grad((UnaryOperator<Tensor>) x -> x.logSumExpRows().slice(0, 2).sum())
                .apply(rows).toArray();
        assertArrayEquals(new double[] {0.5, 0.5, 0, 1}, Arrays.copyOf(softmax, 4), Math.ulp(1000.0));
        assertEquals(0, Tensor.zeros(Shape.matrix(0, 0)).logSumExpRows().shape().rows());
    }

    @Test
    void notANumberIsNotSwallowed() {
        Tensor x = Tensor.of(Shape.matrix(1, 2), new double[] {Double.NaN, 1});
        for (Tensor y : new Tensor[] {x.sum(), x.logSumExpRows().sum(), x.softplus().sum(), x.sigmoid().sum(),
            x.times(0).sum(), x.squaredNorm(), x.matmulTransposed(Tensor.zeros(Shape.matrix(1, 2))).sum()}) {
            assertTrue(Double.isNaN(y.toDouble()), y::toString);
        }
    }

    @Test
    void emptySumsAreZero() {
        assertEquals(0, Tensor.zeros(Shape.vector(0)).sum().toDouble());
        assertEquals(0, Tensor.zeros(Shape.vector(0)).squaredNorm().toDouble());
        assertArrayEquals(new double[] {0, 0}, Tensor.zeros(Shape.matrix(2, 0)).rowSums().toArray());
        assertArrayEquals(new double[4],
                Tensor.zeros(Shape.matrix(2, 0)).matmul(Tensor.zeros(Shape.matrix(0, 2))).toArray());
    }

    @Test
    void longSumsLoseNoMoreThanALogarithmOfDigits() {
        int n = 1 << 20;
        double[] tenths = new double[n];
        Arrays.fill(tenths, 0.1);
        double exact = new BigDecimal(0.1).multiply(BigDecimal.valueOf(n)).doubleValue();
        // blocks of 64 in sequence, then 14 halvings
        assertEquals(exact, Tensor.wrap(tenths).sum().toDouble(), (64 + 14) * Math.ulp(exact));
        assertEquals(0.1, Tensor.wrap(tenths).mean().toDouble(), (64 + 15) * Math.ulp(0.1));
    }

    @Test
    void sumsOfOddLengthsMissNoEntry() {
        for (int n = 0; n < 300; n++) {
            double[] entries = new double[n];
            for (int i = 0; i < n; i++) {
                entries[i] = i + 1;
            }
            assertEquals(n * (n + 1) / 2, Tensor.wrap(entries).sum().toDouble());
        }
    }

    @Test
    void reshapingToTheSameShapeIsNoOperation() {
        Tensor x = Tensor.of(new double[] {1, 2});
        assertSame(x, x.reshaped(Shape.vector(2)));
    }

    @Test
    void textShowsShapeNumbersAndWhetherADerivativeIsCarried() {
        assertEquals("vector 2 [1.0, 2.0]", Tensor.of(new double[] {1, 2}).toString());
        assertEquals("matrix 4x4", Tensor.zeros(Shape.matrix(4, 4)).toString());
        Differentiation.jvp(x -> {
            assertEquals("scalar with derivative [3.0]", x.toString());
            return x;
        }, Tensor.of(3), Tensor.of(1));
    }
}
