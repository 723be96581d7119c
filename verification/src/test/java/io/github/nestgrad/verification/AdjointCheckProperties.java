package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** ⟨u, Jv⟩ = ⟨Jᵀu, v⟩ for matrices, and its failure for matrices that are not transposes of each other. */
class AdjointCheckProperties {

    private static double[] times(double[][] j, double[] v) {
        double[] product = new double[j.length];
        for (int i = 0; i < j.length; i++) {
            for (int k = 0; k < v.length; k++) {
                product[i] += j[i][k] * v[k];
            }
        }
        return product;
    }

    private static double[] transposeTimes(double[][] j, double[] u, int columns) {
        double[] product = new double[columns];
        for (int i = 0; i < j.length; i++) {
            for (int k = 0; k < columns; k++) {
                product[k] += j[i][k] * u[i];
            }
        }
        return product;
    }

    private static CheckReport check(double[][] jacobian, UnaryOperator<double[]> vjp, double[] u, double[] v) {
        return Derivatives.checkAdjoint(t -> times(jacobian, t), vjp, u, v);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void matricesAndTheirTransposesAreAdjointAtAnyScale(@ForAll @IntRange(min = 0, max = 30) int rows,
            @ForAll @IntRange(min = 0, max = 30) int columns, @ForAll @IntRange(min = -160, max = 150) int exponent,
            @ForAll long seed) {
        Draw draw = new Draw(seed);
        double[][] j = draw.gaussian(rows, columns);
        double[] u = draw.gaussian(rows);
        double[] v = draw.gaussian(columns);
        double scale = Math.pow(10, exponent);
        for (int i = 0; i < rows; i++) {
            u[i] *= scale;
            for (int k = 0; k < columns; k++) {
                j[i][k] *= scale * draw.logUniform(1e-4, 1e4);
            }
        }
        double[] uBefore = u.clone();
        double[] vBefore = v.clone();
        CheckReport report = Derivatives.checkAdjoint(t -> {
            double[] product = times(j, t);
            Arrays.fill(t, Double.NaN); // what the product is given is its own
            return product;
        }, c -> {
            double[] product = transposeTimes(j, c, columns);
            Arrays.fill(c, Double.NaN);
            return product;
        }, u, v);
        assertEquals(Verdict.OK, report.verdict(), report::message);
        assertArrayEquals(uBefore, u);
        assertArrayEquals(vBefore, v);
    }

    /** Positive entries throughout: no inner product is small by cancellation, and no error hidden by it. */
    private static final class Positive {
        final double[][] j;
        final double[] u;
        final double[] v;

        Positive(int rows, int columns, long seed) {
            Draw draw = new Draw(seed);
            j = new double[rows][columns];
            u = new double[rows];
            v = new double[columns];
            for (int i = 0; i < rows; i++) {
                u[i] = draw.logUniform(0.1, 10);
                for (int k = 0; k < columns; k++) {
                    j[i][k] = draw.logUniform(0.1, 10);
                }
            }
            for (int k = 0; k < columns; k++) {
                v[k] = draw.logUniform(0.1, 10);
            }
        }

        void requireWrong(UnaryOperator<double[]> vjp) {
            CheckReport report = check(j, vjp, u, v);
            assertEquals(Verdict.WRONG, report.verdict(), report::message);
        }
    }

    @Property(tries = 200)
    void flippedSignIsSeen(@ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns, @ForAll long seed) {
        Positive p = new Positive(rows, columns, seed);
        p.requireWrong(u -> scaled(transposeTimes(p.j, u, columns), -1));
    }

    @Property(tries = 200)
    void relativeErrorsOfOneInABillionAreSeen(@ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns, @ForAll long seed) {
        Positive p = new Positive(rows, columns, seed);
        p.requireWrong(u -> scaled(transposeTimes(p.j, u, columns), 1 + 1e-9));
    }

    @Property(tries = 200)
    void droppedTermIsSeen(@ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns, @ForAll long seed) {
        Positive p = new Positive(rows, columns, seed);
        p.requireWrong(u -> {
            double[] product = transposeTimes(p.j, u, columns);
            int k = new Draw(seed).below(columns);
            product[k] -= p.j[rows - 1][k] * u[rows - 1];
            return product;
        });
    }

    @Property(tries = 200)
    void matrixInPlaceOfItsTransposeIsSeen(@ForAll @IntRange(min = 2, max = 20) int n, @ForAll long seed) {
        Draw draw = new Draw(seed);
        double[][] j = draw.gaussian(n, n);
        CheckReport report = check(j, u -> times(j, u), draw.gaussian(n), draw.gaussian(n));
        assertEquals(Verdict.WRONG, report.verdict(), report::message);
    }

    private static double[] scaled(double[] a, double factor) {
        double[] scaled = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            scaled[i] = a[i] * factor;
        }
        return scaled;
    }

    @Test
    void reportHoldsBothInnerProductsAndTheSizes() {
        double[][] j = {{1, 2, 3}, {4, 5, 6}};
        CheckReport report = check(j, u -> new double[3], new double[] {1, 10}, new double[] {1, 1, 1});
        assertEquals(6 + 150, report.left());
        assertEquals(0, report.right());
        // 64 ε (Σ|u||Jv| + Σ|Jᵀu||v|), the second sum being 0, and 5 times the smallest number
        assertEquals(64 * Math.ulp(1.0) * (6 + 150), report.tolerance());
        assertEquals("J maps 3 entries to 2", report.circumstances());
        assertTrue(report.message().startsWith("WRONG: ⟨u, Jv⟩ = 156.0, ⟨Jᵀu, v⟩ = 0.0"), report::message);
    }

    @Test
    void productsThatAreNotFiniteAreWrong() {
        double[] one = {1};
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            UnaryOperator<double[]> broken = a -> new double[] {bad};
            assertEquals(Verdict.WRONG, Derivatives.checkAdjoint(broken, a -> a, one, one).verdict());
            assertEquals(Verdict.WRONG, Derivatives.checkAdjoint(a -> a, broken, one, one).verdict());
            assertEquals(Verdict.WRONG, Derivatives.checkAdjoint(broken, broken, one, one).verdict());
        }
    }

    @Test
    void rejectsProductsOfAnotherLength() {
        double[] two = new double[2];
        double[] three = new double[3];
        Exception jvp = assertThrows(IllegalArgumentException.class,
                () -> Derivatives.checkAdjoint(v -> new double[4], u -> new double[3], two, three));
        assertEquals("checkAdjoint: jvp(v) has 4 entries but u has 2 (expected equal lengths)", jvp.getMessage());
        Exception vjp = assertThrows(IllegalArgumentException.class,
                () -> Derivatives.checkAdjoint(v -> new double[2], u -> new double[2], two, three));
        assertEquals("checkAdjoint: vjp(u) has 2 entries but v has 3 (expected equal lengths)", vjp.getMessage());
        Exception none = assertThrows(IllegalArgumentException.class,
                () -> Derivatives.checkAdjoint(v -> null, u -> u, two, three));
        assertEquals("checkAdjoint: jvp(v) is null (expected an array of 2 entries)", none.getMessage());
    }
}
