package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.data.DataException;
import io.github.nestgrad.bilevel.data.Dataset;
import io.github.nestgrad.bilevel.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataOptionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"diabetes,REGRESSION,true,10", "breast-cancer,BINARY,true,31", "digits-odd-even,BINARY,false,65",
        "digits,MULTICLASS,false,65"})
    void embeddedDataBringTheirTaskAndStandardization(String name, Task task, boolean standardized, int columns) {
        Dataset data = load("--embedded", name);
        assertEquals(task, data.task());
        assertEquals(standardized, data.isStandardized());
        assertEquals(columns, data.train().columns());
        assertEquals(!standardized, load("--embedded", name, "--standardize", String.valueOf(!standardized))
                .isStandardized());
    }

    @Test
    void anotherProblemOrTargetTakesTheTasksPlace() {
        assertEquals(Task.REGRESSION, load("--embedded", "digits", "--problem", "ridge").task());
        assertEquals(Task.MULTICLASS, load("--embedded", "digits-odd-even", "--problem", "softmax").task());
        assertEquals(Task.BINARY, load("--embedded", "diabetes", "--target", "sex").task());
        assertEquals(Task.REGRESSION, load("--embedded", "breast-cancer", "--target", "mean_area").task());
        assertEquals(Task.MULTICLASS, load("--embedded", "digits", "--target", "digit").task());
        assertThrows(DataException.class, () -> load("--embedded", "digits", "--problem", "logistic"));
    }

    @Test
    void problemsAndTasksGoTogether() {
        for (ProblemKind kind : ProblemKind.values()) {
            assertEquals(kind, ProblemKind.of(kind.task()));
        }
        assertEquals(1, Hyperparameters.SCALAR.count(7));
        assertEquals(7, Hyperparameters.PER_FEATURE.count(7));
    }

    @Test
    void filesAreSplitOrTakenAsTheyAre() throws IOException {
        Path one = write("one.csv", "x,y\n" + Stream.iterate(0, i -> i + 1).limit(10)
                .map(i -> i + "," + i * i + "\n").reduce("", String::concat));
        Path two = write("two.csv", "x,y\n1,2\n3,4\n");
        Dataset split = load("--data", one.toString());
        assertEquals(List.of(6, 2, 2), List.of(split.train().rows(), split.validation().rows(),
                split.test().orElseThrow().rows()));
        assertTrue(split.isStandardized());
        assertArrayEquals(split.train().target(),
                load("--data", one.toString(), "--split-seed", "42").train().target());
        assertFalse(Arrays.equals(split.train().target(),
                load("--data", one.toString(), "--split-seed", "43").train().target()));
        Dataset parts = load("--train", one.toString(), "--validation", two.toString(), "--target", "x");
        assertEquals(10, parts.train().rows());
        assertEquals(Optional.empty(), parts.test());
        assertArrayEquals(new double[] {1 - 4.5, 3 - 4.5}, parts.validation().target());
        Dataset all = load("--train", one.toString(), "--validation", two.toString(), "--test", one.toString());
        assertEquals(10, all.test().orElseThrow().rows());
    }

    @Test
    void faultsOfFilesComeThrough() throws IOException {
        Path bad = write("bad.csv", "x,y\n1,2\n3,four\n");
        assertEquals(bad + ":3:2: column \"y\" is \"four\"; expected a finite decimal number",
                assertThrows(DataException.class, () -> load("--data", bad.toString())).getMessage());
        assertThrows(DataException.class, () -> load("--data", folder.resolve("none").toString()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Dataset load(String... words) {
        String[] line = Stream.concat(Stream.of("tune"), Stream.of(words)).toArray(String[]::new);
        TuneOptions options = (TuneOptions) CommandLine.parse(line);
        return options.data().load(options.problem());
    }
}
