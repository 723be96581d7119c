package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Allocation;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CholeskyProperties extends Dense {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    // the message prints so many digits
    private static final double NINE_DIGITS = 1e-9;
    // the true condition, to which the estimate is compared, is itself computed
    private static final double CONDITION = 1e-6;

    private static final Pattern REFUSAL = Pattern.compile("Cholesky: pivot (\\d+) of (\\d+) is (\\S+) \\(expected a "
            + "positive number; the matrix is not positive definite\\)");

    private static Matrix definite(int n, int digits, SplittableRandom random) {
        return Samples.symmetric(Samples.spectrum(n, 1, Math.pow(10, digits)), random);
    }

    /** The bound of Higham's theorem 10.3: |A − L̂L̂ᵀ| ≤ γₙ₊₁ |L̂||L̂ᵀ|, with room for another order of summation. */
    @Property(tries = 80)
    void factorsMultiplyBackToTheMatrix(@ForAll("sizes") int n, @ForAll @IntRange(max = 12) int digits,
            @ForAll long seed) {
        Matrix a = definite(n, digits, new SplittableRandom(seed));
        Matrix l = Cholesky.of(a).factor();
        Matrix magnitude = product(magnitudes(l), transpose(magnitudes(l)));
        requireWithin(2 * (n + 1) * EPSILON, magnitude, a, product(l, transpose(l)));
        for (int i = 0; i < n; i++) {
            assertTrue(l.get(i, i) > 0);
            for (int j = i + 1; j < n; j++) {
                assertEquals(0, l.get(i, j));
            }
        }
    }

    @Property(tries = 80)
    void solutionsHaveResidualsOfRoundingSize(@ForAll("sizes") int n, @ForAll("counts") int k,
            @ForAll @IntRange(max = 10) int digits, @ForAll @IntRange(min = -150, max = 150) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = scaled(Math.pow(10, scale), definite(n, digits, random));
        Matrix b = Samples.gaussianMatrix(n, k, random);
        Cholesky cholesky = Cholesky.of(a);
        requireSmallResiduals(a, cholesky.solve(b), b);
        for (int j = 0; j < Math.min(k, 3); j++) {
            requireSmallResidual(a, cholesky.solve(column(b, j)), column(b, j));
        }
    }

    @Property(tries = 40)
    void onlyTheLowerTriangleIsReadAndNothingChanged(@ForAll("sizes") int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = definite(n, 2, random);
        double[] entries = a.toArray();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                entries[i * n + j] = Double.NaN;
            }
        }
        double[] before = entries.clone();
        double[] b = Samples.gaussian(n, random);
        double[] x = Cholesky.of(a).solve(b);
        Cholesky half = Cholesky.of(Matrix.wrap(n, n, entries));
        assertArrayEquals(x, half.solve(b));
        assertEquals(Cholesky.of(a).conditionEstimate(), half.conditionEstimate());
        assertArrayEquals(before, entries);
        double[] inPlace = b.clone();
        half.solveInto(inPlace, inPlace);
        assertArrayEquals(x, inPlace);
    }

    @Property(tries = 60)
    void logDeterminantIsTheSumOfTheLogarithmsOfTheEigenvalues(@ForAll("smallSizes") int n,
            @ForAll @IntRange(max = 6) int digits, @ForAll long seed) {
        double condition = Math.pow(10, digits);
        double[] eigenvalues = Samples.spectrum(n, 1e40, condition);
        double expected = 0;
        for (double eigenvalue : eigenvalues) {
            expected += Math.log(eigenvalue);
        }
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        double tolerance = 64 * EPSILON * (n + 1) * (condition + Math.abs(expected));
        assertEquals(expected, Cholesky.of(a).logDeterminant(), tolerance);
    }

    /** A = L diag(d) Lᵀ with dₖ &lt; 0: elimination meets just that number at row k. */
    @Property(tries = 60)
    void theFirstPivotThatIsNotPositiveIsNamedWithItsValue(@ForAll("sizes") int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Math.max(1, size);
        int k = random.nextInt(n);
        double[] entries = new double[n * n];
        double[] l = Samples.gaussian(n * n, random);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int p = 0; p <= j; p++) {
                    double d = p == k ? -0.5 : 1;
                    entries[i * n + j] += d * (p == i ? 1 : 0.1 * l[i * n + p]) * (p == j ? 1 : 0.1 * l[j * n + p]);
                }
            }
        }
        Matrix a = Matrix.wrap(n, n, entries);
        assertTrue(Cholesky.ifPositiveDefinite(a).isEmpty());
        Matcher message = REFUSAL.matcher(assertThrows(ArithmeticException.class, () -> Cholesky.of(a)).getMessage());
        assertTrue(message.matches(), message.toString());
        assertEquals(k, Integer.parseInt(message.group(1)));
        assertEquals(n, Integer.parseInt(message.group(2)));
        assertEquals(-0.5, Double.parseDouble(message.group(3)), NINE_DIGITS);
    }

    @Property(tries = 60)
    void numbersThatAreNotFiniteAreRefused(@ForAll("sizes") int size, @ForAll @IntRange(max = 2) int which,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Math.max(1, size);
        int i = random.nextInt(n);
        int j = random.nextInt(i + 1);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Matrix a = with(definite(n, 2, random), i, j, bad[which]);
        assertTrue(Cholesky.ifPositiveDefinite(a).isEmpty());
        assertThrows(ArithmeticException.class, () -> Cholesky.of(a));
    }

    /** From below, and in these cases not far. */
    @Property(tries = 60)
    void conditionEstimateIsABoundFromBelow(@ForAll("smallSizes") int n, @ForAll @IntRange(max = 8) int digits,
            @ForAll long seed) {
        Matrix a = definite(n, digits, new SplittableRandom(seed));
        Cholesky cholesky = Cholesky.of(a);
        double condition = norm1(a) * norm1(cholesky.solve(Matrix.identity(n)));
        double estimate = cholesky.conditionEstimate();
        assertTrue(estimate <= condition * (1 + CONDITION), estimate + " of " + condition);
        assertTrue(estimate >= condition / 5, estimate + " of " + condition);
    }

    @Example
    void zeroIsNotPositive() {
        assertTrue(Cholesky.ifPositiveDefinite(Matrix.of(1, 1, new double[1])).isEmpty());
        assertEquals(0, Cholesky.of(Matrix.identity(0)).logDeterminant());
        assertEquals(0, Cholesky.of(Matrix.identity(0)).conditionEstimate());
        assertEquals(1, Cholesky.of(Matrix.of(1, 1, new double[] {4})).conditionEstimate());
        // ‖A‖₁ = 4 in the last column, A⁻¹ = (3 −1; −1 2)/5, ‖A⁻¹‖₁ = 4/5
        assertEquals(3.2, Cholesky.of(Matrix.of(2, 2, new double[] {2, 1, 1, 3})).conditionEstimate(), 3.2 * ROUNDING);
    }

    @Example
    void solvingIntoAnArrayAllocatesNothing() {
        Cholesky cholesky = Cholesky.of(definite(40, 1, new SplittableRandom(1)));
        double[] b = new double[40];
        double[] x = new double[40];
        Allocation.requireNone("Cholesky solve", () -> cholesky.solveInto(b, x));
    }

    @Example
    void wrongSizesAreRefused() {
        Cholesky two = Cholesky.of(Matrix.identity(2));
        assertEquals("Cholesky: A is 1x2 (expected a square matrix)", message(() -> Cholesky.of(wide())));
        assertEquals("Cholesky: A is 1x2 (expected a square matrix)",
                message(() -> Cholesky.ifPositiveDefinite(wide())));
        assertEquals("Cholesky solve: A is 2x2 but b has length 3 (expected 2)",
                message(() -> two.solve(new double[3])));
        assertEquals("Cholesky solve: A is 2x2 but out has length 3 (expected 2)",
                message(() -> two.solveInto(new double[2], new double[3])));
        assertEquals("Cholesky solve: A is 2x2 but B has 1 rows (expected 2)", message(() -> two.solve(wide())));
    }

    private static Matrix wide() {
        return Matrix.of(1, 2, new double[2]);
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
