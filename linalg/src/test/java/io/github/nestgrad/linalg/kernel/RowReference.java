package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/** The softmax and log-sum-exp of one row, in the arithmetic of {@link Reference}. */
record RowReference(double[] row, double largest, DoubleDouble sum) {

    private static final double U = 0x1p-53;

    static RowReference of(Window x, int i, int columns) {
        double[] row = Arrays.copyOfRange(x.entries(), i * columns, (i + 1) * columns);
        double largest = Arrays.stream(row).max().orElseThrow();
        DoubleDouble sum = DoubleDouble.of(0);
        for (double entry : row) {
            sum = sum.plus(Reference.exp(DoubleDouble.sum(entry, -largest)).value());
        }
        return new RowReference(row, largest, sum);
    }

    double softmax(double entry) {
        return Reference.exp(DoubleDouble.sum(entry, -largest)).value().dividedBy(sum).high();
    }

    private DoubleDouble logSumExp() {
        return Reference.logOf(sum).plus(largest);
    }

    double errorOfLogSumExp(double computed) {
        return Math.abs(logSumExp().plus(-computed).high());
    }

    /** As {@link RowKernels#logSumExpRows} promises. */
    double boundOfLogSumExp() {
        return (1.4 * row.length + 2 * Math.log(row.length) + 1 + Math.abs(logSumExp().high())) * U;
    }
}
