package io.github.nestgrad.linalg.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.testing.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Factors with orthonormal columns: they are orthonormal, and they multiply back to the matrix. */
class OrthogonalFactorsProperties {

    private static final double EPSILON = Math.ulp(1.0);
    private static final int ROUNDING = 32;

    @Property(tries = 150)
    void qrMultipliesBackWithAndWithoutPivoting(@ForAll boolean pivoted, @ForAll @IntRange(min = 1, max = 70) int m,
            @ForAll @IntRange(min = 1, max = 70) int n, @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(m, n, new SplittableRandom(seed));
        Qr qr = pivoted ? Qr.pivoted(a) : Qr.of(a);
        requireOrthonormalColumns(qr.thinQ());
        Matrix product = qr.thinQ().times(qr.upperFactor());
        int[] order = qr.columnOrder();
        double tolerance = ROUNDING * (m + n) * EPSILON * Samples.frobenius(a);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(a.get(i, order[j]), product.get(i, j), tolerance);
            }
        }
    }

    @Property(tries = 100)
    void leastSquaresResidualIsOrthogonalToTheColumns(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(max = 30) int more, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Samples.gaussianMatrix(n + more, n, random);
        double[] b = Samples.gaussian(n + more, random);
        for (double[] x : new double[][] {Qr.of(a).solve(b), CompleteOrthogonal.of(a).solve(b), Svd.of(a).solve(b)}) {
            double[] residual = Samples.difference(b, Samples.product(a, x));
            double scale = Samples.frobenius(a) * (Samples.norm(b) + Samples.frobenius(a) * Samples.norm(x));
            assertTrue(Samples.norm(a.transposedTimes(residual)) <= ROUNDING * (2 * n + more) * EPSILON * scale);
        }
    }

    /** The rank is seen, and the solution has no part in the null space, so it is the shortest. */
    @Property(tries = 100)
    void minimumNormSolutionsAgreeAtAnyRank(@ForAll @IntRange(min = 1, max = 20) int m,
            @ForAll @IntRange(min = 1, max = 20) int n, @ForAll @IntRange(min = 1, max = 20) int r,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rank = Math.min(r, Math.min(m, n));
        Matrix a = ofRank(rank, m, n, random);
        double[] b = Samples.gaussian(m, random);
        assertEquals(rank, Svd.of(a).rank());
        assertEquals(rank, CompleteOrthogonal.of(a).rank());
        double[] x = CompleteOrthogonal.of(a).solve(b);
        double[] y = Svd.of(a).solve(b);
        double condition = Svd.of(a).values()[0] / Svd.of(a).values()[rank - 1];
        double tolerance = ROUNDING * (m + n) * EPSILON * condition * condition
                * (Samples.norm(y) + Samples.norm(b) / Svd.of(a).values()[0]);
        assertTrue(Samples.norm(Samples.difference(x, y)) <= tolerance, "QR against SVD");
    }

    private static Matrix ofRank(int rank, int m, int n, SplittableRandom random) {
        double[][] left = Samples.orthogonal(m, random);
        double[][] right = Samples.orthogonal(n, random);
        double[] entries = new double[m * n];
        for (int k = 0; k < rank; k++) {
            double value = 1.0 / (k + 1);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    entries[i * n + j] += value * left[k][i] * right[k][j];
                }
            }
        }
        return Matrix.wrap(m, n, entries);
    }

    @Property(tries = 150)
    void eigenvaluesAreThoseThatTheMatrixWasMadeWith(@ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(max = 4) int copies, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] eigenvalues = Samples.gaussian(n, random);
        for (int k = 0; k < Math.min(n, copies); k++) {
            eigenvalues[k] = eigenvalues[0];
        }
        Matrix a = Samples.symmetric(eigenvalues, random);
        double[] expected = eigenvalues.clone();
        Arrays.sort(expected);
        SymmetricEigen eigen = SymmetricEigen.of(a);
        double tolerance = ROUNDING * n * EPSILON * Samples.frobenius(a);
        requireOrthonormalColumns(eigen.vectors());
        for (int k = 0; k < n; k++) {
            assertEquals(expected[k], eigen.values()[k], tolerance);
            double[] v = eigen.vector(k);
            double[] av = Samples.product(a, v);
            for (int i = 0; i < n; i++) {
                assertEquals(eigen.values()[k] * v[i], av[i], tolerance);
            }
        }
    }

    @Property(tries = 100)
    void singularVectorsMultiplyBack(@ForAll @IntRange(min = 1, max = 40) int m,
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        Matrix a = Samples.gaussianMatrix(m, n, new SplittableRandom(seed));
        Svd svd = Svd.of(a);
        double[] values = svd.values();
        requireOrthonormalColumns(svd.leftVectors());
        requireOrthonormalColumns(svd.rightVectors());
        double tolerance = ROUNDING * (m + n) * EPSILON * Samples.frobenius(a);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < values.length; k++) {
                    sum += svd.leftVectors().get(i, k) * values[k] * svd.rightVectors().get(j, k);
                }
                assertEquals(a.get(i, j), sum, tolerance);
            }
        }
        for (int k = 1; k < values.length; k++) {
            assertTrue(values[k] <= values[k - 1] && values[k] >= 0, "descending");
        }
    }

    private static void requireOrthonormalColumns(Matrix q) {
        Matrix gram = q.transposedTimes(q);
        for (int i = 0; i < gram.rows(); i++) {
            for (int j = 0; j < gram.columns(); j++) {
                assertEquals(i == j ? 1 : 0, gram.get(i, j), ROUNDING * q.rows() * EPSILON);
            }
        }
    }
}
