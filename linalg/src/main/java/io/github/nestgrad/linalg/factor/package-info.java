/**
 * Factorisations of dense matrices, and what they solve.
 *
 * <table>
 * <caption>Which one for what</caption>
 * <tr><th>matrix</th><th>factorisation</th><th>solves</th><th>tells besides</th></tr>
 * <tr><td>symmetric positive definite</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.Cholesky Cholesky}, L Lᵀ</td>
 *     <td>A x = b</td><td>log-determinant, condition</td></tr>
 * <tr><td>square</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.Lu Lu}, partial pivoting, P A = L U</td>
 *     <td>A x = b, Aᵀ x = b</td><td>determinant, condition</td></tr>
 * <tr><td>triangular</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.Triangular Triangular}: it is one</td>
 *     <td>T x = b, Tᵀ x = b</td><td>products</td></tr>
 * <tr><td>tall, of full rank</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.Qr Qr}, Householder, with or without column pivoting</td>
 *     <td>min ‖A x − b‖</td><td>orthonormal basis, rank</td></tr>
 * <tr><td>any shape and rank</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.CompleteOrthogonal CompleteOrthogonal}</td>
 *     <td>the shortest x of least ‖A x − b‖</td><td>rank</td></tr>
 * <tr><td>any shape and rank</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.Svd Svd}, U diag(σ) Vᵀ, the most expensive and the most certain</td>
 *     <td>the shortest x of least ‖A x − b‖</td><td>singular values and vectors, rank, norm, condition</td></tr>
 * <tr><td>symmetric</td>
 *     <td>{@link io.github.nestgrad.linalg.factor.SymmetricEigen SymmetricEigen}, V diag(λ) Vᵀ</td>
 *     <td></td><td>eigenvalues and eigenvectors</td></tr>
 * </table>
 *
 * <p>Right-hand sides come as one vector or as the columns of a matrix; many at once are solved in blocks and several
 * times as fast. ‖·‖ is the Euclidean norm and ε = 2⁻⁵²; each class states the error that it may make.
 *
 * <p>Each factory takes a {@link io.github.nestgrad.linalg.Matrix Matrix} and leaves it alone. A matrix that has no
 * such factorisation, or that is not finite, is refused by an {@link java.lang.ArithmeticException ArithmeticException}
 * that names the pivot or the entry with its value; for callers of Cholesky and LU who expect that, a second factory
 * answers with an empty result. A matrix that is merely close to a singular one is factorised: {@code
 * conditionEstimate}, {@code rank} and {@code conditionNumber} tell. Sizes that do not fit are an
 * {@link java.lang.IllegalArgumentException IllegalArgumentException}. Empty matrices are matrices.
 *
 * <p>Factorisations are immutable and may be shared between threads. The same matrix gives the same bits with the same
 * {@link io.github.nestgrad.linalg.KernelSet KernelSet}.
 */
package io.github.nestgrad.linalg.factor;
