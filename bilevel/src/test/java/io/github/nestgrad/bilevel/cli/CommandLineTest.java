package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.data.EmbeddedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void tuneNeedsNoOptions() {
        TuneOptions options = tune("");
        assertEquals(new DataSource.Embedded(EmbeddedData.DIABETES), options.data().source());
        assertEquals(42, options.data().splitSeed());
        assertEquals(Optional.empty(), options.data().target());
        assertEquals(Optional.empty(), options.data().standardize());
        assertEquals(Optional.empty(), options.problem());
        assertEquals(Hyperparameters.PER_FEATURE, options.hyperparameters());
        assertArrayEquals(new double[] {0}, options.start());
        assertEquals(new Bounds(-12, 12), options.bounds());
        assertEquals(Method.AID_CG, options.method());
        assertEquals(OptionalInt.empty(), options.lowerSteps());
        assertEquals(OptionalInt.empty(), options.linearSteps());
        assertEquals(TuneOptions.DEFAULT_UPPER_STEPS, options.upperSteps());
        assertEquals(OptionalDouble.empty(), options.tolerance());
        assertEquals(OutputFormat.TEXT, options.format());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "="})
    void everyOptionOfTuneIsRead(String between) {
        TuneOptions options = tune("--data f.csv --target y --split-seed -7 --standardize false --problem softmax"
                .replace(" ", between).replace(between + "--", " --")
                + " --hyperparameters scalar --start -1,-2 --bounds -3,4.5 --method aid-fp --lower-steps 10"
                + " --linear-steps 20 --upper-steps 0 --tolerance 1e-6 --format json");
        assertEquals(new DataSource.OneFile(Path.of("f.csv")), options.data().source());
        assertEquals(Optional.of("y"), options.data().target());
        assertEquals(-7, options.data().splitSeed());
        assertEquals(Optional.of(false), options.data().standardize());
        assertEquals(Optional.of(ProblemKind.SOFTMAX), options.problem());
        assertEquals(Hyperparameters.SCALAR, options.hyperparameters());
        assertArrayEquals(new double[] {-1, -2}, options.start());
        assertEquals(new Bounds(-3, 4.5), options.bounds());
        assertEquals(Method.AID_FP, options.method());
        assertEquals(OptionalInt.of(10), options.lowerSteps());
        assertEquals(OptionalInt.of(20), options.linearSteps());
        assertEquals(0, options.upperSteps());
        assertEquals(OptionalDouble.of(1e-6), options.tolerance());
        assertEquals(OutputFormat.JSON, options.format());
    }

    @Test
    void hypergradientIsRead() {
        HypergradientOptions options =
                hypergradient("--train a --validation b --test c --theta -4 --methods itd,exact");
        assertEquals(new DataSource.Files(Path.of("a"), Path.of("b"), Optional.of(Path.of("c"))),
                options.data().source());
        assertArrayEquals(new double[] {-4}, options.theta());
        assertEquals(List.of(Method.ITD, Method.EXACT), options.methods());
        assertEquals(List.of(Method.values()), hypergradient("--theta=-4 --methods all").methods());
        assertEquals(List.of(Method.values()), hypergradient("--theta=-.5e1,+2").methods());
        assertEquals(Hyperparameters.PER_FEATURE, hypergradient("--theta 1").hyperparameters());
        assertEquals(new DataSource.Files(Path.of("a"), Path.of("b"), Optional.empty()),
                hypergradient("--validation b --theta 1 --train a").data().source());
    }

    @Test
    void traceIsRead() {
        TraceOptions plain = assertInstanceOf(TraceOptions.class, parse("trace"));
        assertArrayEquals(new double[] {2, 3, 5, 7}, plain.function().point());
        assertArrayEquals(new double[] {1, 0, 0, 0}, plain.direction());
        assertEquals(List.of(TraceColumn.values()), plain.columns());
        assertEquals(List.of(TracePart.TRACE), plain.parts());
        assertEquals(TraceFormat.TEXT, plain.format());
        TraceOptions full = assertInstanceOf(TraceOptions.class, parse("trace --expression x1/x2 --at=-1,2e1"
                + " --direction .5,-1 --columns reverse,primal --parts differences --format svg"));
        assertEquals("x1 / x2", full.function().title());
        assertEquals(List.of("x1", "x2"), full.function().inputs());
        assertArrayEquals(new double[] {-1, 20}, full.function().point());
        assertArrayEquals(new double[] {0.5, -1}, full.direction());
        assertEquals(List.of(TraceColumn.REVERSE, TraceColumn.PRIMAL), full.columns());
        assertEquals(List.of(TracePart.DIFFERENCES), full.parts());
        assertEquals(TraceFormat.SVG, full.format());
    }

    @Test
    void valuesThatBeginWithDashesFollowAnEqualsSign() {
        TuneOptions options = tune("--data=--odd=name.csv --target=--y");
        assertEquals(new DataSource.OneFile(Path.of("--odd=name.csv")), options.data().source());
        assertEquals(Optional.of("--y"), options.data().target());
    }

    @Test
    void theDefaultStartStaysWithinTheBounds() {
        assertArrayEquals(new double[] {-3}, tune("--bounds -12,-3").start());
        assertArrayEquals(new double[] {2}, tune("--bounds 2,2").start());
    }

    @Test
    void oneThetaStandsForAll() {
        assertArrayEquals(new double[] {5, 5, 5}, Thetas.expand(new double[] {5}, 3, Option.THETA));
        assertArrayEquals(new double[] {1, 2}, Thetas.expand(new double[] {1, 2}, 2, Option.THETA));
        assertEquals("--theta: 2 values; expected 1, or 3, the number of hyperparameters",
                assertThrows(UsageException.class, () -> Thetas.expand(new double[2], 3, Option.THETA)).getMessage());
        assertEquals("--start: 2 values; expected 1, the number of hyperparameters",
                assertThrows(UsageException.class, () -> Thetas.expand(new double[2], 1, Option.START)).getMessage());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "wrong-command-lines.txt", delimiter = '|', quoteCharacter = '`')
    void saysWhatIsWrongWithTheCommandLine(String words, String expected) {
        assertEquals(expected, fault(words.split(" ")));
    }

    @Test
    void messagesAreOneLine() {
        for (String bad : List.of("a\nb", "a\u2028b", "\u001b[31m")) {
            for (String option : List.of("--method", "--theta", "--start", "--embedded", bad)) {
                assertEquals(1, fault("tune", option, bad).lines().count());
            }
            assertEquals(1, fault(bad).lines().count());
        }
        assertTrue(fault("tune", "--data", "a\0b").startsWith("--data \"a\\u0000b\": not the name of a file"));
        assertEquals("--data: the value is empty; expected a CSV file, plain or gzip", fault("tune", "--data", " "));
    }

    @ParameterizedTest
    @CsvSource({"'',help", "help,help", "--help,help", "-h,help", "help help,help", "help tune,tune",
        "tune --help,tune", "tune -h,tune", "tune --lower-steps 5 --help,tune", "hypergradient --help,hypergradient",
        "help hypergradient,hypergradient", "help trace,trace", "trace --help,trace", "trace -h,trace"})
    void helpIsToldByItsTopic(String words, String topic) {
        CommandLine line = CommandLine.parse(words.isEmpty() ? new String[0] : words.split(" "));
        assertEquals(topic, assertInstanceOf(HelpOptions.class, line).topic());
    }

    @Test
    void helpNamesEveryOptionAndNoOther() {
        for (Option option : Option.values()) {
            assertEquals(has(Option.OF_TUNE, option), names(HelpTexts.TUNE, option), "tune " + option);
            assertEquals(has(Option.OF_HYPERGRADIENT, option), names(HelpTexts.HYPERGRADIENT, option),
                    "hypergradient " + option);
            assertEquals(has(Option.OF_TRACE, option), names(HelpTexts.TRACE, option), "trace " + option);
        }
        for (String topic : HelpOptions.TOPICS) {
            String text = new HelpOptions(topic).text();
            assertTrue(text.endsWith("\n") && text.lines().allMatch(line -> line.length() <= 100), topic);
            assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), "ASCII alone: " + topic);
            assertTrue(HelpTexts.GENERAL.contains(topic));
        }
    }

    /** By the flag: {@code --format} of one command has more to choose from than that of the others. */
    private static boolean has(Set<Option> options, Option option) {
        return options.stream().anyMatch(each -> each.flag().equals(option.flag()));
    }

    private static boolean names(String help, Option option) {
        return help.lines().anyMatch(line -> line.startsWith("  " + option.flag() + " "));
    }

    private static TuneOptions tune(String words) {
        return assertInstanceOf(TuneOptions.class, parse("tune " + words));
    }

    private static HypergradientOptions hypergradient(String words) {
        return assertInstanceOf(HypergradientOptions.class, parse("hypergradient " + words));
    }

    private static CommandLine parse(String words) {
        return CommandLine.parse(words.strip().split(" +"));
    }

    private static String fault(String... words) {
        return assertThrows(UsageException.class, () -> CommandLine.parse(words)).getMessage();
    }
}
