package io.github.nestgrad.bilevel.data;

/**
 * Mean and standard deviation of the columns of a matrix, and the map x ↦ (x − mean) / deviation.
 *
 * <p>The deviation is that of a population (divided by n). A column is called <em>constant</em> if its deviation is at
 * most the spacing of the doubles at its largest magnitude, ulp(max |x|), so that it shows nothing but rounding; its
 * scale is 1 and its values are centred alone. Sums are compensated and the columns scaled by powers of two, so that
 * columns of any magnitude neither overflow nor underflow, and the errors of mean and deviation are a few units in the
 * last place of max |x|.
 */
public final class Standardization {

    private final int[] exponent;
    private final double[] scaledMean;
    private final double[] scaledDeviation;
    private final boolean[] constant;

    private Standardization(int columns) {
        exponent = new int[columns];
        scaledMean = new double[columns];
        scaledDeviation = new double[columns];
        constant = new boolean[columns];
    }

    /**
     * Measures the columns of a matrix.
     *
     * @param features n×d, row-major, all finite; not modified
     * @param columns d
     * @return the means and deviations
     * @throws IllegalArgumentException if the array is not one or more rows of d entries
     */
    public static Standardization fit(double[] features, int columns) {
        if (columns < 1 || features.length == 0 || features.length % columns != 0) {
            throw new IllegalArgumentException("standardise: " + features.length + " values are not rows of "
                    + columns + " columns; expected one or more rows");
        }
        Standardization result = new Standardization(columns);
        for (int j = 0; j < columns; j++) {
            result.measure(features, j);
        }
        return result;
    }

    private void measure(double[] features, int j) {
        int columns = exponent.length;
        int rows = features.length / columns;
        double smallest = features[j];
        double largest = features[j];
        for (int i = j; i < features.length; i += columns) {
            smallest = Math.min(smallest, features[i]);
            largest = Math.max(largest, features[i]);
        }
        double magnitude = Math.max(Math.abs(smallest), Math.abs(largest));
        int e = magnitude == 0 ? 0 : Math.getExponent(magnitude);
        exponent[j] = e;
        if (smallest == largest) {
            scaledMean[j] = Math.scalb(smallest, -e);
            constant[j] = true;
            return;
        }
        CompensatedSum values = new CompensatedSum();
        for (int i = j; i < features.length; i += columns) {
            values.add(Math.scalb(features[i], -e));
        }
        double mean = values.value() / rows;
        CompensatedSum squares = new CompensatedSum();
        for (int i = j; i < features.length; i += columns) {
            double deviation = Math.scalb(features[i], -e) - mean;
            squares.add(deviation * deviation);
        }
        scaledMean[j] = mean;
        scaledDeviation[j] = Math.sqrt(squares.value() / rows);
        constant[j] = scaledDeviation[j] <= Math.ulp(Math.scalb(magnitude, -e));
    }

    /**
     * Returns the mean of a column.
     *
     * @param column the column, from 0
     * @return the mean
     */
    public double mean(int column) {
        return Math.scalb(scaledMean[column], exponent[column]);
    }

    /**
     * Returns the standard deviation of a column.
     *
     * @param column the column, from 0
     * @return the deviation; what {@link #apply} divides by, unless the column is constant
     */
    public double deviation(int column) {
        return Math.scalb(scaledDeviation[column], exponent[column]);
    }

    /**
     * Returns whether a column is constant up to rounding.
     *
     * @param column the column, from 0
     * @return whether its scale is 1
     */
    public boolean isConstant(int column) {
        return constant[column];
    }

    /**
     * Returns a value of a column, standardised.
     *
     * @param column the column, from 0
     * @param value the value
     * @return (value − mean) / deviation; infinite if that is too large for a double
     */
    public double apply(int column, double value) {
        if (constant[column]) {
            return value - mean(column);
        }
        return (Math.scalb(value, -exponent[column]) - scaledMean[column]) / scaledDeviation[column];
    }
}
