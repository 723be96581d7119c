package io.github.nestgrad.verification;

/**
 * Central differences at shrinking steps h₀ &gt; h₁ &gt; …, and their polynomial extrapolation in h² to h = 0.
 *
 * <pre>
 *   aᵢ₀ = (φ(hᵢ) − φ(−hᵢ)) / 2hᵢ        aᵢⱼ = aᵢ,ⱼ₋₁ + (aᵢ,ⱼ₋₁ − aᵢ₋₁,ⱼ₋₁) / (rᵢⱼ − 1),    rᵢⱼ = (hᵢ₋ⱼ / hᵢ)²
 * </pre>
 *
 * <p>The textbook's error, |aᵢⱼ − aᵢ,ⱼ₋₁| at its least, rests on one difference of two numbers, and of 60 such some are
 * small by accident. So an entry has to agree with three neighbours, and a row with all rows of smaller steps.
 */
final class NevilleTable {

    static final int ROWS = 12;

    // differences that still move by this much of their size follow no power series in h, and any may be the best
    private static final double SETTLED = 0.1;

    private final double[] step = new double[ROWS];
    private final double[][] value = new double[ROWS][ROWS];
    private final double[][] rounding = new double[ROWS][ROWS];
    // of each row the entry with the least error
    private final double[] best = new double[ROWS];
    private final double[] error = new double[ROWS];
    private int rows;

    boolean isFull() {
        return rows == ROWS;
    }

    void clear() {
        rows = 0;
    }

    /** Adds the difference quotient at step h, which rounding may have moved by {@code noise}. */
    void add(double h, double quotient, double noise) {
        int i = rows++;
        step[i] = h;
        value[i][0] = quotient;
        rounding[i][0] = noise;
        best[i] = quotient;
        error[i] = Double.POSITIVE_INFINITY;
        for (int j = 1; j <= i; j++) {
            double ratio = step[i - j] / h;
            double r = ratio * ratio;
            double fine = value[i][j - 1];
            double coarse = value[i - 1][j - 1];
            value[i][j] = fine + (fine - coarse) / (r - 1);
            // both terms at their worst
            rounding[i][j] = (r * rounding[i][j - 1] + rounding[i - 1][j - 1]) / (r - 1);
            if (j < i) {
                offer(i, j);
            }
        }
    }

    private void offer(int i, int j) {
        double a = value[i][j];
        double e = Math.max(rounding[i][j], Math.max(Math.abs(a - value[i - 1][j]),
                Math.max(Math.abs(a - value[i][j - 1]), Math.abs(a - value[i - 1][j - 1]))));
        if (e < error[i]) {
            best[i] = a;
            error[i] = e;
        }
    }

    /** The row with the least error, when each has answered to the others. */
    DerivativeEstimate estimate() {
        if (rows == 0) {
            return DerivativeEstimate.NOTHING;
        }
        int chosen = rows - 1;
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        double noise = observedNoise();
        for (int i = rows - 1; i >= 0; i--) {
            double e = Math.max(Math.max(error[i], noise / step[i]), dispute(i));
            if (e < least) {
                chosen = i;
                least = e;
            }
            largest = Math.max(largest, Math.abs(value[i][0]));
        }
        double e = least <= SETTLED * largest ? least : Math.max(least, largest);
        return new DerivativeEstimate(best[chosen], e, step[chosen]);
    }

    /** By how much the rows of smaller steps contradict row i: beyond their errors, or as noise, which is as 1/h. */
    private double dispute(int i) {
        double dispute = 0;
        for (int k = i + 1; k < rows; k++) {
            double difference = Math.abs(best[i] - best[k]);
            dispute = Math.max(dispute, Math.max(difference - error[k], difference * (step[k] / step[i])));
        }
        return dispute;
    }

    /**
     * What the values of φ carry that is not smooth, as the rows show it once extrapolation has removed the rest: a φ
     * that cancels inside has more than rounding of its result.
     */
    private double observedNoise() {
        double noise = Double.POSITIVE_INFINITY;
        for (int k = 2; k < rows; k++) {
            noise = Math.min(noise, Math.max(scatter(k), scatter(k - 1)));
        }
        return noise;
    }

    private double scatter(int k) {
        return Math.abs(best[k] - best[k - 1]) * step[k];
    }
}
