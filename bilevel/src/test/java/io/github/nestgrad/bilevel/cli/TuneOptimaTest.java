package io.github.nestgrad.bilevel.cli;

import static io.github.nestgrad.bilevel.testing.References.map;
import static io.github.nestgrad.bilevel.testing.References.number;
import static io.github.nestgrad.bilevel.testing.References.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.testing.References;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tune} arrives where other programs' optimisers do. */
class TuneOptimaTest {

    /** In λ. */
    private static final double OPTIMUM = 1e-5;
    /** The objective is flat at the optimum, so its error is of the order of the square; the test loss is not. */
    private static final double FLAT = 1e-8;
    private static final double SLOPED = 1e-5;
    /** Between the two best of the local minima that 62 starts found on one side and the next on the other. */
    private static final double GOOD_MINIMUM = 1331.65;

    private static final References REFERENCES = References.load();

    @ParameterizedTest
    @ValueSource(strings = {"exact", "aid-cg", "aid-fp", "itd"})
    void findsTheScalarOptimumOfDiabetes(String method) {
        Map<String, Object> optimum = map(REFERENCES.problem("ridge_diabetes"), "scalar");
        // within bounds where first-order methods are fast; those of 12 cost them 1e6 steps at the lower end
        Map<String, Object> json = Run.json("tune --hyperparameters scalar --bounds -6,6 --method " + method);
        requireClose(number(optimum, "lambda_star"), numbers(json, "lambda")[0], OPTIMUM);
        requireClose(number(optimum, "F"), number(json, "validation.objective"), FLAT);
        requireClose(number(optimum, "val_mse"), number(json, "validation.mse"), FLAT);
        requireClose(number(optimum, "test_mse"), number(json, "test.mse"), SLOPED);
        assertEquals("CONVERGED", json.get("termination"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "aid-cg"})
    void findsTheScalarOptimumOfOddAndEvenDigits(String method) {
        requireLogistic("digits-odd-even", "logistic_digits8x8_odd_even", method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "aid-cg"})
    void findsTheScalarOptimumOfBreastCancer(String method) {
        requireLogistic("breast-cancer", "logistic_breast_cancer", method);
    }

    private static void requireLogistic(String data, String problem, String method) {
        Map<String, Object> optimum = map(REFERENCES.problem(problem), "scalar");
        Map<String, Object> json = Run.json("tune --embedded " + data + " --hyperparameters scalar --method " + method);
        requireClose(number(optimum, "lambda_star"), numbers(json, "lambda")[0], OPTIMUM);
        requireClose(number(optimum, "F"), number(json, "validation.logLoss"), FLAT);
        assertEquals(number(json, "validation.objective"), number(json, "validation.logLoss"));
        requireClose(number(optimum, "val_acc"), number(json, "validation.accuracy"), FLAT);
        requireClose(number(optimum, "test_acc"), number(json, "test.accuracy"), FLAT);
        requireClose(number(optimum, "test_logloss"), number(json, "test.logLoss"), SLOPED);
    }

    @Test
    void findsAGoodMinimumOfDiabetesPerFeature() {
        Map<String, Object> json = Run.json("tune --start 0 --bounds -12,12");
        assertTrue(number(json, "validation.objective") <= GOOD_MINIMUM, json.toString());
        assertTrue(DoubleStream.of(numbers(json, "theta")).allMatch(theta -> Math.abs(theta) <= 12), json.toString());
    }

    @Test
    void moreStepsFitTheValidationRowsBetter() {
        double before = number(Run.json("tune --upper-steps 0"), "validation.objective");
        double after = number(Run.json("tune --upper-steps 3"), "validation.objective");
        double end = number(Run.json("tune --upper-steps 30"), "validation.objective");
        assertTrue(end < after && after < before, before + ", " + after + ", " + end);
    }

    private static void requireClose(double expected, double found, double relative) {
        assertEquals(expected, found, relative * Math.abs(expected));
    }
}
