package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.linalg.parallel.Parallelism;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any number of threads gives the bits of one; here also for sizes that are too small to gain from threads. */
class ParallelKernelsProperties {

    private static final int LONG = 700;
    private static final int SHORT = 60;
    // no part of a product may be so small that the set computes it in another way, as it does below 1000 products
    private static final ParallelThresholds ALWAYS = new ParallelThresholds(16_000, 1, 1, 1, 1);

    private final Kernels one = KernelProvider.get();

    private Kernels over(int threads) {
        return new ParallelKernels(one, Parallelism.of(threads, ForkJoinPool.commonPool()), ALWAYS);
    }

    @Property(tries = 200)
    void gemm(@ForAll @IntRange(min = 2, max = 5) int threads, @ForAll boolean tall, @ForAll boolean transposeA,
            @ForAll boolean transposeB, @ForAll Store store, @ForAll @IntRange(max = LONG) int longer,
            @ForAll @IntRange(max = SHORT) int shorter, @ForAll @IntRange(max = SHORT) int k, @ForAll long seed) {
        gemm(threads, tall ? longer : shorter, tall ? shorter : longer, transposeA, transposeB, store, k,
                new SplittableRandom(seed));
    }

    /** Sizes that are packed as a whole but not in parts, or cut for the caches, or narrow. */
    @ParameterizedTest
    @CsvSource({"1200, 70, 300", "1300, 80, 530", "96, 2000, 400", "900, 10, 300", "2000, 1, 70", "650, 18, 90"})
    void gemmOfLargeMatrices(int m, int n, int k) {
        for (int flags = 0; flags < 4; flags++) {
            for (int threads = 2; threads < 5; threads++) {
                gemm(threads, m, n, (flags & 1) != 0, (flags & 2) != 0, Store.ADD, k, new SplittableRandom(m));
            }
        }
    }

    private void gemm(int threads, int m, int n, boolean transposeA, boolean transposeB, Store store, int k,
            SplittableRandom random) {
        Strided a = transposeA ? Strided.random(k, m, random) : Strided.random(m, k, random);
        Strided b = transposeB ? Strided.random(n, k, random) : Strided.random(k, n, random);
        Strided c = Strided.random(m, n, random);
        Strided expected = c.copy();
        multiply(one, transposeA, transposeB, k, a, b, store, expected);
        multiply(over(threads), transposeA, transposeB, k, a, b, store, c);
        assertArrayEquals(expected.array(), c.array());
    }

    private static void multiply(Kernels kernels, boolean transposeA, boolean transposeB, int k, Strided a, Strided b,
            Store store, Strided c) {
        double[] workspace = new double[kernels.gemmWorkspace(transposeA, transposeB, c.rows(), c.columns(), k)];
        Arrays.fill(workspace, Double.NaN);
        kernels.gemm(transposeA, transposeB, c.rows(), c.columns(), k, a.array(), a.offset(), a.stride(), b.array(),
                b.offset(), b.stride(), store, c.array(), c.offset(), c.stride(), workspace);
    }

    @Property(tries = 100)
    void gemv(@ForAll @IntRange(min = 2, max = 5) int threads, @ForAll @IntRange(max = LONG) int rows,
            @ForAll @IntRange(max = SHORT) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Strided a = Strided.random(rows, columns, random);
        Window x = Window.random(columns, random);
        Window y = Window.filled(rows, Double.NaN, random);
        Window expected = y.copy();
        one.gemv(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(), expected.array(),
                expected.offset());
        over(threads).gemv(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(), y.array(),
                y.offset());
        assertArrayEquals(expected.array(), y.array());
    }

    @Property(tries = 100)
    void gemvTransposed(@ForAll @IntRange(min = 2, max = 5) int threads, @ForAll @IntRange(max = SHORT) int rows,
            @ForAll @IntRange(max = LONG) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Strided a = Strided.random(rows, columns, random);
        Window x = Window.random(rows, random);
        Window y = Window.random(columns, random);
        Window expected = y.copy();
        for (Window out : new Window[] {expected, y}) {
            Kernels kernels = out == expected ? one : over(threads);
            kernels.gemvTransposed(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(),
                    out.array(), out.offset());
            kernels.gemvTransposedAdd(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(),
                    out.array(), out.offset());
        }
        assertArrayEquals(expected.array(), y.array());
    }

    @Property(tries = 20)
    void onePass(@ForAll @IntRange(min = 2, max = 5) int threads, @ForAll @IntRange(max = 2000) int rows,
            @ForAll @IntRange(min = 1, max = 600) int columns, @ForAll @IntRange(min = 1, max = 3) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(rows * columns, random);
        Window w = Window.random(columns * k, random);
        Window g = Window.filled(columns * k, Double.NaN, random);
        Window expected = g.copy();
        onePass(one, rows, columns, k, x, w, expected);
        onePass(over(threads), rows, columns, k, x, w, g);
        assertArrayEquals(expected.array(), g.array());
    }

    private static void onePass(Kernels kernels, int rows, int columns, int k, Window x, Window w, Window g) {
        AtomicIntegerArray seen = new AtomicIntegerArray(rows);
        kernels.onePass(rows, columns, k, x.array(), x.offset(), w.array(), w.offset(), (first, count, z, offset) -> {
            for (int i = 0; i < count; i++) {
                seen.incrementAndGet(first + i);
                for (int j = 0; j < k; j++) {
                    z[offset + i * k + j] *= 1 + (first + i) % 5;
                }
            }
        }, g.array(), g.offset(), new double[kernels.onePassWorkspace(rows, columns, k)]);
        for (int i = 0; i < rows; i++) {
            assertEquals(1, seen.get(i), "row " + i);
        }
    }

    @Property(tries = 100)
    void rowFunctions(@ForAll @IntRange(min = 2, max = 5) int threads, @ForAll @IntRange(max = LONG) int rows,
            @ForAll @IntRange(max = SHORT) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles((long) rows * columns, -9, 9).toArray();
        RowKernels expected = one.rows();
        RowKernels shared = over(threads).rows();
        double[] matrix = new double[rows * columns];
        double[] sharedMatrix = matrix.clone();
        expected.softmaxRows(rows, columns, x, 0, matrix, 0);
        shared.softmaxRows(rows, columns, x, 0, sharedMatrix, 0);
        assertArrayEquals(matrix, sharedMatrix);
        double[] y = new double[rows];
        double[] sharedY = y.clone();
        expected.logSumExpRows(rows, columns, x, 0, y, 0);
        shared.logSumExpRows(rows, columns, x, 0, sharedY, 0);
        assertArrayEquals(y, sharedY);
        expected.rowSums(rows, columns, x, 0, y, 0);
        shared.rowSums(rows, columns, x, 0, sharedY, 0);
        assertArrayEquals(y, sharedY);
    }
}
