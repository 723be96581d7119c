/**
 * What can be said about the spectrum of a matrix without computing it: bounds that hold, and estimates that are near.
 *
 * <p>{@link io.github.nestgrad.linalg.spectral.SpectralBounds SpectralBounds} are guaranteed: they hold for every
 * matrix, the rounding of their own computation included. Step sizes and error bounds rest on them.
 * {@link io.github.nestgrad.linalg.spectral.SpectralEstimates SpectralEstimates} need only products with an operator,
 * are mostly much closer, and hold from the other side: the largest eigenvalue is at least what they say. Their
 * records, {@link io.github.nestgrad.linalg.spectral.SpectrumEstimate SpectrumEstimate} and
 * {@link io.github.nestgrad.linalg.spectral.NormEstimate NormEstimate}, tell the residual of what was found.
 *
 * <table>
 *   <caption>Bounds and estimates</caption>
 *   <tr><th>of</th><th>not below the truth</th><th>not above it</th></tr>
 *   <tr><td>‖A‖₂</td><td>{@code normUpperBound}, one pass</td><td>{@code normByPowerIteration},
 *     {@code normByLanczos}</td></tr>
 *   <tr><td>‖X‖₂² = λ_max(XᵀX)</td><td>{@code gramUpperBound}, n³ operations, 1.4 % at most too large</td>
 *     <td>the same, squared</td></tr>
 *   <tr><td>[λ_min, λ_max], A symmetric</td><td>{@code gershgorin}, an interval around it</td>
 *     <td>{@code lanczos}, an interval within it</td></tr>
 *   <tr><td>λ_max / λ_min, A definite</td><td>the ends of {@code gershgorin}, if of one sign</td>
 *     <td>{@code lanczos(...).conditionNumber()}</td></tr>
 * </table>
 */
package io.github.nestgrad.linalg.spectral;
