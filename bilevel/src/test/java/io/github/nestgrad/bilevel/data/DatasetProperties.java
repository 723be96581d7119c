package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DatasetProperties {

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void splittingIsTakingTheRowsOfEachPart(@ForAll @IntRange(min = 20, max = 80) int rows,
            @ForAll @IntRange(min = 1, max = 6) int features, @ForAll Task task, @ForAll long seed) {
        Table table = randomTable(rows, features, seed);
        Preparation how = Preparation.withDefaults().withTask(task).withTarget("target");
        Split split = Split.of(rows, seed);
        Table train = rows(table, split.train());
        if (Arrays.stream(train.column(features / 2)).distinct().count() < 2) {
            return;
        }
        Dataset whole = Dataset.split(table, how, seed);
        Dataset parts = Dataset.of(train, rows(table, split.validation()), rows(table, split.test()), how);
        assertEqual(whole.train(), parts.train());
        assertEqual(whole.validation(), parts.validation());
        assertEqual(whole.test().orElseThrow(), parts.test().orElseThrow());
        assertEquals(whole.features(), parts.features());
        assertEquals(features + (task == Task.REGRESSION ? 0 : 1), whole.train().columns());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTrainingRowsDoesNotMatter(@ForAll @IntRange(min = 10, max = 80) int rows,
            @ForAll @IntRange(min = 1, max = 6) int features, @ForAll long seed) {
        Table table = randomTable(rows, features, seed);
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(shuffled, new Random(seed));
        int[] order = shuffled.stream().mapToInt(Integer::intValue).toArray();
        Preparation how = Preparation.withDefaults().withTask(Task.REGRESSION).withTarget("target");
        Dataset plain = Dataset.of(table, table, how);
        Dataset permuted = Dataset.of(rows(table, order), table, how);
        double conditioning = IntStream.range(0, features).mapToDouble(j -> largest(table) / deviation(plain, j))
                .max().orElseThrow();
        double tolerance = 16 * Math.ulp(1.0) * conditioning * conditioning;
        assertArrayEquals(plain.validation().features(), permuted.validation().features(), tolerance);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < features; j++) {
                assertEquals(plain.train().features()[order[i] * features + j],
                        permuted.train().features()[i * features + j], tolerance);
            }
            assertEquals(plain.train().target()[order[i]], permuted.train().target()[i],
                    16 * Math.ulp(largest(table)));
        }
    }

    /** Two classes; the target stands in the middle. */
    private static Table randomTable(int rows, int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows * (features + 1)];
        int target = features / 2;
        List<String> names = new ArrayList<>();
        for (int j = 0; j <= features; j++) {
            names.add(j == target ? "target" : "x" + j);
        }
        for (int i = 0; i < values.length; i++) {
            boolean isTarget = i % (features + 1) == target;
            values[i] = isTarget ? (i < values.length / 2 ? 3 : 8) : 100 + 10 * (random.nextDouble() - 0.5);
        }
        return Table.of("random", names, values);
    }

    private static Table rows(Table table, int[] rows) {
        double[] values = IntStream.of(rows).boxed().flatMapToDouble(row -> IntStream.range(0, table.columns().size())
                .mapToDouble(column -> table.get(row, column))).toArray();
        return Table.of("part", table.columns(), values);
    }

    private static double deviation(Dataset data, int feature) {
        return data.standardization().deviation(feature);
    }

    private static double largest(Table table) {
        return Arrays.stream(table.values()).map(Math::abs).max().orElseThrow();
    }

    private static void assertEqual(Sample expected, Sample actual) {
        assertEquals(expected.columns(), actual.columns());
        assertArrayEquals(expected.features(), actual.features());
        assertArrayEquals(expected.target(), actual.target());
    }
}
