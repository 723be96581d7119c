package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A matrix whose rows stand apart, with NaN between and around them: reading or writing there shows. */
record Strided(double[] array, int offset, int stride, int rows, int columns) {

    private static final int LARGEST_GAP = 3;

    /** Entries as those of {@link Window#random}. */
    static Strided random(int rows, int columns, SplittableRandom random) {
        Strided s = empty(rows, columns, random);
        double[] entries = Window.random(rows * columns, random).entries();
        for (int i = 0; i < rows; i++) {
            System.arraycopy(entries, i * columns, s.array, s.offset + i * s.stride, columns);
        }
        return s;
    }

    /** NaN everywhere. */
    static Strided empty(int rows, int columns, SplittableRandom random) {
        int offset = random.nextInt(LARGEST_GAP + 1);
        int stride = columns + random.nextInt(LARGEST_GAP + 1);
        double[] array = new double[offset + rows * stride + LARGEST_GAP];
        Arrays.fill(array, Double.NaN);
        return new Strided(array, offset, stride, rows, columns);
    }

    double get(int i, int j) {
        return array[offset + i * stride + j];
    }

    void set(int i, int j, double value) {
        array[offset + i * stride + j] = value;
    }

    Strided copy() {
        return new Strided(array.clone(), offset, stride, rows, columns);
    }

    void requireNothingBeside() {
        for (int at = 0; at < array.length; at++) {
            int inside = at - offset;
            boolean entry = inside >= 0 && stride > 0 && inside / stride < rows && inside % stride < columns;
            if (!entry) {
                assertEquals(Double.NaN, array[at], "written beside the matrix, at " + at);
            }
        }
    }
}
