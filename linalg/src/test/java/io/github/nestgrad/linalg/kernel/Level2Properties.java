package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Matrices and vectors against sums without rounding, with gaps between rows that are NaN. */
class Level2Properties {

    // sizes around the lengths of vectors and of unrolled loops
    private static final int LARGEST = 70;

    private final Kernels kernels = KernelProvider.get();

    @Property(tries = 400)
    void gemvIsTheProductWithAVector(@ForAll @IntRange(max = LARGEST) int rows,
            @ForAll @IntRange(max = LARGEST) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Strided a = Strided.random(rows, columns, random);
        Window x = Window.random(columns, random);
        Window y = Window.filled(rows, Double.NaN, random);
        kernels.gemv(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("gemv");
        for (int i = 0; i < rows; i++) {
            ExactSum exact = new ExactSum();
            for (int j = 0; j < columns; j++) {
                exact.add(a.get(i, j), x.get(j));
            }
            exact.requireNear(y.get(i), "gemv");
        }
    }

    @Property(tries = 400)
    void gemvTransposedIsTheProductOfTheTransposeWithAVector(@ForAll @IntRange(max = LARGEST) int rows,
            @ForAll @IntRange(max = LARGEST) int columns, @ForAll boolean add, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Strided a = Strided.random(rows, columns, random);
        Window x = Window.random(rows, random);
        Window y = add ? Window.random(columns, random) : Window.filled(columns, Double.NaN, random);
        Window before = y.copy();
        if (add) {
            kernels.gemvTransposedAdd(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(),
                    y.array(), y.offset());
        } else {
            kernels.gemvTransposed(rows, columns, a.array(), a.offset(), a.stride(), x.array(), x.offset(),
                    y.array(), y.offset());
        }
        y.requireNothingBeside("gemvTransposed");
        for (int j = 0; j < columns; j++) {
            ExactSum exact = new ExactSum();
            if (add) {
                exact.add(1, before.get(j));
            }
            for (int i = 0; i < rows; i++) {
                exact.add(a.get(i, j), x.get(i));
            }
            exact.requireNear(y.get(j), "gemvTransposed");
        }
    }

    @Property(tries = 400)
    void gerAddsAnOuterProduct(@ForAll @IntRange(max = LARGEST) int rows, @ForAll @IntRange(max = LARGEST) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(rows, random);
        Window y = Window.random(columns, random);
        double alpha = Window.random(1, random).get(0);
        Strided a = Strided.random(rows, columns, random);
        Strided before = a.copy();
        kernels.ger(rows, columns, alpha, x.array(), x.offset(), y.array(), y.offset(), a.array(), a.offset(),
                a.stride());
        a.requireNothingBeside();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                ExactSum exact = new ExactSum();
                exact.add(1, before.get(i, j));
                exact.add(alpha * x.get(i), y.get(j));
                exact.requireNear(a.get(i, j), "ger");
            }
        }
    }

    @Property(tries = 400)
    void symvReadsTheLowerTriangleAlone(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Strided a = Strided.random(n, n, random);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                a.set(i, j, Double.NaN);
            }
        }
        Window x = Window.random(n, random);
        Window y = Window.filled(n, Double.NaN, random);
        double[] before = a.array().clone();
        kernels.symv(n, a.array(), a.offset(), a.stride(), x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("symv");
        assertArrayEquals(before, a.array());
        for (int i = 0; i < n; i++) {
            ExactSum exact = new ExactSum();
            for (int j = 0; j < n; j++) {
                exact.add(a.get(Math.max(i, j), Math.min(i, j)), x.get(j));
            }
            exact.requireNear(y.get(i), "symv");
        }
    }
}
