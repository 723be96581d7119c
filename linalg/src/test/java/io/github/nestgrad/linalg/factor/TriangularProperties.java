package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TriangularProperties extends Dense {

    /** A triangle and the same as a full matrix; what must not be read is NaN. */
    private record Sample(Triangular triangle, Matrix full) {

        static Sample of(int n, boolean upper, boolean unit, SplittableRandom random) {
            double[] stored = Samples.gaussian(n * n, random);
            double[] full = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    int at = i * n + j;
                    stored[at] = i == j ? 1 + random.nextDouble() : stored[at] / Math.sqrt(n);
                    if (upper ? j < i : j > i) {
                        stored[at] = Double.NaN;
                    } else if (i == j && unit) {
                        stored[at] = Double.NaN;
                        full[at] = 1;
                    } else {
                        full[at] = stored[at];
                    }
                }
            }
            Matrix a = Matrix.wrap(n, n, stored);
            Triangular t = upper
                    ? unit ? Triangular.unitUpper(a) : Triangular.upper(a)
                    : unit ? Triangular.unitLower(a) : Triangular.lower(a);
            return new Sample(t, Matrix.wrap(n, n, full));
        }
    }

    @Property(tries = 150)
    void productsAreThoseOfTheFullMatrix(@ForAll("sizes") int n, @ForAll("counts") int k, @ForAll boolean upper,
            @ForAll boolean unit, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sample sample = Sample.of(n, upper, unit, random);
        Matrix b = Samples.gaussianMatrix(n, k, random);
        double[] before = b.toArray();
        Matrix t = sample.full;
        requireWithin(2 * n * EPSILON, product(magnitudes(t), magnitudes(b)), product(t, b), sample.triangle.times(b));
        requireWithin(2 * n * EPSILON, product(transpose(magnitudes(t)), magnitudes(b)), product(transpose(t), b),
                sample.triangle.transposedTimes(b));
        assertArrayEquals(before, b.array());
        if (k > 0) {
            Matrix x = Matrix.wrap(n, 1, column(b, 0));
            double[] out = new double[n];
            sample.triangle.apply(x.array(), out);
            requireWithin(2 * n * EPSILON, product(magnitudes(t), magnitudes(x)), product(t, x),
                    Matrix.wrap(n, 1, out));
            sample.triangle.applyTranspose(x.array(), out);
            requireWithin(2 * n * EPSILON, product(transpose(magnitudes(t)), magnitudes(x)), product(transpose(t), x),
                    Matrix.wrap(n, 1, out));
        }
    }

    /** Higham's theorem 8.5: |b − T x̂| ≤ γₙ |T| |x̂|, entry by entry. */
    @Property(tries = 150)
    void solutionsAreStableRowByRow(@ForAll("sizes") int n, @ForAll("counts") int k, @ForAll boolean upper,
            @ForAll boolean unit, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sample sample = Sample.of(n, upper, unit, random);
        Matrix b = Samples.gaussianMatrix(n, k, random);
        double[] before = b.toArray();
        requireStable(sample.full, sample.triangle.solve(b), b);
        requireStable(transpose(sample.full), sample.triangle.solveTransposed(b), b);
        assertArrayEquals(before, b.array());
        if (k > 0) {
            Matrix x = Matrix.wrap(n, 1, column(b, 0));
            requireStable(sample.full, Matrix.wrap(n, 1, sample.triangle.solve(x.array())), x);
            requireStable(transpose(sample.full), Matrix.wrap(n, 1, sample.triangle.solveTransposed(x.array())), x);
        }
    }

    private static void requireStable(Matrix t, Matrix x, Matrix b) {
        // the residual is computed with errors of the same size as its bound
        requireWithin(4 * (t.rows() + 1) * EPSILON, product(magnitudes(t), magnitudes(x)), b, product(t, x));
    }

    @Example
    void aPivotOfZeroIsNamed() {
        Matrix a = Matrix.of(2, 2, new double[] {1, 0, 5, 0});
        assertEquals("triangular solve: pivot 1 of 2 is 0.0 (expected a finite number other than 0; the matrix is "
                + "singular or not finite)",
                assertThrows(ArithmeticException.class, () -> Triangular.lower(a).solve(new double[2])).getMessage());
        assertThrows(ArithmeticException.class, () -> Triangular.upper(a).solveTransposed(Matrix.identity(2)));
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(ArithmeticException.class, () -> Triangular.upper(Matrix.of(1, 1, new double[] {bad}))
                    .solve(Matrix.identity(1)));
        }
        assertArrayEquals(new double[] {3, -11}, Triangular.unitLower(a).solve(new double[] {3, 4}));
    }

    @Example
    void wrongSizesAreRefused() {
        Triangular two = Triangular.lower(Matrix.identity(2));
        assertEquals(2, two.rows());
        assertEquals(2, two.columns());
        assertEquals("triangular matrix: A is 1x2 (expected a square matrix)",
                message(() -> Triangular.upper(Matrix.of(1, 2, new double[2]))));
        assertEquals("triangular solve: A is 2x2 but b has length 3 (expected 2)",
                message(() -> two.solve(new double[3])));
        assertEquals("triangular solve: A is 2x2 but B has 3 rows (expected 2)",
                message(() -> two.solve(Matrix.identity(3))));
        assertEquals("triangular product: A is 2x2 but x has length 3 (expected 2)",
                message(() -> two.apply(new double[3], new double[2])));
        assertEquals("triangular product: A is 2x2 but out has length 3 (expected 2)",
                message(() -> two.applyTranspose(new double[2], new double[3])));
        assertEquals("triangular product: A is 2x2 but B has 3 rows (expected 2)",
                message(() -> two.times(Matrix.identity(3))));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
