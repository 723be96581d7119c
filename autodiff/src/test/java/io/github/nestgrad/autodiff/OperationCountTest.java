package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The cost of derivatives in applications of primitives, counted and not timed. */
class OperationCountTest {

    /** The product of two tensors of equal shape, which counts what is asked of it, also by its own rules. */
    private static final class CountedProduct implements Primitive {
        private int values;
        private int tangents;
        private int cotangents;

        @Override
        public String operation() {
            return "counted";
        }

        @Override
        public Shape shape(Shape... x) {
            return x[0];
        }

        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            values++;
            Arithmetic.MULTIPLY.evaluate(x, y);
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            tangents++;
            return Interpreter.bind(this, tangent, x[1 - k]);
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            cotangents++;
            return Interpreter.bind(this, cotangent, x[1 - k]);
        }
    }

    private static UnaryOperator<Tensor> speelpenning(CountedProduct product, int n) {
        return x -> {
            Tensor y = x.get(0);
            for (int i = 1; i < n; i++) {
                y = Interpreter.bind(product, y, x.get(i));
            }
            return y;
        };
    }

    private static Tensor factors(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1 + i % 3;
        }
        return Tensor.of(x);
    }

    /** Griewank: reverse mode takes 3(n − 1) multiplications for the product of n numbers and its whole gradient. */
    @Test
    void gradientOfSpeelpenningsProductIsLinearInTheNumberOfFactors() {
        for (int n : new int[] {2, 5, 10, 30}) {
            CountedProduct product = new CountedProduct();
            double[] gradient = Differentiation.grad(speelpenning(product, n)).apply(factors(n)).toArray();
            assertEquals(3 * (n - 1), product.values);
            assertEquals(2 * (n - 1), product.cotangents);
            assertEquals(0, product.tangents);
            double[] expected = new double[n];
            for (int i = 0; i < n; i++) {
                expected[i] = 1;
                for (int j = 0; j < n; j++) {
                    expected[i] *= j == i ? 1 : 1 + j % 3;
                }
            }
            assertArrayEquals(expected, gradient);
        }
    }

    @Test
    void hessianVectorProductIsLinearInTheNumberOfFactorsInAllModes() {
        for (HvpMode mode : HvpMode.values()) {
            int small = productsOfHvp(mode, 10);
            int growth = productsOfHvp(mode, 20) - small;
            assertEquals(2 * growth, productsOfHvp(mode, 40) - productsOfHvp(mode, 20), mode::toString);
        }
    }

    private static int productsOfHvp(HvpMode mode, int n) {
        CountedProduct product = new CountedProduct();
        Differentiation.hvp(speelpenning(product, n), factors(n), factors(n), mode);
        return product.values;
    }

    /** Walking paths instead of nodes would take 2⁶⁰ steps here. */
    @Test
    void sharedValuesAreVisitedOnce() {
        int doublings = 60;
        CountedProduct product = new CountedProduct();
        Tensor half = Tensor.of(0.5);
        UnaryOperator<Tensor> f = x -> {
            Tensor y = x;
            for (int i = 0; i < doublings; i++) {
                y = Interpreter.bind(product, y.plus(y), half);
            }
            return y;
        };
        assertEquals(1, Differentiation.grad(f).apply(Tensor.of(3)).toDouble());
        assertEquals(doublings, product.cotangents, "the constant factor asks for no cotangent");
    }

    @Test
    void constantsAskForNoTangentAndUnusedResultsForNoCotangent() {
        CountedProduct product = new CountedProduct();
        Tensor x = factors(3);
        Differentiation.jvp(t -> Interpreter.bind(product, t, x), x, x);
        assertEquals(1, product.tangents);
        Differentiation.grad((UnaryOperator<Tensor>) t -> {
            Interpreter.bind(product, t, t);
            return t.sum();
        }).apply(x);
        assertEquals(0, product.cotangents);
    }
}
