package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.Gmres;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.LinearSolver;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A function w(λ) that is given by an equation which its value solves, differentiable to any order.
 *
 * <pre>
 *   root        F(w, λ) = 0
 *   fixedPoint  w = φ(w, λ)           F(w, λ) = w − φ(w, λ)
 *   argmin      ∇₁g(w, λ) = 0         F = ∇₁g
 * </pre>
 *
 * <p>Any solver finds the value; how it does so does not matter, since the derivatives are those of the equation. By
 * the implicit function theorem, with A = ∂₁F at (w, λ), which must be regular,
 *
 * <pre>
 *   ẇ = −A⁻¹ ∂₂F λ̇        λ̄ = −∂₂Fᵀ A⁻ᵀ w̄
 * </pre>
 *
 * <p>A tangent and a cotangent take one linear solve each, whatever the number of parameters, by any
 * {@link LinearSolver} and with products with A and Aᵀ alone. The solution of that system is in turn the value of an
 * implicit function of (w, λ), so derivatives of derivatives follow by the same rule. The memory needed does not depend
 * on the work of the solver.
 *
 * <pre>{@code
 *   Implicit ridge = Implicit.argmin(Shape.vector(d),
 *           (w, p) -> x.matmul(w).minus(y).squaredNorm().plus(w.squaredNorm().times(p[0])).times(0.5),
 *           p -> solution(p[0].toDouble()));
 *   Tensor gradient = Differentiation.grad((Tensor t) -> validationLoss(ridge.apply(t.exp()))).apply(theta);
 * }</pre>
 *
 * <p>The equation must get all that it depends on and that carries a derivative as a parameter; a tensor that it brings
 * from outside throws. In a {@link Program} an implicit function is one operation, which allocates: the solver and the
 * linear solver run in each run of the program, and so do not see a parameter that is being recorded.
 *
 * <p>Instances are immutable. Sources: Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 15; Blondel
 * et al., Efficient and Modular Implicit Differentiation, NeurIPS 2022.
 */
public final class Implicit {

    private static final double TOLERANCE = 1e-8;

    private final String name;
    private final Shape shape;
    private final BiFunction<Tensor, Tensor[], Tensor> equation;
    private final boolean symmetric;
    private final Function<Tensor[], Tensor> solver;
    private final LinearSolver linearSolver;
    private final double tolerance;
    private final Consumer<LinearSolution> listener;

    private Implicit(String name, Shape shape, BiFunction<Tensor, Tensor[], Tensor> equation, boolean symmetric,
            Function<Tensor[], Tensor> solver, LinearSolver linearSolver, double tolerance,
            Consumer<LinearSolution> listener) {
        this.name = name;
        this.shape = Objects.requireNonNull(shape, "shape");
        this.equation = Objects.requireNonNull(equation, "equation");
        this.symmetric = symmetric;
        this.solver = Objects.requireNonNull(solver, "solver");
        this.linearSolver = Objects.requireNonNull(linearSolver, "linearSolver");
        this.tolerance = tolerance;
        this.listener = listener;
    }

    /**
     * The solution of F(w, λ) = 0; its linear systems are solved by GMRES unless another solver is given.
     *
     * @param shape the shape of w, and of the values of F
     * @param f (w, (λ₁, …, λₖ)) ↦ F(w, λ)
     * @param solver (λ₁, …, λₖ) ↦ w; gets plain numbers, and is called once for each value
     * @return the function λ ↦ w
     */
    public static Implicit root(Shape shape, BiFunction<Tensor, Tensor[], Tensor> f,
            Function<Tensor[], Tensor> solver) {
        Objects.requireNonNull(f, "f");
        return new Implicit("root", shape, f, false, solver, Gmres.withDefaults(), TOLERANCE, null);
    }

    /**
     * The solution of w = φ(w, λ); its linear systems have the matrix I − ∂₁φ, and are solved by GMRES unless another
     * solver is given.
     *
     * @param shape the shape of w, and of the values of φ
     * @param phi (w, (λ₁, …, λₖ)) ↦ φ(w, λ)
     * @param solver (λ₁, …, λₖ) ↦ w; gets plain numbers, and is called once for each value
     * @return the function λ ↦ w
     */
    public static Implicit fixedPoint(Shape shape, BiFunction<Tensor, Tensor[], Tensor> phi,
            Function<Tensor[], Tensor> solver) {
        Objects.requireNonNull(phi, "phi");
        return new Implicit("fixedPoint", shape, (w, p) -> w.minus(phi.apply(w, p)), false, solver,
                Gmres.withDefaults(), TOLERANCE, null);
    }

    /**
     * The minimiser of g(w, λ) over w, as a point where ∇₁g vanishes; its linear systems have the matrix ∇₁₁g, which is
     * symmetric, and are solved by conjugate gradients unless another solver is given.
     *
     * @param shape the shape of w
     * @param g (w, (λ₁, …, λₖ)) ↦ g(w, λ), a scalar
     * @param solver (λ₁, …, λₖ) ↦ w; gets plain numbers, and is called once for each value
     * @return the function λ ↦ w
     */
    public static Implicit argmin(Shape shape, BiFunction<Tensor, Tensor[], Tensor> g,
            Function<Tensor[], Tensor> solver) {
        Objects.requireNonNull(g, "g");
        return new Implicit("argmin", shape,
                (w, p) -> Differentiation.grad((UnaryOperator<Tensor>) s -> g.apply(s, p)).apply(w), true, solver,
                ConjugateGradient.withDefaults(), TOLERANCE, null);
    }

    /**
     * The same function with another solver for the systems with A and Aᵀ.
     *
     * @param other the solver
     * @return the function
     */
    public Implicit withLinearSolver(LinearSolver other) {
        return new Implicit(name, shape, equation, symmetric, solver, other, tolerance, listener);
    }

    /**
     * The same function with another demand on its value, which is refused unless ‖F(w, λ)‖ ≤ tolerance (1 + ‖w‖) in
     * the Euclidean norm. It is 10⁻⁸ by default; +∞ accepts whatever the solver returns.
     *
     * @param other the tolerance, at least 0
     * @return the function
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public Implicit withTolerance(double other) {
        if (!(other >= 0)) {
            throw new IllegalArgumentException(name + ": tolerance " + other + " (expected at least 0)");
        }
        return new Implicit(name, shape, equation, symmetric, solver, linearSolver, other, listener);
    }

    /**
     * The same function, which hands over the report of each linear solve, one for each tangent or cotangent, and goes
     * on with the solution even where the solver missed what was asked of it. Without a consumer that throws.
     *
     * @param consumer gets each report, in the thread that takes the derivative
     * @return the function
     */
    public Implicit reporting(Consumer<LinearSolution> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return new Implicit(name, shape, equation, symmetric, solver, linearSolver, tolerance, consumer);
    }

    /**
     * The value w(λ).
     *
     * @param parameters λ₁, …, λₖ, of any shapes
     * @return w, which depends on the parameters as the equation says
     * @throws ArithmeticException if the value does not solve the equation to the tolerance, here or when a program
     *     runs; and, without {@linkplain #reporting a consumer}, when a derivative is taken and a linear system is not
     *     solved
     * @throws IllegalArgumentException if the value of the solver or of the equation has another shape than w
     * @throws IllegalStateException if the solver or the equation brings a tensor from outside that carries a
     *     derivative
     */
    public Tensor apply(Tensor... parameters) {
        Packing packing = Packing.of(parameters);
        return Interpreter.bind(new ImplicitValue(this, packing), packing.pack(parameters));
    }

    String name() {
        return name;
    }

    Shape shape() {
        return shape;
    }

    boolean isSymmetric() {
        return symmetric;
    }

    LinearSolver linearSolver() {
        return linearSolver;
    }

    /** F(w, λ). */
    Tensor residual(Tensor w, Tensor[] parameters) {
        return requireShape("the equation has as its value", equation.apply(w, parameters));
    }

    /** What the user's solver finds, checked. */
    Concrete solution(Tensor[] parameters) {
        Concrete w = requireNumbers("solver", requireShape("the solver returned", solver.apply(parameters)));
        double residual = norm(requireNumbers("equation", residual(w, parameters)));
        double allowed = tolerance == Double.POSITIVE_INFINITY ? tolerance : tolerance * (1 + norm(w));
        if (!(residual <= allowed)) {
            throw new ArithmeticException(name + ": the value of the solver does not solve the equation: the residual "
                    + "has norm " + residual + " (expected at most " + allowed + ", that is " + tolerance
                    + " (1 + ‖w‖); solve more accurately, or state another tolerance)");
        }
        return w;
    }

    private static double norm(Concrete x) {
        return x.kernels.nrm2(x.shape().size(), x.array, x.offset);
    }

    private Tensor requireShape(String what, Tensor x) {
        if (x == null || !x.shape().equals(shape)) {
            throw new IllegalArgumentException(name + ": " + what + " " + (x == null ? "null" : "a " + x.shape())
                    + " (expected a " + shape + ", as w is)");
        }
        return x;
    }

    private Concrete requireNumbers(String who, Tensor x) {
        if (x instanceof Concrete numbers) {
            return numbers;
        }
        throw new IllegalStateException(name + ": the " + who + " uses a tensor from outside that carries a "
                + "derivative, which would be lost; make it a parameter");
    }

    /** Hands the report over, or throws if the system was not solved and nobody takes the report. */
    void report(LinearSolution solution) {
        if (listener != null) {
            listener.accept(solution);
        } else if (!solution.termination().isSatisfied()) {
            throw new ArithmeticException(name + ": the linear system of a derivative was not solved: "
                    + solution.termination() + " after " + solution.iterations() + " iterations, relative residual "
                    + solution.relativeResidual() + " (choose another linear solver or other limits, or take the "
                    + "solution as it is by reporting)");
        }
    }
}
