package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SymmetricEigenProperties extends Dense {

    // relative to the norm, which is 10.7
    private static final double WILKINSON = 256 * Math.ulp(1.0);

    /** Spectra of every kind: spread, repeated, in clusters of rounding width, graded, all of one sign or not. */
    enum Spectrum {
        SPREAD((k, random) -> random.nextDouble() - 0.5),
        REPEATED((k, random) -> k % 3 - 1.0),
        CLUSTERED((k, random) -> 1 + EPSILON * random.nextInt(8) + (k % 2 == 0 ? 0 : 1e-8)),
        GRADED((k, random) -> Math.pow(10, -k / 2.0)),
        HUGE_AND_TINY((k, random) -> k % 2 == 0 ? 1 : 1e-30 * random.nextDouble()),
        LOW_RANK((k, random) -> k < 2 ? 1 : 0);

        private interface Value {
            double at(int k, SplittableRandom random);
        }

        private final Value value;

        Spectrum(Value value) {
            this.value = value;
        }

        double[] of(int n, double scale, SplittableRandom random) {
            double[] values = new double[n];
            for (int k = 0; k < n; k++) {
                values[k] = scale * value.at(k, random);
            }
            return values;
        }
    }

    @Property(tries = 150)
    void eigenvaluesAreThoseThatTheMatrixWasMadeOf(@ForAll Spectrum spectrum, @ForAll("sizes") int n,
            @ForAll @IntRange(min = -300, max = 300) int scale, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double unit = Math.pow(10, scale);
        double[] expected = spectrum.of(n, 1, random);
        Matrix one = Samples.symmetric(expected, random);
        Arrays.sort(expected);
        Matrix a = scaled(unit, one);
        double[] before = a.toArray();
        SymmetricEigen eigen = SymmetricEigen.of(a);
        assertArrayEquals(before, a.array());
        double[] values = eigen.values();
        double tolerance = 8 * (n + 1) * EPSILON * Samples.frobenius(one);
        for (int k = 0; k < n; k++) {
            assertEquals(expected[k], values[k] / unit, tolerance);
            assertTrue(k == 0 || values[k - 1] <= values[k], "ascending");
        }
        requirePairs(one, values, 1 / unit, eigen);
        assertArrayEquals(values, SymmetricEigen.valuesOf(a), tolerance * unit);
    }

    /** A V = V diag(λ), V orthonormal. */
    private static void requirePairs(Matrix a, double[] values, double unit, SymmetricEigen eigen) {
        Matrix v = eigen.vectors();
        requireOrthonormalColumns(v);
        Matrix av = product(a, v);
        double error = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < a.rows(); k++) {
                error = Math.hypot(error, av.get(i, k) - v.get(i, k) * (values[k] * unit));
                assertEquals(v.get(i, k), eigen.vector(k)[i]);
            }
        }
        // and an eigenvalue may be subnormal, where doubles stand a fixed distance apart
        double bound = 8 * (a.rows() + 1) * EPSILON * Samples.frobenius(a) + a.rows() * Double.MIN_VALUE * unit;
        assertTrue(error <= bound, "error " + error + " against " + bound);
    }

    private static Matrix tridiagonal(int n, IntToDoubleFunction diagonal, double beside) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * (n + 1)] = diagonal.applyAsDouble(i);
            if (i > 0) {
                a[i * n + i - 1] = beside;
                a[(i - 1) * n + i] = beside;
            }
        }
        return Matrix.wrap(n, n, a);
    }

    @Property(tries = 30)
    void secondDifferencesHaveTheirSineValues(@ForAll("sizes") int n) {
        double[] values = SymmetricEigen.of(tridiagonal(n, i -> 2, -1)).values();
        for (int k = 0; k < n; k++) {
            double sine = Math.sin((k + 1) * Math.PI / (2 * (n + 1)));
            assertEquals(4 * sine * sine, values[k], 8 * n * EPSILON);
        }
    }

    /**
     * Wilkinson's W₂₁⁺: the two largest eigenvalues agree to fourteen digits, and no entry beside the diagonal is
     * small.
     */
    @Example
    void wilkinsonsMatrixHasPairsThatAreAlmostEqual() {
        Matrix w = tridiagonal(21, i -> Math.abs(10 - i), 1);
        SymmetricEigen eigen = SymmetricEigen.of(w);
        double[] values = eigen.values();
        assertEquals(10.746194182903393, values[20], WILKINSON);
        assertEquals(10.746194182903322, values[19], WILKINSON);
        assertEquals(-1.1254415221199847, values[0], WILKINSON);
        requirePairs(w, values, 1, eigen);
    }

    /** Entries over 300 orders of magnitude in both directions of the diagonal. */
    @Property(tries = 40)
    void gradedMatricesEndAndAreRightAgainstTheirNorm(@ForAll boolean ascending, @ForAll("smallSizes") int n,
            @ForAll @IntRange(min = 1, max = 300) int decades, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[n * n];
        double[] g = Samples.gaussian(n * n, random);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double grade = -0.5 * decades * (i + j) / (n + 1.0);
                a[i * n + j] = g[i * n + j] * Math.pow(10, ascending ? -decades - grade : grade);
                a[j * n + i] = a[i * n + j];
            }
        }
        requirePairsOfAnyScale(Matrix.wrap(n, n, a));
    }

    /** Sums and products of such entries vanish or lose their digits half way up a block. */
    @Property(tries = 1000)
    void powersOfTenOverTheWholeRangeEndAndAreRight(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextInt(-1, 2) * Math.pow(10, -5 * random.nextInt(64));
                a[j * n + i] = a[i * n + j];
            }
        }
        requirePairsOfAnyScale(Matrix.wrap(n, n, a));
    }

    private static void requirePairsOfAnyScale(Matrix a) {
        double largest = Double.MIN_NORMAL;
        for (double entry : a.array()) {
            largest = Math.max(largest, Math.abs(entry));
        }
        double scale = Math.scalb(1.0, -Math.getExponent(largest));
        SymmetricEigen eigen = SymmetricEigen.of(a);
        requirePairs(scaled(scale, a), eigen.values(), scale, eigen);
    }

    /** One for each of the ways to come to nothing, of those that are rare among random ones. */
    @Example
    void blocksMayFallApartInTheMiddleOfASweep() {
        for (double[] a : new double[][] {
            {0, 1e-80, -1e-290, 0, 1e-80, 0, 1e-130, 0, -1e-290, 1e-130, -1e-170, -1e-20, 0, 0, -1e-20, -1e-300},
            {0, 0, 1e-65, 1e-185, 0, -1e-250, 0, 1e-25, 1e-65, 0, -1e-285, 1e-140, 1e-185, 1e-25, 1e-140, -1e-315},
            {0, 0, 0, -1e-215, 0, -1e-260, -1, -1e-10, 0, -1, -1e-270, 1e-155, -1e-215, -1e-10, 1e-155, 0}}) {
            requirePairsOfAnyScale(Matrix.wrap(4, 4, a));
        }
        // where it does, the last rotation may have been a change of sign
        requirePairsOfAnyScale(Matrix.wrap(6, 6, new double[] {
            1e-205, -1e-225, -1e-25, -1e-5, 1e-160, 1e-60, -1e-225, 0, 0, 1e-180, -1, -1e-95,
            -1e-25, 0, 1e-245, 0, 1e-295, -1e-125, -1e-5, 1e-180, 0, 0, 0, 0,
            1e-160, -1, 1e-295, 0, -1e-45, 0, 1e-60, -1e-95, -1e-125, 0, 0, -1e-190}));
    }

    @Property(tries = 40)
    void onlyTheLowerTriangleIsReadAndBitsRepeat(@ForAll("sizes") int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.gaussian(n, random), random);
        double[] entries = a.toArray();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                entries[i * n + j] = Double.NaN;
            }
        }
        SymmetricEigen whole = SymmetricEigen.of(a);
        SymmetricEigen half = SymmetricEigen.of(Matrix.wrap(n, n, entries));
        assertArrayEquals(whole.values(), half.values());
        assertArrayEquals(whole.vectors().array(), half.vectors().array());
    }

    @Property(tries = 40)
    void numbersThatAreNotFiniteAreRefused(@ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(max = 2) int which, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        int i = random.nextInt(n);
        int j = random.nextInt(i + 1);
        Matrix a = with(Matrix.identity(n), i, j, bad[which]);
        String expected = "symmetric eigen: entry (" + i + ", " + j + ") is " + bad[which]
                + " (expected finite numbers)";
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(a)).getMessage());
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> SymmetricEigen.valuesOf(a)).getMessage());
    }

    @Example
    void anEigenvalueThatOverflowsIsRefused() {
        Matrix a = Matrix.of(2, 2, new double[] {-1e308, 1e308, 1e308, -1e308});
        String expected = "symmetric eigen: eigenvalue 0 of 2 overflows (expected at most 1.7976931348623157E308)";
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(a)).getMessage());
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> SymmetricEigen.valuesOf(a)).getMessage());
    }

    @Example
    void smallMatricesAreExact() {
        assertEquals(0, SymmetricEigen.of(Matrix.identity(0)).values().length);
        assertArrayEquals(new double[] {-7}, SymmetricEigen.of(Matrix.of(1, 1, new double[] {-7})).values());
        assertArrayEquals(new double[] {1}, SymmetricEigen.of(Matrix.of(1, 1, new double[] {-7})).vector(0));
        assertArrayEquals(new double[3], SymmetricEigen.of(Matrix.of(3, 3, new double[9])).values());
        assertArrayEquals(new double[] {-1, 1},
                SymmetricEigen.of(Matrix.of(2, 2, new double[] {0, 1, 1, 0})).values(), EPSILON);
        double[] subnormal = SymmetricEigen.of(scaled(Double.MIN_VALUE, Matrix.identity(3))).values();
        assertArrayEquals(new double[] {Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE}, subnormal);
        assertEquals("symmetric eigen: A is 1x2 (expected a square matrix)", assertThrows(
                IllegalArgumentException.class, () -> SymmetricEigen.of(Matrix.of(1, 2, new double[2]))).getMessage());
    }
}
