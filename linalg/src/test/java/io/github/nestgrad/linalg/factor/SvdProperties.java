package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SvdProperties extends Dense {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    // cuts off what a test has made small
    private static final double CUT = 1e-3;
    private static final double NINE_DIGITS = 1e-9;
    private static final double SAME_WAY = 4096 * Math.ulp(1.0);

    @Provide
    Arbitrary<Integer> orders() {
        return Arbitraries.of(0, 1, 2, 3, 5, 8, 17, 33, 65);
    }

    /** Any shape, any rank, any scale: U diag(σ) Vᵀ is A, and both have orthonormal columns even where σ is 0. */
    @Property(tries = 150)
    void factorsMultiplyBack(@ForAll("orders") int m, @ForAll("orders") int n, @ForAll("orders") int r,
            @ForAll @IntRange(min = -300, max = 300) int scale, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int p = Math.min(m, n);
        double unit = Math.pow(10, scale);
        double[] sigma = Samples.spectrum(Math.min(r, p), 1, 1e5);
        Matrix one = withSingularValues(sigma, m, n, random);
        Matrix a = scaled(unit, one);
        double[] before = a.toArray();
        Svd svd = Svd.of(a);
        assertArrayEquals(before, a.array());
        double[] values = svd.values();
        assertEquals(p, values.length);
        double tolerance = 8 * (m + n) * EPSILON;
        for (int k = 0; k < p; k++) {
            assertEquals(k < sigma.length ? sigma[k] : 0, values[k] / unit, tolerance);
            assertTrue(values[k] >= 0 && (k == 0 || values[k] <= values[k - 1]), "descending");
        }
        requireOrthonormalColumns(svd.leftVectors());
        requireOrthonormalColumns(svd.rightVectors());
        double[] diagonal = new double[p * p];
        for (int k = 0; k < p; k++) {
            diagonal[k * (p + 1)] = values[k] / unit;
        }
        Matrix product = product(product(svd.leftVectors(), Matrix.wrap(p, p, diagonal)),
                transpose(svd.rightVectors()));
        double error = Samples.norm(Samples.difference(one.array(), product.array()));
        assertTrue(error <= tolerance * (1 + Samples.frobenius(one)), "error " + error);
        assertEquals(Math.min(r, p), svd.rank());
        assertArrayEquals(values, Svd.valuesOf(a), tolerance * unit);
        assertEquals(p == 0 ? 0 : values[0], svd.spectralNorm());
    }

    @Property(tries = 60)
    void squaresAreTheEigenvaluesOfTheGramMatrix(@ForAll("orders") int m, @ForAll("orders") int n,
            @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(m, n, new SplittableRandom(seed));
        double[] values = Svd.valuesOf(a);
        double[] squares = SymmetricEigen.valuesOf(
                m < n ? product(a, transpose(a)) : product(transpose(a), a));
        double tolerance = 16 * (m + n) * EPSILON * (values.length == 0 ? 0 : values[0] * values[0]);
        for (int k = 0; k < values.length; k++) {
            assertEquals(squares[values.length - 1 - k], values[k] * values[k], tolerance);
        }
    }

    /** A = Q D: the small values are as right as the large ones, each relative to itself. */
    @Property(tries = 60)
    void scaledColumnsKeepTheDigitsOfSmallValues(@ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 20) int more, @ForAll boolean wide,
            @ForAll @IntRange(max = 120) int decades, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        double[][] q = Samples.orthogonal(m, random);
        double[] entries = new double[m * n];
        double[] expected = new double[n];
        for (int j = 0; j < n; j++) {
            expected[j] = Math.pow(10, decades * (random.nextDouble() - 0.5));
            for (int i = 0; i < m; i++) {
                entries[i * n + j] = q[j][i] * expected[j];
            }
        }
        Matrix a = Matrix.wrap(m, n, entries);
        Arrays.sort(expected);
        double[] values = Svd.of(wide ? transpose(a) : a).values();
        for (int k = 0; k < n; k++) {
            assertEquals(1, values[k] / expected[n - 1 - k], 32 * m * EPSILON);
        }
    }

    @Property(tries = 100)
    void solutionsAreTheShortestOfTheBest(@ForAll("orders") int m, @ForAll("orders") int n, @ForAll("orders") int r,
            @ForAll("counts") int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rank = Math.min(r, Math.min(m, n));
        double[][] right = Samples.orthogonal(n, random);
        Matrix a = sum(Samples.spectrum(rank, 1, 1e3), Samples.orthogonal(m, random), m, right, n);
        Matrix b = Samples.gaussianMatrix(m, k, random);
        Svd svd = Svd.of(a);
        Matrix x = svd.solve(b);
        assertEquals(n, x.rows());
        assertEquals(k, x.columns());
        for (int j = 0; j < k; j++) {
            CompleteOrthogonalProperties.requireShortest(a, column(x, j), column(b, j), right, rank);
        }
        if (k > 0) {
            CompleteOrthogonalProperties.requireShortest(a, svd.solve(column(b, 0)), column(b, 0), right, rank);
        }
    }

    @Property(tries = 40)
    void toleranceDecidesTheRank(@ForAll @IntRange(min = 2, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] right = Samples.orthogonal(n, random);
        Matrix a = sum(new double[] {1, 1e-5}, Samples.orthogonal(n, random), n, right, n);
        Svd svd = Svd.of(a);
        assertEquals(2, svd.rank());
        assertEquals(1, svd.rank(CUT));
        double[] b = Samples.gaussian(n, random);
        double[] x = svd.solve(b, 1e-3);
        // only the first pair is left of A⁺
        assertEquals(0, Samples.inner(right[1], x), NINE_DIGITS * Samples.norm(b));
        assertEquals(Samples.norm(x), Math.abs(Samples.inner(right[0], x)), NINE_DIGITS * Samples.norm(b));
        assertArrayEquals(x, column(svd.solve(Matrix.of(n, 1, b), CUT), 0), SAME_WAY * Samples.norm(b));
    }

    @Property(tries = 40)
    void bitsRepeat(@ForAll("orders") int m, @ForAll("orders") int n, @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(m, n, new SplittableRandom(seed));
        assertArrayEquals(Svd.of(a).values(), Svd.of(a).values());
        assertArrayEquals(Svd.of(a).leftVectors().array(), Svd.of(a).leftVectors().array());
        assertArrayEquals(Svd.of(a).rightVectors().array(), Svd.of(a).rightVectors().array());
    }

    @Property(tries = 40)
    void numbersThatAreNotFiniteAreRefused(@ForAll @IntRange(min = 1, max = 30) int m,
            @ForAll @IntRange(min = 1, max = 30) int n, @ForAll @IntRange(max = 2) int which, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        int i = random.nextInt(m);
        int j = random.nextInt(n);
        Matrix a = with(Samples.gaussianMatrix(m, n, random), i, j, bad[which]);
        String expected = "SVD: entry (" + i + ", " + j + ") is " + bad[which] + " (expected finite numbers)";
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> Svd.of(a)).getMessage());
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> Svd.valuesOf(a)).getMessage());
    }

    /** With an infinite σ₀ every other value would count as zero, and every solution be zero. */
    @Example
    void aNormThatOverflowsIsRefused() {
        Matrix a = Matrix.of(2, 2, new double[] {1.7e308, 1.7e308, 1.7e308, -1.7e308});
        String expected = "SVD: singular value 0 of 2 overflows (expected at most 1.7976931348623157E308)";
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> Svd.of(a)).getMessage());
        assertEquals(expected, assertThrows(ArithmeticException.class, () -> Svd.valuesOf(a)).getMessage());
        Matrix below = Matrix.of(2, 2, new double[] {1.2e308, 1.2e308, 1.2e308, -1.2e308});
        assertEquals(1.2e308 * Math.sqrt(2), Svd.of(below).spectralNorm(), 1e293);
        assertEquals(1, Svd.of(below).solve(new double[] {1.2e308, 1.2e308})[0], 8 * ROUNDING);
    }

    /** Rows so far apart that the square of the short one is no number any more. */
    @Example
    void valuesOutOfReachCountAsZeroAndHaveVectorsNevertheless() {
        Svd svd = Svd.of(Matrix.of(3, 2, new double[] {1, 0, 0, 1e-200, 0, 0}));
        assertArrayEquals(new double[] {1, 0}, svd.values());
        assertEquals(Double.POSITIVE_INFINITY, svd.conditionNumber());
        assertEquals(1, svd.rank(0));
        requireOrthonormalColumns(svd.leftVectors());
        requireOrthonormalColumns(svd.rightVectors());
        Svd near = Svd.of(Matrix.of(2, 2, new double[] {1, 0, 0, 1e-130}));
        assertEquals(1e-130, near.values()[1], 8 * ROUNDING * 1e-130);
        assertEquals(1e130, near.conditionNumber(), 1e116);
    }

    /** A pair of rows that is not quite orthogonal, with a ratio of lengths whose square overflows. */
    @Example
    void tinyRowsAreMadeOrthogonalToLargeOnes() {
        Svd svd = Svd.of(Matrix.of(2, 2, new double[] {1, 1.2e-15, 0, 1.5e-140}));
        assertEquals(1, svd.values()[0], EPSILON);
        assertEquals(1.5e-140, svd.values()[1], 8 * ROUNDING * 1.5e-140);
        requireOrthonormalColumns(svd.rightVectors());
    }

    @Example
    void smallAndEmptyMatrices() {
        assertEquals(0, Svd.of(Matrix.of(0, 3, new double[0])).values().length);
        assertEquals(0, Svd.of(Matrix.identity(0)).conditionNumber());
        assertEquals(0, Svd.of(Matrix.identity(0)).spectralNorm());
        assertArrayEquals(new double[3], Svd.of(Matrix.of(0, 3, new double[0])).solve(new double[0]));
        assertArrayEquals(new double[] {5}, Svd.of(Matrix.of(1, 2, new double[] {3, 4})).values(), ROUNDING);
        assertArrayEquals(new double[] {5}, Svd.of(Matrix.of(2, 1, new double[] {3, -4})).values(), ROUNDING);
        assertArrayEquals(new double[] {0, 0}, Svd.of(Matrix.of(2, 2, new double[4])).values());
        assertEquals(1, Svd.of(Matrix.identity(3)).conditionNumber(), EPSILON);
    }

    @Example
    void whatCannotBeIsRefused() {
        Svd one = Svd.of(Matrix.identity(1));
        assertEquals("SVD solve: A is 1x1 but b has length 2 (expected 1)", message(() -> one.solve(new double[2])));
        assertEquals("SVD solve: A is 1x1 but B has 2 rows (expected 1)",
                message(() -> one.solve(Matrix.identity(2))));
        assertEquals("SVD rank: tolerance -1.0 (expected a number that is not negative)", message(() -> one.rank(-1)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
