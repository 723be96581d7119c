package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/** Rows and columns, in plain Java without {@code Math.fma}. */
final class ScalarRows implements RowKernels {

    @Override
    public void softmaxRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < rows; i++) {
            int from = xOffset + i * columns;
            int to = yOffset + i * columns;
            double shift = shift(columns, x, from);
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                double e = Exponential.exp(x[from + j] - shift);
                y[to + j] = e;
                sum += e;
            }
            for (int j = 0; j < columns; j++) {
                y[to + j] /= sum;
            }
        }
    }

    @Override
    public void logSumExpRows(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < rows; i++) {
            int from = xOffset + i * columns;
            double shift = shift(columns, x, from);
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += Exponential.exp(x[from + j] - shift);
            }
            y[yOffset + i] = shift + Logarithm.log(sum);
        }
    }

    /**
     * The largest entry that is a number, or 0 if that is infinite: infinities then go through exp and log as they are,
     * where ∞ − ∞ would make NaN of them. An entry that is NaN needs no notice, since exp passes it on.
     */
    private static double shift(int columns, double[] x, int xOffset) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            double entry = x[xOffset + j];
            largest = entry > largest ? entry : largest;
        }
        return finiteOrZero(largest);
    }

    static double finiteOrZero(double largest) {
        return Double.isInfinite(largest) ? 0 : largest;
    }

    /** Four accumulators, since a single one makes each addition wait for the one before. */
    @Override
    public void rowSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < rows; i++) {
            int from = xOffset + i * columns;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int j = 0;
            for (; j <= columns - 4; j += 4) {
                s0 += x[from + j];
                s1 += x[from + j + 1];
                s2 += x[from + j + 2];
                s3 += x[from + j + 3];
            }
            for (; j < columns; j++) {
                s0 += x[from + j];
            }
            y[yOffset + i] = s0 + s1 + (s2 + s3);
        }
    }

    @Override
    public void columnSums(int rows, int columns, double[] x, int xOffset, double[] y, int yOffset) {
        Arrays.fill(y, yOffset, yOffset + columns, 0);
        for (int i = 0; i < rows; i++) {
            int from = xOffset + i * columns;
            for (int j = 0; j < columns; j++) {
                y[yOffset + j] += x[from + j];
            }
        }
    }

    @Override
    public double sum(int n, double[] x, int xOffset) {
        return sum(n, x, xOffset, 0, 0);
    }

    /** Σ xᵢ + start + error, where error is what the additions that led to start have lost. */
    static double sum(int n, double[] x, int xOffset, double start, double startError) {
        double sum = start;
        double error = startError;
        for (int i = 0; i < n; i++) {
            double term = x[xOffset + i];
            double next = sum + term;
            double added = next - sum;
            error += sum - (next - added) + (term - added);
            sum = next;
        }
        // an infinite or NaN sum stands as it is: its "errors" are NaN
        return Double.isFinite(error) ? sum + error : sum;
    }
}
