package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Arithmetic entry by entry has the bits of Java's own, on windows surrounded by NaN and in place. */
class ArithmeticProperties {

    private static final int LARGEST = 70;

    private final ArithmeticKernels kernels = KernelProvider.get().arithmetic();

    private interface Kernel {
        void apply(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);
    }

    private static void requireExact(Kernel kernel, DoubleBinaryOperator exact, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window y = Window.random(n, random);
        Window z = Window.filled(n, Double.NaN, random);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = exact.applyAsDouble(x.get(i), y.get(i));
        }
        Window xBefore = x.copy();
        kernel.apply(n, x.array(), x.offset(), y.array(), y.offset(), z.array(), z.offset());
        requireEntries(expected, z);
        kernel.apply(n, x.array(), x.offset(), y.array(), y.offset(), x.array(), x.offset());
        requireEntries(expected, x);
        kernel.apply(n, xBefore.array(), xBefore.offset(), y.array(), y.offset(), y.array(), y.offset());
        requireEntries(expected, y);
    }

    private static void requireEntries(double[] expected, Window actual) {
        actual.requireNothingBeside("arithmetic");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual.get(i));
        }
    }

    @Property
    void add(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        requireExact(kernels::add, (x, y) -> x + y, n, seed);
    }

    @Property
    void subtract(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        requireExact(kernels::subtract, (x, y) -> x - y, n, seed);
    }

    @Property
    void multiply(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        requireExact(kernels::multiply, (x, y) -> x * y, n, seed);
    }

    @Property
    void divide(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        requireExact(kernels::divide, (x, y) -> x / y, n, seed);
    }

    @Property
    void affine(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window y = Window.filled(n, Double.NaN, random);
        double alpha = Window.random(1, random).get(0);
        double beta = Window.random(1, random).get(0);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = alpha * x.get(i) + beta;
        }
        kernels.affine(n, alpha, beta, x.array(), x.offset(), y.array(), y.offset());
        requireEntries(expected, y);
        kernels.affine(n, alpha, beta, x.array(), x.offset(), x.array(), x.offset());
        requireEntries(expected, x);
    }
}
