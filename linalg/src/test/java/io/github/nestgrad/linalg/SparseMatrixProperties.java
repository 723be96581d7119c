package io.github.nestgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SparseMatrixProperties {

    private static final double EPSILON = Math.ulp(1.0);
    private static final int MAX_SIZE = 15;

    private static Matrix withZeros(int rows, int columns, SplittableRandom random) {
        double[] entries = Samples.gaussian(rows * columns, random);
        for (int i = 0; i < entries.length; i++) {
            entries[i] = random.nextInt(3) == 0 ? entries[i] : 0;
        }
        return Matrix.wrap(rows, columns, entries);
    }

    @Property(tries = 200)
    void isTheDenseMatrixInEveryRespect(@ForAll @IntRange(max = MAX_SIZE) int rows,
            @ForAll @IntRange(max = MAX_SIZE) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix dense = withZeros(rows, columns, random);
        SparseMatrix sparse = SparseMatrix.from(dense);
        assertArrayEquals(dense.array(), sparse.toDense().array());
        double[] x = Samples.gaussian(columns, random);
        double[] u = Samples.gaussian(rows, random);
        double scale = (rows + columns + 1) * EPSILON * Samples.frobenius(dense);
        assertArrayEquals(Samples.product(dense, x), sparse.times(x), scale * (1 + Samples.norm(x)));
        assertArrayEquals(dense.transposedTimes(u), sparse.transposedTimes(u), scale * (1 + Samples.norm(u)));
        assertArrayEquals(sparse.transposedTimes(u), sparse.transposed().times(u), scale * (1 + Samples.norm(u)));
        int entries = 0;
        for (int i = 0; i < rows; i++) {
            int inRow = 0;
            for (int j = 0; j < columns; j++) {
                assertEquals(dense.get(i, j), sparse.get(i, j));
                inRow += dense.get(i, j) == 0 ? 0 : 1;
            }
            assertEquals(inRow, sparse.rowCounts()[i]);
            entries += inRow;
        }
        assertEquals(entries, sparse.entryCount());
    }

    @Property(tries = 100)
    void orderOfTheCoordinatesDoesNotMatter(@ForAll @IntRange(min = 1, max = MAX_SIZE) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix dense = withZeros(n, n, random);
        SparseMatrix sparse = SparseMatrix.from(dense);
        int count = sparse.entryCount();
        int[] rows = new int[count];
        int[] columns = new int[count];
        double[] values = new double[count];
        int[] next = {count};
        sparse.forEach((i, j, value) -> {
            next[0]--;
            rows[next[0]] = i;
            columns[next[0]] = j;
            values[next[0]] = value;
        });
        assertArrayEquals(dense.array(), SparseMatrix.of(n, n, rows, columns, values).toDense().array());
    }

    @Example
    void anIndexOutsideIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> SparseMatrix.of(2, 2, new int[] {0, 2}, new int[] {0, 1}, new double[] {1, 1}));
        assertThrows(IllegalArgumentException.class,
                () -> SparseMatrix.of(2, 2, new int[] {0}, new int[] {-1}, new double[] {1}));
        assertThrows(IllegalArgumentException.class,
                () -> SparseMatrix.of(2, 2, new int[] {0}, new int[] {0, 1}, new double[] {1}));
    }
}
