package io.github.nestgrad.bilevel.cli;

import static io.github.nestgrad.bilevel.testing.References.maps;
import static io.github.nestgrad.bilevel.testing.References.number;
import static io.github.nestgrad.bilevel.testing.References.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.data.CsvReader;
import io.github.nestgrad.project.Checkout;
import io.github.nestgrad.verification.oracle.RidgeDerivatives;
import io.github.nestgrad.verification.oracle.RidgeOracle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets that lie beside the checkout and are no part of it, against oracles of the tests' own. */
@Tag("data")
class FreeDataTest {

    /** In λ, as the descent's tolerance allows. */
    private static final double OPTIMUM = 1e-5;
    /** As for the golden points of the references. */
    private static final double PROMISED = 1e-8;

    @ParameterizedTest
    @ValueSource(doubles = {-6, -2, 1})
    void realEstateByEachMethod(double theta) {
        PlainData data = PlainData.regression(rows("real_estate"));
        double[] all = filled(6, theta);
        RidgeDerivatives truth = data.ridge().atLog(all);
        requireReproduced("real_estate", theta, truth.value(), truth.hypergradient());
        RidgeDerivatives one = data.ridge().atLog(theta);
        requireReproduced("real_estate --hyperparameters scalar", theta, one.value(), one.hypergradient());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, -2, 1})
    void heartDiseaseByEachMethod(double theta) {
        LogisticOracle truth = new LogisticOracle(PlainData.classes(rows("heart_statlog")), filled(14, theta));
        requireReproduced("heart_statlog", theta, truth.value, truth.gradient);
        requireReproduced("heart_statlog --hyperparameters scalar", theta, truth.value,
                new double[] {DoubleStream.of(truth.gradient).sum()});
    }

    @Test
    void realEstateIsTuned() {
        RidgeOracle oracle = PlainData.regression(rows("real_estate")).ridge();
        double theta = ScalarOptimum.between(-10, 4, t -> oracle.atLog(t).hypergradient()[0]);
        requireTuned("real_estate", theta, oracle.atLog(theta).value());
        Map<String, Object> perFeature = Run.json("tune --data " + file("real_estate"));
        double value = number(perFeature, "validation.objective");
        assertEquals(oracle.atLog(numbers(perFeature, "theta")).value(), value, PROMISED * value);
        assertTrue(value < oracle.atLog(theta).value(), "more freedom fits better: " + perFeature);
    }

    @Test
    void heartDiseaseIsTuned() {
        PlainData data = PlainData.classes(rows("heart_statlog"));
        double theta = ScalarOptimum.between(-10, 4,
                t -> DoubleStream.of(new LogisticOracle(data, filled(14, t)).gradient).sum());
        requireTuned("heart_statlog", theta, new LogisticOracle(data, filled(14, theta)).value);
    }

    private static void requireTuned(String name, double theta, double value) {
        Map<String, Object> tuned = Run.json("tune --hyperparameters scalar --data " + file(name));
        assertEquals(Math.exp(theta), numbers(tuned, "lambda")[0], OPTIMUM * Math.exp(theta));
        assertEquals(value, number(tuned, "validation.objective"), PROMISED * value);
    }

    private static void requireReproduced(String data, double theta, double value, double[] gradient) {
        Map<String, Object> json =
                Run.json("hypergradient --data " + file(data.split(" ")[0]) + data.replaceFirst("^\\S+", "")
                        + " --theta " + theta);
        List<Map<String, Object>> results = maps(json, "results");
        assertEquals(4, results.size());
        double scale = DoubleStream.of(gradient).map(Math::abs).max().orElseThrow();
        for (Map<String, Object> result : results) {
            String where = data + " at " + theta + " by " + result.get("method");
            assertEquals(value, number(result, "value"), PROMISED * value, where);
            double[] found = numbers(result, "gradient");
            assertEquals(gradient.length, found.length, where);
            for (int j = 0; j < found.length; j++) {
                assertEquals(gradient[j], found[j], PROMISED * scale, where + ", entry " + j);
            }
        }
    }

    private static double[][] rows(String name) {
        return PlainData.rows(CsvReader.read(file(name)));
    }

    private static double[] filled(int length, double value) {
        double[] result = new double[length];
        Arrays.fill(result, value);
        return result;
    }

    private static Path file(String name) {
        return Checkout.root().resolve("../shared/data/free").resolve(name + ".csv.gz").normalize();
    }
}
