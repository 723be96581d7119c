package io.github.nestgrad.linalg.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.SparseMatrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SpectralBoundsProperties {

    // what a guaranteed bound adds for the rounding of its own computation
    private static final double INFLATION = 1e-13;

    // n^(1/2s) for s = 256 and n = 40, and a little for rounding
    private static final double TIGHTNESS = 1.0073;
    private static final double EPSILON = Math.ulp(1.0);

    @Property(tries = 200)
    void gramBoundHoldsAndIsTight(@ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = -100, max = 100) int exponent, @ForAll @IntRange(max = 8) int digits,
            @ForAll long seed) {
        double largest = Math.pow(10, exponent);
        Matrix x = Samples.symmetric(Samples.spectrum(n, largest, Math.pow(10, digits)), new SplittableRandom(seed));
        double norm = largest * largest;
        double rounding = 16 * n * EPSILON * norm; // of the matrix that was made
        double bound = SpectralBounds.gramUpperBound(x);
        assertTrue(bound >= norm - rounding, bound + " against " + norm);
        assertTrue(bound <= TIGHTNESS * norm, bound + " against " + norm);
    }

    @Property(tries = 100)
    void gramBoundIsAboveEveryQuotient(@ForAll @IntRange(min = 1, max = 30) int rows,
            @ForAll @IntRange(min = 1, max = 30) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Samples.gaussianMatrix(rows, columns, random);
        double bound = SpectralBounds.gramUpperBound(x);
        double[] v = Samples.gaussian(columns, random);
        for (int power = 0; power < 100; power++) {
            double[] xv = Samples.product(x, v);
            double quotient = Samples.inner(xv, xv) / Samples.inner(v, v);
            assertTrue(quotient <= bound, quotient + " is above " + bound);
            double[] next = x.transposedTimes(xv);
            double norm = Samples.norm(next);
            for (int j = 0; j < columns; j++) {
                v[j] = next[j] / norm;
            }
        }
    }

    @Example
    void aRankOneMatrixIsBoundedByItsNorm() {
        Matrix x = Matrix.of(2, 2, new double[] {3, 3, 4, 4});
        assertEquals(50, SpectralBounds.gramUpperBound(x), 50 * TIGHTNESS - 50);
        assertTrue(SpectralBounds.gramUpperBound(x) >= 50);
    }

    @Example
    void nothingIsBoundedByZero() {
        assertEquals(0, SpectralBounds.gramUpperBound(Matrix.of(2, 3, new double[6])));
        assertEquals(0, SpectralBounds.gramUpperBound(Matrix.of(0, 3, new double[0])));
    }

    @Example
    void anEntryThatIsNotFiniteIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> SpectralBounds.gramUpperBound(Matrix.of(1, 1, new double[] {Double.NaN})));
    }

    @Property(tries = 150)
    void normBoundIsAboveTheNormAndNotAboveItsTwoParts(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = -200, max = 200) int exponent, @ForAll @IntRange(max = 4) int digits,
            @ForAll long seed) {
        double largest = Math.pow(10, exponent);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, Math.pow(10, digits)), new SplittableRandom(seed));
        double[] entries = a.toArray();
        double frobenius = Samples.frobenius(a);
        double rowSum = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.abs(a.get(i, j));
                entries[i * n + j] *= largest;
            }
            rowSum = Math.max(rowSum, sum);
        }
        double bound = SpectralBounds.normUpperBound(Matrix.wrap(n, n, entries));
        assertTrue(bound >= largest * (1 - 16 * n * EPSILON), bound + " against " + largest);
        // symmetric: ‖A‖₁ = ‖A‖_∞
        assertEquals(Math.min(frobenius, rowSum) * largest, bound, 8 * (n * n + 16) * EPSILON * bound);
        assertEquals(bound, SpectralBounds.normUpperBound(SparseMatrix.from(Matrix.wrap(n, n, entries))));
    }

    /**
     * In exact arithmetic, for entries of any size: bound² ≥ min(Σ Aᵢⱼ², ‖A‖₁ ‖A‖_∞), and each circle inside.
     */
    @Property(tries = 300)
    void boundsHoldForCertain(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll @IntRange(max = 1) int wide,
            @ForAll @IntRange(min = -1075, max = 500) int exponent, @ForAll @IntRange(max = 60) int spread,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[n * (n + wide)];
        for (int k = 0; k < a.length; k++) {
            a[k] = Math.scalb(random.nextDouble() - 0.5, exponent + random.nextInt(spread + 1));
        }
        Matrix matrix = Matrix.wrap(n, n + wide, a);
        BigDecimal squares = BigDecimal.ZERO;
        BigDecimal[] rows = new BigDecimal[n];
        BigDecimal[] columns = new BigDecimal[n + wide];
        Arrays.fill(rows, BigDecimal.ZERO);
        Arrays.fill(columns, BigDecimal.ZERO);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n + wide; j++) {
                BigDecimal size = new BigDecimal(matrix.get(i, j)).abs();
                squares = squares.add(size.multiply(size));
                rows[i] = rows[i].add(size);
                columns[j] = columns[j].add(size);
            }
        }
        BigDecimal sums = Collections.max(Arrays.asList(rows)).multiply(Collections.max(Arrays.asList(columns)));
        BigDecimal bound = new BigDecimal(SpectralBounds.normUpperBound(matrix));
        assertTrue(bound.multiply(bound).compareTo(squares.min(sums)) >= 0, "norm " + bound);
        for (int i = 0; i < n && wide == 0; i++) {
            BigDecimal diagonal = new BigDecimal(matrix.get(i, i));
            BigDecimal radius = rows[i].subtract(diagonal.abs());
            Interval interval = SpectralBounds.gershgorin(matrix);
            assertTrue(new BigDecimal(interval.upper()).compareTo(diagonal.add(radius)) >= 0, "upper end");
            assertTrue(new BigDecimal(interval.lower()).compareTo(diagonal.subtract(radius)) <= 0, "lower end");
        }
    }

    /** ‖u vᵀ‖² = ‖u‖² ‖v‖², with products that are exact. */
    @Property(tries = 300)
    void theGramBoundHoldsForCertain(@ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns, @ForAll @IntRange(min = -1074, max = 470) int exponent,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[rows * columns];
        long[] u = random.longs(rows, -1000, 1000).toArray();
        long[] v = random.longs(columns, -1000, 1000).toArray();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                x[i * columns + j] = Math.scalb((double) (u[i] * v[j]), exponent);
            }
        }
        BigDecimal unit = new BigDecimal(Math.scalb(1.0, exponent));
        BigDecimal norm = BigDecimal.valueOf(Arrays.stream(u).map(entry -> entry * entry).sum())
                .multiply(BigDecimal.valueOf(Arrays.stream(v).map(entry -> entry * entry).sum()))
                .multiply(unit).multiply(unit);
        double bound = SpectralBounds.gramUpperBound(Matrix.wrap(rows, columns, x));
        assertTrue(new BigDecimal(bound).compareTo(norm) >= 0, bound + " against " + norm.doubleValue());
    }

    @Example
    void aNormWhoseSquareUnderflowsIsNotBoundedByZero() {
        assertEquals(Double.MIN_VALUE, SpectralBounds.gramUpperBound(Matrix.of(1, 1, new double[] {1e-170})));
        assertEquals(Double.POSITIVE_INFINITY, SpectralBounds.gramUpperBound(Matrix.of(1, 1, new double[] {1e170})));
    }

    @Example
    void rowsAndColumnsBothCountInTheNormBound() {
        // ‖A‖_F = √12, √(‖A‖₁ ‖A‖_∞) = √(3·4), the norm itself √12; and a case where the sums are smaller
        Matrix ones = Matrix.of(3, 4, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        assertEquals(Math.sqrt(12), SpectralBounds.normUpperBound(ones), INFLATION);
        assertTrue(SpectralBounds.normUpperBound(ones) >= Math.sqrt(12));
        Matrix diagonal = Matrix.of(2, 3, new double[] {2, 0, 0, 0, 2, 0});
        assertEquals(2, SpectralBounds.normUpperBound(diagonal), INFLATION);
        Matrix column = Matrix.of(4, 1, new double[] {1, 1, 1, 1});
        assertEquals(2, SpectralBounds.normUpperBound(column), INFLATION);
        assertEquals(0, SpectralBounds.normUpperBound(Matrix.of(2, 2, new double[4])));
        assertEquals(0, SpectralBounds.normUpperBound(Matrix.of(0, 2, new double[0])));
    }

    @Property(tries = 100)
    void circlesHoldTheSpectrum(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] eigenvalues = Samples.gaussian(n, random);
        Matrix a = Samples.symmetric(eigenvalues, random);
        Interval interval = SpectralBounds.gershgorin(a);
        double rounding = 16 * n * EPSILON * Samples.norm(eigenvalues); // of the matrix that was made
        for (double lambda : eigenvalues) {
            assertTrue(interval.lower() - rounding <= lambda && lambda <= interval.upper() + rounding);
        }
        assertEquals(interval, SpectralBounds.gershgorin(SparseMatrix.from(a)));
    }

    @Example
    void circlesByHand() {
        Interval interval = SpectralBounds.gershgorin(Matrix.of(3, 3, new double[] {4, -1, 0.5, -1, -2, 0, 0.5, 0, 1}));
        assertEquals(-3, interval.lower(), INFLATION);
        assertEquals(5.5, interval.upper(), INFLATION);
        assertTrue(interval.contains(-3) && interval.contains(5.5));
        assertTrue(!interval.contains(-3.001) && !interval.contains(5.501));
        assertEquals(new Interval(0, 0), SpectralBounds.gershgorin(Matrix.identity(0)));
    }

    @Example
    void boundsOfWhatHasNoneAreRefused() {
        assertEquals("spectral bound: entry (0, 1) of a 1x2 matrix is NaN (expected a finite number)",
                assertThrows(IllegalArgumentException.class,
                        () -> SpectralBounds.normUpperBound(Matrix.of(1, 2, new double[] {1, Double.NaN})))
                        .getMessage());
        assertEquals("Gershgorin: A is 1x2 (expected a square matrix)", assertThrows(IllegalArgumentException.class,
                () -> SpectralBounds.gershgorin(Matrix.of(1, 2, new double[2]))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 0));
    }
}
