package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Accuracy, windows, independence of position and identities of the elementwise kernels; run for each kernel set. */
class ElementaryFunctionProperties {

    // more than two blocks of the vector set
    private static final int LARGEST = 1100;
    private static final double EPSILON = Math.ulp(1.0);

    private final ElementwiseKernels kernels = KernelProvider.get().elementwise();

    @Property(tries = 600)
    void everyValueIsWithinTheBoundItPromises(@ForAll UnaryFunction function, @ForAll long seed) {
        double[] x = Arguments.window(200, new SplittableRandom(seed)).entries();
        double[] y = new double[x.length];
        function.apply(kernels, x.length, x, 0, y, 0);
        for (int i = 0; i < x.length; i++) {
            double ulps = function.reference(x[i]).ulps(y[i]);
            assertTrue(ulps <= function.bound(), function + " of " + x[i] + " is off by " + ulps + " ulp");
        }
    }

    @Property(tries = 200)
    void everyPowerIsWithinTwoUlp(@ForAll @IntRange(max = 5) int range, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[100];
        double[] y = new double[100];
        double[] z = new double[100];
        for (int i = 0; i < x.length; i++) {
            // the exponents reach as far as the power is finite
            x[i] = baseOfPower(range, random);
            double farthest = Math.min(746 / Math.abs(Math.log(Math.abs(x[i]))), 1e18);
            y[i] = farthest * (2 * random.nextDouble() - 1);
            y[i] = range == 5 || random.nextInt(3) == 0 ? Math.rint(y[i]) : y[i];
            y[i] = random.nextInt(10) == 0 ? Arguments.any(random) : y[i];
        }
        kernels.pow(x.length, x, 0, y, 0, z, 0);
        for (int i = 0; i < x.length; i++) {
            double ulps = Reference.pow(x[i], y[i]).ulps(z[i]);
            assertTrue(ulps <= 2, x[i] + " to the power of " + y[i] + " is off by " + ulps + " ulp");
        }
    }

    private static double baseOfPower(int range, SplittableRandom random) {
        switch (range) {
            case 0:
                return Math.pow(2, 2040 * random.nextDouble() - 1020);
            case 1:
                return 0.5 + random.nextDouble();
            case 2:
                return 1 + (random.nextDouble() - 0.5) * Math.pow(2, -50 * random.nextDouble());
            case 3:
                return Double.MIN_NORMAL * random.nextDouble();
            case 4:
                return Arguments.any(random);
            default:
                return -10 * random.nextDouble();
        }
    }

    @Property(tries = 300)
    void aValueDoesNotDependOnItsPositionNorOnWhatSurroundsIt(@ForAll UnaryFunction function,
            @ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Arguments.window(random.nextBoolean() ? n : n % 19, random);
        Window before = x.copy();
        Window y = Window.filled(x.size(), Double.NaN, random);
        function.apply(kernels, x.size(), x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside(function.name());
        assertArrayEquals(before.array(), x.array(), "the argument is not modified");
        for (int i = 0; i < x.size(); i++) {
            assertEquals(function.value(kernels, x.get(i)), y.get(i), function + " of " + x.get(i));
        }
    }

    @Property(tries = 300)
    void inPlaceGivesTheSameBits(@ForAll UnaryFunction function, @ForAll @IntRange(max = LARGEST) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Arguments.window(n, random);
        Window y = Window.filled(n, Double.NaN, random);
        function.apply(kernels, n, x.array(), x.offset(), y.array(), y.offset());
        function.apply(kernels, n, x.array(), x.offset(), x.array(), x.offset());
        x.requireNothingBeside(function.name());
        assertArrayEquals(y.entries(), x.entries());
    }

    private enum BinaryFunction {
        POW, MAX, MIN;

        void apply(ElementwiseKernels kernels, int n, double[] x, int xOffset, double[] y, int yOffset, double[] z,
                int zOffset) {
            switch (this) {
                case POW:
                    kernels.pow(n, x, xOffset, y, yOffset, z, zOffset);
                    break;
                case MAX:
                    kernels.max(n, x, xOffset, y, yOffset, z, zOffset);
                    break;
                default:
                    kernels.min(n, x, xOffset, y, yOffset, z, zOffset);
                    break;
            }
        }

        DoubleBinaryOperator alone(ElementwiseKernels kernels) {
            return (x, y) -> {
                double[] z = new double[1];
                apply(kernels, 1, new double[] {x}, 0, new double[] {y}, 0, z, 0);
                return z[0];
            };
        }
    }

    @Property(tries = 200)
    void aValueOfTwoNumbersDoesNotDependOnItsPosition(@ForAll BinaryFunction function,
            @ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Arguments.window(random.nextBoolean() ? n : n % 19, random);
        Window y = Arguments.window(x.size(), random);
        Window xBefore = x.copy();
        Window yBefore = y.copy();
        Window z = Window.filled(x.size(), Double.NaN, random);
        function.apply(kernels, x.size(), x.array(), x.offset(), y.array(), y.offset(), z.array(), z.offset());
        z.requireNothingBeside(function.name());
        assertArrayEquals(xBefore.array(), x.array());
        assertArrayEquals(yBefore.array(), y.array());
        DoubleBinaryOperator alone = function.alone(kernels);
        for (int i = 0; i < x.size(); i++) {
            assertEquals(alone.applyAsDouble(x.get(i), y.get(i)), z.get(i), x.get(i) + ", " + y.get(i));
        }
        function.apply(kernels, x.size(), x.array(), x.offset(), y.array(), y.offset(), y.array(), y.offset());
        assertArrayEquals(z.entries(), y.entries(), "in place of the second");
        yBefore.requireNothingBeside(function.name());
        function.apply(kernels, x.size(), x.array(), x.offset(), yBefore.array(), yBefore.offset(), x.array(),
                x.offset());
        assertArrayEquals(z.entries(), x.entries(), "in place of the first");
    }

    @Property
    void maxAndMinAreThoseOfMath(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double x = Arguments.any(random);
        double y = random.nextInt(3) == 0 ? -x : Arguments.any(random);
        assertEquals(Math.max(x, y), BinaryFunction.MAX.alone(kernels).applyAsDouble(x, y));
        assertEquals(Math.min(x, y), BinaryFunction.MIN.alone(kernels).applyAsDouble(x, y));
    }

    @Property
    void logUndoesExp(@ForAll long seed) {
        double x = 1400 * new SplittableRandom(seed).nextDouble() - 700;
        double back = UnaryFunction.LOG.value(kernels, UnaryFunction.EXP.value(kernels, x));
        assertEquals(x, back, EPSILON + 2 * Math.ulp(x));
    }

    @Property
    void log1pUndoesExpm1(@ForAll long seed) {
        double x = Math.pow(2, 106 * new SplittableRandom(seed).nextDouble() - 100);
        double back = UnaryFunction.LOG1P.value(kernels, UnaryFunction.EXPM1.value(kernels, x));
        assertEquals(x, back, 4 * Math.ulp(x));
    }

    @Property
    void squaresOfSineAndCosineAddUpToOne(@ForAll long seed) {
        double x = Arguments.any(new SplittableRandom(seed));
        if (Double.isFinite(x)) {
            double sine = UnaryFunction.SIN.value(kernels, x);
            double cosine = UnaryFunction.COS.value(kernels, x);
            assertEquals(1, sine * sine + cosine * cosine, 6 * EPSILON);
        }
    }

    @Property
    void oddFunctionsAreOddAndEvenOnesEvenToTheLastBit(@ForAll long seed) {
        double x = Arguments.any(new SplittableRandom(seed));
        assertEquals(-UnaryFunction.TANH.value(kernels, x), UnaryFunction.TANH.value(kernels, -x));
        assertEquals(-UnaryFunction.SIN.value(kernels, x), UnaryFunction.SIN.value(kernels, -x));
        assertEquals(UnaryFunction.COS.value(kernels, x), UnaryFunction.COS.value(kernels, -x));
    }

    @Property
    void theLogisticFunctionAndItsReflectionAddUpToOne(@ForAll long seed) {
        double x = 1600 * new SplittableRandom(seed).nextDouble() - 800;
        double sigmoid = UnaryFunction.SIGMOID.value(kernels, x);
        assertEquals(1, sigmoid + UnaryFunction.SIGMOID.value(kernels, -x), 2 * EPSILON);
        assertTrue(sigmoid >= 0 && sigmoid <= 1);
    }

    @Property
    void softplusLessItsReflectionIsTheArgument(@ForAll long seed) {
        double x = 1600 * new SplittableRandom(seed).nextDouble() - 800;
        double difference = UnaryFunction.SOFTPLUS.value(kernels, x) - UnaryFunction.SOFTPLUS.value(kernels, -x);
        assertEquals(x, difference, 4 * EPSILON * (1 + Math.abs(x)));
    }
}
