package io.github.nestgrad.bilevel.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.Agreement;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where solvers could tell a lie: references that are infinite or zero, failures that look like rounding. */
class LowerSolverTest {

    private static final double TOLERANCE = 1e-10;

    private static final List<LowerSolver> SOLVERS = List.of(FixedPointIteration.toTolerance(TOLERANCE, 10_000),
            Newton.dense().withRelativeTolerance(TOLERANCE),
            Newton.conjugateGradient().withRelativeTolerance(TOLERANCE));

    /** g = λw − log w, w(λ) = 1/λ: F = λ − 1/w is infinite at 0. */
    private static Oracles withoutReference() {
        return BilevelProblem.minMin((w, l) -> w.times(l).minus(w.log()), (w, l) -> w.squared(), Shape.scalar(),
                Shape.scalar(), l -> 0.2).at(new double[] {2});
    }

    @Test
    void aReferenceThatIsInfiniteIsReplacedByTheStart() {
        for (LowerSolver solver : SOLVERS) {
            LowerSolution end = solver.solve(withoutReference(), new double[] {0.6});
            assertEquals(Termination.CONVERGED, end.termination());
            assertEquals(2 - 1 / 0.6, end.referenceNorm(), 4 * Agreement.EPSILON);
            // F′ = 4 at the solution
            assertEquals(0.5, end.w()[0], TOLERANCE * end.referenceNorm());
        }
    }

    @Test
    void aStartThatIsNotInTheDomainIsNotFinite() {
        for (LowerSolver solver : SOLVERS) {
            assertEquals(Termination.NOT_FINITE, solver.solve(withoutReference(), new double[1]).termination());
        }
    }

    @Test
    void aSolutionAtZeroIsReachedFromAWarmStart() {
        Oracles oracles = BilevelProblem.minMin((w, l) -> w.squaredNorm().times(l), (w, l) -> w.sum(),
                Shape.vector(2), Shape.scalar(), l -> 0.25).at(new double[] {2});
        for (LowerSolver solver : SOLVERS) {
            LowerSolution end = solver.solve(oracles, new double[] {1, -3});
            assertTrue(end.termination().isSatisfied(), end.toString());
            assertEquals(0, end.relativeResidual());
        }
    }

    /**
     * F = R (u₁, 1 + u₂²) with u = Rᵀw has no zero. From u₂ = 1e−9 the Newton step is 5e8 long, its system is solved up
     * to the rounding of a condition number of 5e8, and no part of it lowers ‖F‖: the system is satisfied, w is not.
     */
    @Test
    void aLineSearchWithoutDecreaseIsNoSuccessWhateverTheSystemSays() {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        Tensor rotation = Tensor.of(Matrix.wrap(2, 2, new double[] {c, -s, s, c}));
        BilevelProblem problem = BilevelProblem.fixedPoint(
                (w, l) -> {
                    Tensor u = rotation.transposedMatmul(w);
                    Tensor second = u.get(1).squared().plus(l);
                    return w.minus(rotation.matmul(u.slice(0, 1).padded(0, 2).plus(
                            second.expandedTo(Shape.vector(1)).padded(1, 2))));
                },
                (w, l) -> w.sum(), Shape.vector(2), Shape.scalar());
        for (double u : new double[] {1e-5, 1e-7, 1e-9, 1e-11}) {
            LowerSolution end = Newton.dense().solve(problem.at(new double[] {1}), new double[] {-s * u, c * u});
            assertTrue(!end.termination().isSatisfied() && end.residualNorm() >= 1, end.toString());
        }
    }

    @Test
    void newtonTellsItsLimit() {
        LowerSolution end = Newton.dense().withMaxSteps(1).solve(withoutReference(), new double[] {0.1});
        assertEquals(Termination.STEP_LIMIT, end.termination());
        assertEquals(1, end.steps());
        assertEquals(0, Newton.dense().withMaxSteps(0).solve(withoutReference(), new double[] {0.1}).steps());
    }

    @Test
    void newtonStaysInTheDomain() {
        // from w = 1.5 a full step leads to w < 0, where log is not defined
        LowerSolution end = Newton.dense().solve(withoutReference(), new double[] {1.5});
        assertEquals(0.5, end.w()[0], TOLERANCE);
    }

    @Test
    void newtonToAToleranceOfZeroEndsAtRounding() {
        LowerSolution end = Newton.dense().withRelativeTolerance(0)
                .solve(withoutReference(), new double[] {0.7});
        assertTrue(end.termination() == Termination.ROUNDING_LIMIT || end.residualNorm() == 0, end.toString());
    }

    @Test
    void newtonRejectsWhatIsNegative() {
        assertThrows(IllegalArgumentException.class, () -> Newton.dense().withRelativeTolerance(-1));
        assertThrows(IllegalArgumentException.class, () -> Newton.dense().withRelativeTolerance(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Newton.conjugateGradient().withMaxSteps(-1));
    }
}
