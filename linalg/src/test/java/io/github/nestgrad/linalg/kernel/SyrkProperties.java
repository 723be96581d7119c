package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A matrix times its transpose against sums without rounding; the half above the diagonal is not touched. */
class SyrkProperties {

    private static final int LARGEST = 40;

    private final Kernels kernels = KernelProvider.get();

    @Property(tries = 300)
    void squareIsWrittenOnAndBelowTheDiagonalAlone(@ForAll boolean transpose, @ForAll Store store,
            @ForAll @IntRange(max = LARGEST) int n, @ForAll @IntRange(max = LARGEST) int k, @ForAll long seed) {
        requireSquare(transpose, store, n, k, new SplittableRandom(seed));
    }

    /** Sizes that are cut in two, once and more often. */
    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100, 143})
    void largeSquaresAreMadeOfSmallOnes(int n) {
        for (Store store : Store.values()) {
            requireSquare(false, store, n, 9, new SplittableRandom(n));
            requireSquare(true, store, n, 9, new SplittableRandom(n));
        }
    }

    private void requireSquare(boolean transpose, Store store, int n, int k, SplittableRandom random) {
        Strided a = transpose ? Strided.random(k, n, random) : Strided.random(n, k, random);
        Strided c = Strided.random(n, n, random);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                c.set(i, j, Double.NaN);
            }
        }
        Strided before = c.copy();
        double[] aBefore = a.array().clone();
        double[] workspace = new double[kernels.syrkWorkspace(transpose, n, k)];
        Arrays.fill(workspace, Double.NaN);
        kernels.syrk(transpose, n, k, a.array(), a.offset(), a.stride(), store, c.array(), c.offset(), c.stride(),
                workspace);
        c.requireNothingBeside();
        assertArrayEquals(aBefore, a.array());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                ExactSum exact = new ExactSum();
                if (store != Store.SET) {
                    exact.add(1, before.get(i, j));
                }
                for (int p = 0; p < k; p++) {
                    double left = transpose ? a.get(p, i) : a.get(i, p);
                    exact.add(store == Store.SUBTRACT ? -left : left, transpose ? a.get(p, j) : a.get(j, p));
                }
                exact.requireNear(c.get(i, j), "syrk, entry " + i + ", " + j);
            }
            for (int j = i + 1; j < n; j++) {
                assertEquals(Double.NaN, c.get(i, j), "written above the diagonal, at " + i + ", " + j);
            }
        }
    }
}
