package io.github.nestgrad.bilevel.cli;

import static io.github.nestgrad.bilevel.testing.References.maps;
import static io.github.nestgrad.bilevel.testing.References.number;
import static io.github.nestgrad.bilevel.testing.References.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.bilevel.data.EmbeddedData;
import io.github.nestgrad.bilevel.data.Table;
import io.github.nestgrad.bilevel.testing.References;
import io.github.nestgrad.verification.oracle.RidgeDerivatives;
import io.github.nestgrad.verification.oracle.RidgeOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diabetes data in other units and another order: no number that could be known beforehand. */
class RescaledDiabetesTest {

    /** In λ, as the descent's tolerance allows. */
    private static final double OPTIMUM = 1e-5;
    /** Conditions of 1e4 and standardisation in other units, from rounding of 1e-16. */
    private static final double SAME = 1e-10;

    private final Table diabetes = EmbeddedData.DIABETES.table();

    @TempDir
    Path folder;

    @Test
    void anotherOrderIsAnotherSplitWhichTheOracleSolves() throws IOException {
        double[][] rows = rescaled(permuted(PlainData.rows(diabetes), 5), 6);
        String file = write("all.csv", rows);
        RidgeOracle oracle = PlainData.regression(rows).ridge();

        double theta = ScalarOptimum.between(-8, 4, t -> oracle.atLog(t).hypergradient()[0]);
        Map<String, Object> tuned = Run.json("tune --hyperparameters scalar --data " + file);
        assertEquals(Math.exp(theta), numbers(tuned, "lambda")[0], OPTIMUM * Math.exp(theta));
        assertEquals(oracle.atLog(numbers(tuned, "theta")[0]).value(), number(tuned, "validation.objective"),
                SAME * number(tuned, "validation.objective"));

        Map<String, Object> perFeature = Run.json("tune --data " + file + " --upper-steps 40");
        RidgeDerivatives truth = oracle.atLog(numbers(perFeature, "theta"));
        assertEquals(truth.value(), number(perFeature, "validation.objective"), SAME * truth.value());
        requireGradient(truth, file, numbers(perFeature, "theta"));
    }

    @Test
    void theSameRowsInOtherUnitsAndAnotherOrderGiveTheSameOptimum() throws IOException {
        double[][][] parts = PlainData.split(PlainData.rows(diabetes));
        String words = "";
        List<String> options = List.of("--train", "--validation", "--test");
        for (int k = 0; k < 3; k++) {
            words += " " + options.get(k) + " " + write("part" + k + ".csv", rescaled(permuted(parts[k], k), 7));
        }
        Map<String, Object> optimum = References.map(References.load().problem("ridge_diabetes"), "scalar");
        Map<String, Object> tuned = Run.json("tune --hyperparameters scalar" + words);
        assertEquals(number(optimum, "lambda_star"), numbers(tuned, "lambda")[0],
                OPTIMUM * number(optimum, "lambda_star"));
        assertEquals(number(optimum, "test_mse"), number(tuned, "test.mse"), OPTIMUM * number(optimum, "test_mse"));
    }

    /** Whether the target counts in millionths or in millions, λ has no unit. */
    @Test
    void theUnitOfTheTargetDoesNotMatter() throws IOException {
        double optimum = number(References.map(References.load().problem("ridge_diabetes"), "scalar"), "lambda_star");
        for (double unit : new double[] {1e-6, 1e-4, 1e6}) {
            double[][] rows = PlainData.rows(diabetes);
            for (int i = 0; i < rows.length; i++) {
                rows[i] = rows[i].clone();
                rows[i][rows[i].length - 1] *= unit;
            }
            String file = write("unit.csv", rows);
            Map<String, Object> tuned = Run.json("tune --hyperparameters scalar --data " + file);
            assertEquals("CONVERGED", tuned.get("termination"));
            assertEquals(optimum, numbers(tuned, "lambda")[0], OPTIMUM * optimum, "unit " + unit);
        }
    }

    private void requireGradient(RidgeDerivatives truth, String file, double[] theta) {
        String list = DoubleStream.of(theta).mapToObj(Double::toString).collect(Collectors.joining(","));
        Map<String, Object> json = Run.json("hypergradient --methods exact,aid-cg --data " + file + " --theta " + list);
        // θ at both ends of the bounds: the condition is large, but not that of the entries
        double scale = DoubleStream.of(truth.hypergradient()).map(Math::abs).max().orElseThrow() + truth.value();
        for (Map<String, Object> result : maps(json, "results")) {
            double[] gradient = numbers(result, "gradient");
            for (int j = 0; j < gradient.length; j++) {
                assertEquals(truth.hypergradient()[j], gradient[j], SAME * scale, result.get("method") + " " + j);
            }
        }
    }

    private static double[][] permuted(double[][] rows, long seed) {
        List<double[]> result = new ArrayList<>(List.of(rows));
        Collections.shuffle(result, new Random(seed));
        return result.toArray(new double[0][]);
    }

    /** Each feature in another unit with another zero, some with their sign turned; the target as it is. */
    private static double[][] rescaled(double[][] rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = rows[0].length - 1;
        double[][] result = new double[rows.length][];
        double[] unit = new double[d];
        double[] zero = new double[d];
        for (int j = 0; j < d; j++) {
            unit[j] = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-3, 3));
            zero[j] = unit[j] * random.nextDouble(-50, 50);
        }
        for (int i = 0; i < rows.length; i++) {
            result[i] = rows[i].clone();
            for (int j = 0; j < d; j++) {
                result[i][j] = unit[j] * rows[i][j] + zero[j];
            }
        }
        return result;
    }

    private String write(String name, double[][] rows) throws IOException {
        StringBuilder csv = new StringBuilder(String.join(",", diabetes.columns())).append('\n');
        for (double[] row : rows) {
            csv.append(DoubleStream.of(row).mapToObj(Double::toString).collect(Collectors.joining(","))).append('\n');
        }
        return Files.writeString(folder.resolve(name), csv).toString();
    }
}
