package io.github.nestgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.testing.Samples;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class VectorsProperties {

    private static final double EPSILON = Math.ulp(1.0);

    /** From subnormal numbers to the largest: squares of entries overflow or vanish, the norm does not. */
    @Property
    void normIsAccurateAtEveryMagnitude(@ForAll @IntRange(min = 1, max = 50) int n,
            @ForAll @IntRange(min = -1060, max = 1016) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = Samples.gaussian(n, random);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
            x[i] = Math.scalb(x[i], exponent - random.nextInt(30));
            sum = sum.add(new BigDecimal(x[i]).pow(2));
        }
        double expected = sum.sqrt(MathContext.DECIMAL64).doubleValue();
        double tolerance = (n + 4) * EPSILON * expected + Double.MIN_VALUE;
        assertEquals(expected, Vectors.norm2(x), tolerance);
    }

    @Property(tries = 200)
    void entriesThatAreNotFiniteAreSeen(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = Samples.gaussian(n, random);
        assertTrue(Vectors.isFinite(x));
        x[random.nextInt(n)] = Double.NEGATIVE_INFINITY;
        assertEquals(Double.POSITIVE_INFINITY, Vectors.norm2(x));
        assertEquals(Double.POSITIVE_INFINITY, Vectors.maxAbs(x));
        assertTrue(!Vectors.isFinite(x));
        x[random.nextInt(n)] = Double.NaN;
        assertEquals(Double.NaN, Vectors.norm2(x));
        assertEquals(Double.NaN, Vectors.maxAbs(x));
        assertTrue(!Vectors.isFinite(x));
    }

    @Example
    void nothingHasTheNormZero() {
        assertEquals(0, Vectors.norm2(new double[0]));
        assertEquals(0, Vectors.norm2(new double[7]));
        assertEquals(0, Vectors.maxAbs(new double[0]));
        assertEquals(0, Vectors.dot(new double[0], new double[0]));
    }

    @Example
    void differentLengthsAreRefusedWithBoth() {
        assertEquals("dot: x has length 2 but y has length 3 (expected equal lengths)",
                assertThrows(IllegalArgumentException.class, () -> Vectors.dot(new double[2], new double[3]))
                        .getMessage());
        assertEquals("axpy: x has length 1 but y has length 0 (expected equal lengths)",
                assertThrows(IllegalArgumentException.class, () -> Vectors.axpy(1, new double[1], new double[0]))
                        .getMessage());
    }
}
