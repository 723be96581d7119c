/**
 * Solvers of A x = b for an A that is given by its products.
 *
 * <p>A {@link io.github.nestgrad.linalg.solver.LinearSolver LinearSolver} takes a
 * {@link io.github.nestgrad.linalg.LinearOperator LinearOperator}, a right-hand side and a start, and returns a
 * {@link io.github.nestgrad.linalg.solver.LinearSolution LinearSolution}: x, its <em>true</em> residual, the iterations
 * and products it took, and the {@link io.github.nestgrad.linalg.solver.Termination reason} why it ended. A system that
 * was not solved is never passed off as solved, and never silently answered with the start.
 *
 * <table>
 *   <caption>Which solver for which A</caption>
 *   <tr><th>solver</th><th>needs</th><th>products</th></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.ConjugateGradient ConjugateGradient}</td>
 *     <td>A symmetric positive definite</td><td>A x, one an iteration</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.Richardson Richardson}</td>
 *     <td>I − ηA a contraction</td><td>A x, one an iteration</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.DenseSolver DenseSolver}</td>
 *     <td>A invertible, n² numbers of memory</td><td>A x, n and a few more</td></tr>
 * </table>
 *
 * <p>Solvers are immutable values with defaults and withers; they may be shared between threads.
 */
package io.github.nestgrad.linalg.solver;
