package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Functions entry by entry against StrictMath, which is right to one unit in the last place and the same on every JVM:
 * a function of k ulp may be k + 1 away from it.
 */
class ElementwiseProperties {

    private static final double[] SPECIAL = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
        800, -800, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-310, -1e-310, -745.2, 709.7, 1e300, -1e300};

    private final ElementwiseKernels kernels = elementwise();

    private interface Kernel {
        void apply(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    private record Function(String name, Kernel kernel, DoubleUnaryOperator reference, int ulps) {}

    private static ElementwiseKernels elementwise() {
        if (KernelProvider.name().equals("scalar")) {
            return new ScalarElementwise();
        }
        try {
            // compiled in the second pass, which tests cannot name
            return (ElementwiseKernels) Class.forName("io.github.nestgrad.linalg.kernel.VectorElementwise")
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private List<Function> functions() {
        return List.of(
                new Function("exp", kernels::exp, StrictMath::exp, 1),
                new Function("log", kernels::log, StrictMath::log, 1),
                new Function("expm1", kernels::expm1, StrictMath::expm1, 2),
                new Function("log1p", kernels::log1p, StrictMath::log1p, 2),
                new Function("sqrt", kernels::sqrt, StrictMath::sqrt, 0),
                new Function("sin", kernels::sin, StrictMath::sin, 2),
                new Function("cos", kernels::cos, StrictMath::cos, 2),
                new Function("tanh", kernels::tanh, StrictMath::tanh, 2),
                new Function("abs", kernels::abs, Math::abs, 0));
    }

    private static double[] arguments(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double magnitude = Math.pow(10, 24 * random.nextDouble() - 20);
            x[i] = random.nextInt(8) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : random.nextBoolean() ? magnitude : -magnitude;
        }
        return x;
    }

    @Property(tries = 200)
    void functionsAreAccurateAtEveryMagnitudeAndStayInTheirWindow(@ForAll @IntRange(max = 70) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = arguments(n, random);
        for (Function f : functions()) {
            Window y = Window.filled(n, Double.NaN, random);
            f.kernel.apply(n, x, 0, y.array(), y.offset());
            y.requireNothingBeside(f.name);
            for (int i = 0; i < n; i++) {
                requireNear(f, x[i], y.get(i));
            }
        }
    }

    private static void requireNear(Function f, double x, double y) {
        double expected = f.reference.applyAsDouble(x);
        if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
            assertEquals(expected, y, f.name + "(" + x + ")");
        } else {
            assertTrue(Math.abs(y - expected) <= (f.ulps + 1) * Math.ulp(expected),
                    f.name + "(" + x + ") is " + y + " but should be " + expected);
        }
    }

    @Example
    void specialArgumentsHaveTheValuesOfTheStandard() {
        for (Function f : functions()) {
            double[] y = new double[SPECIAL.length];
            f.kernel.apply(SPECIAL.length, SPECIAL, 0, y, 0);
            for (int i = 0; i < y.length; i++) {
                requireNear(f, SPECIAL[i], y[i]);
            }
        }
    }

    /** The same argument gives the same bits wherever it stands, also in what does not fill a vector. */
    @Property(tries = 100)
    void valueDoesNotDependOnThePlaceAndMayReplaceItsArgument(@ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = arguments(n, random);
        for (Function f : functions()) {
            double[] y = new double[n];
            f.kernel.apply(n, x, 0, y, 0);
            double[] inPlace = x.clone();
            f.kernel.apply(n, inPlace, 0, inPlace, 0);
            assertArrayEquals(y, inPlace, f.name);
            double[] alone = new double[1];
            int i = random.nextInt(n);
            f.kernel.apply(1, x, i, alone, 0);
            assertEquals(y[i], alone[0], f.name + "(" + x[i] + ")");
        }
    }

    @Property(tries = 100)
    void sigmoidAndSoftplusAgreeWithTheirDefinition(@ForAll @IntRange(max = 40) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 60 * random.nextDouble() - 30;
        }
        double[] sigmoid = new double[n];
        double[] softplus = new double[n];
        kernels.sigmoid(n, x, 0, sigmoid, 0);
        kernels.softplus(n, x, 0, softplus, 0);
        for (int i = 0; i < n; i++) {
            // four roundings in each definition
            assertEquals(1 / (1 + StrictMath.exp(-x[i])), sigmoid[i], 8 * Math.ulp(sigmoid[i]));
            double expected = Math.max(x[i], 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x[i])));
            assertEquals(expected, softplus[i], 8 * Math.ulp(expected));
        }
    }
}
