package io.github.nestgrad.bilevel.cli;

import static io.github.nestgrad.bilevel.testing.References.map;
import static io.github.nestgrad.bilevel.testing.References.maps;
import static io.github.nestgrad.bilevel.testing.References.number;
import static io.github.nestgrad.bilevel.testing.References.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.testing.TestJson;
import io.github.nestgrad.linalg.solver.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonOutputTest {

    @Test
    void hypergradientHasTheKeysOfTheContract() {
        Map<String, Object> json = Run.json("hypergradient --hyperparameters scalar --theta -1");
        assertEquals(List.of("problem", "hyperparameters", "theta", "results"), keys(json));
        assertEquals("ridge", json.get("problem"));
        assertEquals("scalar", json.get("hyperparameters"));
        assertEquals(List.of("exact", "aid-cg", "aid-fp", "itd"),
                maps(json, "results").stream().map(result -> result.get("method")).toList());
        for (Map<String, Object> result : maps(json, "results")) {
            assertEquals(List.of("method", "value", "gradient", "lowerResidual", "linearResidual", "termination",
                    "counts", "seconds"), keys(result));
            assertEquals(List.of("upperEvaluations", "evaluations", "jvps", "vjps", "hvps"),
                    keys(map(result, "counts")));
            assertEquals(result.get("method").equals("itd"), result.get("linearResidual") == null);
            assertTrue(number(result, "seconds") > 0);
        }
    }

    @Test
    void methodsStandInTheOrderAskedFor() {
        Map<String, Object> json = Run.json("hypergradient --theta 0 --methods itd,exact");
        assertEquals(List.of("itd", "exact"),
                maps(json, "results").stream().map(result -> result.get("method")).toList());
    }

    @Test
    void oneThetaGivenToEachFeatureStandsForAll() {
        Map<String, Object> json = Run.json("hypergradient --theta -1 --methods exact");
        double[] expected = new double[10];
        Arrays.fill(expected, -1);
        assertTrue(Arrays.equals(expected, numbers(json, "theta")));
        assertEquals(10, numbers(maps(json, "results").get(0), "gradient").length);
    }

    @Test
    void tuneHasTheKeysOfTheContract() {
        Map<String, Object> json = Run.json("tune --upper-steps 1");
        List<String> keys = List.of("problem", "hyperparameters", "method", "theta", "lambda", "train", "validation",
                "test", "upperSteps", "gradientNorm", "termination", "seconds");
        assertEquals(keys, keys(json));
        assertEquals(List.of("rows"), keys(map(json, "train")));
        assertEquals(List.of("rows", "objective", "mse"), keys(map(json, "validation")));
        assertEquals(List.of("rows", "objective", "mse"), keys(map(json, "test")));
        assertEquals(List.of(265.0, 88.0, 89.0), List.of(number(json, "train.rows"), number(json, "validation.rows"),
                number(json, "test.rows")));
        assertEquals(2 * number(json, "validation.objective"), number(json, "validation.mse"));
        assertEquals("STEP_LIMIT", json.get("termination"));
        assertEquals(1.0, json.get("upperSteps"));
        double[] theta = numbers(json, "theta");
        double[] lambda = numbers(json, "lambda");
        for (int j = 0; j < theta.length; j++) {
            assertEquals(Math.exp(theta[j]), lambda[j]);
        }
        Map<String, Object> classes = Run.json("tune --embedded digits --hyperparameters scalar --upper-steps 1");
        assertEquals("softmax", classes.get("problem"));
        assertEquals(keys, keys(classes));
        assertEquals(List.of("rows", "objective", "logLoss", "accuracy"), keys(map(classes, "validation")));
        assertEquals(List.of("rows", "objective", "logLoss", "accuracy"), keys(map(classes, "test")));
    }

    @Test
    void withoutATestFileThereIsNoTestScore(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n2,5\n3,1\n4,4\n").toString();
        Map<String, Object> json = Run.json("tune --train " + file + " --validation " + file);
        assertTrue(json.containsKey("test") && json.get("test") == null, json.toString());
    }

    @Test
    void theSameCommandGivesTheSameNumbers() {
        String line = "tune --hyperparameters scalar";
        Map<String, Object> first = Run.json(line);
        Map<String, Object> second = Run.json(line);
        first.remove("seconds");
        second.remove("seconds");
        assertEquals(first, second);
    }

    @Test
    void whatIsNoNumberIsNull() {
        HypergradientOptions options = (HypergradientOptions) CommandLine.parse("hypergradient", "--theta", "0");
        Study study = Study.of(options.data(), options.problem(), options.hyperparameters());
        LowerSolution lower = new LowerSolution(new double[] {1}, Double.NaN, 1, 3, Termination.NOT_FINITE);
        Hypergradient broken = new Hypergradient(Double.POSITIVE_INFINITY, new double[] {1, Double.NaN}, lower,
                Optional.empty(), OracleCounts.none());
        Compared compared = new Compared(options, study, new double[] {0}, Accuracy.of(options.lowerSteps(),
                options.linearSteps()), List.of(new Estimate(Method.ITD, broken, 1)));
        Map<String, Object> result = maps(TestJson.object(HypergradientJson.of(compared).toString()), "results").get(0);
        assertEquals(null, result.get("value"));
        assertEquals(Arrays.asList(1.0, null), result.get("gradient"));
        assertEquals(null, result.get("lowerResidual"));
        assertEquals("NOT_FINITE", result.get("termination"));
    }

    private static List<String> keys(Map<String, Object> json) {
        return new ArrayList<>(json.keySet());
    }
}
