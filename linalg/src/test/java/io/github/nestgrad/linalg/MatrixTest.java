package io.github.nestgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.linalg.parallel.Parallelism;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MatrixTest {

    private static final double[] ENTRIES = {1, 2, 3, 4, 5, 6};
    private static final Matrix A = Matrix.of(2, 3, ENTRIES);

    @Test
    void entriesStandRowByRow() {
        assertEquals(2, A.rows());
        assertEquals(3, A.columns());
        assertEquals(6, A.get(1, 2));
        assertEquals(3, A.get(0, 2));
        assertEquals("matrix 2x3", A.toString());
    }

    @Test
    void wrapSharesAndOfCopies() {
        double[] entries = ENTRIES.clone();
        assertSame(entries, Matrix.wrap(3, 2, entries).array());
        assertNotSame(entries, Matrix.of(3, 2, entries).array());
        assertNotSame(A.array(), A.toArray());
    }

    @Test
    void productsAreThoseOfTheDefinition() {
        assertArrayEquals(new double[] {14, 32}, A.times(new double[] {1, 2, 3}));
        assertArrayEquals(new double[] {9, 12, 15}, A.transposedTimes(new double[] {1, 2}));
        Matrix b = Matrix.of(3, 2, new double[] {1, 0, 0, 1, 1, 1});
        assertArrayEquals(new double[] {4, 5, 10, 11}, A.times(b).array());
        Matrix c = Matrix.of(2, 2, new double[] {1, 2, 3, 4});
        assertArrayEquals(new double[] {13, 18, 17, 24, 21, 30}, A.transposedTimes(c).array());
        assertArrayEquals(new double[] {14, 32, 32, 77}, A.timesTransposed(A).array());
        assertArrayEquals(new double[] {17, 22, 27, 22, 29, 36, 27, 36, 45}, A.gram().array());
    }

    @Test
    void threadsShareTheMemoryAndChangeNoBit() {
        int rows = 1500;
        int columns = 300;
        Matrix one = Matrix.wrap(rows, columns, Samples.gaussian(rows * columns, new SplittableRandom(1)));
        Matrix three = one.withParallelism(Parallelism.of(3, ForkJoinPool.commonPool()));
        assertSame(one.array(), three.array());
        assertEquals(1, one.parallelism().threads());
        assertEquals(3, three.parallelism().threads());
        double[] x = Samples.gaussian(columns, new SplittableRandom(2));
        double[] y = Samples.gaussian(rows, new SplittableRandom(3));
        assertArrayEquals(one.times(x), three.times(x));
        assertArrayEquals(one.transposedTimes(y), three.transposedTimes(y));
        assertArrayEquals(one.transposedTimes(one).array(), three.transposedTimes(three).array());
        assertArrayEquals(one.gram().array(), three.gram().array());
    }

    @Test
    void theMatrixOfAnOperatorHasItsEntries() {
        assertArrayEquals(A.array(), Matrix.of((LinearOperator) A).array());
        assertArrayEquals(Matrix.identity(3).array(),
                Matrix.of(LinearOperator.symmetric(3, (x, out) -> System.arraycopy(x, 0, out, 0, 3))).array());
    }

    @Test
    void emptyMatricesHaveZeroProducts() {
        Matrix none = Matrix.of(2, 0, new double[0]);
        assertArrayEquals(new double[2], none.times(new double[0]));
        assertArrayEquals(new double[0], none.transposedTimes(new double[2]));
        assertArrayEquals(new double[4], none.timesTransposed(none).array());
        assertArrayEquals(new double[0], none.gram().array());
        assertArrayEquals(new double[4], Matrix.of(0, 2, new double[0]).gram().array());
    }

    @Test
    void misuseIsRefusedWithTheSizes() {
        refused("matrix: 6 entries do not make a 2x2 matrix (expected 4)", () -> Matrix.of(2, 2, ENTRIES));
        refused("matrix: 0 entries do not make a -1x0 matrix (expected 0)", () -> Matrix.of(-1, 0, new double[0]));
        refused("matrix times vector: A is 2x3 but x has length 2 (expected 3)", () -> A.times(new double[2]));
        refused("matrix times vector: A is 2x3 but out has length 3 (expected 2)",
                () -> A.apply(new double[3], new double[3]));
        refused("transposed matrix times vector: A is 2x3 but x has length 3 (expected 2)",
                () -> A.transposedTimes(new double[3]));
        refused("matrix product: A is 2x3 but B is 2x3 (expected equal inner sizes)", () -> A.times(A));
        refused("matrix product: A\u1d40 is 3x2 but B is 3x3 (expected equal inner sizes)",
                () -> A.transposedTimes(Matrix.identity(3)));
        refused("matrix product: A is 2x3 but B\u1d40 is 2x2 (expected equal inner sizes)",
                () -> A.timesTransposed(Matrix.identity(2)));
        refused("identity: size -1 (expected 0 or more)", () -> Matrix.identity(-1));
        refused("symmetric operator: size -2 (expected 0 or more)",
                () -> LinearOperator.symmetric(-2, (x, out) -> { }));
        assertThrows(IndexOutOfBoundsException.class, () -> A.get(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> A.get(2, 0));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
