/**
 * Derivatives of ordinary Java functions on real scalars, vectors and matrices.
 *
 * <h2>The values</h2>
 * A {@link io.github.nestgrad.autodiff.Tensor Tensor} is an immutable array of doubles with a
 * {@link io.github.nestgrad.autodiff.Shape Shape} of rank 0, 1 or 2. A function is written with its methods,
 * {@code x.matmul(w).minus(y).squaredNorm().times(0.5 / n)}, and with ordinary Java control flow.
 *
 * <h2>The transformations</h2>
 * {@link io.github.nestgrad.autodiff.Differentiation Differentiation} turns such a function into its gradient, its
 * Jacobian-vector product ({@link io.github.nestgrad.autodiff.Jvp Jvp}), its vector-Jacobian product
 * ({@link io.github.nestgrad.autodiff.Vjp Vjp}) or its Hessian-vector product in one of three
 * {@linkplain io.github.nestgrad.autodiff.HvpMode modes}. Functions of two tensors yield a
 * {@link io.github.nestgrad.autodiff.TensorPair TensorPair}; values that come with their gradient are a
 * {@link io.github.nestgrad.autodiff.ValueAndGradient ValueAndGradient}. A transformed function is a function of
 * tensors again, so transformations nest to any depth.
 *
 * <h2>How it works</h2>
 * Every method of a tensor applies a <em>primitive</em>: one object that holds the value, the tangent rule (JVP) and
 * the cotangent rule (VJP) side by side. Which of them runs is decided by an <em>interpreter</em>:
 * <ul>
 *   <li><em>evaluate</em> computes numbers;</li>
 *   <li><em>forward</em> carries a tangent beside each primal and stores nothing;</li>
 *   <li><em>reverse</em> writes each application on a tape, and walks the tape back once the output is known.</li>
 * </ul>
 * The rules are written in the methods of {@code Tensor}, so they are differentiable themselves: nesting is stacking
 * interpreters. A tensor that belongs to an interpreter is a box which knows the interpreter <em>instance</em> that
 * made it. Of the boxes that meet in one primitive the interpreter created last acts first, and treats every other
 * box as a constant; it calls the primitive again on what it has unwrapped. So the tangent of one derivative is never
 * taken for that of another (perturbation confusion), and order of creation is all the state there is.
 *
 * <h2>Loud, not silent</h2>
 * Shapes that do not fit, a gradient of an output that is not a scalar or does not depend on the input, a box used
 * after the derivative that made it, or on another thread: each throws, naming the operation, the shapes and the
 * remedy. Branching on a number read from a tensor is fine: the branch taken is the one that is differentiated.
 *
 * <h2>Numbers and threads</h2>
 * All arithmetic is IEEE double; products run on the kernels of {@code linalg} and have a fixed order of reduction.
 * Concrete tensors are immutable and may be shared between threads; a derivative runs on the thread that asked for
 * it. At a point where a function is not differentiable, or at the edge of its domain, the javadoc of the method
 * says what the derivative is.
 */
package io.github.nestgrad.autodiff;
