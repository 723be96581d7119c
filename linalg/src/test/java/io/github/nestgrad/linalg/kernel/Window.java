package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A window of numbers in a larger array whose other entries are NaN: reading or writing beside it shows. */
record Window(double[] array, int offset, int size) {

    private static final int MARGIN = 5;

    /** Magnitudes from 10⁻⁴ to 10⁴, evenly on a logarithmic scale. */
    static Window random(int size, SplittableRandom random) {
        Window w = filled(size, 0, random);
        for (int i = 0; i < size; i++) {
            double magnitude = Math.pow(10, 8 * random.nextDouble() - 4);
            w.array[w.offset + i] = random.nextBoolean() ? magnitude : -magnitude;
        }
        return w;
    }

    static Window filled(int size, double value, SplittableRandom random) {
        int before = random.nextInt(MARGIN);
        double[] array = new double[before + size + random.nextInt(MARGIN)];
        Arrays.fill(array, Double.NaN);
        Arrays.fill(array, before, before + size, value);
        return new Window(array, before, size);
    }

    double get(int i) {
        return array[offset + i];
    }

    double[] entries() {
        return Arrays.copyOfRange(array, offset, offset + size);
    }

    Window copy() {
        return new Window(array.clone(), offset, size);
    }

    void requireNothingBeside(String what) {
        for (int i = 0; i < array.length; i++) {
            if (i < offset || i >= offset + size) {
                assertEquals(Double.NaN, array[i], what + " wrote beside its window, at " + (i - offset));
            }
        }
    }
}
