package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One test for each way in which a linear solver elsewhere was seen to answer wrongly without a word. */
class PeerDefectsTest {

    // 2e-310 has so many digits less as a subnormal number
    private static final double SUBNORMAL = 1e-320;
    private static final double GROWTH_BY_ROUNDING = 1e-9;
    private static final double ASKED_FOR = 2e-12;

    private static final double EPSILON = Math.ulp(1.0);
    private static final double TOLERANCE = 1e-9;

    /** All solvers, for spectra in (0, 2). */
    private static Map<String, LinearSolver> solvers() {
        Map<String, LinearSolver> solvers = new LinkedHashMap<>();
        solvers.put("CG", ConjugateGradient.withDefaults());
        solvers.put("MINRES", Minres.withDefaults());
        solvers.put("GMRES", Gmres.withDefaults());
        solvers.put("BiCGSTAB", BiCgStab.withDefaults());
        solvers.put("CGNR", NormalConjugateGradient.withDefaults());
        solvers.put("Chebyshev", Chebyshev.withBounds(0.04, 2));
        solvers.put("Richardson", Richardson.withDefaults());
        solvers.put("Neumann", Neumann.withDefaults());
        solvers.put("dense", DenseSolver.withDefaults());
        return solvers;
    }

    private static Map<String, LinearSolver> krylov() {
        Map<String, LinearSolver> solvers = solvers();
        solvers.keySet().removeAll(List.of("Chebyshev", "Richardson", "Neumann", "dense"));
        return solvers;
    }

    private static double[] times(double[] x, double factor) {
        return Systems.scaled(x, factor);
    }

    /** hypertorch CG_torch.cg, BOAT, BOME, stocBiO: they break before the new iterate is stored. */
    @Test
    void theIterateThatMeetsTheToleranceIsTheOneReturned() {
        Matrix a = Samples.symmetric(Samples.spectrum(12, 1, 20), new SplittableRandom(1));
        double[] b = Samples.gaussian(12, new SplittableRandom(2));
        solvers().forEach((name, solver) -> {
            LinearSolution solution = solver.solve(a, b);
            assertTrue(solution.termination().isSatisfied(), name);
            assertTrue(Systems.residual(a, b, solution.x()) <= TOLERANCE * Samples.norm(b), name);
        });
    }

    /** The same: where the first step converges, they return the start. */
    @Test
    void convergenceInTheFirstStepIsNotAnsweredWithTheStart() {
        double[] b = {3, -4};
        krylov().forEach((name, solver) -> {
            LinearSolution solution = solver.solve(Matrix.of(2, 2, new double[] {0.5, 0, 0, 0.5}), b);
            assertEquals(1, solution.iterations(), name);
            assertArrayEquals(new double[] {6, -8}, solution.x(), 16 * EPSILON, name);
        });
    }

    /** The same: 0/0 for b = 0. */
    @Test
    void aZeroRightHandSideIsNotZeroOverZero() {
        solvers().forEach((name, solver) -> {
            LinearSolution solution = solver.solve(Matrix.identity(3), new double[3], new double[] {1, 2, 3});
            assertArrayEquals(new double[3], solution.x(), name);
            assertEquals(Termination.CONVERGED, solution.termination(), name);
            assertEquals(0, solution.relativeResidual(), name);
        });
    }

    /** betty hypergradient/cg.py: the step uses c·H, the residual H. With c ≠ 1 the recurrence runs away. */
    @Test
    void stepAndResidualUseTheSameOperator() {
        Matrix h = Samples.symmetric(Samples.spectrum(10, 1, 20), new SplittableRandom(3));
        double[] b = Samples.gaussian(10, new SplittableRandom(4));
        for (double c : new double[] {1e-3, 0.1, 1.0 / 3, 10, 1e3}) {
            krylov().forEach((name, solver) -> {
                LinearSolution plain = solver.solve(h, b);
                LinearSolution scaled = solver.solve(Systems.scaled(h, c), b);
                assertTrue(scaled.termination().isSatisfied(), name);
                double[] difference = Samples.difference(times(scaled.x(), c), plain.x());
                assertTrue(Samples.norm(difference) <= TOLERANCE * Samples.norm(plain.x()), name + " " + c);
            });
        }
    }

    /** torchopt linalg/cg.py, issue 222: ten iterations a dimension, of which a scalar has none. */
    @Test
    void aScalarSystemIsGivenIterations() {
        solvers().forEach((name, solver) -> {
            LinearSolution solution = solver.solve(Matrix.of(1, 1, new double[] {0.25}), new double[] {3});
            assertTrue(solution.termination().isSatisfied(), name);
            assertEquals(12, solution.x()[0], 12 * TOLERANCE, name);
        });
    }

    /** jaxopt solve_normal_cg, issue 466: no information whether it converged, and a zero gradient. */
    @Test
    void whatDidNotConvergeSaysSo() {
        Matrix a = Samples.symmetric(Samples.spectrum(30, 1, 1e6), new SplittableRandom(5));
        double[] b = Samples.gaussian(30, new SplittableRandom(6));
        krylov().forEach((name, solver) -> {
            LinearSolution solution = ((IterativeSolver<?>) solver).withMaxIterations(4).solve(a, b);
            assertEquals(Termination.STEP_LIMIT, solution.termination(), name);
            assertFalse(solution.termination().isSatisfied(), name);
            assertEquals(Systems.residual(a, b, solution.x()), solution.residualNorm(),
                    1e3 * EPSILON * (Samples.norm(b) + Samples.norm(solution.x())), name);
            assertTrue(Samples.norm(solution.x()) > 0, name + ": not the start");
        });
    }

    /** jax issue 40254: NaN gradients for small cotangents, since their squares underflow. */
    @Test
    void smallAndLargeCotangentsGiveFiniteSolutions() {
        Matrix a = Samples.symmetric(Samples.spectrum(8, 1, 20), new SplittableRandom(7));
        double[] b = Samples.gaussian(8, new SplittableRandom(8));
        for (double size : new double[] {1e-300, 1e-200, 1e-162, 1e-30, 1e30, 1e160, 1e200, 1e300}) {
            solvers().forEach((name, solver) -> {
                LinearSolution solution = solver.solve(a, times(b, size));
                assertTrue(solution.termination().isSatisfied(), name + " " + size + " " + solution.termination());
                double[] back = times(solution.x(), 1 / size);
                assertTrue(Systems.residual(a, b, back) <= TOLERANCE * Samples.norm(b), name + " " + size);
            });
        }
    }

    /** Below the normal numbers digits are lost, but nothing else. */
    @Test
    void subnormalCotangentsAreNoDivisionByZero() {
        solvers().forEach((name, solver) -> {
            double[] b = {1e-310, -1e-310};
            double[] x = solver.solve(Matrix.of(2, 2, new double[] {0.5, 0, 0, 0.5}), b).x();
            assertEquals(2e-310, x[0], SUBNORMAL, name);
            assertEquals(-2e-310, x[1], SUBNORMAL, name);
        });
    }

    /** diffrax issue 137: on a singular system the answer was offset by an element of the kernel. */
    @Test
    void singularConsistentSystemsGetTheSolutionOfLeastNorm() {
        Matrix a = Matrix.of(3, 3, new double[] {1, 1, 0, 1, 1, 0, 0, 0, -1});
        for (LinearSolver solver : new LinearSolver[] {Minres.withDefaults(), NormalConjugateGradient.withDefaults()}) {
            LinearSolution solution = solver.solve(a, new double[] {2, 2, 3});
            assertTrue(solution.termination().isSatisfied());
            assertArrayEquals(new double[] {1, 1, -3}, solution.x(), TOLERANCE);
        }
    }

    /** ImplicitDifferentiation.jl issue 92 asks for an alert: a system without a solution has a reason of its own. */
    @Test
    void singularInconsistentSystemsAreTold() {
        Matrix a = Matrix.of(2, 2, new double[] {1, 0, 0, 0});
        assertEquals(Termination.INCONSISTENT, Minres.withDefaults().solve(a, new double[] {1, 1}).termination());
        assertEquals(Termination.INCONSISTENT,
                NormalConjugateGradient.withDefaults().solve(a, new double[] {1, 1}).termination());
        assertEquals(Termination.SINGULAR, Gmres.withDefaults().solve(a, new double[] {1, 1}).termination());
        solvers().forEach((name, solver) -> assertFalse(
                ((solver instanceof IterativeSolver<?> iterative) ? iterative.withMaxIterations(500) : solver)
                        .solve(a, new double[] {1, 1}).termination().isSatisfied(), name));
    }

    /** pyDVL issue 137, mrpro 195: one test for a whole batch lets its large columns hide the small ones. */
    @Test
    void everyRightHandSideIsSolvedForItself() {
        Matrix a = Samples.symmetric(Samples.spectrum(6, 1, 20), new SplittableRandom(9));
        double[] b = new double[18];
        double[] sizes = {1e-150, 1, 1e150};
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 3; j++) {
                b[i * 3 + j] = sizes[j] * (2 * random.nextDouble() - 1);
            }
        }
        solvers().forEach((name, solver) -> {
            LinearSolutions solutions = solver.solve(a, Matrix.wrap(6, 3, b));
            assertTrue(solutions.isSatisfied(), name);
            solutions.columns().forEach(column -> assertTrue(column.relativeResidual() <= TOLERANCE, name));
        });
    }

    /** hypertorch: neumann(K) equals fixed_point(K + 1); here K terms are K steps. */
    @Test
    void termsOfNeumannAreStepsOfTheFixedPointAndNotOneMore() {
        Matrix a = Matrix.of(1, 1, new double[] {0.5});
        for (int k = 0; k < 6; k++) {
            double expected = 2 * (1 - Math.scalb(1.0, -k));
            assertEquals(expected, Neumann.ofTerms(k).solve(a, new double[] {1}).x()[0]);
            assertEquals(expected, Richardson.withDefaults().withSteps(k).solve(a, new double[] {1}).x()[0]);
        }
    }

    /** FedNest hvp_iter: the counter of the series lives on from one call to the next. */
    @Test
    void aSolverKeepsNothingFromOneSolveToTheNext() {
        Matrix a = Samples.symmetric(Samples.spectrum(7, 1, 20), new SplittableRandom(11));
        double[] b = Samples.gaussian(7, new SplittableRandom(12));
        Map<String, LinearSolver> solvers = solvers();
        solvers.put("terms", Neumann.ofTerms(4));
        solvers.put("Nyström", ConjugateGradient.withDefaults().withPreconditioner(Preconditioner.nystrom(3, 0.01, 5)));
        solvers.forEach((name, solver) -> {
            LinearSolution first = solver.solve(a, b);
            solver.solve(a, times(b, -3));
            LinearSolution again = solver.solve(a, b);
            assertArrayEquals(first.x(), again.x(), name);
            assertEquals(first.iterations(), again.iterations(), name);
            assertEquals(first.operatorProducts(), again.operatorProducts(), name);
        });
    }

    /** jax issue 15837, IterativeSolvers.jl 338, LinearSolve.jl 297: restarted GMRES stagnates without a word. */
    @Test
    void stagnationOfShortCyclesIsTold() {
        int n = 25;
        LinearOperator shift = new LinearOperator() {
            @Override
            public int rows() {
                return n;
            }

            @Override
            public int columns() {
                return n;
            }

            @Override
            public void apply(double[] x, double[] out) {
                System.arraycopy(x, 0, out, 1, n - 1);
                out[0] = x[n - 1];
            }

            @Override
            public void applyTranspose(double[] x, double[] out) {
                System.arraycopy(x, 1, out, 0, n - 1);
                out[n - 1] = x[0];
            }
        };
        double[] b = new double[n];
        b[0] = 1;
        LinearSolution stalled = Gmres.withDefaults().withRestart(n - 1).solve(shift, b);
        assertEquals(Termination.STALLED, stalled.termination());
        assertEquals(1, stalled.relativeResidual(), TOLERANCE);
        assertTrue(stalled.iterations() <= 2 * n, "and soon");
        LinearSolution full = Gmres.withDefaults().withRestart(n).solve(shift, b);
        assertEquals(Termination.CONVERGED, full.termination());
        assertEquals(n, full.iterations());
    }

    /** scipy issue 9100: on a nearly singular matrix the residual of GMRES grew to 1e151 over the restarts. */
    @Test
    void aNearlySingularMatrixDoesNotMakeTheResidualGrow() {
        double k = 2 * Math.PI;
        Matrix a = Matrix.of(4, 4, new double[] {
            -0.1112795288033378, 0, 0, 0.16127952880333685,
            0, -0.13627952880333782, k, 0,
            0, -k, -0.13627952880333782, 0,
            0.1112795288033368, 0, 0, -0.16127952880333785});
        double[] b = {1, 1, 1, 1};
        double last = Samples.norm(b);
        for (int limit : new int[] {1, 2, 3, 4, 10, 13, 20, 200}) {
            LinearSolution solution = Gmres.withDefaults().withMaxIterations(limit).solve(a, b);
            assertTrue(solution.residualNorm() <= last * (1 + GROWTH_BY_ROUNDING),
                    limit + ": " + solution.residualNorm());
            assertFalse(solution.termination().isSatisfied());
            last = solution.residualNorm();
        }
        assertEquals(Termination.SINGULAR, Gmres.withDefaults().solve(a, b).termination());
    }

    /** scipy issue 12748: whether the tested residual is the preconditioned one is anybody's guess. */
    @Test
    void aPreconditionerDoesNotChangeWhatIsTested() {
        double[] d = {1e-6, 1, 1e6};
        Matrix a = Matrix.of(3, 3, new double[] {1, 0.1, 0, 0.1, 1, 0.1, 0, 0.1, 1});
        double[] b = {1, -1, 2};
        krylov().forEach((name, solver) -> {
            if (solver instanceof IterativeSolver<?> preconditioned) {
                LinearSolution solution = preconditioned.withPreconditioner(Preconditioner.jacobi(d)).solve(a, b);
                assertTrue(solution.termination().isSatisfied(), name);
                assertTrue(Systems.residual(a, b, solution.x()) <= ASKED_FOR * Samples.norm(b), name);
            }
        });
    }

    /** A tolerance that cannot be met is no reason to go on to the limit once the residual is down to rounding. */
    @Test
    void aToleranceBelowRoundingEndsSoon() {
        Matrix a = Samples.symmetric(Samples.spectrum(10, 1, 20), new SplittableRandom(14));
        double[] b = Samples.gaussian(10, new SplittableRandom(15));
        krylov().forEach((name, solver) -> {
            LinearSolution solution = ((IterativeSolver<?>) solver).withRelativeTolerance(0).solve(a, b);
            assertTrue(solution.termination().isSatisfied(), name);
            assertTrue(solution.iterations() <= 150, name + " " + solution.iterations());
        });
    }

    /** A residual that is small beside ‖A‖ ‖x‖, only because x is huge, is no solution. */
    @Test
    void aHugeSolutionIsNoExcuseForAResidual() {
        SplittableRandom random = new SplittableRandom(13);
        for (int k = 0; k < 50; k++) {
            Systems.Singular singular = Systems.singular(20, 3, 10, random);
            krylov().forEach((name, solver) -> {
                LinearSolution solution = solver.solve(singular.a(), singular.inconsistent());
                assertFalse(solution.termination().isSatisfied(), name + " " + solution.termination());
            });
        }
    }
}
