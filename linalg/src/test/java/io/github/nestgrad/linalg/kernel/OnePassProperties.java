package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** G = Xᵀ φ(X W), judged in two halves: what φ was given, and what was made of what φ gave back. */
class OnePassProperties {

    private static final int MOST_ROWS = 150; // more than two blocks
    private static final int MOST_COLUMNS = 40;

    private final Kernels kernels = KernelProvider.get();

    @Property(tries = 200)
    void stepSeesEveryRowOnceAndTheGradientIsThatOfWhatItMade(@ForAll @IntRange(max = MOST_ROWS) int rows,
            @ForAll @IntRange(max = MOST_COLUMNS) int columns, @ForAll @IntRange(min = 1, max = 13) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(rows * columns, random);
        Window w = Window.random(columns * k, random);
        Window g = Window.filled(columns * k, Double.NaN, random);
        double[] xBefore = x.array().clone();
        double[] wBefore = w.array().clone();
        double[] given = new double[rows * k];
        double[] made = Window.random(rows * k, random).entries();
        int[] next = {0};
        double[] workspace = new double[kernels.onePassWorkspace(rows, columns, k)];
        Arrays.fill(workspace, Double.NaN);
        kernels.onePass(rows, columns, k, x.array(), x.offset(), w.array(), w.offset(), (first, count, z, offset) -> {
            assertEquals(next[0], first, "blocks come in order and leave nothing out");
            next[0] += count;
            System.arraycopy(z, offset, given, first * k, count * k);
            System.arraycopy(made, first * k, z, offset, count * k);
        }, g.array(), g.offset(), workspace);
        assertEquals(rows, next[0]);
        g.requireNothingBeside("onePass");
        assertArrayEquals(xBefore, x.array());
        assertArrayEquals(wBefore, w.array());
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < k; j++) {
                ExactSum exact = new ExactSum();
                for (int p = 0; p < columns; p++) {
                    exact.add(x.get(i * columns + p), w.get(p * k + j));
                }
                exact.requireNear(given[i * k + j], "X W");
            }
        }
        for (int p = 0; p < columns; p++) {
            for (int j = 0; j < k; j++) {
                ExactSum exact = new ExactSum();
                for (int i = 0; i < rows; i++) {
                    exact.add(x.get(i * columns + p), made[i * k + j]);
                }
                exact.requireNear(g.get(p * k + j), "Xᵀ φ(X W)");
            }
        }
    }
}
