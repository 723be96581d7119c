package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every kernel against sums without rounding, on windows surrounded by NaN; run once for each kernel set. */
class KernelsProperties {

    // sizes around the lengths of vectors, of unrolled loops and of blocks
    private static final int LARGEST = 70;
    private static final int LARGEST_IN_GEMM = 37;
    private static final double EPSILON = Math.ulp(1.0);

    private final Kernels kernels = KernelProvider.get();

    @Property
    void dotIsTheSumOfProducts(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window y = Window.random(n, random);
        double dot = kernels.dot(n, x.array(), x.offset(), y.array(), y.offset());
        ExactSum exact = new ExactSum();
        for (int i = 0; i < n; i++) {
            exact.add(x.get(i), y.get(i));
        }
        exact.requireNear(dot, "dot");
    }

    @Property
    void axpyAddsAMultiple(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window y = Window.random(n, random);
        Window before = y.copy();
        double alpha = Window.random(1, random).get(0);
        kernels.axpy(n, alpha, x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("axpy");
        for (int i = 0; i < n; i++) {
            ExactSum exact = new ExactSum();
            exact.add(1, before.get(i));
            exact.add(alpha, x.get(i));
            exact.requireNear(y.get(i), "axpy");
        }
    }

    @Property
    void scaleMultiplies(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window before = x.copy();
        double alpha = Window.random(1, random).get(0);
        kernels.scale(n, alpha, x.array(), x.offset());
        x.requireNothingBeside("scale");
        for (int i = 0; i < n; i++) {
            assertEquals(alpha * before.get(i), x.get(i));
        }
    }

    @Property(tries = 400)
    void gemvIsTheProductWithAVector(@ForAll @IntRange(max = LARGEST) int rows,
            @ForAll @IntRange(max = LARGEST) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window a = Window.random(rows * columns, random);
        Window x = Window.random(columns, random);
        Window y = Window.filled(rows, Double.NaN, random);
        kernels.gemv(rows, columns, a.array(), a.offset(), x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("gemv");
        for (int i = 0; i < rows; i++) {
            ExactSum exact = new ExactSum();
            for (int j = 0; j < columns; j++) {
                exact.add(a.get(i * columns + j), x.get(j));
            }
            exact.requireNear(y.get(i), "gemv");
        }
    }

    @Property(tries = 400)
    void gemvTransposedIsTheProductOfTheTransposeWithAVector(@ForAll @IntRange(max = LARGEST) int rows,
            @ForAll @IntRange(max = LARGEST) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window a = Window.random(rows * columns, random);
        Window x = Window.random(rows, random);
        Window y = Window.filled(columns, Double.NaN, random);
        kernels.gemvTransposed(rows, columns, a.array(), a.offset(), x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("gemvTransposed");
        for (int j = 0; j < columns; j++) {
            ExactSum exact = new ExactSum();
            for (int i = 0; i < rows; i++) {
                exact.add(a.get(i * columns + j), x.get(i));
            }
            exact.requireNear(y.get(j), "gemvTransposed");
        }
    }

    @Property(tries = 400)
    void gemmIsTheProductInAllTranspositions(@ForAll boolean transposeA, @ForAll boolean transposeB,
            @ForAll @IntRange(max = LARGEST_IN_GEMM) int m, @ForAll @IntRange(max = LARGEST_IN_GEMM) int n,
            @ForAll @IntRange(max = LARGEST_IN_GEMM) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window a = Window.random(m * k, random);
        Window b = Window.random(k * n, random);
        Window c = Window.filled(m * n, Double.NaN, random);
        kernels.gemm(transposeA, transposeB, m, n, k, a.array(), a.offset(), b.array(), b.offset(), c.array(),
                c.offset());
        c.requireNothingBeside("gemm");
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                ExactSum exact = new ExactSum();
                for (int p = 0; p < k; p++) {
                    exact.add(a.get(transposeA ? p * m + i : i * k + p), b.get(transposeB ? j * k + p : p * n + j));
                }
                exact.requireNear(c.get(i * n + j), "gemm");
            }
        }
    }

    @Property(tries = 100)
    void sameCallsGiveTheSameBitsAndLeaveTheirArgumentsAlone(@ForAll boolean transposeA, @ForAll boolean transposeB,
            @ForAll @IntRange(max = LARGEST_IN_GEMM) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window a = Window.random(n * n, random);
        Window b = Window.random(n * n, random);
        Window aBefore = a.copy();
        Window bBefore = b.copy();
        double[] first = new double[n * n];
        double[] second = new double[n * n];
        kernels.gemm(transposeA, transposeB, n, n, n, a.array(), a.offset(), b.array(), b.offset(), first, 0);
        kernels.gemm(transposeA, transposeB, n, n, n, a.array(), a.offset(), b.array(), b.offset(), second, 0);
        assertArrayEquals(first, second);
        assertArrayEquals(aBefore.array(), a.array());
        assertArrayEquals(bBefore.array(), b.array());
    }

    /** Σ aᵢ bᵢ without rounding, and Σ |aᵢ bᵢ|, to which the rounding of any order of summation is proportional. */
    private static final class ExactSum {
        private BigDecimal sum = BigDecimal.ZERO;
        private double magnitude;
        private int terms;

        void add(double a, double b) {
            sum = sum.add(new BigDecimal(a).multiply(new BigDecimal(b)));
            magnitude += Math.abs(a * b);
            terms++;
        }

        void requireNear(double computed, String what) {
            double error = sum.subtract(new BigDecimal(computed)).abs().doubleValue();
            assertTrue(error <= terms * EPSILON * magnitude,
                    what + " is " + computed + " but should be " + sum.doubleValue() + " (" + terms + " terms)");
        }
    }
}
