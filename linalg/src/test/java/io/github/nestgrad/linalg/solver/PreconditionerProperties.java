package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.SparseMatrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What a preconditioner changes, and what it must leave alone. */
class PreconditionerProperties {

    // two ways to a solution, each with the condition of its own
    private static final double SAME_SOLUTION = 1e-7;
    private static final double SAME_SOLUTION_OF_ALL = 1e-6;
    // so near to the tolerance, rounding decides on which side an iterate falls
    private static final double UNDECIDED = 1e-6;

    private static final double EPSILON = Math.ulp(1.0);
    private static final double TOLERANCE = 1e-9;

    private static List<IterativeSolver<?>> krylov() {
        return List.of(ConjugateGradient.withDefaults().withRelativeTolerance(TOLERANCE),
                Minres.withDefaults().withRelativeTolerance(TOLERANCE),
                Gmres.withDefaults().withRelativeTolerance(TOLERANCE),
                BiCgStab.withDefaults().withRelativeTolerance(TOLERANCE));
    }

    /** Those for a spectrum of M⁻¹A within [smallest, largest]. */
    private static List<IterativeSolver<?>> stationary(double smallest, double largest) {
        double step = 2 / (smallest + largest);
        return List.of(Chebyshev.withBounds(smallest, largest).withRelativeTolerance(TOLERANCE),
                Richardson.withDefaults().withStep(step).withRelativeTolerance(TOLERANCE),
                Neumann.withDefaults().withStep(step).withRelativeTolerance(TOLERANCE));
    }

    private static List<IterativeSolver<?>> solvers(double smallest, double largest) {
        List<IterativeSolver<?>> solvers = new ArrayList<>(krylov());
        solvers.add(NormalConjugateGradient.withDefaults().withRelativeTolerance(TOLERANCE));
        solvers.addAll(stationary(smallest, largest));
        return solvers;
    }

    /** D S D with a well-conditioned S and a D of many orders of magnitude, which Jacobi takes away. */
    private static Matrix badlyScaled(int n, double digits, SplittableRandom random) {
        double[] s = Samples.symmetric(Samples.spectrum(n, 1, 10), random).toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] *= Math.pow(10, -digits * (i + j) / (2.0 * n));
            }
        }
        return Matrix.wrap(n, n, s);
    }

    @Property(tries = 40)
    void theSolutionIsTheSameAndTheReportTrue(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @DoubleRange(min = 0, max = 4) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = badlyScaled(n, digits, random);
        double[] expected = Samples.gaussian(n, random);
        double[] b = Samples.product(a, expected);
        double[] start = Samples.gaussian(n, random);
        // S has its spectrum in [0.1, 1], and so its diagonal
        List<IterativeSolver<?>> solvers = new ArrayList<>(krylov());
        solvers.addAll(stationary(0.1, 10));
        for (IterativeSolver<?> solver : solvers) {
            Counting counting = new Counting(a);
            LinearSolution solution = solver.withPreconditioner(Preconditioner.jacobi(a)).solve(counting, b, start);
            assertEquals(Termination.CONVERGED, solution.termination(), solver.name());
            assertEquals(counting.products, solution.operatorProducts());
            double residual = Systems.residual(a, b, solution.x());
            double rounding = 8 * (n + 4) * EPSILON
                    * (Samples.frobenius(a) * Samples.norm(solution.x()) + Samples.norm(b));
            assertEquals(residual, solution.residualNorm(), rounding, solver.name());
            assertTrue(residual <= TOLERANCE * Samples.norm(b) + rounding, solver.name());
            double error = Samples.norm(Samples.difference(solution.x(), expected));
            assertTrue(error <= 100 * Math.pow(10, digits) * (residual + rounding), solver.name() + " " + error);
        }
    }

    /** Another norm inside, the same test outside: with M⁻¹ far from any scale, ‖b − A x‖₂ decides all the same. */
    @Property(tries = 40)
    void theScaleOfThePreconditionerDoesNotMatter(@ForAll @IntRange(min = 1, max = 15) int n,
            @ForAll @IntRange(min = -200, max = 200) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = badlyScaled(n, 2, random);
        double[] b = Samples.gaussian(n, random);
        double[] d = new double[n];
        double[] scaled = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = a.get(i, i);
            scaled[i] = Math.scalb(d[i], exponent);
        }
        for (IterativeSolver<?> solver : krylov()) {
            LinearSolution plain = solver.withPreconditioner(Preconditioner.jacobi(d)).solve(a, b);
            LinearSolution other = solver.withPreconditioner(Preconditioner.jacobi(scaled)).solve(a, b);
            assertEquals(plain.iterations(), other.iterations(), solver.name());
            assertTrue(Samples.norm(Samples.difference(plain.x(), other.x()))
                    <= SAME_SOLUTION_OF_ALL * Samples.norm(plain.x()), solver.name());
        }
    }

    /** The residual that is carried along in the 2-norm is that of x: it ends at the first x that is good enough. */
    @Property(tries = 200)
    void itEndsAtTheFirstIterateThatIsGoodEnough(@ForAll @IntRange(min = 4, max = 15) int n,
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double tolerance, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 30), random);
        Matrix inverse = Samples.symmetric(Samples.spectrum(n, 1, 100), random);
        double[] b = Samples.gaussian(n, random);
        for (IterativeSolver<?> solver : krylov()) {
            IterativeSolver<?> preconditioned = solver.withPreconditioner(Preconditioner.of(inverse));
            int first = 0;
            double nearest = 1;
            double residual = 1;
            while (residual > tolerance) {
                first++;
                residual = preconditioned.withSteps(first).solve(a, b).relativeResidual();
                nearest = Math.min(nearest, Math.abs(residual / tolerance - 1));
            }
            int iterations = preconditioned.withRelativeTolerance(tolerance).solve(a, b).iterations();
            assertTrue(iterations == first || nearest < UNDECIDED, solver.name() + " " + iterations + ", not " + first);
        }
    }

    @Property(tries = 30)
    void aGoodPreconditionerSavesIterations(@ForAll @IntRange(min = 15, max = 30) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = badlyScaled(n, 5, random);
        double[] b = Samples.gaussian(n, random);
        for (IterativeSolver<?> solver : krylov()) {
            int without = solver.solve(a, b).iterations();
            int with = solver.withPreconditioner(Preconditioner.jacobi(a)).solve(a, b).iterations();
            // GMRES ends after n steps with any
            assertTrue(with < without || solver instanceof Gmres && with <= n,
                    solver.name() + " " + with + " " + without);
        }
    }

    /** M = A: one step. */
    @Property(tries = 40)
    void theInverseItselfTakesOneStep(@ForAll @IntRange(min = 1, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] eigenvalues = Samples.spectrum(n, 1, 100);
        double[] inverses = new double[n];
        for (int k = 0; k < n; k++) {
            inverses[k] = 1 / eigenvalues[k];
        }
        Matrix a = Samples.symmetric(eigenvalues, new SplittableRandom(seed));
        Matrix inverse = Samples.symmetric(inverses, new SplittableRandom(seed));
        double[] b = Samples.gaussian(n, random);
        for (IterativeSolver<?> solver : solvers(1, 1)) {
            LinearSolution solution = solver.withPreconditioner(Preconditioner.of(inverse)).solve(a, b);
            assertEquals(Termination.CONVERGED, solution.termination(), solver.name());
            assertEquals(1, solution.iterations(), solver.name());
            int products = solver instanceof NormalConjugateGradient ? 3 : solver instanceof Chebyshev
                    || solver instanceof Richardson ? 1 : 2;
            assertEquals(products, solution.operatorProducts(), solver.name());
        }
    }

    /** From the right, M⁻¹ and A are one operator: k steps for A with it are M⁻¹ times k steps for A M⁻¹, formed. */
    @Property(tries = 60)
    void aPreconditionerFromTheRightIsAFactor(@ForAll @IntRange(min = 5, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 4) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 5), 0.5, random);
        Matrix inverse = Systems.positiveReal(Samples.spectrum(n, 1, 5), 0.5, random);
        Matrix product = a.times(inverse);
        double[] b = Samples.gaussian(n, random);
        List<IterativeSolver<?>> fromTheRight = new ArrayList<>(stationary(0.05, 1));
        fromTheRight.add(Gmres.withDefaults());
        fromTheRight.add(BiCgStab.withDefaults());
        fromTheRight.add(NormalConjugateGradient.withDefaults());
        for (IterativeSolver<?> solver : fromTheRight) {
            LinearSolution u = solver.withSteps(k).solve(product, b);
            double[] expected = Samples.product(inverse, u.x());
            LinearSolution solution = solver.withSteps(k).withPreconditioner(Preconditioner.of(inverse)).solve(a, b);
            assertEquals(u.iterations(), solution.iterations(), solver.name());
            assertTrue(Samples.norm(Samples.difference(expected, solution.x()))
                    <= SAME_SOLUTION * Samples.norm(expected),
                    solver.name());
        }
    }

    /** A square root of M⁻¹ from both sides keeps the symmetry that the conjugate gradients and Chebyshev need. */
    @Property(tries = 60)
    void aDefinitePreconditionerIsASimilarity(@ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 4) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.symmetric(Samples.spectrum(n, 1, 5), random);
        Matrix root = Samples.symmetric(Samples.spectrum(n, 1, 3), random);
        Matrix both = root.times(a.times(root));
        double[] b = Samples.gaussian(n, random);
        for (IterativeSolver<?> solver : List.of(ConjugateGradient.withDefaults(), Minres.withDefaults(),
                Chebyshev.withBounds(0.02, 1 + 1e-9))) {
            LinearSolution u = solver.withSteps(k).solve(both, Samples.product(root, b));
            double[] expected = Samples.product(root, u.x());
            LinearSolution solution = solver.withSteps(k)
                    .withPreconditioner(Preconditioner.of(root.times(root))).solve(a, b);
            assertEquals(Termination.STEPS_DONE, solution.termination(), solver.name());
            assertTrue(Samples.norm(Samples.difference(expected, solution.x()))
                    <= SAME_SOLUTION * Samples.norm(expected),
                    solver.name());
        }
    }

    /** The bound of Chebyshev's residual is one in the norm of M⁻¹, and a wrong one is told all the same. */
    @Property(tries = 40)
    void boundsArePutToTheTestWithAPreconditionerToo(@ForAll @IntRange(min = 2, max = 15) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = badlyScaled(n, 3, random);
        double[] b = Samples.gaussian(n, random);
        for (int k : new int[] {1, 5, 20, 100}) {
            assertEquals(Termination.STEP_LIMIT, Chebyshev.withBounds(0.1, 10).withRelativeTolerance(1e-13)
                    .withMaxIterations(k).withPreconditioner(Preconditioner.jacobi(a)).solve(a, b).termination());
        }
        assertEquals(Termination.BOUNDS_VIOLATED, Chebyshev.withBounds(0.1, 0.3)
                .withPreconditioner(Preconditioner.jacobi(a)).solve(a, b).termination());
        double[] d = new double[n];
        Arrays.setAll(d, i -> 1e-10 * a.get(i, i));
        LinearSolution rounded = Chebyshev.withBounds(1e9, 1e11).withRelativeTolerance(0).withMaxIterations(250)
                .withPreconditioner(Preconditioner.jacobi(d)).solve(a, b);
        assertTrue(rounded.termination() == Termination.STEP_LIMIT || rounded.residualNorm() == 0);
        Arrays.setAll(d, i -> i == n - 1 ? -1 : 1);
        assertEquals(Termination.BOUNDS_VIOLATED, Chebyshev.withBounds(0.1, 1)
                .withPreconditioner(Preconditioner.jacobi(d)).solve(a, b).termination());
    }

    @Property(tries = 40)
    void jacobiIsTheSameFromAllItsSources(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.gaussianMatrix(n, n, random);
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = a.get(i, i);
        }
        double[] r = Samples.gaussian(n, random);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = r[i] / d[i];
        }
        for (Preconditioner jacobi : List.of(Preconditioner.jacobi(d), Preconditioner.jacobi(a),
                Preconditioner.jacobi(SparseMatrix.from(a)))) {
            double[] out = new double[n];
            jacobi.inverse(a).apply(r, out);
            assertArrayEquals(expected, out);
        }
    }

    @Example
    void theDiagonalOfJacobiIsCopied() {
        double[] d = {2};
        Preconditioner jacobi = Preconditioner.jacobi(d);
        d[0] = 0;
        double[] out = new double[1];
        jacobi.inverse(Matrix.identity(1)).apply(new double[] {3}, out);
        assertEquals(1.5, out[0]);
    }

    @Example
    void impossiblePreconditionersAreRefused() {
        assertEquals("Jacobi preconditioner: diagonal entry 1 of 2 is 0.0 (expected a finite number other than 0)",
                assertThrows(IllegalArgumentException.class, () -> Preconditioner.jacobi(1, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Preconditioner.jacobi(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Preconditioner.jacobi(Matrix.of(1, 2, new double[2])));
        assertThrows(IllegalArgumentException.class,
                () -> Preconditioner.jacobi(SparseMatrix.from(Matrix.of(1, 2, new double[2]))));
        assertThrows(NullPointerException.class, () -> ConjugateGradient.withDefaults().withPreconditioner(null));
        assertEquals("MINRES: A is 2x2 but the preconditioner is 3x3 (expected equal sizes)",
                assertThrows(IllegalArgumentException.class,
                        () -> Minres.withDefaults().withPreconditioner(Preconditioner.jacobi(1, 1, 1))
                                .solve(Matrix.identity(2), new double[] {1, 2})).getMessage());
    }

    @Example
    void aPreconditionerThatIsNotFiniteIsToldByAll() {
        LinearOperator nan = LinearOperator.symmetric(2, (x, out) -> out[0] = Double.NaN);
        for (IterativeSolver<?> solver : solvers(1, 4)) {
            LinearSolution solution = solver.withPreconditioner(Preconditioner.of(nan))
                    .solve(Matrix.identity(2), new double[] {1, 2});
            assertEquals(Termination.NOT_FINITE, solution.termination(), solver.name());
        }
    }

    @Example
    void anIndefinitePreconditionerIsABreakdownOfConjugateGradients() {
        LinearSolution solution = ConjugateGradient.withDefaults().withPreconditioner(Preconditioner.jacobi(1, -1))
                .solve(Matrix.identity(2), new double[] {1, 2});
        assertEquals(Termination.BREAKDOWN, solution.termination());
        assertEquals(1, solution.relativeResidual());
    }

    /** A recipe is asked once a solve, and its products are counted. */
    @Example
    void aRecipeIsAskedOnceASolve() {
        int[] asked = {0};
        Preconditioner recipe = a -> {
            asked[0]++;
            a.apply(new double[2], new double[2]);
            return Matrix.identity(2);
        };
        for (IterativeSolver<?> solver : solvers(1, 4)) {
            asked[0] = 0;
            Counting counting = new Counting(Matrix.of(2, 2, new double[] {2, 1, 1, 3}));
            LinearSolution solution = solver.withPreconditioner(recipe).solve(counting, new double[] {1, 2});
            assertEquals(1, asked[0]);
            assertEquals(counting.products, solution.operatorProducts());
            assertEquals(Termination.CONVERGED, solver.withPreconditioner(recipe)
                    .solve(counting, new double[2]).termination());
            assertEquals(1, asked[0], "none is needed for b = 0");
        }
    }
}
