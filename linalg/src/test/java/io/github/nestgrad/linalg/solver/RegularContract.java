package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What the iterations for matrices that are not symmetric promise beside. */
abstract class RegularContract<S extends IterativeSolver<S>> extends IterativeContract<S> {

    private static final double SAME_SOLUTION = 1e-10;

    @Property(tries = 150)
    void matricesThatAreNotSymmetricAreSolved(@ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @DoubleRange(min = 0, max = 3) double digits,
            @ForAll @DoubleRange(min = 0, max = 2) double skewness,
            @ForAll @IntRange(min = -200, max = 200) int magnitude, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, digits);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, condition), skewness, random);
        double[] expected = Systems.scaled(Samples.gaussian(n, random), Math.scalb(1.0, magnitude));
        double[] b = Samples.product(a, expected);
        Counting counting = new Counting(a);
        LinearSolution solution = solver().solve(counting, b);
        assertTrue(solution.termination().isSatisfied(), solution.termination() + ", " + solution.relativeResidual());
        assertEquals(counting.products, solution.operatorProducts());
        double residual = Systems.residual(a, b, solution.x());
        double rounding = 8 * (n + 4) * EPSILON * (Samples.frobenius(a) * Samples.norm(solution.x()) + Samples.norm(b));
        assertEquals(residual, solution.residualNorm(), rounding);
        // ‖A⁻¹‖ ≤ condition
        double error = Samples.norm(Samples.difference(solution.x(), expected));
        assertTrue(error <= condition * (2 * solution.residualNorm() + 16 * n * EPSILON * Samples.norm(expected)
                * Samples.frobenius(a)), "error " + error);
    }

    /** Ax = b and (cA)x = cb have the same solution, and (cA)y = b the solution x/c: from 1e−200 to 1e200. */
    @Property(tries = 60)
    void theSizeOfTheOperatorDoesNotMatter(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = -200, max = 200) int decimal, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Systems.positiveReal(Samples.spectrum(n, 1, 10), 1, random);
        double[] b = Samples.gaussian(n, random);
        double factor = Math.scalb(1.0, (int) (decimal * 3.3));
        double[] x = solver().solve(a, b).x();
        LinearSolution scaled = solver().solve(Systems.scaled(a, factor), b);
        assertTrue(scaled.termination().isSatisfied(), "" + scaled.termination());
        double[] difference = Samples.difference(Systems.scaled(scaled.x(), factor), x);
        assertTrue(Samples.norm(difference) <= SAME_SOLUTION * Samples.norm(x));
    }

    @Example
    void theZeroOperatorIsNotPassedOffAsSolved() {
        LinearSolution solution = solver().solve(Matrix.of(2, 2, new double[4]), new double[] {3, 4});
        assertTrue(!solution.termination().isSatisfied());
        assertEquals(5, solution.residualNorm());
    }
}
