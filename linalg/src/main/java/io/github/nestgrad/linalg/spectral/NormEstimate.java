package io.github.nestgrad.linalg.spectral;

/**
 * An estimate of a spectral norm ‖A‖₂ from below: the norm is at least as large, but for rounding, and may be larger.
 *
 * @param value the estimate
 * @param residual how well the vector that was found is a singular one, ‖AᵀA v − σ²v‖ for the unit vector v and σ the
 *     estimate: some singular value s has |s² − σ²| at most this, which need not be the largest one
 * @param steps the steps taken
 * @param operatorProducts the products with A and Aᵀ
 */
public record NormEstimate(double value, double residual, int steps, int operatorProducts) {

    /**
     * Holds the numbers as they are.
     *
     * @param value the estimate
     * @param residual ‖AᵀA v − σ²v‖
     * @param steps the steps taken
     * @param operatorProducts the products with A and Aᵀ
     */
    public NormEstimate {}
}
