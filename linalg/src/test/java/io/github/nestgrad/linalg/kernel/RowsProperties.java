package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Log-sum-exp and softmax of rows against their definitions by StrictMath. */
class RowsProperties {

    private static final double EPSILON = Math.ulp(1.0);

    private final RowKernels kernels = rows();

    private static RowKernels rows() {
        if (KernelProvider.name().equals("scalar")) {
            return new ScalarRows();
        }
        try {
            // compiled in the second pass, which tests cannot name
            return (RowKernels) Class.forName("io.github.nestgrad.linalg.kernel.VectorRows").getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 200)
    void rowsHaveTheirLogSumExpAndSoftmax(@ForAll @IntRange(max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.filled(rows * columns, 0, random);
        double shift = random.nextDouble(-1000, 1000);
        for (int i = 0; i < rows * columns; i++) {
            x.array()[x.offset() + i] = shift + random.nextDouble(-30, 30);
        }
        Window lse = Window.filled(rows, Double.NaN, random);
        Window softmax = Window.filled(rows * columns, Double.NaN, random);
        kernels.logSumExpRows(rows, columns, x.array(), x.offset(), lse.array(), lse.offset());
        kernels.softmaxRows(rows, columns, x.array(), x.offset(), softmax.array(), softmax.offset());
        lse.requireNothingBeside("logSumExpRows");
        softmax.requireNothingBeside("softmaxRows");
        for (int i = 0; i < rows; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                largest = Math.max(largest, x.get(i * columns + j));
            }
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += StrictMath.exp(x.get(i * columns + j) - largest);
            }
            double expected = largest + StrictMath.log(sum);
            assertEquals(expected, lse.get(i), 8 * EPSILON * (Math.abs(largest) + columns));
            for (int j = 0; j < columns; j++) {
                double share = StrictMath.exp(x.get(i * columns + j) - largest) / sum;
                assertEquals(share, softmax.get(i * columns + j), (columns + 8) * EPSILON * share);
            }
        }
    }
}
