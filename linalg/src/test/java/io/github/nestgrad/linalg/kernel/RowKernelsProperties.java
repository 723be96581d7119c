package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Softmax, log-sum-exp and sums against references of their own; run for each kernel set. */
class RowKernelsProperties {

    // the bound is of first order in u
    private static final double SECOND_ORDER = 1e-12;

    /** The unit roundoff. */
    private static final double U = 0x1p-53;
    private static final int MOST_ROWS = 150;

    private final RowKernels kernels = KernelProvider.get().rows();

    // narrow, about the border to wide, wide, and more than one piece of a row
    private static int columns(int choice) {
        int[] wide = {63, 64, 65, 100, 129, 1023, 1024, 1025, 2100};
        return choice < 40 ? choice : wide[choice % wide.length];
    }

    private static Window matrix(int rows, int columns, SplittableRandom random) {
        Window x = Window.filled(rows * columns, 0, random);
        for (int i = 0; i < rows; i++) {
            double center = random.nextBoolean() ? 0 : 2000 * random.nextDouble() - 1000;
            double spread = Math.pow(10, 4 * random.nextDouble() - 1);
            for (int j = 0; j < columns; j++) {
                x.array()[x.offset() + i * columns + j] = center + spread * (2 * random.nextDouble() - 1);
            }
        }
        return x;
    }

    private static int rows(int rows, int columns) {
        return columns > 60 ? rows % 5 : rows;
    }

    @Property(tries = 200)
    void softmaxIsTheExponentialsOverTheirSum(@ForAll @IntRange(max = MOST_ROWS) int mostRows,
            @ForAll @IntRange(min = 1, max = 60) int choice, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = columns(choice);
        int rows = rows(mostRows, n);
        Window x = matrix(rows, n, random);
        Window before = x.copy();
        Window y = Window.filled(rows * n, Double.NaN, random);
        kernels.softmaxRows(rows, n, x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("softmax");
        assertArrayEquals(before.array(), x.array());
        for (int i = 0; i < rows; i++) {
            RowReference row = RowReference.of(x, i, n);
            BigDecimal sum = BigDecimal.ZERO;
            for (int j = 0; j < n; j++) {
                double computed = y.get(i * n + j);
                double exact = row.softmax(x.get(i * n + j));
                double tolerance = (1.4 * n + 5 + row.largest() - x.get(i * n + j)) * U * exact;
                assertEquals(exact, computed, tolerance + 4 * Double.MIN_VALUE);
                sum = sum.add(new BigDecimal(computed));
            }
            assertEquals(0, sum.subtract(BigDecimal.ONE).doubleValue(), (n + 1) * U);
        }
        kernels.softmaxRows(rows, n, x.array(), x.offset(), x.array(), x.offset());
        assertArrayEquals(y.entries(), x.entries(), "in place");
    }

    @Property(tries = 200)
    void logSumExpIsTheLogarithmOfTheSumOfExponentials(@ForAll @IntRange(max = MOST_ROWS) int mostRows,
            @ForAll @IntRange(min = 1, max = 60) int choice, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = columns(choice);
        int rows = rows(mostRows, n);
        Window x = matrix(rows, n, random);
        Window before = x.copy();
        Window y = Window.filled(rows, Double.NaN, random);
        kernels.logSumExpRows(rows, n, x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("logSumExp");
        assertArrayEquals(before.array(), x.array());
        for (int i = 0; i < rows; i++) {
            RowReference row = RowReference.of(x, i, n);
            double error = row.errorOfLogSumExp(y.get(i));
            assertTrue(error <= row.boundOfLogSumExp(), "row " + i + " is off by " + error + ", n = " + n);
            assertTrue(y.get(i) >= row.largest(), "not below the largest entry");
        }
    }

    @Property(tries = 200)
    void aRowGivesTheSameBitsAloneAndInAnyCompany(@ForAll @IntRange(max = MOST_ROWS) int mostRows,
            @ForAll @IntRange(min = 1, max = 60) int choice, @ForAll boolean special, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = columns(choice);
        int rows = rows(mostRows, n);
        Window x = special ? Arguments.window(rows * n, random) : matrix(rows, n, random);
        double[] softmax = new double[rows * n];
        double[] logSumExp = new double[rows];
        double[] sums = new double[rows];
        kernels.softmaxRows(rows, n, x.array(), x.offset(), softmax, 0);
        kernels.logSumExpRows(rows, n, x.array(), x.offset(), logSumExp, 0);
        kernels.rowSums(rows, n, x.array(), x.offset(), sums, 0);
        double[] row = new double[n];
        double[] one = new double[1];
        for (int i = 0; i < rows; i++) {
            kernels.softmaxRows(1, n, x.array(), x.offset() + i * n, row, 0);
            assertArrayEquals(Arrays.copyOfRange(softmax, i * n, (i + 1) * n), row, "softmax of row " + i);
            kernels.logSumExpRows(1, n, x.array(), x.offset() + i * n, one, 0);
            assertEquals(logSumExp[i], one[0], "log-sum-exp of row " + i);
            kernels.rowSums(1, n, x.array(), x.offset() + i * n, one, 0);
            assertEquals(sums[i], one[0], "sum of row " + i);
        }
    }

    @Property(tries = 200)
    void aShiftOfARowShiftsItsLogSumExpAndLeavesItsSoftmax(@ForAll @IntRange(min = 1, max = 60) int choice,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = columns(choice);
        // multiples of 2⁻²⁰ below 2¹⁰, so that the shift is exact
        double shift = Math.rint(0x1p30 * (random.nextDouble() - 0.5)) * 0x1p-20;
        double[] x = new double[n];
        double[] shifted = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = Math.rint(0x1p25 * (random.nextDouble() - 0.5)) * 0x1p-20;
            shifted[j] = x[j] + shift;
        }
        double[] softmax = new double[n];
        double[] ofShifted = new double[n];
        kernels.softmaxRows(1, n, x, 0, softmax, 0);
        kernels.softmaxRows(1, n, shifted, 0, ofShifted, 0);
        assertArrayEquals(softmax, ofShifted);
        double[] y = new double[2];
        kernels.logSumExpRows(1, n, x, 0, y, 0);
        kernels.logSumExpRows(1, n, shifted, 0, y, 1);
        assertEquals(y[0] + shift, y[1], 4 * U * (Math.abs(y[0]) + Math.abs(shift)));
    }

    @Example
    void infinitiesAndNaNInARow() {
        double infinity = Double.POSITIVE_INFINITY;
        for (int n : new int[] {1, 2, 3, 10, 64, 65, 100, 1100}) {
            requireLogSumExp(n, -infinity, -infinity, -infinity);
            requireLogSumExp(n, infinity, infinity, -infinity);
            requireLogSumExp(n, infinity, infinity, 0);
            requireLogSumExp(n, Double.NaN, Double.NaN, infinity);
            requireLogSumExp(n, Double.NaN, Double.NaN, -infinity);
            // an entry of −∞ counts for nothing
            requireLogSumExp(n, 5, 5, -infinity);
            requireLogSumExp(n, -1e300, -1e300, -infinity);
            requireLogSumExp(n, Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE);
        }
        double[] softmax = new double[3];
        kernels.softmaxRows(1, 3, new double[] {-infinity, 7, -infinity}, 0, softmax, 0);
        assertArrayEquals(new double[] {0, 1, 0}, softmax);
        kernels.softmaxRows(1, 3, new double[] {Double.NaN, 7, 8}, 0, softmax, 0);
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, softmax);
    }

    /** One entry in the middle, the others as given; between ordinary rows. */
    private void requireLogSumExp(int n, double expected, double entry, double others) {
        double[] x = new double[3 * n];
        Arrays.fill(x, n, 2 * n, others);
        x[n + n / 2] = entry;
        double[] y = new double[3];
        kernels.logSumExpRows(3, n, x, 0, y, 0);
        assertEquals(expected, y[1], entry + " among " + others + ", n = " + n);
        assertEquals(Math.log(n), y[0], 3 * U * n);
        assertEquals(y[0], y[2]);
    }

    @Example
    void noColumnsAndNoRows() {
        double[] y = {3, 3};
        kernels.logSumExpRows(2, 0, new double[0], 0, y, 0);
        assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, y);
        kernels.rowSums(2, 0, new double[0], 0, y, 0);
        assertArrayEquals(new double[] {0, 0}, y);
        y[0] = 3;
        kernels.columnSums(0, 2, new double[0], 0, y, 0);
        assertArrayEquals(new double[] {0, 0}, y);
        kernels.softmaxRows(2, 0, new double[0], 0, new double[0], 0);
        kernels.softmaxRows(0, 2, new double[0], 0, new double[0], 0);
        assertEquals(0, kernels.sum(0, new double[0], 0));
    }

    @Property(tries = 200)
    void rowAndColumnSumsAreWithinTheirBounds(@ForAll @IntRange(max = 70) int rows,
            @ForAll @IntRange(max = 70) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(rows * columns, random);
        Window rowSums = Window.filled(rows, Double.NaN, random);
        Window columnSums = Window.filled(columns, Double.NaN, random);
        kernels.rowSums(rows, columns, x.array(), x.offset(), rowSums.array(), rowSums.offset());
        kernels.columnSums(rows, columns, x.array(), x.offset(), columnSums.array(), columnSums.offset());
        rowSums.requireNothingBeside("rowSums");
        columnSums.requireNothingBeside("columnSums");
        for (int i = 0; i < rows; i++) {
            requireSum(columns, x, i * columns, 1, rowSums.get(i));
        }
        for (int j = 0; j < columns; j++) {
            requireSum(rows, x, j, columns, columnSums.get(j));
        }
    }

    private static void requireSum(int n, Window x, int from, int stride, double computed) {
        BigDecimal exact = BigDecimal.ZERO;
        double magnitude = 0;
        for (int i = 0; i < n; i++) {
            exact = exact.add(new BigDecimal(x.get(from + i * stride)));
            magnitude += Math.abs(x.get(from + i * stride));
        }
        double error = exact.subtract(new BigDecimal(computed)).abs().doubleValue();
        assertTrue(error <= Math.max(0, n - 1) * U * magnitude * (1 + SECOND_ORDER), "error " + error + ", n = " + n);
    }

    @Property(tries = 200)
    void theSumIsAsIfRoundedOnce(@ForAll @IntRange(max = 1000) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        BigDecimal exact = BigDecimal.ZERO;
        double magnitude = 0;
        for (int i = 0; i < n; i++) {
            // all but the last cancel in pairs, up to what is left over by some digits
            if (i % 2 == 1) {
                x.array()[x.offset() + i] = -x.get(i - 1) * (random.nextBoolean() ? 1 : 1 + 0x1p-50);
            }
            x.array()[x.offset() + i] *= 1e10;
            exact = exact.add(new BigDecimal(x.get(i)));
            magnitude += Math.abs(x.get(i));
        }
        double computed = kernels.sum(n, x.array(), x.offset());
        double error = exact.subtract(new BigDecimal(computed)).abs().doubleValue();
        double bound = U * Math.abs(exact.doubleValue()) + n * U * n * U * magnitude;
        assertTrue(error <= bound, "error " + error + " above " + bound + ", n = " + n);
    }

    @Example
    void sumsOfInfinitiesAndNaN() {
        double infinity = Double.POSITIVE_INFINITY;
        for (int at = 0; at < 20; at++) {
            double[] x = new double[20];
            Arrays.fill(x, 1);
            x[at] = infinity;
            assertEquals(infinity, kernels.sum(20, x, 0));
            x[(at + 7) % 20] = -infinity;
            assertEquals(Double.NaN, kernels.sum(20, x, 0));
            x[at] = Double.NaN;
            assertEquals(Double.NaN, kernels.sum(20, x, 0));
        }
    }
}
