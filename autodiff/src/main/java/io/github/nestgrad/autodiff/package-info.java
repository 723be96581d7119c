/**
 * Derivatives of ordinary Java functions on real scalars, vectors and matrices: a guide to the engine.
 *
 * <h2>1. The program</h2>
 * A {@link io.github.nestgrad.autodiff.Tensor Tensor} is an immutable array of doubles with a {@link
 * io.github.nestgrad.autodiff.Shape Shape} of rank 0, 1 or 2. A function is written with its methods and with
 * ordinary Java control flow. Take y = x₁x₂ + sin x₁, for x = (2, 5):
 *
 * <pre>{@code
 *   UnaryOperator<Tensor> f = x -> x.get(0).times(x.get(1)).plus(x.get(0).sin());
 * }</pre>
 *
 * <p>When it runs, it is a list of elementary operations, Griewank's <em>evaluation trace</em>:
 *
 * <pre>
 *   v₁ = x₁              2
 *   v₂ = x₂              5
 *   v₃ = v₁ v₂          10
 *   v₄ = sin v₁          0.909
 *   v₅ = v₃ + v₄        10.909
 * </pre>
 *
 * <p>Everything that follows rests on this list. Each operation is a <em>primitive</em>: one object that knows its
 * value, the rule by which a tangent passes through it (JVP), and the rule by which a cotangent does (VJP). Read
 * {@code Arithmetic} and {@code Elementwise} first: three short methods side by side, and of derivatives there is no
 * more to know; the rest is bookkeeping. What a primitive <em>means</em> is decided by an <em>interpreter</em>. The
 * simplest one evaluates: it computes numbers.
 *
 * <h2>2. Forward</h2>
 * Let x move in direction ẋ. Each value then moves with some velocity, its <em>tangent</em>, and the chain rule
 * gives the tangent of a line from those of the lines above it. In direction ẋ = (1, 0):
 *
 * <pre>
 *   v̇₁ = 1               1
 *   v̇₂ = 0               0
 *   v̇₃ = v̇₁ v₂ + v₁ v̇₂   5
 *   v̇₄ = cos v₁ v̇₁      −0.416
 *   v̇₅ = v̇₃ + v̇₄         4.584     = ∂y/∂x₁
 * </pre>
 *
 * <p>So values and tangents are computed side by side, and nothing is stored: the interpreter {@code Forward} hands
 * out boxes, a primal with its tangent, and each primitive makes a new box of the boxes it is given. One run is one
 * <em>Jacobian-vector product</em>, {@link io.github.nestgrad.autodiff.Jvp Jvp}, for a small multiple of the cost of
 * f; the whole {@linkplain io.github.nestgrad.autodiff.JacobianMode Jacobian} takes a run for each input.
 *
 * <h2>3. Reverse</h2>
 * Ask instead how much y changes if one line changes: that is its <em>adjoint</em> or cotangent v̄. It is known for
 * the last line, v̄₅ = 1, and passes from each line to those it was made of, so it is computed from the bottom up:
 *
 * <pre>
 *   v̄₅ = 1                                        1
 *   v̄₃ += v̄₅            v̄₄ += v̄₅                  1    1
 *   v̄₁ += v̄₄ cos v₁                              −0.416
 *   v̄₁ += v̄₃ v₂         v̄₂ += v̄₃ v₁               4.584    2
 * </pre>
 *
 * <p>One sweep gives all partial derivatives: a gradient costs at most four evaluations of f, however many inputs
 * there are. The price is memory, for the sweep needs the values in backward order. The interpreter {@code Reverse}
 * writes each application on a <em>tape</em> and walks back along it; its boxes are lines of the tape. One walk is a
 * <em>vector-Jacobian product</em>, {@link io.github.nestgrad.autodiff.Vjp Vjp}; started with 1 at a scalar it is
 * the gradient, with the value a {@link io.github.nestgrad.autodiff.ValueAndGradient ValueAndGradient}. Where the
 * tape of an iteration is too long, {@link io.github.nestgrad.autodiff.Loop Loop} keeps some states only, by a
 * {@link io.github.nestgrad.autodiff.Schedule Schedule}, and computes the others again ({@link
 * io.github.nestgrad.autodiff.LoopCounts LoopCounts} counts how often).
 *
 * <h2>4. Nesting</h2>
 * The rules are written in the methods of {@code Tensor}, so a derivative is itself a function of tensors, and can
 * be differentiated. Nothing was built for second derivatives: forward over reverse over … is a stack of
 * interpreters. A box knows the interpreter <em>instance</em> that made it. Of the boxes that meet in one primitive,
 * the interpreter that was created last acts first; it unwraps its own boxes, treats all others as constants, and
 * applies the primitive again to what it has unwrapped, where the next interpreter finds its own. So the tangent of
 * one derivative is never taken for that of another (<em>perturbation confusion</em>), and the order of creation is
 * all the state there is. The whole dispatch is {@code Interpreter.bind}, a dozen lines.
 *
 * <p>The same Hessian-vector product ∇²f(x) v comes in three {@linkplain io.github.nestgrad.autodiff.HvpMode modes},
 * reverse over reverse, reverse over forward and forward over reverse, of which the last, as a rule, holds the least
 * memory.
 *
 * <h2>5. Record</h2>
 * A fourth interpreter computes nothing at all: {@code Recorder} writes the lines down, as a {@link
 * io.github.nestgrad.autodiff.Program Program}. Derivatives that are taken while it records compute with its boxes,
 * so the program of {@code grad(f)} is the gradient, as a list of primitives like the one we began with. Equal lines
 * are written once, constants are computed, what no result needs is left out, and the buffers are planned by when a
 * value is read for the last time. An {@link io.github.nestgrad.autodiff.Execution Execution} then runs the list
 * without tracing and without allocating. A program does not depend on numbers, so {@code if} cannot ask for one:
 * use {@link io.github.nestgrad.autodiff.Conditional Conditional} and {@code Loop}. Loops are recorded by their
 * step, not unrolled.
 *
 * <h2>What there is</h2>
 * <ul>
 *   <li>{@link io.github.nestgrad.autodiff.Differentiation Differentiation} has the transformations: {@code grad},
 *       {@code valueAndGrad}, {@code jvp}, {@code vjp}, {@code hvp}, {@code jacobian}, {@code hessian}, {@code
 *       linearize}, whose {@link io.github.nestgrad.autodiff.Linearized Linearized} applies the derivative many
 *       times for one evaluation, and {@code compile}. Each applies to the result of each other.</li>
 *   <li>Functions of two tensors yield a {@link io.github.nestgrad.autodiff.TensorPair TensorPair}; for more
 *       tensors, or a record of tensors, a {@link io.github.nestgrad.autodiff.Layout Layout} says how it is put
 *       together (with a constructor of {@link io.github.nestgrad.autodiff.RecordOf RecordOf}) and where its entries
 *       lie in one flat array.</li>
 *   <li>{@link io.github.nestgrad.autodiff.Factorization Factorization} holds the factors of a matrix for many
 *       solutions and its determinant.</li>
 *   <li>{@link io.github.nestgrad.autodiff.Implicit Implicit} is a function that is given by an equation, a root, a
 *       fixed point or a minimiser: any solver finds its value, and its derivatives are those of the equation.</li>
 *   <li>{@link io.github.nestgrad.autodiff.CustomDerivative CustomDerivative} takes rules of your own in place of
 *       those that the operations imply, and {@link io.github.nestgrad.autodiff.Checkpoint Checkpoint} evaluates a
 *       part of a function again where reverse mode would store it.</li>
 *   <li>{@link io.github.nestgrad.autodiff.DebugNaN DebugNaN} names the first primitive that makes a NaN or an
 *       infinity.</li>
 *   <li>A program can be looked at: {@link io.github.nestgrad.autodiff.ProgramLine ProgramLine} is a line of it,
 *       {@link io.github.nestgrad.autodiff.ProgramFormulas ProgramFormulas} writes the lines as formulas, and {@link
 *       io.github.nestgrad.autodiff.ProgramTrace ProgramTrace} computes their values, tangents and adjoints: the
 *       tables above.</li>
 * </ul>
 *
 * <h2>Loud, not silent</h2>
 * Shapes that do not fit, a gradient of an output that is not a scalar or does not depend on the input, a box used
 * after the derivative that made it, or on another thread, a number asked of a value that is being recorded: each
 * throws, naming the operation, the shapes and the remedy. Branching on a number read from a tensor is fine where
 * nothing is recorded: the branch taken is the one that is differentiated. At a point where a function has no
 * derivative, or at the edge of its domain, the javadoc of the method says what is returned: the subgradient of
 * least norm.
 *
 * <h2>Numbers and threads</h2>
 * All arithmetic is IEEE double; products run on the kernels of {@code linalg} and have a fixed order of reduction.
 * Concrete tensors, programs, compiled functions and linearisations may be shared between threads; a derivative runs
 * on the thread that asked for it, and each thread has an execution of its own.
 *
 * <p>The names and the tables follow A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008,
 * chapter 3.
 */
package io.github.nestgrad.autodiff;
