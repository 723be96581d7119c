package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every iteration promises beside: its settings do what they say, and its loop allocates nothing. */
abstract class IterativeContract<S extends IterativeSolver<S>> extends SolverContract {

    // as far as steps of different rounding may part
    private static final double PARTED = 1e-7;
    // the residual that is reported is formed anew
    private static final double REPORTED = 1e-6;

    private static final double TOLERANCE = 1e-8;
    // the residual that an iteration without tolerance must come down to, in units of rounding and rows
    private static final double AT_ROUNDING = 1e3 * EPSILON;
    private static final double MODEST_CONDITION = 20;
    private static final int BATCHES = 20;
    private static final int ROUNDS = 200;
    private static final int LARGE = 200;

    /** The solver with defaults; spectra lie in (0, 1]. */
    abstract S iterative();

    @Override
    LinearSolver solver() {
        return iterative();
    }

    @Override
    LinearSolver withTolerance(double tolerance) {
        return iterative().withRelativeTolerance(tolerance);
    }

    private static Matrix modest(int n, SplittableRandom random) {
        return Samples.symmetric(Samples.spectrum(n, 1, MODEST_CONDITION), random);
    }

    @Property(tries = 60)
    void anAbsoluteToleranceIsEnough(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = -10, max = 2) int digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        double tolerance = Math.pow(10, digits);
        Counting counting = new Counting(a);
        LinearSolution solution = iterative().withRelativeTolerance(0).withAbsoluteTolerance(tolerance)
                .solve(counting, b);
        assertEquals(Termination.CONVERGED, solution.termination());
        assertEquals(counting.products, solution.operatorProducts());
        assertTrue(solution.residualNorm() <= tolerance);
        if (tolerance >= Samples.norm(b) * (1 + n * EPSILON)) {
            assertEquals(0, solution.iterations());
            assertEquals(0, solution.operatorProducts());
            assertArrayEquals(new double[n], solution.x());
        }
    }

    @Property(tries = 60)
    void theLooserToleranceDecides(@ForAll @IntRange(min = 2, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        int loose = iterative().withRelativeTolerance(1e-3).withAbsoluteTolerance(1e-10 * Samples.norm(b)).solve(a, b)
                .iterations();
        int same = iterative().withRelativeTolerance(1e-10).withAbsoluteTolerance(1e-3 * Samples.norm(b)).solve(a, b)
                .iterations();
        assertEquals(iterative().withRelativeTolerance(1e-3).solve(a, b).iterations(), loose);
        assertEquals(loose, same);
    }

    @Property(tries = 60)
    void theLimitIsKeptAndToldAsAFailure(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(max = 5) int limit, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        LinearSolution solution = iterative().withMaxIterations(limit).solve(a, b, start);
        assertTrue(solution.iterations() <= limit);
        if (!solution.termination().isSatisfied()) {
            assertEquals(Termination.STEP_LIMIT, solution.termination());
            assertEquals(limit, solution.iterations());
            assertTrue(solution.relativeResidual() > AT_ROUNDING);
        }
        if (limit == 0) {
            assertArrayEquals(start, solution.x());
        }
    }

    @Property(tries = 60)
    void countedStepsAreDone(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll @IntRange(max = 30) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = iterative().withSteps(k).solve(a, b);
        assertEquals(Termination.STEPS_DONE, solution.termination());
        assertTrue(solution.iterations() <= k);
        assertTrue(solution.iterations() == k || solution.relativeResidual() <= n * AT_ROUNDING * MODEST_CONDITION,
                solution.iterations() + " of " + k + " steps, " + solution.relativeResidual());
    }

    /** k steps for b from a start are the start and k steps for its residual from zero; where b is zero no less. */
    @Property(tries = 40)
    void countedStepsBeginAtTheStart(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll @IntRange(max = 4) int k,
            @ForAll boolean zero, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = zero ? new double[n] : Samples.gaussian(n, random);
        double[] start = Samples.gaussian(n, random);
        double[] rest = Samples.difference(b, Samples.product(a, start));
        double[] steps = iterative().withSteps(k).solve(a, rest).x();
        LinearSolution solution = iterative().withSteps(k).solve(a, b, start);
        double[] moved = Samples.difference(solution.x(), start);
        double size = Samples.norm(start) + Samples.norm(steps);
        assertTrue(Samples.norm(Samples.difference(moved, steps)) <= PARTED * size);
        assertEquals(Termination.STEPS_DONE, solution.termination());
        if (zero) {
            assertEquals(Samples.norm(Samples.product(a, solution.x())), solution.residualNorm(),
                    n * AT_ROUNDING * Samples.norm(start));
            assertEquals(Termination.STEPS_DONE, iterative().withSteps(k).solve(a, b).termination());
            assertArrayEquals(b, iterative().withSteps(k).solve(a, b).x());
        }
    }

    @Property(tries = 40)
    void aToleranceOrLimitEndsTheCounting(@ForAll @IntRange(min = 2, max = 10) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        assertEquals(Termination.CONVERGED,
                iterative().withSteps(0).withRelativeTolerance(TOLERANCE).solve(a, b).termination());
        assertEquals(Termination.CONVERGED,
                iterative().withSteps(0).withAbsoluteTolerance(TOLERANCE).solve(a, b).termination());
        assertEquals(Termination.STEP_LIMIT, iterative().withSteps(3).withMaxIterations(0).solve(a, b).termination());
    }

    @Property(tries = 40)
    void aSolutionAsStartCostsOneProductAndIsLeftAsItIs(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        S solver = iterative().withRelativeTolerance(TOLERANCE);
        LinearSolution cold = solver.solve(a, b);
        LinearSolution warm = solver.solve(a, b, cold.x());
        assertEquals(0, warm.iterations());
        assertEquals(1, warm.operatorProducts());
        assertArrayEquals(cold.x(), warm.x());
        assertEquals(Termination.CONVERGED, warm.termination());
    }

    @Property(tries = 20)
    void eachOfSeveralRightHandSidesHasItsOwnStart(@ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 4) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        Matrix b = Samples.gaussianMatrix(n, k, random);
        S solver = iterative().withRelativeTolerance(TOLERANCE);
        LinearSolutions cold = solver.solve(a, b);
        LinearSolutions warm = solver.solve(a, b, cold.x());
        assertEquals(k, warm.operatorProducts());
        assertArrayEquals(cold.x().toArray(), warm.x().toArray());
        assertThrows(IllegalArgumentException.class,
                () -> solver.solve(a, b, Samples.gaussianMatrix(n, k + 1, random)));
    }

    @Property(tries = 40)
    void aStartNearTheSolutionSavesIterations(@ForAll @IntRange(min = 15, max = 25) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] expected = Samples.gaussian(n, random);
        double[] b = Samples.product(a, expected);
        double[] near = expected.clone();
        near[n / 2] *= 1 + 1e-7;
        S solver = iterative().withRelativeTolerance(TOLERANCE);
        assertTrue(solver.solve(a, b, near).iterations() < solver.solve(a, b).iterations());
    }

    /** It ends, at the level of rounding, and says so. */
    @Property(tries = 40)
    void toleranceZeroIsNoTrap(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        LinearSolution solution = iterative().withRelativeTolerance(0).solve(a, b);
        assertTrue(solution.termination() == Termination.ROUNDING_LIMIT || solution.residualNorm() == 0,
                solution.termination() + ", " + solution.relativeResidual());
        assertTrue(solution.residualNorm() <= n * AT_ROUNDING * (Samples.norm(solution.x()) + Samples.norm(b)));
    }

    @Example
    void anIterateThatIsNotFiniteIsNoSolution() {
        double[] start = {1, Double.NaN};
        assertEquals(Termination.NOT_FINITE,
                solver().solve(Matrix.identity(2), new double[] {1, 1}, start).termination());
    }

    /** A NaN that comes late, when all went well. */
    @Property(tries = 40)
    void aNumberThatIsNotFiniteIsNotedWheneverItComes(@ForAll @IntRange(max = 6) int good, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(12, random);
        int[] calls = {0};
        LinearOperator failing = LinearOperator.symmetric(12, (x, out) -> {
            a.apply(x, out);
            if (calls[0]++ >= good) {
                out[3] = Double.NaN;
            }
        });
        LinearSolution solution = iterative().solve(failing, Samples.gaussian(12, random));
        assertEquals(Termination.NOT_FINITE, solution.termination());
        assertTrue(Double.isNaN(solution.residualNorm()) || solution.iterations() == 0);
    }

    /** An operator that is another one when the true residual is computed: what was carried along is no proof. */
    @Property(tries = 40)
    void aConvergenceThatTheTrueResidualDeniesIsNone(@ForAll @IntRange(min = 2, max = 12) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = modest(n, random);
        double[] b = Samples.gaussian(n, random);
        S solver = iterative().withRelativeTolerance(TOLERANCE);
        int[] honest = {Integer.MAX_VALUE};
        LinearOperator changing = LinearOperator.symmetric(n, (x, out) -> {
            a.apply(x, out);
            for (int i = 0; i < n && honest[0] <= 0; i++) {
                out[i] *= 1.5;
            }
            honest[0]--;
        });
        honest[0] = solver.solve(changing, b).operatorProducts() - 1;
        LinearSolution solution = solver.withMaxIterations(500).solve(changing, b);
        double residual = Systems.residual(Systems.scaled(a, 1.5), b, solution.x());
        assertEquals(residual, solution.residualNorm(), REPORTED * Samples.norm(b));
        assertTrue(!solution.termination().isSatisfied() || residual <= 2 * TOLERANCE * Samples.norm(b),
                solution.termination() + " at " + residual / Samples.norm(b));
    }

    @Example
    void negativeSettingsAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> iterative().withSteps(-1)).getMessage()
                .endsWith(": -1 iterations (expected 0 or more)"));
        assertThrows(IllegalArgumentException.class, () -> iterative().withMaxIterations(-1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> iterative().withAbsoluteTolerance(Double.NaN))
                .getMessage().endsWith(": absolute tolerance NaN (expected a number that is not negative)"));
        assertThrows(IllegalArgumentException.class, () -> iterative().withAbsoluteTolerance(-1));
    }

    /** A hundred steps more make no more garbage: vectors belong to the solve, not to its steps. */
    @Example
    void stepsAllocateNothing() {
        double[] eigenvalues = Samples.spectrum(LARGE, 1, 1e6);
        double[] b = Samples.gaussian(LARGE, new SplittableRandom(1));
        LinearOperator a = LinearOperator.symmetric(LARGE, (x, out) -> {
            for (int i = 0; i < x.length; i++) {
                out[i] = eigenvalues[i] * x[i];
            }
        });
        S few = iterative().withSteps(60);
        S many = iterative().withSteps(160);
        assertEquals(160, many.solve(a, b).iterations());
        long difference = Long.MAX_VALUE;
        // on a busy machine the compiler comes late; what allocates for ever does so after the last round too
        for (int round = 0; difference >= LARGE * Double.BYTES && round < ROUNDS; round++) {
            difference = medianDifference(few, many, a, b);
        }
        assertTrue(difference < LARGE * Double.BYTES,
                difference + " bytes for a hundred steps, less than a vector expected");
    }

    private static long medianDifference(LinearSolver few, LinearSolver many, LinearOperator a, double[] b) {
        long[] differences = new long[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            differences[batch] = allocated(many, a, b) - allocated(few, a, b);
        }
        Arrays.sort(differences);
        return differences[BATCHES / 2];
    }

    private static long allocated(LinearSolver solver, LinearOperator a, double[] b) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        solver.solve(a, b);
        return threads.getThreadAllocatedBytes(id) - before;
    }
}
