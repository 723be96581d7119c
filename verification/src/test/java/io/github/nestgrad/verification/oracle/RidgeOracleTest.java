package io.github.nestgrad.verification.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.verification.Draw;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand, a large one, and misuse. */
class RidgeOracleTest {

    private static final double EPSILON = Math.ulp(1.0);

    @Test
    void oneSampleAndOneFeatureByHand() {
        // g = ½(2w − 6)² + ½ λ w²: w = 12/(4 + λ); f = ½(w − 1)²; at λ = 2: w = 2, w' = −12/36, f' = (w − 1) w'
        RidgeOracle oracle = RidgeOracle.of(new double[][] {{2}}, new double[] {6}, new double[][] {{1}},
                new double[] {1});
        for (RidgeDerivatives answer : new RidgeDerivatives[] {oracle.at(2), oracle.at(new double[] {2})}) {
            assertArrayEquals(new double[] {2}, answer.solution());
            assertArrayEquals(new double[][] {{-1.0 / 3}}, answer.jacobian());
            assertEquals(0.5, answer.value());
            assertArrayEquals(new double[] {-1.0 / 3}, answer.hypergradient());
        }
        assertEquals(1, oracle.features());
    }

    @Test
    void orthonormalDesignShrinksEachCoefficientByItself() {
        // XᵀX/n = I, so wⱼ = cⱼ/(1 + λⱼ) with c = Xᵀy/n, and all derivatives are diagonal
        double[][] x = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
        double[] y = {5, 1, -2, 4};
        double[] c = {(5 + 1 + 2 - 4) / 4.0, (5 - 1 - 2 - 4) / 4.0};
        double[][] xValidation = {{3, 0}, {0, 1}};
        double[] yValidation = {1, 2};
        double[] lambda = {1, 3};
        double[] w = {c[0] / 2, c[1] / 4};
        double[] slope = {-c[0] / 4, -c[1] / 16};
        double[] residual = {3 * w[0] - 1, w[1] - 2};
        double[] gradient = {3 * residual[0] / 2, residual[1] / 2};

        RidgeDerivatives answer = RidgeOracle.of(x, y, xValidation, yValidation).at(lambda);
        assertArrayEquals(w, answer.solution());
        assertArrayEquals(new double[][] {{slope[0], 0}, {0, slope[1]}}, plusZero(answer.jacobian()));
        assertEquals((residual[0] * residual[0] + residual[1] * residual[1]) / 4, answer.value(), EPSILON);
        assertArrayEquals(new double[] {gradient[0] * slope[0], gradient[1] * slope[1]}, answer.hypergradient(),
                4 * EPSILON);

        double[] theta = {0, Math.log(2)};
        double[] exponential = {1, 2};
        RidgeDerivatives byLog = RidgeOracle.of(x, y, xValidation, yValidation).atLog(theta);
        for (int j = 0; j < 2; j++) {
            double fraction = 1 / (1 + exponential[j]);
            assertEquals(c[j] * fraction, byLog.solution()[j], EPSILON);
            assertEquals(-c[j] * fraction * fraction * exponential[j], byLog.jacobian()[j][j], EPSILON);
        }
    }

    /** −0 is 0 here. */
    private static double[][] plusZero(double[][] a) {
        for (double[] row : a) {
            for (int j = 0; j < row.length; j++) {
                row[j] += 0.0;
            }
        }
        return a;
    }

    @Test
    void zeroLambdaIsLeastSquares() {
        // through (0, 1), (1, 3), (2, 5): intercept 1, slope 2, exactly
        double[][] x = {{1, 0}, {1, 1}, {1, 2}};
        RidgeDerivatives answer = RidgeOracle.of(x, new double[] {1, 3, 5}, x, new double[] {1, 3, 5}).at(0);
        assertArrayEquals(new double[] {1, 2}, answer.solution());
        assertEquals(0, answer.value(), EPSILON * EPSILON);
        assertEquals(0, answer.hypergradient()[0], EPSILON);
    }

    @Test
    void moreFeaturesThanSamplesNeedALambda() {
        double[][] x = {{1, 2, 3}};
        RidgeOracle oracle = RidgeOracle.of(x, new double[] {1}, x, new double[] {1});
        // w = x (xᵀx + λ)⁻¹
        assertArrayEquals(new double[] {1.0 / 16, 2.0 / 16, 3.0 / 16}, oracle.at(2).solution());
        Exception e = assertThrows(IllegalArgumentException.class, () -> oracle.at(0));
        assertTrue(e.getMessage().startsWith(
                "ridge oracle: XᵀX/n + diag(λ) is singular or too close to it for an exact answer, pivot 1 is "),
                e.getMessage());
    }

    @Test
    void thirtyFeaturesAtConditionTenToTheEightAreRightToTheLastBit() {
        int d = 30;
        double spread = 1e-4;
        RidgeExample example = new RidgeExample(60, d, spread, 1);
        Draw draw = new Draw(2);
        double[] lambda = new double[d];
        BigDecimal[] exactLambda = new BigDecimal[d];
        for (int j = 0; j < d; j++) {
            lambda[j] = spread * spread * draw.logUniform(0.1, 10);
            exactLambda[j] = new BigDecimal(lambda[j]);
        }
        RidgeExample.Answer exact = example.new Answer(exactLambda);
        RidgeDerivatives answer = example.oracle().at(lambda);
        for (int i = 0; i < d; i++) {
            // correctly rounded
            assertEquals(exact.w[i].doubleValue(), answer.solution()[i]);
            assertEquals(exact.hypergradient[i].doubleValue(), answer.hypergradient()[i]);
            for (int j = 0; j < d; j++) {
                assertEquals(exact.jacobian[i][j].doubleValue(), answer.jacobian()[i][j]);
            }
        }
        assertEquals(exact.value.doubleValue(), answer.value());
    }

    private static void requireRejected(String message, Runnable misuse) {
        Exception e = assertThrows(IllegalArgumentException.class, misuse::run);
        assertEquals("ridge oracle: " + message, e.getMessage());
    }

    @Test
    void rejectsDataThatDoNotFit() {
        double[][] x = {{1, 2}, {3, 4}, {5, 6}};
        double[] y = {1, 2, 3};
        requireRejected("X is 0x0 (expected at least one row and one column)",
                () -> RidgeOracle.of(new double[0][], y, x, y));
        requireRejected("X' is 2x0 (expected at least one row and one column)",
                () -> RidgeOracle.of(x, y, new double[2][0], new double[2]));
        requireRejected("row 2 of X has 3 entries but row 0 has 2 (expected equal lengths)",
                () -> RidgeOracle.of(new double[][] {{1, 2}, {3, 4}, {5, 6, 7}}, y, x, y));
        requireRejected("X has 3 rows but y has 2 entries (expected equal numbers)",
                () -> RidgeOracle.of(x, new double[2], x, y));
        requireRejected("X' has 3 rows but y' has 4 entries (expected equal numbers)",
                () -> RidgeOracle.of(x, y, x, new double[4]));
        requireRejected("X has 2 columns but X' has 1 (expected equal numbers)",
                () -> RidgeOracle.of(x, y, new double[][] {{1}}, new double[1]));
        requireRejected("X[1][0] is NaN (expected 0 or a size between 1e-100 and 1e100)",
                () -> RidgeOracle.of(new double[][] {{1}, {Double.NaN}}, new double[2], x, y));
        requireRejected("y'[0] is 1.0E200 (expected 0 or a size between 1e-100 and 1e100)",
                () -> RidgeOracle.of(x, y, new double[][] {{1, 1}}, new double[] {1e200}));
    }

    @Test
    void rejectsParametersOutsideTheDomain() {
        double[][] x = {{1, 2}, {3, 4}};
        double[] y = {1, 2};
        RidgeOracle oracle = RidgeOracle.of(x, y, x, y);
        requireRejected("λ has 3 entries but X has 2 columns (expected equal numbers)", () -> oracle.at(new double[3]));
        requireRejected("θ has 1 entries but X has 2 columns (expected equal numbers)",
                () -> oracle.atLog(new double[1]));
        requireRejected("λ[1] is -1.0 (expected 0 or a number between 1e-200 and 1e100)",
                () -> oracle.at(new double[] {1, -1}));
        requireRejected("λ is -0.5 (expected 0 or a number between 1e-200 and 1e100)", () -> oracle.at(-0.5));
        requireRejected("λ is NaN (expected 0 or a number between 1e-200 and 1e100)", () -> oracle.at(Double.NaN));
        requireRejected("λ = exp(1000.0) is Infinity (expected 0 or a number between 1e-200 and 1e100)",
                () -> oracle.atLog(1000));
        requireRejected("λ[0] = exp(NaN) is NaN (expected 0 or a number between 1e-200 and 1e100)",
                () -> oracle.atLog(new double[] {Double.NaN, 0}));
        requireRejected("λ = exp(-1000.0) is 0 (expected at least 1e-200)", () -> oracle.atLog(-1000));
    }
}
