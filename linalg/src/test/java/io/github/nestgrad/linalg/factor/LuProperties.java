package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Allocation;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LuProperties extends Dense {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    // the true condition, to which the estimate is compared, is itself computed
    private static final double CONDITION = 1e-6;

    /** The bound of Higham's theorem 9.3: |P A − L̂Û| ≤ γₙ |L̂||Û|, with room for another order of summation. */
    @Property(tries = 80)
    void factorsMultiplyBackToThePermutedMatrix(@ForAll("sizes") int n, @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(n, n, new SplittableRandom(seed));
        Lu lu = Lu.of(a);
        Matrix l = lu.lowerFactor();
        Matrix u = lu.upperFactor();
        int[] order = lu.rowOrder();
        double[] permuted = new double[n * n];
        boolean[] seen = new boolean[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a.array(), order[i] * n, permuted, i * n, n);
            seen[order[i]] = true;
            assertEquals(1, l.get(i, i));
            for (int j = 0; j < n; j++) {
                assertTrue(j <= i || l.get(i, j) == 0, "L is lower triangular");
                assertTrue(j >= i || u.get(i, j) == 0, "U is upper triangular");
                assertTrue(Math.abs(l.get(i, j)) <= 1, "the largest entry was the pivot");
            }
        }
        for (boolean one : seen) {
            assertTrue(one, "a permutation");
        }
        requireWithin(2 * (n + 1) * EPSILON, product(magnitudes(l), magnitudes(u)), Matrix.wrap(n, n, permuted),
                product(l, u));
    }

    @Property(tries = 80)
    void solutionsHaveResidualsOfRoundingSize(@ForAll("sizes") int n, @ForAll("counts") int k,
            @ForAll @IntRange(min = -150, max = 150) int scale, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = scaled(Math.pow(10, scale), Samples.gaussianMatrix(n, n, random));
        Matrix b = Samples.gaussianMatrix(n, k, random);
        Lu lu = Lu.of(a);
        requireSmallResiduals(a, lu.solve(b), b);
        requireSmallResiduals(transpose(a), lu.solveTransposed(b), b);
        for (int j = 0; j < Math.min(k, 3); j++) {
            requireSmallResidual(a, lu.solve(column(b, j)), column(b, j));
            requireSmallResidual(transpose(a), lu.solveTransposed(column(b, j)), column(b, j));
        }
    }

    @Property(tries = 60)
    void pivotingSolvesWhatEliminationInOrderCannot(@ForAll @IntRange(min = 2, max = 70) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = Samples.gaussian(n * n, random);
        for (int i = 0; i < n; i++) {
            entries[i * n + i] = i % 2 == 0 ? 0 : 1e-18;
        }
        Matrix a = Matrix.wrap(n, n, entries);
        double[] b = Samples.gaussian(n, random);
        requireSmallResidual(a, Lu.of(a).solve(b), b);
    }

    /** A permuted triangular matrix: its determinant is the sign of the permutation times the diagonal. */
    @Property(tries = 80)
    void determinantHasSignAndLogarithm(@ForAll("sizes") int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] t = new double[n * n];
        double logarithm = 0;
        int sign = 1;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                t[i * n + j] = random.nextDouble() - 0.5;
            }
            t[i * (n + 1)] = (random.nextBoolean() ? 1 : -1) * 1e50 * (1 + random.nextDouble());
            sign *= (int) Math.signum(t[i * (n + 1)]);
            logarithm += Math.log(Math.abs(t[i * (n + 1)]));
        }
        for (int i = n - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            sign = other == i ? sign : -sign;
            for (int j = 0; j < n; j++) {
                double entry = t[i * n + j];
                t[i * n + j] = t[other * n + j];
                t[other * n + j] = entry;
            }
        }
        Lu lu = Lu.of(Matrix.wrap(n, n, t));
        assertEquals(sign, lu.determinantSign());
        assertEquals(logarithm, lu.logAbsDeterminant(), 8 * n * EPSILON * (logarithm + 1));
    }

    @Property(tries = 60)
    void aColumnOfZerosIsNamed(@ForAll("sizes") int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Math.max(1, size);
        int k = random.nextInt(n);
        double[] entries = Samples.gaussian(n * n, random);
        for (int i = 0; i < n; i++) {
            entries[i * n + k] = 0;
        }
        Matrix a = Matrix.wrap(n, n, entries);
        assertTrue(Lu.ifRegular(a).isEmpty());
        assertEquals("LU: pivot " + k + " of " + n + " is 0.0 (expected a finite number other than 0; the matrix is "
                + "singular or not finite)", assertThrows(ArithmeticException.class, () -> Lu.of(a)).getMessage());
    }

    @Property(tries = 60)
    void numbersThatAreNotFiniteAreRefused(@ForAll("sizes") int size, @ForAll @IntRange(max = 2) int which,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Math.max(1, size);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Matrix a = with(Samples.gaussianMatrix(n, n, random), random.nextInt(n), random.nextInt(n), bad[which]);
        assertTrue(Lu.ifRegular(a).isEmpty());
        assertThrows(ArithmeticException.class, () -> Lu.of(a));
    }

    @Property(tries = 40)
    void argumentsStayAndBitsRepeat(@ForAll("sizes") int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.gaussianMatrix(n, n, random);
        double[] before = a.toArray();
        double[] b = Samples.gaussian(n, random);
        double[] copy = b.clone();
        assertArrayEquals(Lu.of(a).solve(b), Lu.of(a).solve(b));
        assertArrayEquals(Lu.of(a).solveTransposed(b), Lu.of(a).solveTransposed(b));
        assertArrayEquals(before, a.array());
        assertArrayEquals(copy, b);
    }

    @Property(tries = 80)
    void conditionEstimateIsABoundFromBelow(@ForAll("smallSizes") int n, @ForAll @IntRange(max = 8) int digits,
            @ForAll long seed) {
        Matrix a = withSingularValues(Samples.spectrum(n, 1, Math.pow(10, digits)), n, n, new SplittableRandom(seed));
        Lu lu = Lu.of(a);
        double condition = norm1(a) * norm1(lu.solve(Matrix.identity(n)));
        double estimate = lu.conditionEstimate();
        assertTrue(estimate <= condition * (1 + CONDITION), estimate + " of " + condition);
        assertTrue(estimate >= condition / 5, estimate + " of " + condition);
    }

    @Example
    void conditionEstimatesOfSmallMatrices() {
        assertEquals(0, Lu.of(Matrix.identity(0)).conditionEstimate());
        assertEquals(1, Lu.of(Matrix.of(1, 1, new double[] {-3})).conditionEstimate());
        // ‖A‖₁ = 6, A⁻¹ = (4 −2; −3 1)/(−2), ‖A⁻¹‖₁ = 3.5
        assertEquals(21, Lu.of(Matrix.of(2, 2, new double[] {1, 2, 3, 4})).conditionEstimate(), 21 * ROUNDING);
        assertEquals(Double.POSITIVE_INFINITY,
                Lu.of(Matrix.of(2, 2, new double[] {1, 0, 0, Double.MIN_VALUE})).conditionEstimate());
    }

    @Example
    void ofEqualPivotsTheFirstIsTakenAndNothingThatIsNotANumber() {
        assertArrayEquals(new int[] {0, 1}, Lu.of(Matrix.of(2, 2, new double[] {1, 0, -1, 1})).rowOrder());
        String message = assertThrows(ArithmeticException.class,
                () -> Lu.of(Matrix.of(2, 2, new double[] {1, 0, Double.NaN, 1}))).getMessage();
        assertTrue(message.startsWith("LU: pivot 0 of 2 is NaN"), message);
    }

    @Example
    void solvingIntoAnArrayAllocatesNothing() {
        Lu lu = Lu.of(Samples.gaussianMatrix(40, 40, new SplittableRandom(1)));
        double[] b = new double[40];
        double[] x = new double[40];
        Allocation.requireNone("LU solve", () -> lu.solveInto(b, x));
    }

    @Example
    void wrongSizesAreRefused() {
        Matrix wide = Matrix.of(1, 2, new double[2]);
        Lu two = Lu.of(Matrix.identity(2));
        double[] b = new double[2];
        assertEquals("LU: A is 1x2 (expected a square matrix)", message(() -> Lu.of(wide)));
        assertEquals("LU: A is 1x2 (expected a square matrix)", message(() -> Lu.ifRegular(wide)));
        assertEquals("LU solve: A is 2x2 but b has length 1 (expected 2)", message(() -> two.solve(new double[1])));
        assertEquals("LU solve: A is 2x2 but B has 1 rows (expected 2)", message(() -> two.solve(wide)));
        assertEquals("LU transposed solve: A is 2x2 but b has length 1 (expected 2)",
                message(() -> two.solveTransposed(new double[1])));
        assertEquals("LU solve: A is 2x2 but out has length 1 (expected 2)",
                message(() -> two.solveInto(b, new double[1])));
        assertEquals("LU transposed solve: A is 2x2 but B has 3 rows (expected 2)",
                message(() -> two.solveTransposed(Matrix.identity(3))));
        assertEquals("LU solve: b and out are one array (expected two)", message(() -> two.solveInto(b, b)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
