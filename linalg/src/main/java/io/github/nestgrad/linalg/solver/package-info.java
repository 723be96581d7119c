/**
 * Solvers of A x = b for an A that is given by its products.
 *
 * <p>A {@link io.github.nestgrad.linalg.solver.LinearSolver LinearSolver} takes a
 * {@link io.github.nestgrad.linalg.LinearOperator LinearOperator}, a right-hand side and a start, and returns a
 * {@link io.github.nestgrad.linalg.solver.LinearSolution LinearSolution}: x, its <em>true</em> residual, the iterations
 * and products it took, and the {@link io.github.nestgrad.linalg.solver.Termination reason} why it ended. A system that
 * was not solved is never passed off as solved, and never silently answered with the start. Several right-hand sides,
 * the columns of a matrix, yield {@link io.github.nestgrad.linalg.solver.LinearSolutions LinearSolutions}, a report for
 * each.
 *
 * <table>
 *   <caption>Which solver for which A; products are those of an iteration</caption>
 *   <tr><th>solver</th><th>needs</th><th>products</th><th>vectors</th><th>residual</th></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.ConjugateGradient ConjugateGradient}</td>
 *     <td>A symmetric positive definite</td><td>A x</td><td>4</td><td>error in the norm of A falls</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.Minres Minres}</td>
 *     <td>A symmetric, definite or not; singular: least norm</td><td>A x</td><td>8</td><td>falls, the least
 *     possible</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.Gmres Gmres}</td>
 *     <td>A regular</td><td>A x</td><td>m + 3</td><td>falls; the least possible within a cycle of m</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.BiCgStab BiCgStab}</td>
 *     <td>A regular, no memory to spare</td><td>2 A x</td><td>6</td><td>rises and falls; may break down</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.NormalConjugateGradient NormalConjugateGradient}</td>
 *     <td>any A with Aᵀ; squares the condition number; singular: least squares, least norm</td><td>A x, Aᵀ x</td>
 *     <td>5</td><td>falls</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.Chebyshev Chebyshev}</td>
 *     <td>A symmetric with spectrum in known [μ, L]; no inner products</td><td>A x</td><td>3</td><td>below a known
 *     bound</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.Richardson Richardson}</td>
 *     <td>I − ηA a contraction</td><td>A x</td><td>2</td><td>falls by the factor of the contraction</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.Neumann Neumann}</td>
 *     <td>the same; K terms are K steps of Richardson</td><td>A x</td><td>3</td><td>the same</td></tr>
 *   <tr><td>{@link io.github.nestgrad.linalg.solver.DenseSolver DenseSolver}</td>
 *     <td>A invertible, n² numbers of memory</td><td>n and a few more in all</td><td>n</td><td>at rounding</td></tr>
 * </table>
 *
 * <p>The iterations share their settings, {@link io.github.nestgrad.linalg.solver.IterativeSolver IterativeSolver}:
 * relative and absolute tolerance, limit of iterations, a plain number of steps, and a
 * {@link io.github.nestgrad.linalg.solver.Preconditioner Preconditioner}: the diagonal of Jacobi, the low-rank
 * {@link io.github.nestgrad.linalg.solver.Nystrom Nystrom} approximation, or any operator, which takes one or two more
 * vectors. What they test and report is the true residual in the 2-norm all the same.
 *
 * <p>Solvers are immutable values with defaults and withers; they may be shared between threads, unless an operator or
 * preconditioner in them may not. A solve allocates its vectors once, and nothing in its iterations.
 */
package io.github.nestgrad.linalg.solver;
