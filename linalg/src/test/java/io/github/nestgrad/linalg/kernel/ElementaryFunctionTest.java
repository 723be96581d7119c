package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Zeros, infinities, NaN and the ends of the range, one by one; run for each kernel set. */
class ElementaryFunctionTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private final ElementwiseKernels kernels = KernelProvider.get().elementwise();

    // argument, value, argument, value; assertEquals tells −0 from 0
    private void requireValues(UnaryFunction function, double... argumentsAndValues) {
        for (int i = 0; i < argumentsAndValues.length; i += 2) {
            double x = argumentsAndValues[i];
            assertEquals(argumentsAndValues[i + 1], function.value(kernels, x), function + " of " + x);
        }
    }

    @Test
    void exponentialAtSpecialArguments() {
        requireValues(UnaryFunction.EXP, 0.0, 1, -0.0, 1, Double.MIN_VALUE, 1, INFINITY, INFINITY, -INFINITY, 0,
                NAN, NAN, 800, INFINITY, -800, 0, 709.7827128933841, INFINITY, -745.1332191019412, 0,
                -745.1332191019411, Double.MIN_VALUE, 709.782712893384, 1.7976931348622732e308,
                Double.MAX_VALUE, INFINITY, -Double.MAX_VALUE, 0);
    }

    @Test
    void exponentialLessOneAtSpecialArguments() {
        requireValues(UnaryFunction.EXPM1, 0.0, 0.0, -0.0, -0.0, Double.MIN_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE,
                -Double.MIN_VALUE, 1e-300, 1e-300, INFINITY, INFINITY, -INFINITY, -1, NAN, NAN, 800, INFINITY, -800, -1,
                709.7827128933841, INFINITY, -Double.MAX_VALUE, -1);
    }

    @Test
    void logarithmAtSpecialArguments() {
        requireValues(UnaryFunction.LOG, 0.0, -INFINITY, -0.0, -INFINITY, 1, 0.0, INFINITY, INFINITY, -INFINITY, NAN,
                NAN, NAN, -1, NAN, -Double.MIN_VALUE, NAN, Double.MIN_VALUE, -744.4400719213812, Double.MIN_NORMAL,
                -708.3964185322641, Double.MAX_VALUE, 709.782712893384);
    }

    @Test
    void logarithmOfOnePlusAtSpecialArguments() {
        requireValues(UnaryFunction.LOG1P, 0.0, 0.0, -0.0, -0.0, Double.MIN_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE,
                -Double.MIN_VALUE, 1e-300, 1e-300, -1, -INFINITY, -2, NAN, Math.nextDown(-1), NAN, INFINITY, INFINITY,
                -INFINITY, NAN, NAN, NAN, Double.MAX_VALUE, 709.782712893384);
    }

    @Test
    void rootAndSizeAtSpecialArguments() {
        requireValues(UnaryFunction.SQRT, 0.0, 0.0, -0.0, -0.0, 4, 2, -1, NAN, INFINITY, INFINITY, -INFINITY, NAN, NAN,
                NAN);
        requireValues(UnaryFunction.ABS, 0.0, 0.0, -0.0, 0.0, -3, 3, -INFINITY, INFINITY, NAN, NAN);
    }

    @Test
    void sineAndCosineAtSpecialArguments() {
        requireValues(UnaryFunction.SIN, 0.0, 0.0, -0.0, -0.0, Double.MIN_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE,
                -Double.MIN_VALUE, INFINITY, NAN, -INFINITY, NAN, NAN, NAN, Math.PI / 2, 1, Math.PI,
                1.2246467991473532e-16, 1e22, -0.8522008497671888);
        requireValues(UnaryFunction.COS, 0.0, 1, -0.0, 1, Double.MIN_VALUE, 1, INFINITY, NAN, -INFINITY, NAN, NAN, NAN,
                Math.PI / 2, 6.123233995736766e-17, Math.PI, -1);
        // the double that is nearest to a multiple of π/2 (J.-M. Muller, Elementary Functions, 2016, section 11.3)
        requireValues(UnaryFunction.COS, 6381956970095103.0 * 0x1p797, -4.68716592425462761112e-19);
    }

    @Test
    void hyperbolicTangentAtSpecialArguments() {
        requireValues(UnaryFunction.TANH, 0.0, 0.0, -0.0, -0.0, Double.MIN_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE,
                -Double.MIN_VALUE, INFINITY, 1, -INFINITY, -1, NAN, NAN, 800, 1, -800, -1, Double.MAX_VALUE, 1,
                -Double.MAX_VALUE, -1);
    }

    @Test
    void logisticFunctionAtSpecialArguments() {
        requireValues(UnaryFunction.SIGMOID, 0.0, 0.5, -0.0, 0.5, INFINITY, 1, -INFINITY, 0.0, NAN, NAN, 800, 1, -800,
                0.0, -745.1332191019411, Double.MIN_VALUE);
    }

    @Test
    void softplusAtSpecialArguments() {
        requireValues(UnaryFunction.SOFTPLUS, 0.0, Math.log(2), -0.0, Math.log(2), INFINITY, INFINITY, -INFINITY, 0.0,
                NAN, NAN, 800, 800, -800, 0.0, -745.1332191019411, Double.MIN_VALUE, 1e300, 1e300);
    }

    @Test
    void powersOfSpecialNumbersAreThoseOfFdlibm() {
        for (double x : Arguments.SPECIAL) {
            for (double y : Arguments.SPECIAL) {
                double[] z = new double[1];
                kernels.pow(1, new double[] {x}, 0, new double[] {y}, 0, z, 0);
                requirePower(x, y, z[0]);
                kernels.pow(1, new double[] {x}, 0, y, z, 0);
                requirePower(x, y, z[0]);
            }
        }
    }

    private static void requirePower(double x, double y, double power) {
        double expected = StrictMath.pow(x, y);
        double tolerance = expected == 0 || !Double.isFinite(expected) ? 0 : 2 * Math.ulp(expected);
        if (tolerance == 0) {
            assertEquals(expected, power, x + " to the power of " + y);
        } else {
            assertEquals(expected, power, tolerance, x + " to the power of " + y);
        }
    }

    // found by search among some ten million arguments each
    @Test
    void boundsHoldWhereTheErrorsAreLargest() {
        requireBound(UnaryFunction.EXP, 0.3474659656074672, 2.4440777578019564);
        requireBound(UnaryFunction.EXPM1, 0.3469225846857127, 37.094326147347594);
        requireBound(UnaryFunction.LOG, 0.7063625376906765, 0.6985679433492938);
        requireBound(UnaryFunction.LOG1P, 0.2715726113985879, -0.30016833055943437);
        requireBound(UnaryFunction.TANH, 0.5511562673068289, 0.5656780615832022);
        // 2.2 ulp by the definition
        requireBound(UnaryFunction.SIGMOID, -4.8470127605783375, -1.1609310192085163, -1.144365974122404);
        requireBound(UnaryFunction.SOFTPLUS, 0.3966028610106083, -1.2645001712465014);
        requireBound(UnaryFunction.SIN, 5.155392041966663e47, 0.819283144126672);
        requireBound(UnaryFunction.COS, 3713452.8873528335, 1.3618683849614311e26);
    }

    private void requireBound(UnaryFunction function, double... arguments) {
        for (double x : arguments) {
            double ulps = function.reference(x).ulps(function.value(kernels, x));
            assertTrue(ulps <= function.bound(), function + " of " + x + " is off by " + ulps + " ulp");
        }
    }

    @Test
    void integerPowersThatAreNumbersAreExact() {
        for (int x = -20; x <= 20; x++) {
            long power = 1;
            for (int y = 1; y <= 12; y++) {
                power *= x;
                double[] z = new double[1];
                kernels.pow(1, new double[] {x}, 0, y, z, 0);
                assertEquals((double) power, z[0], x + " to the power of " + y);
            }
        }
    }
}
