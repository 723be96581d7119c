package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every kernel against sums without rounding, on windows surrounded by NaN; run once for each kernel set. */
class KernelsProperties {

    // sizes around the lengths of vectors and of unrolled loops
    private static final int LARGEST = 70;

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
}
