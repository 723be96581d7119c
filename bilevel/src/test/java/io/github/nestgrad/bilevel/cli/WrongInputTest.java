package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the command line or the data: status 2, no output, one line. */
class WrongInputTest {

    private static final String GOOD_ROWS = "1,2\n2,1\n3,5\n4,3\n5,4\n6,9\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "tune --bounds 2,1 | --bounds \"2,1\": LO is greater than HI; expected LO,HI with LO at most HI",
        "tune --upper-steps -1 | --upper-steps \"-1\": expected a whole number from 0 to 2147483647",
        "tune --start 1,2 | --start: 2 values; expected 1, or 10, the number of hyperparameters",
        "tune --hyperparameters scalar --start 1,2 | --start: 2 values; expected 1, the number of hyperparameters",
        "hypergradient --theta 1,2,3 | --theta: 3 values; expected 1, or 10, the number of hyperparameters",
        "tnue | unknown command \"tnue\"; expected one of tune, hypergradient, trace, help; did you mean tune?",
        "trace --expression x1/x2) --at 1,2 | --expression \"x1/x2)\": column 6: ')'; expected an operator or the end",
        "tune --target none | diabetes:1: no column \"none\" for the target; expected one of \"age\", \"sex\", \"bmi\","
                + " \"bp\", \"s1\", \"s2\", \"s3\", \"s4\", \"s5\", \"s6\", \"progression\"",
        "tune --problem logistic | diabetes:1:11: target \"progression\" has 214 distinct values (25, 31, 37, 39, 40,"
                + " ...); expected two, one for each class",
    })
    void theCommandLine(String line, String expected) {
        requireRefused(Run.line(line), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "x,y\\n1,2\\n2,a\\n | :3:2: column \"y\" is \"a\"; expected a finite decimal number",
        "x,y\\n1,2\\n2\\n | :3:2: the row has 1 column; expected 2 columns as in the header",
        "x,y\\n1,2\\n2,NaN\\n | :3:2: column \"y\" is \"NaN\"; expected a finite decimal number",
        "x,y\\n1,2\\n-Infinity,2\\n | :3:1: column \"x\" is \"-Infinity\"; expected a finite decimal number",
        "x,y\\n1,2\\n1,1e999\\n | :3:2: column \"y\" is \"1e999\", too large for a double",
        "x,y\\n1,2\\n2,2\\n | : 2 rows; expected 5 or more",
        "x,y\\n1,7\\n2,7\\n3,7\\n4,7\\n5,7\\n | :1:2: target \"y\" has one value alone, 7; expected two or more",
        "x,y\\n1e200,1\\n-1e200,2\\n2e200,3\\n3,4\\n5,5\\n6,7\\n | squares"})
    void theData(String text, String expected) throws IOException {
        Path file = write("t.csv", text.replace("\\n", "\n"));
        Run run = Run.of("tune", "--data", file.toString(), "--standardize", "false");
        assertEquals(2, run.status(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(file.getFileName().toString()), run.err());
        assertTrue(run.err().contains(expected), run.err());
    }

    @Test
    void oneClassAloneInTheTrainingRows() throws IOException {
        Path train = write("train.csv", "x,y\n1,0\n2,0\n3,0\n");
        Path validation = write("validation.csv", "x,y\n1,1\n2,0\n");
        requireRefused(Run.of("tune", "--train", train.toString(), "--validation", validation.toString()),
                train + ":1:2: target \"y\" has one value alone, 0; expected two or more");
    }

    @Test
    void filesThatAreNone() throws IOException {
        Path none = folder.resolve("none.csv");
        requireRefused(Run.of("tune", "--data", none.toString()), none + ": no such file; expected a CSV file");
        requireRefused(Run.of("tune", "--data", folder.toString()),
                folder + ": this is a directory; expected a CSV file");
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {'x', ',', 'y', '\n', 0, 1, 2});
        requireRefused(Run.of("tune", "--data", binary.toString()),
                binary + ":2: not text (byte 0x00 at offset 4); expected a CSV file in UTF-8");
        Path latin = Files.write(folder.resolve("latin.csv"), "größe,y\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(2, Run.of("tune", "--data", latin.toString()).status());
    }

    @Test
    void columnsThatDoNotMatch() throws IOException {
        Path train = write("train.csv", "x,y\n" + GOOD_ROWS);
        Path validation = write("validation.csv", "z,y\n" + GOOD_ROWS);
        requireRefused(Run.of("tune", "--train", train.toString(), "--validation", validation.toString()),
                validation + ":1:1: column \"z\"; expected \"x\" as in " + train);
    }

    @Test
    void squaresThatOverflowOrVanishAreTheDatasFault() throws IOException {
        for (String[] size : new String[][] {{"e200", "large", "smaller"}, {"e-200", "small", "larger"}}) {
            Path targets = write("targets.csv",
                    "x,y\n1,1e0\n2,2e0\n3,-3e0\n4,1e0\n5,2e0\n6,3e0\n".replace("e0", size[0]));
            Run run = Run.of("hypergradient", "--theta", "0", "--data", targets.toString());
            requireRefused(run, "\"" + targets + "\": the squares of the target of the training rows are too " + size[1]
                    + " for a double; expected " + size[2] + " numbers");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "help tune", "tune --help", "hypergradient -h"})
    void helpIsNoError(String line) {
        Run run = (line.isEmpty() ? Run.of() : Run.line(line)).done();
        assertTrue(run.out().contains("Usage: java -jar nestgrad.jar"), run.out());
    }

    private static void requireRefused(Run run, String expected) {
        assertEquals(expected + "\n", run.err().replace(System.lineSeparator(), "\n"));
        assertEquals("", run.out());
        assertEquals(2, run.status());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
