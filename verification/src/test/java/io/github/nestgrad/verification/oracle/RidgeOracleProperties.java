package io.github.nestgrad.verification.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.verification.DerivativeEstimate;
import io.github.nestgrad.verification.Derivatives;
import io.github.nestgrad.verification.Draw;
import io.github.nestgrad.verification.Ridders;
import io.github.nestgrad.verification.Verdict;
import java.math.BigDecimal;
import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The closed form against the definitions: in 80 digits, by differences, and against itself. */
class RidgeOracleProperties {

    private static final double EPSILON = Math.ulp(1.0);

    // half an ulp of the last rounding, and what 31 digits leave in an entry that is smaller than the largest
    private static final double LAST_ROUNDING = 0.5 * EPSILON;
    private static final double DIGITS_31 = 1e-29;

    private static double[] lambda(int d, double least, long seed) {
        Draw draw = new Draw(seed);
        double[] lambda = new double[d];
        for (int j = 0; j < d; j++) {
            lambda[j] = draw.logUniform(least, 10);
        }
        return lambda;
    }

    private static BigDecimal[] exact(double[] a) {
        BigDecimal[] exact = new BigDecimal[a.length];
        for (int j = 0; j < a.length; j++) {
            exact[j] = HighPrecision.exact(a[j]);
        }
        return exact;
    }

    private static void requireLastBits(BigDecimal expected, double actual, double condition, double largest,
            String what) {
        double error = HighPrecision.exact(actual).subtract(expected).abs().doubleValue();
        assertTrue(error <= LAST_ROUNDING * Math.abs(actual) + DIGITS_31 * condition * largest,
                () -> what + " is " + actual + " but should be " + expected.doubleValue() + ", condition " + condition);
    }

    private static double largest(BigDecimal[] a) {
        double largest = 0;
        for (BigDecimal entry : a) {
            largest = Math.max(largest, Math.abs(entry.doubleValue()));
        }
        return largest;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everythingIsRightToTheLastBitEvenIfIllConditioned(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d, @ForAll @IntRange(min = 0, max = 4) int digits,
            @ForAll long seed) {
        double spread = Math.pow(10, -digits);
        RidgeExample example = new RidgeExample(n, d, spread, seed);
        double[] lambda = lambda(d, spread * spread, seed);
        RidgeExample.Answer exact = example.new Answer(exact(lambda));
        RidgeDerivatives answer = example.oracle().at(lambda);
        // ‖H‖ ‖H⁻¹‖ ≤ (trace + max λ) / min λ; the adjoint passes through H⁻¹ twice, but from exact arithmetic
        double condition = 100 * d / (spread * spread);
        double largestOfJacobian = 0;
        for (BigDecimal[] row : exact.jacobian) {
            largestOfJacobian = Math.max(largestOfJacobian, largest(row));
        }
        for (int i = 0; i < d; i++) {
            requireLastBits(exact.w[i], answer.solution()[i], condition, largest(exact.w), "w[" + i + "]");
            requireLastBits(exact.hypergradient[i], answer.hypergradient()[i], condition, largestOfJacobian * d * 10,
                    "hypergradient[" + i + "]");
            for (int j = 0; j < d; j++) {
                requireLastBits(exact.jacobian[i][j], answer.jacobian()[i][j], condition, largestOfJacobian,
                        "jacobian[" + i + "][" + j + "]");
            }
        }
        requireLastBits(exact.value, answer.value(), condition, exact.value.doubleValue() + largest(exact.w), "value");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void normalEquationsHoldToHalfAnUlpOfTheSolution(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 8) int d, @ForAll @IntRange(min = 0, max = 4) int digits,
            @ForAll long seed) {
        double spread = Math.pow(10, -digits);
        RidgeExample example = new RidgeExample(n, d, spread, seed);
        double[] lambda = lambda(d, spread * spread, seed);
        double[] w = example.oracle().at(lambda).solution();
        BigDecimal[][] h = example.hessian(exact(lambda));
        BigDecimal[] moment = example.moment();
        for (int i = 0; i < d; i++) {
            BigDecimal residual = moment[i].negate();
            double magnitude = 0;
            for (int j = 0; j < d; j++) {
                BigDecimal term = h[i][j].multiply(HighPrecision.exact(w[j]));
                residual = residual.add(term);
                magnitude += term.abs().doubleValue();
            }
            // rounding w to double is all that is left; another half for entries far below the largest
            assertTrue(residual.abs().doubleValue() <= EPSILON * magnitude, "row " + i + " of " + residual);
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void hypergradientIsTheLimitOfDifferencesOfTheValue(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d, @ForAll long seed) {
        RidgeOracle oracle = new RidgeExample(n, d, 1, seed).oracle();
        Draw draw = new Draw(~seed);
        double[] lambda = lambda(d, 0.1, seed);
        double[] theta = draw.gaussian(d);
        // a relative direction: the steps keep λ positive
        double[] direction = draw.gaussian(d);
        for (int j = 0; j < d; j++) {
            direction[j] *= lambda[j];
        }
        Derivatives.checkGradient(p -> inDomain(p) ? oracle.at(p).value() : Double.NaN,
                p -> oracle.at(p).hypergradient(), lambda, direction).requireOk();
        Derivatives.checkGradient(p -> oracle.atLog(p).value(), p -> oracle.atLog(p).hypergradient(), theta,
                draw.gaussian(d)).requireOk();
        double[] one = {1};
        double[] shared = {lambda[0]};
        Derivatives.checkGradient(p -> oracle.at(p[0]).value(), p -> oracle.at(p[0]).hypergradient(), shared, one)
                .requireOk();
        Derivatives.checkGradient(p -> oracle.atLog(p[0]).value(), p -> oracle.atLog(p[0]).hypergradient(),
                new double[] {theta[0]}, one).requireOk();
    }

    private static boolean inDomain(double[] lambda) {
        for (double entry : lambda) {
            if (entry <= 0) {
                return false;
            }
        }
        return true;
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void jacobianIsTheLimitOfDifferencesOfTheSolution(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 5) int d, @ForAll long seed) {
        RidgeOracle oracle = new RidgeExample(n, d, 1, seed).oracle();
        double[] lambda = lambda(d, 0.1, seed);
        double[] theta = new Draw(~seed).gaussian(d);
        double[][] byLambda = oracle.at(lambda).jacobian();
        double[][] byTheta = oracle.atLog(theta).jacobian();
        double[][] byShared = oracle.at(lambda[0]).jacobian();
        double[][] byLogOfShared = oracle.atLog(theta[0]).jacobian();
        for (int i = 0; i < d; i++) {
            int row = i;
            for (int j = 0; j < d; j++) {
                int k = j;
                requireDifference(byLambda[i][j], Ridders.differentiate(
                        h -> oracle.at(moved(lambda, k, h)).solution()[row], 0.5 * lambda[j]));
                requireDifference(byTheta[i][j], Ridders.differentiate(
                        h -> oracle.atLog(moved(theta, k, h)).solution()[row], 0.5));
            }
            requireDifference(byShared[i][0], Ridders.differentiate(
                    h -> oracle.at(lambda[0] + h).solution()[row], 0.5 * lambda[0]));
            requireDifference(byLogOfShared[i][0], Ridders.differentiate(
                    h -> oracle.atLog(theta[0] + h).solution()[row], 0.5));
        }
    }

    private static double[] moved(double[] a, int k, double h) {
        double[] moved = a.clone();
        moved[k] += h;
        return moved;
    }

    private static void requireDifference(double expected, DerivativeEstimate estimate) {
        assertEquals(expected, estimate.derivative(), 10 * estimate.error() + 4 * Math.ulp(expected),
                estimate::toString);
        // entries of w and λ are of size one, up to the range of 0.1 to 10
        assertTrue(estimate.error() <= 1e-6 * (1 + Math.abs(expected)), () -> "says little: " + estimate);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void logarithmMultipliesDerivativesByLambda(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        RidgeExample example = new RidgeExample(n, d, 1, seed);
        double[] theta = new Draw(~seed).gaussian(d);
        BigDecimal[] lambda = new BigDecimal[d];
        for (int j = 0; j < d; j++) {
            lambda[j] = HighPrecision.exp(theta[j]);
        }
        RidgeExample.Answer exact = example.new Answer(lambda);
        RidgeDerivatives answer = example.oracle().atLog(theta);
        double condition = 1e4 * n * d;
        for (int j = 0; j < d; j++) {
            requireLastBits(exact.w[j], answer.solution()[j], condition, 10, "w");
            requireLastBits(exact.hypergradient[j].multiply(lambda[j]), answer.hypergradient()[j], condition, 100,
                    "hypergradient");
            for (int i = 0; i < d; i++) {
                requireLastBits(exact.jacobian[i][j].multiply(lambda[j]), answer.jacobian()[i][j], condition, 100,
                        "jacobian");
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void sharedLambdaIsTheSumOverEqualOnes(@ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        RidgeOracle oracle = new RidgeExample(n, d, 1, seed).oracle();
        Draw draw = new Draw(~seed);
        double lambda = draw.logUniform(1e-2, 10);
        double theta = draw.gaussian();
        double[] lambdas = new double[d];
        double[] thetas = new double[d];
        Arrays.fill(lambdas, lambda);
        Arrays.fill(thetas, theta);
        requireSummed(oracle.at(lambdas), oracle.at(lambda));
        requireSummed(oracle.atLog(thetas), oracle.atLog(theta));
    }

    private static void requireSummed(RidgeDerivatives each, RidgeDerivatives shared) {
        assertArrayEquals(each.solution(), shared.solution());
        assertEquals(each.value(), shared.value());
        assertEquals(1, shared.hypergradient().length);
        requireSum(each.hypergradient(), shared.hypergradient()[0]);
        for (int i = 0; i < each.jacobian().length; i++) {
            assertEquals(1, shared.jacobian()[i].length);
            requireSum(each.jacobian()[i], shared.jacobian()[i][0]);
        }
    }

    private static void requireSum(double[] terms, double sum) {
        double total = 0;
        double magnitude = 0;
        for (double term : terms) {
            total += term;
            magnitude += Math.abs(term);
        }
        assertEquals(total, sum, (terms.length + 1) * EPSILON * magnitude);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void argumentsAreNeitherModifiedNorKept(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d, @ForAll long seed) {
        RidgeExample example = new RidgeExample(n, d, 1, seed);
        RidgeExample same = new RidgeExample(n, d, 1, seed);
        double[] lambda = lambda(d, 0.1, seed);
        double[] theta = new Draw(~seed).gaussian(d);
        double[] lambdaBefore = lambda.clone();
        double[] thetaBefore = theta.clone();
        RidgeOracle oracle = example.oracle();
        RidgeDerivatives first = oracle.at(lambda);
        oracle.atLog(theta);
        assertArrayEquals(lambdaBefore, lambda);
        assertArrayEquals(thetaBefore, theta);
        assertArrayEquals(same.x, example.x);
        assertArrayEquals(same.y, example.y);
        assertArrayEquals(same.xValidation, example.xValidation);
        assertArrayEquals(same.yValidation, example.yValidation);
        example.x[0][0] = Double.NaN;
        example.y[0] = Double.NaN;
        example.xValidation[0][0] = Double.NaN;
        example.yValidation[0] = Double.NaN;
        double before = first.hypergradient()[0];
        first.solution()[0] = Double.NaN;
        first.hypergradient()[0] = Double.NaN;
        assertEquals(before, oracle.at(lambda).hypergradient()[0]);
        assertEquals(before, same.oracle().at(lambda).hypergradient()[0]);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void doubledHypergradientIsSeen(@ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d, @ForAll long seed) {
        RidgeOracle oracle = new RidgeExample(n, d, 1, seed).oracle();
        Draw draw = new Draw(~seed);
        assertEquals(Verdict.WRONG, Derivatives.checkGradient(p -> oracle.atLog(p).value(), p -> {
            double[] hypergradient = oracle.atLog(p).hypergradient();
            for (int j = 0; j < d; j++) {
                hypergradient[j] *= 2;
            }
            return hypergradient;
        }, draw.gaussian(d), draw.gaussian(d)).verdict());
    }
}
