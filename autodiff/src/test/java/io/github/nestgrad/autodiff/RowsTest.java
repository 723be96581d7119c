package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rows by their indices, rows put together, and diagonals. */
class RowsTest {

    private static final double ROUNDING = 32 * Math.ulp(1.0);

    private static final Tensor MATRIX = Tensor.of(Shape.matrix(3, 2), new double[] {1, 2, 3, 4, 5, 6});

    private static Tensor vector(double... entries) {
        return Tensor.of(entries);
    }

    private static void rejects(Executable misuse, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void repeatedIndicesAddUp() {
        assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6}, MATRIX.gatherRows(2, 0, 2).toArray());
        assertArrayEquals(new double[] {0, 0, 2, 2, 1, 1},
                Differentiation.grad(x -> x.gatherRows(1, 2, 1).sum()).apply(MATRIX).toArray());
        assertArrayEquals(new double[] {3, 4, 0, 0, 6, 8},
                MATRIX.scatterAddRows(vector(2, 0, 2), 3).toArray());
        assertEquals(Shape.matrix(0, 2), MATRIX.gatherRows().shape());
        assertArrayEquals(new double[] {9, 7}, vector(7, 8, 9).gatherRows(2, 0).toArray());
    }

    /** The derivative of many gathers, each of which adds to the same cotangent, against a plain loop. */
    @Property(tries = 50)
    void manyGathersAddToOneCotangent(@ForAll @IntRange(min = 1, max = 6) int rows, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = Samples.direction(Shape.matrix(rows, 3), random);
        int[][] batches = new int[4][];
        double[] expected = new double[rows * 3];
        for (int b = 0; b < batches.length; b++) {
            batches[b] = random.ints(random.nextInt(5), 0, rows).toArray();
            for (int row : batches[b]) {
                for (int j = 0; j < 3; j++) {
                    expected[row * 3 + j] += (b + 1) * 2 * x.toArray()[row * 3 + j];
                }
            }
        }
        Tensor gradient = Differentiation.grad(t -> {
            Tensor sum = t.sum().times(0);
            for (int b = 0; b < batches.length; b++) {
                sum = sum.plus(t.gatherRows(batches[b]).squaredNorm().times(b + 1));
            }
            return sum;
        }).apply(x);
        Agreement.requireClose(expected, gradient, ROUNDING * (1 + batches.length * 5), () -> "gradient");
    }

    /** A minibatch is an argument: one program, other rows in each run. */
    @Test
    void indicesAreAnArgumentOfAProgram() {
        Program gradient = Program.ofSeveral(
                in -> new Tensor[] {Differentiation.grad(x -> x.gatherRows(in[1]).squaredNorm()).apply(in[0])},
                Shape.matrix(3, 2), Shape.vector(2));
        assertArrayEquals(new double[] {2, 4, 0, 0, 10, 12}, gradient.apply(MATRIX, vector(0, 2))[0].toArray());
        assertArrayEquals(new double[] {0, 0, 12, 16, 0, 0}, gradient.apply(MATRIX, vector(1, 1))[0].toArray());
        rejects(() -> gradient.apply(MATRIX, vector(0, 3)), "gatherRows", "index 1", "3", "0 to 2", "matrix 3x2");
    }

    @Test
    void indicesCarryNoDerivative() {
        TensorPair g = Differentiation.grad((x, i) -> x.gatherRows(i).sum().plus(i.sum()))
                .apply(vector(1, 2), vector(1, 1));
        assertArrayEquals(new double[] {0, 2}, g.first().toArray());
        assertArrayEquals(new double[] {1, 1}, g.second().toArray());
    }

    @Test
    void rowsAndVectorsAreSlicedAndPutTogetherAgain() {
        assertEquals(Shape.matrix(2, 2), MATRIX.sliceRows(1, 3).shape());
        assertArrayEquals(new double[] {3, 4, 5, 6}, MATRIX.sliceRows(1, 3).toArray());
        Tensor whole = Tensor.concat(MATRIX.sliceRows(0, 1), MATRIX.sliceRows(1, 1), MATRIX.sliceRows(1, 3));
        assertEquals(MATRIX.shape(), whole.shape());
        assertArrayEquals(MATRIX.toArray(), whole.toArray());
        assertArrayEquals(new double[] {1, 2, 3}, Tensor.concat(vector(1, 2), Tensor.of(3)).toArray());
        assertEquals(Shape.vector(1), Tensor.concat(Tensor.of(3)).shape());
        assertArrayEquals(new double[] {0, 0, 6, 8, 10, 12}, Differentiation.grad(
                x -> Tensor.concat(x.sliceRows(1, 3), MATRIX).squaredNorm()).apply(MATRIX).toArray());
    }

    @Test
    void diagonalsAreTakenAndMade() {
        Tensor square = Tensor.of(Shape.matrix(2, 2), new double[] {1, 2, 3, 4});
        assertArrayEquals(new double[] {1, 4}, square.diagonal().toArray());
        assertArrayEquals(new double[] {5, 0, 0, 6}, vector(5, 6).diagonalMatrix().toArray());
        assertArrayEquals(new double[] {3, 1, 1, 9}, Differentiation.grad(
                x -> x.diagonal().squaredNorm().plus(x.sum())).apply(square).toArray());
        // two diagonals add to the cotangent of the sum: 1 + 2x + 4x
        assertArrayEquals(new double[] {7, 1, 1, 25}, Differentiation.grad((Tensor x) -> x.diagonal().squaredNorm()
                .plus(x.diagonal().squaredNorm().times(2)).plus(x.sum())).apply(square).toArray());
    }

    @Test
    void labelsBecomeOneHotRows() {
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, vector(2, 0).oneHot(3).toArray());
        rejects(() -> vector(0, 3).oneHot(3), "oneHot", "label 1", "3.0", "0 to 2", "3 columns");
        rejects(() -> vector(0.5).oneHot(3), "oneHot", "0.5");
        rejects(() -> MATRIX.oneHot(3), "oneHot", "matrix 3x2", "vector");
    }

    @Test
    void misuseIsNamed() {
        rejects(() -> MATRIX.gatherRows(3), "gatherRows", "index 0", "3", "0 to 2", "matrix 3x2");
        rejects(() -> MATRIX.gatherRows(0, -1), "gatherRows", "index 1", "-1");
        rejects(() -> MATRIX.gatherRows(vector(0.5)), "gatherRows", "0.5", "whole");
        rejects(() -> MATRIX.gatherRows(vector(Double.NaN)), "gatherRows", "NaN");
        rejects(() -> MATRIX.gatherRows(MATRIX), "gatherRows", "indices", "matrix 3x2", "vector");
        rejects(() -> Tensor.of(1).gatherRows(0), "gatherRows", "scalar");
        rejects(() -> MATRIX.scatterAddRows(vector(0, 1, 5), 5), "scatterAddRows", "index 2", "5", "0 to 4", "5x2");
        rejects(() -> MATRIX.scatterAddRows(vector(0), 5), "scatterAddRows", "matrix 3x2", "vector 1");
        rejects(() -> MATRIX.sliceRows(1, 4), "sliceRows", "1 to 4", "matrix 3x2");
        rejects(() -> MATRIX.sliceRows(-1, 2), "sliceRows", "-1");
        rejects(() -> MATRIX.sliceRows(2, 1), "sliceRows", "2 to 1");
        rejects(() -> vector(1).sliceRows(0, 1), "sliceRows", "vector 1", "matrix");
        rejects(() -> Tensor.concat(), "concat", "no parts");
        rejects(() -> Tensor.concat(MATRIX, vector(1)), "concat", "matrix 3x2", "vector 1");
        rejects(() -> Tensor.concat(MATRIX, Tensor.zeros(Shape.matrix(1, 3))), "concat", "3x2", "1x3");
        rejects(MATRIX::diagonal, "diagonal", "matrix 3x2", "square");
        rejects(MATRIX::diagonalMatrix, "diagonalMatrix", "matrix 3x2", "vector");
    }
}
