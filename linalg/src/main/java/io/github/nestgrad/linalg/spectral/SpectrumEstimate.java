package io.github.nestgrad.linalg.spectral;

/**
 * An estimate of the extreme eigenvalues of a symmetric operator from inside: the least is at most {@code smallest} and
 * the greatest at least {@code largest}, but for rounding.
 *
 * @param smallest the smallest Ritz value
 * @param largest the largest Ritz value
 * @param smallestResidual ‖A v − θ v‖ of the smallest Ritz pair: an eigenvalue lies within this distance of it, which
 *     need not be the least
 * @param largestResidual the same for the largest Ritz pair
 * @param steps the steps taken, as many as there are Ritz values
 * @param operatorProducts the products with A
 */
public record SpectrumEstimate(double smallest, double largest, double smallestResidual, double largestResidual,
        int steps, int operatorProducts) {

    /**
     * Holds the numbers as they are.
     *
     * @param smallest the smallest Ritz value
     * @param largest the largest Ritz value
     * @param smallestResidual the residual of the smallest Ritz pair
     * @param largestResidual the residual of the largest Ritz pair
     * @param steps the steps taken
     * @param operatorProducts the products with A
     */
    public SpectrumEstimate {}

    /**
     * The estimate of ‖A‖₂ from below.
     *
     * @return max(|smallest|, |largest|)
     */
    public double norm() {
        return Math.max(Math.abs(smallest), Math.abs(largest));
    }

    /**
     * The estimate of the condition number ‖A‖₂ ‖A⁻¹‖₂ of a definite operator, from below.
     *
     * @return the ratio of the extreme Ritz values; infinite where they differ in sign or one is zero: the operator is
     *     not definite, and its condition number is not to be had from these two
     */
    public double conditionNumber() {
        double ratio = largest / smallest;
        return ratio > 0 ? Math.max(ratio, 1 / ratio) : Double.POSITIVE_INFINITY;
    }
}
