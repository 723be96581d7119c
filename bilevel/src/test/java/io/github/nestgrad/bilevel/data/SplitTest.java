package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.bilevel.testing.References;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    @ParameterizedTest
    @CsvSource({"DIABETES,diabetes", "BREAST_CANCER,breast_cancer", "DIGITS,digits8x8", "DIGITS_ODD_EVEN,digits8x8"})
    void splitsAreThoseOfTheReferences(EmbeddedData data, String file) {
        Map<String, Object> expected = References.load().split("embed/" + file + ".csv.gz");
        int rows = data.table().rows();
        Split split = Split.of(rows, 42);
        int[] order = order(split);
        assertEquals(References.number(expected, "n"), rows);
        assertEquals(References.number(expected, "n_train"), split.train().length);
        assertEquals(References.number(expected, "n_val"), split.validation().length);
        assertEquals(References.number(expected, "n_test"), split.test().length);
        assertArrayEquals(References.numbers(expected, "perm_first10"),
                Arrays.stream(order).limit(10).asDoubleStream().toArray());
        assertEquals(expected.get("perm_hash31"), Long.toString(hash31(order)));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9, 10, 11, 99, 100, 101, 1000})
    void eachRowIsInOnePart(int rows) {
        Split split = Split.of(rows, -7);
        int[] sorted = order(split);
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, rows).toArray(), sorted);
        assertEquals(rows * 3 / 5, split.train().length);
        assertEquals(rows / 5, split.validation().length);
    }

    @Test
    void fewerThanFiveRowsCannotBeSplit() {
        assertEquals("split: 4 rows; expected 5 or more",
                assertThrows(IllegalArgumentException.class, () -> Split.of(4, 42)).getMessage());
    }

    private static int[] order(Split split) {
        return IntStream.concat(IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation())),
                Arrays.stream(split.test())).toArray();
    }

    private static long hash31(int[] order) {
        long hash = 0;
        for (int v : order) {
            hash = 31 * hash + v;
        }
        return hash;
    }
}
