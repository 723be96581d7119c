package io.github.nestgrad.linalg.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.testing.Samples;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrthonormalTest {

    private static final double TOLERANCE = 1e-14;

    private static void requireFactors(double[][] b) {
        int n = b[0].length;
        double[][] q = new double[b.length][];
        for (int k = 0; k < b.length; k++) {
            q[k] = b[k].clone();
        }
        double[][] r = Orthonormal.columns(q);
        for (int k = 0; k < q.length; k++) {
            double[] sum = new double[n];
            for (int i = 0; i < q.length; i++) {
                assertEquals(i == k ? 1 : 0, Samples.inner(q[i], q[k]), TOLERANCE, i + " and " + k);
                assertTrue(i <= k || r[i][k] == 0, "upper triangular");
                for (int row = 0; row < n; row++) {
                    sum[row] += r[i][k] * q[i][row];
                }
            }
            assertArrayEquals(b[k], sum, TOLERANCE * (1 + Samples.norm(b[k])));
        }
    }

    /** Once is not enough: what Gram-Schmidt leaves of nearly equal columns is mostly rounding. */
    @Test
    void columnsThatAreNearlyDependentBecomeOrthonormal() {
        SplittableRandom random = new SplittableRandom(1);
        double[] common = Samples.gaussian(20, random);
        double[][] b = new double[6][];
        for (int k = 0; k < 6; k++) {
            b[k] = Samples.gaussian(20, random);
            for (int i = 0; i < 20; i++) {
                b[k][i] = common[i] + 1e-10 * b[k][i];
            }
        }
        requireFactors(b);
    }

    @Test
    void columnsThatDependAreReplaced() {
        requireFactors(new double[][] {{1, 0, 0}, {2, 0, 0}, {0, 0, 0}});
        requireFactors(new double[][] {{0, 3}, {0, 4}});
        requireFactors(new double[][] {{0.6, 0.8, 0, 0}, {3, 4, 0, 0}, {0, 0, 1, 1}, {0.3, 0.4, 1, 1}});
    }
}
