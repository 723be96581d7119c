package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.testing.References;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardizationTest {

    @Test
    void diabetesMatchesTheReferences() {
        Map<String, Object> ridge = References.load().problem("ridge_diabetes");
        double[] means = References.numbers(ridge, "x_train_mean");
        double[] deviations = References.numbers(ridge, "x_train_std");
        Dataset diabetes = Dataset.split(EmbeddedData.DIABETES.table(), EmbeddedData.DIABETES.preparation(), 42);
        // pairwise sums of the reference: log₂(265) roundings
        double relative = 16 * Math.ulp(1.0);
        for (int j = 0; j < means.length; j++) {
            assertEquals(means[j], diabetes.standardization().mean(j), relative * Math.abs(means[j]));
            assertEquals(deviations[j], diabetes.standardization().deviation(j), relative * deviations[j]);
        }
        double mean = References.number(ridge, "y_train_mean");
        assertEquals(mean, diabetes.targetMean(), relative * mean);
        assertEquals(ridge.get("features"), diabetes.features());
        assertEquals(ridge.get("target"), diabetes.target());
    }

    @Test
    void aTenthRepeatedIsConstant() {
        double[] column = new double[300];
        Arrays.fill(column, 0.1);
        double naiveMean = Arrays.stream(column).reduce(0, Double::sum) / column.length;
        assertTrue(naiveMean != 0.1, "the example should be one where a plain sum rounds");
        Standardization measured = Standardization.fit(column, 1);
        assertTrue(measured.isConstant(0));
        assertEquals(0.1, measured.mean(0));
    }

    @Test
    void aRareValueMakesAColumnVary() {
        double[] column = new double[100_000];
        Arrays.fill(column, 1);
        column[17] = 1 + 1e-9;
        assertFalse(Standardization.fit(column, 1).isConstant(0));
    }

    @Test
    void extremeColumnsDoNotOverflow() {
        double[] features = {
            1e200, -Double.MAX_VALUE, 1e-320, Double.MAX_VALUE,
            3e200, Double.MAX_VALUE, 3e-320, Double.MAX_VALUE,
        };
        Standardization measured = Standardization.fit(features, 4);
        double[] standardized = new double[features.length];
        for (int i = 0; i < features.length; i++) {
            standardized[i] = measured.apply(i % 4, features[i]);
        }
        assertArrayEquals(new double[] {-1, -1, -1, 0, 1, 1, 1, 0}, standardized, 2 * Math.ulp(1.0));
        assertEquals(0, measured.mean(1));
        assertEquals(Double.MAX_VALUE, measured.deviation(1));
    }

    @Test
    void rejectsWhatIsNoMatrix() {
        assertEquals("standardise: 3 values are not rows of 2 columns; expected one or more rows",
                assertThrows(IllegalArgumentException.class, () -> Standardization.fit(new double[3], 2)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Standardization.fit(new double[0], 2));
        assertThrows(IllegalArgumentException.class, () -> Standardization.fit(new double[2], 0));
    }
}
