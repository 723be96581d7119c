package io.github.nestgrad.bilevel.data;

/**
 * The rows of one part of a data set, ready for a model.
 *
 * <p>The arrays are the sample's own and are shared with the caller, who must not change them.
 *
 * @param columns d, the number of columns of the design matrix
 * @param features X, n×d, row-major
 * @param target y, n entries, coded as {@link Task} says
 */
public record Sample(int columns, double[] features, double[] target) {

    /**
     * Checks that the shapes fit.
     *
     * @param columns d
     * @param features X, n×d, row-major; shared
     * @param target y, n entries; shared
     * @throws IllegalArgumentException if the features are not as many rows of d columns as there are targets
     */
    public Sample {
        if (columns < 1 || (long) columns * target.length != features.length) {
            throw new IllegalArgumentException("sample: " + features.length + " features are not " + target.length
                    + " rows of " + columns + " columns");
        }
    }

    /**
     * Returns the number of rows.
     *
     * @return n
     */
    public int rows() {
        return target.length;
    }

    /**
     * Returns the classes of a {@link Task#MULTICLASS} sample as indicator rows.
     *
     * @param classes k, the number of classes
     * @return n×k, row-major: 1 where the row is of the class, 0 elsewhere
     * @throws IllegalArgumentException if a target is not one of 0 … k − 1
     */
    public double[] indicators(int classes) {
        double[] result = new double[Math.multiplyExact(rows(), classes)];
        for (int i = 0; i < target.length; i++) {
            int label = (int) target[i];
            if (label != target[i] || label < 0 || label >= classes) {
                throw new IllegalArgumentException("indicators: target " + target[i] + " of row " + i
                        + " is not a class; expected one of 0 to " + (classes - 1));
            }
            result[i * classes + label] = 1;
        }
        return result;
    }
}
