package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.DenseSolver;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.LinearSolver;
import io.github.nestgrad.linalg.solver.Neumann;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What implicit functions cost, what they report, and how they refuse what is wrong. */
class ImplicitTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    private static final double ROUNDING_OF_SOLVES = 256 * Math.ulp(1.0);

    private static final Tensor A = Tensor.of(Shape.matrix(2, 2), new double[] {3, 1, 1, 2});
    private static final Tensor B = Tensor.of(new double[] {1, -2});
    private static final Tensor X = Tensor.of(new double[] {0.5, 1.5});
    private static final Tensor V = Tensor.of(new double[] {1, 0.25});

    /** Counts what is asked of it. */
    private static final class Counted implements LinearSolver {
        private final LinearSolver solver = DenseSolver.withDefaults();
        private int solves;

        @Override
        public LinearSolution solve(LinearOperator a, double[] b, double[] start) {
            solves++;
            return solver.solve(a, b, start);
        }
    }

    private int values;

    /** (A + diag(λ)) w = b, where λ and b are the parameters. */
    private Implicit ridge() {
        return Implicit.argmin(Shape.vector(2),
                (w, p) -> w.dot(A.matmul(w)).plus(w.squared().dot(p[0])).times(0.5).minus(w.dot(p[1])), p -> {
                    values++;
                    double[] l = p[0].toArray();
                    return A.plus(Tensor.of(Shape.matrix(2, 2), new double[] {l[0], 0, 0, l[1]})).solve(p[1]);
                });
    }

    private static void fails(Class<? extends Exception> kind, Executable use, String... parts) {
        String message = assertThrows(kind, use).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    // ---- cost

    /** One value and one solve for each tangent or cotangent, whatever the number of parameters that carry one. */
    @Test
    void eachTangentAndEachCotangentTakesOneLinearSolve() {
        Counted solver = new Counted();
        Implicit ridge = ridge().withLinearSolver(solver);
        UnaryOperator<Tensor> one = t -> ridge.apply(t, B).squaredNorm();
        UnaryOperator<Tensor> both = t -> ridge.apply(t, t.exp()).squaredNorm();
        for (UnaryOperator<Tensor> f : List.of(one, both)) {
            requireCost(solver, 1, 0, () -> f.apply(X));
            requireCost(solver, 1, 1, () -> Differentiation.jvp(f, X, V));
            requireCost(solver, 1, 1, () -> Differentiation.grad(f).apply(X));
            for (HvpMode mode : HvpMode.values()) {
                requireCost(solver, 1, 3, () -> Differentiation.hvp(f, X, V, mode));
            }
        }
    }

    private void requireCost(Counted solver, int expectedValues, int expectedSolves, Runnable use) {
        values = 0;
        solver.solves = 0;
        use.run();
        assertEquals(expectedValues, values, "values");
        assertEquals(expectedSolves, solver.solves, "linear solves");
    }

    /** Parameters that are numbers are not copied, and of the others only the derivative that is asked for is taken. */
    @Test
    void parametersWithoutDerivativeAreConstants() {
        Packing packing = Packing.of(A, X);
        assertEquals(0, packing.size());
        assertTrue(packing.unpack(Tensor.zeros(Shape.vector(0)))[0] == A);
        double[] gradient = Differentiation.grad((Tensor t) -> ridge().apply(X, t).sum()).apply(B).toArray();
        double[] l = X.toArray();
        double[] expected = A.plus(Tensor.of(Shape.matrix(2, 2), new double[] {l[0], 0, 0, l[1]}))
                .solve(Tensor.of(new double[] {1, 1})).toArray();
        assertArrayEquals(expected, gradient, ROUNDING_OF_SOLVES);
    }

    @Test
    void anEquationThatDoesNotReadAParameterHasAStructuralZero() {
        Counted solver = new Counted();
        Implicit constant = Implicit.root(Shape.vector(2), (w, p) -> w.minus(B), p -> B).withLinearSolver(solver);
        assertFalse(Differentiation.jvp(t -> constant.apply(t), X, V).dependsOnInput());
        assertArrayEquals(new double[2],
                Differentiation.vjp(t -> constant.apply(t), X).pullback(V).toArray());
        assertEquals(0, solver.solves);
    }

    // ---- reports

    @Test
    void theReportOfEachLinearSolveReachesTheCaller() {
        List<LinearSolution> reports = new ArrayList<>();
        Implicit ridge = ridge().reporting(reports::add);
        Differentiation.hvp((Tensor t) -> ridge.apply(t, B).sum(), X, V, HvpMode.FR);
        assertEquals(3, reports.size());
        for (LinearSolution report : reports) {
            assertEquals(Termination.CONVERGED, report.termination());
            assertTrue(report.operatorProducts() > 0);
        }
    }

    @Test
    void anUnsolvedLinearSystemThrowsUnlessItsReportIsTaken() {
        LinearSolver hasty = ConjugateGradient.withDefaults().withMaxIterations(1);
        Implicit ridge = ridge().withLinearSolver(hasty);
        fails(ArithmeticException.class, () -> Differentiation.grad((Tensor t) -> ridge.apply(t, B).dot(V)).apply(X),
                "argmin", "STEP_LIMIT", "1 iterations", "relative residual", "reporting");
        List<LinearSolution> reports = new ArrayList<>();
        Implicit reporting = ridge.reporting(reports::add);
        double[] gradient = Differentiation.grad((Tensor t) -> reporting.apply(t, B).dot(V)).apply(X).toArray();
        assertEquals(Termination.STEP_LIMIT, reports.get(0).termination());
        assertTrue(Double.isFinite(gradient[0]));
    }

    /** A truncated Neumann series does what it was asked for: the estimator of the tutorial, not a failure. */
    @Test
    void aSolverWithAFixedNumberOfStepsIsTakenAtItsWord() {
        Implicit halved = Implicit.fixedPoint(Shape.scalar(), (w, p) -> w.times(0.5).plus(p[0]), p -> p[0].times(2))
                .withLinearSolver(Neumann.ofTerms(3));
        double derivative = Differentiation.grad((Tensor t) -> halved.apply(t)).apply(Tensor.of(1)).toDouble();
        assertEquals(1 + 0.5 + 0.25, derivative, ROUNDING);
    }

    // ---- refusals

    @Test
    void aValueThatDoesNotSolveTheEquationIsRefusedWithItsResidual() {
        Implicit wrong = Implicit.fixedPoint(Shape.vector(2), (w, p) -> w.times(0.5).plus(p[0]),
                p -> Tensor.of(new double[] {3, 4}));
        fails(ArithmeticException.class, () -> wrong.apply(Tensor.zeros(Shape.vector(2))), "fixedPoint", "norm 2.5",
                "at most 6.", "1.0E-8");
        assertEquals(3, wrong.withTolerance(2.5 / 6).apply(Tensor.zeros(Shape.vector(2))).get(0).toDouble());
        fails(ArithmeticException.class, () -> wrong.withTolerance(2.4 / 6).apply(Tensor.zeros(Shape.vector(2))));
        assertEquals(3, wrong.withTolerance(Double.POSITIVE_INFINITY).apply(B).get(0).toDouble());
        Implicit undefined = Implicit.root(Shape.scalar(), (w, p) -> w.minus(p[0]), p -> Tensor.of(Double.NaN));
        fails(ArithmeticException.class, () -> undefined.apply(Tensor.of(1)), "root", "NaN");
        fails(IllegalArgumentException.class, () -> undefined.withTolerance(-1), "root", "-1");
        fails(IllegalArgumentException.class, () -> undefined.withTolerance(Double.NaN), "NaN");
    }

    @Test
    void wrongShapesAreNamed() {
        Implicit solution = Implicit.root(Shape.vector(2), (w, p) -> w.minus(p[0]), p -> p[0].sum());
        fails(IllegalArgumentException.class, () -> solution.apply(B), "root", "solver", "scalar", "vector 2");
        Implicit equation = Implicit.root(Shape.vector(2), (w, p) -> w.minus(p[0]).sum(), p -> p[0]);
        fails(IllegalArgumentException.class, () -> equation.apply(B), "root", "equation", "scalar", "vector 2");
        Implicit nothing = Implicit.root(Shape.vector(2), (w, p) -> w, p -> null);
        fails(IllegalArgumentException.class, () -> nothing.apply(B), "root", "null");
    }

    /** A derivative that would be lost is told: the equation, or the solver, captures what must be a parameter. */
    @Test
    void aTensorThatCarriesADerivativeMustBeAParameter() {
        fails(IllegalStateException.class, () -> Differentiation.grad((Tensor t) ->
                Implicit.root(Shape.scalar(), (w, p) -> w.minus(t), p -> Tensor.of(3)).apply(Tensor.of(1)))
                .apply(Tensor.of(3)), "root", "equation", "parameter");
        fails(IllegalStateException.class, () -> Differentiation.jvp((Tensor t) ->
                Implicit.root(Shape.scalar(), (w, p) -> w.minus(p[0]), p -> t).apply(Tensor.of(3)),
                Tensor.of(3), Tensor.of(1)), "root", "solver", "parameter");
        // what carries no derivative may be captured
        assertEquals(3, Implicit.root(Shape.scalar(), (w, p) -> w.minus(X.sum()).minus(p[0]), p -> Tensor.of(3))
                .apply(Tensor.of(1)).toDouble());
    }

    @Test
    void aSingularEquationHasNoDerivative() {
        Implicit flat = Implicit.root(Shape.scalar(), (w, p) -> w.minus(p[0]).squared(), p -> p[0]);
        fails(ArithmeticException.class,
                () -> Differentiation.grad((Tensor t) -> flat.withLinearSolver(DenseSolver.withDefaults())
                        .apply(t)).apply(Tensor.of(1)), "root", "SINGULAR");
    }

    // ---- edges

    @Test
    void emptySolutionsHaveEmptyDerivatives() {
        Shape none = Shape.vector(0);
        Implicit empty = Implicit.root(none, (w, p) -> w.minus(p[0]), p -> p[0]);
        assertEquals(none, Differentiation.jvp(t -> empty.apply(t), Tensor.zeros(none), Tensor.zeros(none)).tangent()
                .shape());
        assertEquals(none, Differentiation.vjp(t -> empty.apply(t), Tensor.zeros(none)).pullback(Tensor.zeros(none))
                .shape());
    }

    @Test
    void theSolverMayKeepWhatItIsGiven() {
        List<Tensor> seen = new ArrayList<>();
        Implicit copy = Implicit.root(Shape.vector(2), (w, p) -> w.minus(p[0]), p -> {
            seen.add(p[0]);
            return p[0];
        });
        Execution execution = Program.of(t -> copy.apply(t.times(2)), Shape.vector(2)).newExecution();
        double[] y = new double[2];
        execution.run(new double[] {1, 2}, y);
        execution.run(new double[] {3, 4}, y);
        assertArrayEquals(new double[] {2, 4}, seen.get(0).toArray());
        assertArrayEquals(new double[] {6, 8}, seen.get(1).toArray());
        assertArrayEquals(new double[] {6, 8}, y);
    }
}
