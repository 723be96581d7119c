package io.github.nestgrad.bilevel.cli;

import static io.github.nestgrad.bilevel.testing.References.maps;
import static io.github.nestgrad.bilevel.testing.References.number;
import static io.github.nestgrad.bilevel.testing.References.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.testing.References;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and hypergradients that other programs computed are reproduced by every method. */
class GoldenPointsTest {

    /** What the references promise, relative to the value, and to the largest entry of the gradient. */
    private static final double PROMISED = 1e-8;
    /** Below, first-order methods take 1e5 steps and more: a documented command, and not a test. */
    private static final double FIRST_ORDER = -6;

    private static final References REFERENCES = References.load();

    @ParameterizedTest
    @CsvSource({"ridge_diabetes,diabetes,5", "logistic_digits8x8_odd_even,digits-odd-even,4",
        "logistic_breast_cancer,breast-cancer,4"})
    void oneTheta(String name, String data, int points) {
        List<Map<String, Object>> golden = maps(REFERENCES.problem(name), "golden_scalar");
        assertEquals(points, golden.size());
        for (Map<String, Object> point : golden) {
            requireReproduced(data, "scalar", new double[] {number(point, "theta")}, number(point, "F"),
                    new double[] {number(point, "dF")});
        }
    }

    @ParameterizedTest
    @CsvSource({"ridge_diabetes,diabetes,2", "logistic_breast_cancer,breast-cancer,1"})
    void aThetaForEachFeature(String name, String data, int points) {
        List<Map<String, Object>> golden = maps(REFERENCES.problem(name), "per_feature.golden");
        assertEquals(points, golden.size());
        for (Map<String, Object> point : golden) {
            requireReproduced(data, "per-feature", numbers(point, "theta"), number(point, "F"), numbers(point, "dF"));
        }
    }

    private static void requireReproduced(
            String data, String hyperparameters, double[] theta, double value, double[] gradient) {
        boolean all = DoubleStream.of(theta).allMatch(t -> t >= FIRST_ORDER);
        Map<String, Object> json = Run.json("hypergradient --embedded " + data + " --hyperparameters "
                + hyperparameters + " --theta " + list(theta) + " --methods " + (all ? "all" : "exact,aid-cg"));
        assertTrue(Arrays.equals(theta, numbers(json, "theta")), "theta is read in full precision");
        List<Map<String, Object>> results = maps(json, "results");
        assertEquals(all ? 4 : 2, results.size());
        for (Map<String, Object> result : results) {
            String where = data + " by " + result.get("method") + " at " + list(theta);
            requireClose(value, number(result, "value"), Math.abs(value), where);
            double scale = DoubleStream.of(gradient).map(Math::abs).max().orElseThrow();
            double[] found = numbers(result, "gradient");
            assertEquals(gradient.length, found.length, where);
            for (int j = 0; j < gradient.length; j++) {
                requireClose(gradient[j], found[j], scale, where + ", entry " + j);
            }
        }
    }

    private static void requireClose(double expected, double found, double scale, String where) {
        assertEquals(expected, found, PROMISED * scale, where);
    }

    private static String list(double[] numbers) {
        return DoubleStream.of(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
}
