package io.github.nestgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.linalg.parallel.Parallelism;
import io.github.nestgrad.linalg.testing.Allocation;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnePassProductTest {

    private static final int ROWS = 700;
    private static final int COLUMNS = 450;

    private static Matrix gaussian(int rows, int columns, long seed) {
        return Matrix.wrap(rows, columns, Samples.gaussian(rows * columns, new SplittableRandom(seed)));
    }

    private static OnePassProduct.Step residual(double[] targets, int k) {
        return (firstRow, rows, z, zOffset) -> {
            for (int i = 0; i < rows * k; i++) {
                z[zOffset + i] -= targets[firstRow * k + i];
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gradientOfLeastSquaresIsThatOfTwoProducts(int k) {
        Matrix x = gaussian(ROWS, COLUMNS, 1);
        Matrix w = gaussian(COLUMNS, k, 2);
        Matrix y = gaussian(ROWS, k, 3);
        double[] g = new double[COLUMNS * k];
        new OnePassProduct(x, k, residual(y.array(), k)).compute(w.array(), g);

        double[] residual = x.times(w).toArray();
        Vectors.axpy(-1, y.array(), residual);
        double[] expected = x.transposedTimes(Matrix.wrap(ROWS, k, residual)).toArray();
        // ‖X‖ ‖r‖ bounds an entry, and each of the two sums has ROWS or COLUMNS terms
        double scale = Vectors.norm2(x.array()) * Vectors.norm2(residual);
        assertArrayEquals(expected, g, (ROWS + COLUMNS) * Math.ulp(scale));
    }

    @Test
    void threadsDoNotChangeABit() {
        Matrix x = gaussian(ROWS, COLUMNS, 1);
        double[] w = gaussian(COLUMNS, 1, 2).toArray();
        OnePassProduct.Step step = residual(new double[ROWS], 1);
        double[] one = new double[COLUMNS];
        double[] three = new double[COLUMNS];
        new OnePassProduct(x, 1, step).compute(w, one);
        Parallelism parallelism = Parallelism.of(3, ForkJoinPool.commonPool());
        new OnePassProduct(x.withParallelism(parallelism), 1, step).compute(w, three);
        assertArrayEquals(one, three);
    }

    @Test
    void nothingIsAllocated() {
        double[] w = gaussian(COLUMNS, 2, 2).toArray();
        double[] g = new double[COLUMNS * 2];
        OnePassProduct product = new OnePassProduct(gaussian(ROWS, COLUMNS, 1), 2, residual(new double[ROWS * 2], 2));
        Allocation.requireNone("one-pass product", () -> product.compute(w, g));
    }

    @Test
    void wrongSizesAreRefused() {
        Matrix x = gaussian(4, 3, 1);
        OnePassProduct.Step step = residual(new double[8], 2);
        OnePassProduct product = new OnePassProduct(x, 2, step);
        assertEquals("one-pass product: X is 4x3 but W has 5 entries (expected 3x2)",
                assertThrows(IllegalArgumentException.class, () -> product.compute(new double[5], new double[6]))
                        .getMessage());
        assertEquals("one-pass product: X is 4x3 but G has 7 entries (expected 3x2)",
                assertThrows(IllegalArgumentException.class, () -> product.compute(new double[6], new double[7]))
                        .getMessage());
        assertEquals("one-pass product: 0 columns of W (expected at least 1)",
                assertThrows(IllegalArgumentException.class, () -> new OnePassProduct(x, 0, step)).getMessage());
    }
}
