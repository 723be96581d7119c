package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QrProperties extends Dense {

    // downdated lengths of columns choose the pivot until half of their digits are gone
    private static final double DOWNDATED = 1e-6;

    private static Qr factorize(boolean pivoted, Matrix a) {
        return pivoted ? Qr.pivoted(a) : Qr.of(a);
    }

    /** Higham's theorem 19.4, column by column, on columns of all magnitudes that squares cannot follow. */
    @Property(tries = 100)
    void factorsMultiplyBackColumnByColumn(@ForAll boolean pivoted, @ForAll("sizes") int m, @ForAll("sizes") int n,
            @ForAll @IntRange(max = 300) int decades, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = Samples.gaussian(m * n, random);
        for (int j = 0; j < n; j++) {
            double scale = Math.pow(10, decades * (random.nextDouble() - 0.5));
            for (int i = 0; i < m; i++) {
                entries[i * n + j] *= scale;
            }
        }
        Matrix a = Matrix.wrap(m, n, entries);
        double[] before = a.toArray();
        Qr qr = factorize(pivoted, a);
        assertArrayEquals(before, a.array());
        Matrix q = qr.thinQ();
        Matrix r = qr.upperFactor();
        requireOrthonormalColumns(q);
        requireTrapezoid(r, Math.min(m, n), n);
        int[] order = qr.columnOrder();
        Matrix product = product(q, r);
        boolean[] seen = new boolean[n];
        for (int j = 0; j < n; j++) {
            seen[order[j]] = true;
            double[] expected = column(a, order[j]);
            double error = Vectors.norm2(Samples.difference(expected, column(product, j)));
            double bound = 4 * (m + n) * EPSILON * Vectors.norm2(expected);
            assertTrue(error <= bound, "column " + j + ": " + error + " against " + bound);
            assertTrue(pivoted || order[j] == j);
        }
        for (boolean one : seen) {
            assertTrue(one, "a permutation");
        }
    }

    private static void requireTrapezoid(Matrix r, int rows, int columns) {
        assertEquals(rows, r.rows());
        assertEquals(columns, r.columns());
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < Math.min(i, columns); j++) {
                assertEquals(0, r.get(i, j));
            }
        }
    }

    /**
     * With pivoting no entry of R is larger than the diagonal to which its row belongs; nor is the rest of a column.
     */
    @Property(tries = 60)
    void pivotedDiagonalsDominateWhatFollows(@ForAll("sizes") int m, @ForAll("smallSizes") int n,
            @ForAll @IntRange(max = 14) int digits, @ForAll long seed) {
        int least = Math.min(m, n);
        Matrix a = withSingularValues(Samples.spectrum(least, 1, Math.pow(10, digits)), m, n,
                new SplittableRandom(seed));
        Matrix r = Qr.pivoted(a).upperFactor();
        double rounding = 64 * (m + n) * EPSILON;
        for (int j = 0; j < n; j++) {
            double rest = 0;
            for (int i = Math.min(j, least - 1); i >= 0; i--) {
                rest = Math.hypot(rest, r.get(i, j));
                assertTrue(rest <= Math.abs(r.get(i, i)) * (1 + DOWNDATED) + rounding,
                        "column " + j + " from row " + i);
            }
        }
    }

    @Property(tries = 80)
    void theRankIsThatOfTheFactorsOfAProduct(@ForAll("sizes") int m, @ForAll("smallSizes") int n,
            @ForAll("smallSizes") int r, @ForAll @IntRange(min = -140, max = 140) int scale, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rank = Math.min(r, Math.min(m, n));
        Matrix a = withSingularValues(Samples.spectrum(rank, Math.pow(10, scale), 1e6), m, n, random);
        assertEquals(rank, Qr.pivoted(a).rank());
        assertEquals(Math.min(rank, 1), Qr.pivoted(a).rank(0.9999));
    }

    /** The normal equations: the residual is orthogonal to all columns. */
    @Property(tries = 80)
    void leastSquaresResidualsAreOrthogonalToTheColumns(@ForAll boolean pivoted, @ForAll("smallSizes") int n,
            @ForAll("smallSizes") int more, @ForAll("counts") int k, @ForAll @IntRange(max = 6) int digits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        Matrix a = withSingularValues(Samples.spectrum(n, 1, Math.pow(10, digits)), m, n, random);
        Matrix b = Samples.gaussianMatrix(m, k, random);
        double[] before = b.toArray();
        Qr qr = factorize(pivoted, a);
        Matrix x = qr.solve(b);
        assertArrayEquals(before, b.array());
        assertEquals(k, x.columns());
        for (int j = 0; j < k; j++) {
            requireNormal(a, column(x, j), column(b, j));
        }
        if (k > 0) {
            requireNormal(a, qr.solve(column(b, 0)), column(b, 0));
        }
    }

    static void requireNormal(Matrix a, double[] x, double[] b) {
        double[] residual = Samples.difference(b, Samples.product(a, x));
        double slope = Samples.norm(Samples.product(transpose(a), residual));
        double norm = Samples.frobenius(a);
        double bound = 16 * (a.rows() + a.columns()) * EPSILON * norm * (Samples.norm(b) + norm * Samples.norm(x));
        assertTrue(slope <= bound, "slope " + slope + " against " + bound);
    }

    @Property(tries = 60)
    void dependentColumnsAreNamed(@ForAll boolean pivoted, @ForAll @IntRange(min = 2, max = 70) int n,
            @ForAll("smallSizes") int more, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        double[] entries = Samples.gaussian(m * n, random);
        int k = 1 + random.nextInt(n - 1);
        for (int i = 0; i < m; i++) {
            entries[i * n + k] = 3 * entries[i * n] - (k > 1 ? entries[i * n + k - 1] : 0);
        }
        String message = assertThrows(ArithmeticException.class,
                () -> factorize(pivoted, Matrix.wrap(m, n, entries)).solve(new double[m])).getMessage();
        assertTrue(message.matches("QR solve: pivot " + (pivoted ? "\\d+" : k) + " of " + n + " is \\S+ in a column of "
                + "length \\S+ \\(expected more than rounding; the columns are linearly dependent; CompleteOrthogonal "
                + "solves such systems\\)"), message);
    }

    @Property(tries = 40)
    void bitsRepeat(@ForAll boolean pivoted, @ForAll("sizes") int m, @ForAll("sizes") int n, @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(m, n, new SplittableRandom(seed));
        Qr once = factorize(pivoted, a);
        Qr again = factorize(pivoted, a);
        assertArrayEquals(once.upperFactor().array(), again.upperFactor().array());
        assertArrayEquals(once.thinQ().array(), again.thinQ().array());
    }

    /** Numbers near the end of the range: a reflection that is rounded to their few digits is not orthogonal. */
    @Property(tries = 40)
    void subnormalNumbersAreReflectedAsAllOthers(@ForAll boolean pivoted, @ForAll @IntRange(min = 1, max = 20) int m,
            @ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = new double[m * n];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Double.MIN_VALUE * random.nextInt(-3, 4);
        }
        requireOrthonormalColumns(factorize(pivoted, Matrix.wrap(m, n, entries)).thinQ());
    }

    @Property(tries = 40)
    void numbersThatAreNotFiniteAreRefused(@ForAll boolean pivoted, @ForAll @IntRange(max = 2) int which,
            @ForAll @IntRange(min = 1, max = 40) int m, @ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        int i = random.nextInt(m);
        int j = random.nextInt(n);
        Matrix a = with(Samples.gaussianMatrix(m, n, random), i, j, bad[which]);
        assertEquals("QR: entry (" + i + ", " + j + ") is " + bad[which] + " (expected finite numbers)",
                assertThrows(ArithmeticException.class, () -> factorize(pivoted, a)).getMessage());
    }

    @Example
    void whatCannotBeIsRefused() {
        Matrix wide = Matrix.of(1, 2, new double[2]);
        Qr two = Qr.of(Matrix.identity(2));
        assertEquals("QR solve: A is 1x2 (expected at least as many rows as columns; CompleteOrthogonal solves wide "
                + "systems)", message(IllegalArgumentException.class, () -> Qr.of(wide).solve(new double[1])));
        assertEquals("QR solve: A is 2x2 but b has length 3 (expected 2)",
                message(IllegalArgumentException.class, () -> two.solve(new double[3])));
        assertEquals("QR solve: A is 2x2 but B has 1 rows (expected 2)",
                message(IllegalArgumentException.class, () -> two.solve(wide)));
        assertEquals("QR rank: the columns were not pivoted (expected Qr.pivoted)",
                message(IllegalStateException.class, two::rank));
        assertEquals("QR rank: tolerance NaN (expected a number that is not negative)",
                message(IllegalArgumentException.class, () -> Qr.pivoted(wide).rank(Double.NaN)));
        double[] huge = {1.5e308, 1.5e308};
        assertTrue(message(ArithmeticException.class, () -> Qr.of(Matrix.of(2, 1, huge)))
                .startsWith("QR: the length of a column overflows"));
        assertTrue(message(ArithmeticException.class, () -> Qr.pivoted(Matrix.of(2, 1, huge)))
                .startsWith("QR: the length of a column overflows"));
    }

    private static String message(Class<? extends Exception> type, Runnable call) {
        return assertThrows(type, call::run).getMessage();
    }
}
