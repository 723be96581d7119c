package io.github.nestgrad.linalg.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SpectralBoundsProperties {

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
}
