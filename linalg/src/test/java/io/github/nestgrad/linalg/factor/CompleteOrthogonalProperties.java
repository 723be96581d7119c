package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

class CompleteOrthogonalProperties extends Dense {

    // cuts off what a test has made small
    private static final double CUT = 1e-3;

    private static final double CONDITION = 1e3;

    /** The residual is orthogonal to the range, the solution to the null space; together they say x = A⁺b. */
    @Property(tries = 150)
    void solutionsAreTheShortestOfTheBest(@ForAll("smallSizes") int m, @ForAll("smallSizes") int n,
            @ForAll("smallSizes") int r, @ForAll("counts") int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rank = Math.min(r, Math.min(m, n));
        double[][] right = Samples.orthogonal(n, random);
        Matrix a = sum(Samples.spectrum(rank, 1, CONDITION), Samples.orthogonal(m, random), m, right, n);
        Matrix b = Samples.gaussianMatrix(m, k, random);
        double[] before = a.toArray();
        double[] rightHandSides = b.toArray();
        CompleteOrthogonal decomposition = CompleteOrthogonal.of(a);
        assertEquals(rank, decomposition.rank());
        Matrix x = decomposition.solve(b);
        assertEquals(n, x.rows());
        assertEquals(k, x.columns());
        for (int j = 0; j < k; j++) {
            requireShortest(a, column(x, j), column(b, j), right, rank);
        }
        if (k > 0) {
            requireShortest(a, decomposition.solve(column(b, 0)), column(b, 0), right, rank);
        }
        assertArrayEquals(before, a.array());
        assertArrayEquals(rightHandSides, b.array());
    }

    static void requireShortest(Matrix a, double[] x, double[] b, double[][] right, int rank) {
        QrProperties.requireNormal(a, x, b);
        double bound = 16 * (a.rows() + a.columns()) * EPSILON * CONDITION * Samples.norm(x);
        for (int i = rank; i < a.columns(); i++) {
            assertTrue(Math.abs(Samples.inner(right[i], x)) <= bound, "a part in the null space");
        }
    }

    @Property(tries = 40)
    void theToleranceDecidesTheRank(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        Matrix a = withSingularValues(new double[] {1, 1e-5}, n + 1, n + 1, new SplittableRandom(seed));
        assertEquals(2, CompleteOrthogonal.of(a).rank());
        assertEquals(1, CompleteOrthogonal.of(a, CUT).rank());
    }

    @Example
    void nothingIsSolvedByNothing() {
        CompleteOrthogonal zero = CompleteOrthogonal.of(Matrix.of(2, 3, new double[6]));
        assertEquals(0, zero.rank());
        assertArrayEquals(new double[3], zero.solve(new double[] {1, 2}));
        assertArrayEquals(new double[2], CompleteOrthogonal.of(Matrix.of(0, 2, new double[0])).solve(new double[0]));
        assertArrayEquals(new double[0], CompleteOrthogonal.of(Matrix.of(2, 0, new double[0])).solve(new double[2]));
    }

    @Example
    void whatCannotBeIsRefused() {
        Matrix one = Matrix.identity(1);
        assertEquals("least squares: A is 1x1 but b has length 2 (expected 1)",
                message(IllegalArgumentException.class, () -> CompleteOrthogonal.of(one).solve(new double[2])));
        assertEquals("least squares: A is 1x1 but B has 2 rows (expected 1)",
                message(IllegalArgumentException.class, () -> CompleteOrthogonal.of(one).solve(Matrix.identity(2))));
        assertEquals("complete orthogonal decomposition: tolerance -1.0 (expected a number that is not negative)",
                message(IllegalArgumentException.class, () -> CompleteOrthogonal.of(one, -1)));
        assertEquals("QR: entry (0, 0) is NaN (expected finite numbers)", message(ArithmeticException.class,
                () -> CompleteOrthogonal.of(Matrix.of(1, 1, new double[] {Double.NaN}))));
    }

    private static String message(Class<? extends Exception> type, Runnable call) {
        return assertThrows(type, call::run).getMessage();
    }
}
