package io.github.nestgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.testing.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SparseMatrixProperties {

    private static final double EPSILON = Math.ulp(1.0);

    private record Coordinates(int rows, int columns, int[] i, int[] j, double[] values) {

        static Coordinates random(int rows, int columns, int count, SplittableRandom random) {
            int n = rows == 0 || columns == 0 ? 0 : count;
            Coordinates c = new Coordinates(rows, columns, new int[n], new int[n], Samples.gaussian(n, random));
            for (int k = 0; k < n; k++) {
                c.i[k] = random.nextInt(rows);
                c.j[k] = random.nextInt(columns);
            }
            return c;
        }

        SparseMatrix sparse() {
            return SparseMatrix.of(rows, columns, i, j, values);
        }

        double[] dense() {
            double[] entries = new double[rows * columns];
            for (int k = 0; k < values.length; k++) {
                entries[i[k] * columns + j[k]] += values[k];
            }
            return entries;
        }
    }

    /** Summed in the order given, bit for bit, and no entry more or less than there are different coordinates. */
    @Property(tries = 200)
    void coordinatesAddUp(@ForAll @IntRange(max = 8) int rows, @ForAll @IntRange(max = 8) int columns,
            @ForAll @IntRange(max = 60) int count, @ForAll long seed) {
        Coordinates c = Coordinates.random(rows, columns, count, new SplittableRandom(seed));
        SparseMatrix a = c.sparse();
        double[] dense = c.dense();
        assertArrayEquals(dense, a.toDense().toArray());
        long different = 0;
        int[] rowCounts = new int[rows];
        int[] columnCounts = new int[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertEquals(dense[i * columns + j], a.get(i, j));
                if (dense[i * columns + j] != 0) {
                    different++;
                    rowCounts[i]++;
                    columnCounts[j]++;
                }
            }
        }
        assertEquals(different, a.entryCount());
        assertArrayEquals(rowCounts, a.rowCounts());
        assertArrayEquals(columnCounts, a.columnCounts());
        double[] diagonal = a.diagonal();
        assertEquals(Math.min(rows, columns), diagonal.length);
        for (int i = 0; i < diagonal.length; i++) {
            assertEquals(dense[i * columns + i], diagonal[i]);
        }
    }

    @Property(tries = 200)
    void productsAreThoseOfTheDenseMatrix(@ForAll @IntRange(max = 12) int rows, @ForAll @IntRange(max = 12) int columns,
            @ForAll @IntRange(max = 60) int count, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Coordinates c = Coordinates.random(rows, columns, count, random);
        SparseMatrix a = c.sparse();
        Matrix dense = Matrix.of(rows, columns, c.dense());
        double[] x = Samples.gaussian(columns, random);
        double[] y = Samples.gaussian(rows, random);
        double bound = 4 * (count + 1) * EPSILON * Samples.frobenius(dense);
        assertArrayEquals(Samples.product(dense, x), a.times(x), bound * Samples.norm(x));
        assertEquals(Samples.inner(y, a.times(x)), Samples.inner(a.transposedTimes(y), x),
                2 * bound * Samples.norm(x) * Samples.norm(y));
        double[] dirty = new double[columns];
        Arrays.fill(dirty, Double.NaN);
        a.applyTranspose(y, dirty);
        assertArrayEquals(a.transposedTimes(y), dirty, "out is overwritten");
        assertArrayEquals(a.transposed().times(y), a.transposedTimes(y), bound * Samples.norm(y));
    }

    /** On windows whose surroundings are NaN going in, and must be left alone coming out. */
    @Property(tries = 100)
    void productsWithColumnsHaveTheBitsOfProductsWithVectors(@ForAll @IntRange(max = 8) int rows,
            @ForAll @IntRange(max = 8) int columns, @ForAll @IntRange(max = 4) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseMatrix a = Coordinates.random(rows, columns, 20, random).sparse();
        for (boolean transposed : new boolean[] {false, true}) {
            int from = transposed ? rows : columns;
            int to = transposed ? columns : rows;
            double[] x = new double[from * k + 3];
            double[] out = new double[to * k + 5];
            Arrays.fill(x, Double.NaN);
            Arrays.fill(out, Double.NaN);
            System.arraycopy(Samples.gaussian(from * k, random), 0, x, 2, from * k);
            if (transposed) {
                a.multiplyTransposed(k, x, 2, out, 1);
            } else {
                a.multiply(k, x, 2, out, 1);
            }
            double[] expected = new double[out.length];
            Arrays.fill(expected, Double.NaN);
            for (int c = 0; c < k; c++) {
                double[] column = new double[from];
                for (int i = 0; i < from; i++) {
                    column[i] = x[2 + i * k + c];
                }
                double[] product = transposed ? a.transposedTimes(column) : a.times(column);
                for (int i = 0; i < to; i++) {
                    expected[1 + i * k + c] = product[i];
                }
            }
            assertArrayEquals(expected, out);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> a.multiply(1, new double[columns], 1, new double[rows], 0));
        assertThrows(IndexOutOfBoundsException.class,
                () -> a.multiplyTransposed(1, new double[rows], 0, new double[columns], 1));
    }

    @Property(tries = 100)
    void theTransposeHasTheEntriesMirroredAndIsItsOwnInverse(@ForAll @IntRange(max = 8) int rows,
            @ForAll @IntRange(max = 8) int columns, @ForAll @IntRange(max = 40) int count, @ForAll long seed) {
        SparseMatrix a = Coordinates.random(rows, columns, count, new SplittableRandom(seed)).sparse();
        SparseMatrix transposed = a.transposed();
        assertEquals(a.columns(), transposed.rows());
        assertEquals(a.rows(), transposed.columns());
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertEquals(a.get(i, j), transposed.get(j, i));
            }
        }
        assertArrayEquals(a.rowCounts(), transposed.columnCounts());
        assertEquals(entries(a), entries(transposed.transposed()));
        assertEquals(entries(transposed).size(), a.entryCount());
    }

    private record Entry(int row, int column, double value) {}

    private static List<Entry> entries(SparseMatrix a) {
        List<Entry> entries = new ArrayList<>();
        a.forEach((i, j, value) -> entries.add(new Entry(i, j, value)));
        return entries;
    }

    @Property(tries = 100)
    void entriesComeRowByRowAndByColumn(@ForAll @IntRange(min = 1, max = 8) int rows,
            @ForAll @IntRange(min = 1, max = 8) int columns, @ForAll @IntRange(max = 60) int count, @ForAll long seed) {
        SparseMatrix a = Coordinates.random(rows, columns, count, new SplittableRandom(seed)).sparse();
        List<Entry> entries = entries(a);
        assertEquals(a.entryCount(), entries.size());
        for (int k = 1; k < entries.size(); k++) {
            Entry last = entries.get(k - 1);
            Entry next = entries.get(k);
            assertTrue(last.row < next.row || last.row == next.row && last.column < next.column);
        }
    }

    @Property(tries = 60)
    void aDenseMatrixComesBack(@ForAll @IntRange(max = 8) int rows, @ForAll @IntRange(max = 8) int columns,
            @ForAll @IntRange(max = 30) int count, @ForAll long seed) {
        Coordinates c = Coordinates.random(rows, columns, count, new SplittableRandom(seed));
        SparseMatrix a = SparseMatrix.from(Matrix.of(rows, columns, c.dense()));
        assertArrayEquals(c.dense(), a.toDense().toArray());
        assertEquals(entries(c.sparse()), entries(a));
    }

    /** The pattern is that of the coordinates, whatever the values do. */
    @Example
    void zerosThatAreGivenAreStored() {
        SparseMatrix a = SparseMatrix.of(2, 2, new int[] {0, 1, 1}, new int[] {1, 0, 0}, new double[] {0, 1, -1});
        assertEquals(2, a.entryCount());
        assertArrayEquals(new int[] {1, 1}, a.rowCounts());
        assertEquals("sparse matrix 2x2 of 2 entries", a.toString());
        assertEquals(0, SparseMatrix.from(a.toDense()).entryCount());
    }

    /** 1e16 + 1 − 1e16 is 0 and 1e16 − 1e16 + 1 is 1: the order of the sum is the order of the arguments. */
    @Example
    void duplicatesAreSummedInTheOrderGiven() {
        int[] at = new int[3];
        assertEquals(0, SparseMatrix.of(1, 1, at, at, new double[] {1e16, 1, -1e16}).get(0, 0));
        assertEquals(1, SparseMatrix.of(1, 1, at, at, new double[] {1e16, -1e16, 1}).get(0, 0));
    }

    @Example
    void argumentsAreCopiedAndResultsAreNew() {
        int[] i = {0, 1};
        double[] values = {1, 2};
        SparseMatrix a = SparseMatrix.of(2, 2, i, i, values);
        i[0] = 1;
        values[0] = 9;
        a.diagonal()[0] = 7;
        a.rowCounts()[0] = 7;
        assertArrayEquals(new double[] {1, 0, 0, 2}, a.toDense().toArray());
        assertArrayEquals(new int[] {1, 1}, a.rowCounts());
    }

    @Example
    void whatIsNotFiniteIsAnEntryLikeAnyOther() {
        assertTrue(Double.isNaN(SparseMatrix.from(Matrix.of(1, 1, new double[] {Double.NaN})).get(0, 0)));
    }

    @Example
    void wrongCoordinatesAreRefusedByName() {
        assertMessage("sparse matrix: entry 1 of 2 is at (2, 0) of a 2x3 matrix (expected indices from 0)",
                () -> SparseMatrix.of(2, 3, new int[] {0, 2}, new int[] {0, 0}, new double[2]));
        assertMessage("sparse matrix: entry 0 of 1 is at (0, 3) of a 2x3 matrix (expected indices from 0)",
                () -> SparseMatrix.of(2, 3, new int[] {0}, new int[] {3}, new double[1]));
        assertMessage("sparse matrix: entry 0 of 1 is at (-1, 0) of a 2x3 matrix (expected indices from 0)",
                () -> SparseMatrix.of(2, 3, new int[] {-1}, new int[] {0}, new double[1]));
        assertMessage("sparse matrix: entry 0 of 1 is at (0, -1) of a 2x3 matrix (expected indices from 0)",
                () -> SparseMatrix.of(2, 3, new int[] {0}, new int[] {-1}, new double[1]));
        assertMessage("sparse matrix: 1 rows, 2 columns and 2 values (expected equal lengths)",
                () -> SparseMatrix.of(2, 3, new int[1], new int[2], new double[2]));
        assertMessage("sparse matrix: 2 rows, 1 columns and 2 values (expected equal lengths)",
                () -> SparseMatrix.of(2, 3, new int[2], new int[1], new double[2]));
        assertMessage("sparse matrix: sizes -1x3 (expected 0 or more)",
                () -> SparseMatrix.of(-1, 3, new int[0], new int[0], new double[0]));
        assertMessage("sparse matrix: sizes 3x-1 (expected 0 or more)",
                () -> SparseMatrix.of(3, -1, new int[0], new int[0], new double[0]));
    }

    @Example
    void wrongLengthsAndIndicesAreRefused() {
        SparseMatrix a = SparseMatrix.of(2, 3, new int[] {0}, new int[] {2}, new double[] {1});
        assertMessage("sparse matrix times vector: A is 2x3 but x has length 2 (expected 3)",
                () -> a.times(new double[2]));
        assertMessage("sparse matrix times vector: A is 2x3 but out has length 3 (expected 2)",
                () -> a.apply(new double[3], new double[3]));
        assertMessage("transposed sparse matrix times vector: A is 2x3 but x has length 3 (expected 2)",
                () -> a.transposedTimes(new double[3]));
        assertMessage("transposed sparse matrix times vector: A is 2x3 but out has length 2 (expected 3)",
                () -> a.applyTranspose(new double[2], new double[2]));
        assertThrows(IndexOutOfBoundsException.class, () -> a.get(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> a.get(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> a.get(0, -1));
    }

    private static void assertMessage(String expected, Runnable misuse) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, misuse::run).getMessage());
    }
}
