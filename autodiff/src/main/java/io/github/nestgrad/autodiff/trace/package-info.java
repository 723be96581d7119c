/**
 * To see what a program computes and what its derivatives cost.
 *
 * <p>{@link io.github.nestgrad.autodiff.trace.EvaluationTrace EvaluationTrace} shows a {@link
 * io.github.nestgrad.autodiff.Program Program} at one point, line by line ({@link
 * io.github.nestgrad.autodiff.trace.TraceLine TraceLine}) with primal, tangent and adjoint, and the reverse sweep in
 * the order in which it is done ({@link io.github.nestgrad.autodiff.trace.SweepStep SweepStep}): as text, as a graph
 * for Graphviz, and as an SVG picture. {@link io.github.nestgrad.autodiff.trace.ModeCounts ModeCounts} counts
 * operations and bytes of a function, its forward and reverse mode and its three Hessian-vector products. {@link
 * io.github.nestgrad.autodiff.trace.DifferenceCurve DifferenceCurve} sets finite differences against the exact
 * derivative, step by step. {@link io.github.nestgrad.autodiff.trace.Svg Svg} is the writer of pictures.
 *
 * <h2>Where numbers and formulas come from</h2> Nothing here knows a derivative. The numbers are those of {@link
 * io.github.nestgrad.autodiff.ProgramTrace ProgramTrace}, which applies the rules of the engine in its order; the
 * formulas are those of {@link io.github.nestgrad.autodiff.ProgramFormulas ProgramFormulas}, which records the rules
 * and writes down what they do. Output is the same for the same program and point, on every machine with the same
 * kernels.
 */
package io.github.nestgrad.autodiff.trace;
