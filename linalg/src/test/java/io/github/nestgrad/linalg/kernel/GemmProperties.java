package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of matrices against sums without rounding, in every transposition, with gaps between rows that are NaN. */
class GemmProperties {

    // around the sizes of tiles
    private static final int LARGEST = 37;

    private final Kernels kernels = KernelProvider.get();

    /** One product with all its surroundings. */
    private final class Product {
        final boolean transposeA;
        final boolean transposeB;
        final int m;
        final int n;
        final int k;
        final Strided a;
        final Strided b;
        final Strided c;

        Product(boolean transposeA, boolean transposeB, int m, int n, int k, SplittableRandom random) {
            this.transposeA = transposeA;
            this.transposeB = transposeB;
            this.m = m;
            this.n = n;
            this.k = k;
            a = transposeA ? Strided.random(k, m, random) : Strided.random(m, k, random);
            b = transposeB ? Strided.random(n, k, random) : Strided.random(k, n, random);
            c = Strided.random(m, n, random);
        }

        void multiply(Store store) {
            double[] workspace = new double[kernels.gemmWorkspace(transposeA, transposeB, m, n, k)];
            Arrays.fill(workspace, Double.NaN);
            kernels.gemm(transposeA, transposeB, m, n, k, a.array(), a.offset(), a.stride(), b.array(), b.offset(),
                    b.stride(), store, c.array(), c.offset(), c.stride(), workspace);
        }

        void requireEntry(int i, int j, Store store, double before) {
            ExactSum exact = new ExactSum();
            if (store != Store.SET) {
                exact.add(1, before);
            }
            for (int p = 0; p < k; p++) {
                double left = transposeA ? a.get(p, i) : a.get(i, p);
                exact.add(store == Store.SUBTRACT ? -left : left, transposeB ? b.get(j, p) : b.get(p, j));
            }
            exact.requireNear(c.get(i, j), this + ", entry " + i + ", " + j);
        }

        @Override
        public String toString() {
            return m + "x" + k + (transposeA ? " (transposed)" : "") + " by " + k + "x" + n
                    + (transposeB ? " (transposed)" : "");
        }
    }

    @Property(tries = 400)
    void productIsThatOfTheDefinitionInAllTranspositions(@ForAll boolean transposeA, @ForAll boolean transposeB,
            @ForAll Store store, @ForAll @IntRange(max = LARGEST) int m, @ForAll @IntRange(max = LARGEST) int n,
            @ForAll @IntRange(max = LARGEST) int k, @ForAll long seed) {
        Product p = new Product(transposeA, transposeB, m, n, k, new SplittableRandom(seed));
        double[] a = p.a.array().clone();
        double[] b = p.b.array().clone();
        double[] before = p.c.array().clone();
        p.multiply(store);
        p.c.requireNothingBeside();
        assertArrayEquals(a, p.a.array(), "A was modified");
        assertArrayEquals(b, p.b.array(), "B was modified");
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                p.requireEntry(i, j, store, before[p.c.offset() + i * p.c.stride() + j]);
            }
        }
        double[] first = p.c.array().clone();
        System.arraycopy(before, 0, p.c.array(), 0, before.length);
        p.multiply(store);
        assertArrayEquals(first, p.c.array(), "the same bits again");
    }

    /** Sizes that go beyond one block for the caches, in each direction, and the narrow ones of regression. */
    @ParameterizedTest
    @CsvSource({"195, 33, 20", "5, 1559, 9", "9, 20, 1030", "130, 150, 140", "260, 40, 515", "400, 10, 78",
        "45, 10, 400", "61, 1, 300", "300, 3, 61", "33, 20, 65", "1, 70, 300", "70, 300, 1"})
    void blocksOfAnySizeMakeTheWholeProduct(int m, int n, int k) {
        for (int flags = 0; flags < 4; flags++) {
            for (Store store : Store.values()) {
                SplittableRandom random = new SplittableRandom(flags);
                Product p = new Product((flags & 1) != 0, (flags & 2) != 0, m, n, k, random);
                double[] before = p.c.array().clone();
                p.multiply(store);
                p.c.requireNothingBeside();
                // all edges, and a sample of the rest
                for (int sample = 0; sample < 150; sample++) {
                    int i = sample < 20 ? m - 1 - sample % Math.min(m, 5) : random.nextInt(m);
                    int j = sample < 40 ? n - 1 - sample % Math.min(n, 20) : random.nextInt(n);
                    p.requireEntry(i, j, store, before[p.c.offset() + i * p.c.stride() + j]);
                }
            }
        }
    }

    @Property(tries = 100)
    void matricesWithoutGapsNeedNoWorkspaceOfTheCaller(@ForAll boolean transposeA, @ForAll boolean transposeB,
            @ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = Window.random(n * n, random).entries();
        double[] b = Window.random(n * n, random).entries();
        double[] c = new double[n * n];
        Arrays.fill(c, Double.NaN);
        kernels.gemm(transposeA, transposeB, n, n, n, a, 0, b, 0, c, 0);
        double[] expected = new double[n * n];
        double[] workspace = new double[kernels.gemmWorkspace(transposeA, transposeB, n, n, n)];
        kernels.gemm(transposeA, transposeB, n, n, n, a, 0, n, b, 0, n, Store.SET, expected, 0, n, workspace);
        assertArrayEquals(expected, c);
    }
}
