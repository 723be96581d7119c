package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.data.EmbeddedData;
import io.github.nestgrad.linalg.KernelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextOutputTest {

    private static final int WIDEST = 120;

    @Test
    void tuneTellsWhatWasChosenWhatWasFoundAndWhyItStopped() {
        String out = Run.line("tune --upper-steps 5").done().out();
        for (String line : List.of("data      diabetes (embedded), target progression",
                "rows      265 train, 88 validation, 89 test (split with seed 42)",
                "problem   ridge regression, a theta for each feature",
                "kernels   " + KernelSet.inUse().name().toLowerCase(Locale.ROOT),
                "method    aid-cg: Newton-CG (residual <= 1e-12), adjoint system by CG (residual <= 1e-12)",
                "descent   from theta = 0 within [-12, 12], at most 5 steps")) {
            assertTrue(out.lines().anyMatch(line::equals), line + " is not in\n" + out);
        }
        for (String feature : EmbeddedData.DIABETES.table().columns().subList(0, 10)) {
            assertTrue(out.lines().anyMatch(line -> line.startsWith(feature + " ")), feature);
        }
        assertTrue(out.contains("\ntermination  step limit: gradient norm "), out);
        assertTrue(out.contains("\nwork         5 upper steps, "), out);
        assertTrue(out.matches("(?s).*\ntime +[0-9.]+ (s|ms)\n"), out);
    }

    @ParameterizedTest
    @CsvSource({"--hyperparameters scalar,converged: gradient norm", "--upper-steps 0,step limit: gradient norm",
        "'--start 3 --bounds 3,3',converged: gradient norm 0 is at most"})
    void tuneSaysWhyItStopped(String options, String reason) {
        String out = Run.line("tune " + options).done().out();
        assertTrue(out.contains("\ntermination  " + reason), out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tune --upper-steps 3", "tune --hyperparameters scalar",
        "tune --embedded breast-cancer --upper-steps 2", "hypergradient --theta -1",
        "tune --embedded digits --hyperparameters scalar --upper-steps 1",
        "hypergradient --embedded breast-cancer --theta 0 --lower-steps 10 --linear-steps 5"})
    void tablesAreAligned(String line) {
        String out = Run.line(line).done().out();
        assertTrue(out.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), "ASCII alone");
        List<String> lines = out.lines().toList();
        assertTrue(lines.stream().allMatch(l -> l.length() <= WIDEST && l.equals(l.stripTrailing())), out);
        int tables = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("-+(  -+)*")) {
                tables++;
                requireAligned(lines, i);
            }
        }
        assertEquals(2, tables, out);
    }

    @Test
    void hypergradientShowsTheMethodsSideBySide() {
        String out = Run.line("hypergradient --theta -1 --methods exact,itd").done().out();
        assertTrue(out.lines().anyMatch(line -> line.matches("derivative in +theta +exact +itd")), out);
        assertTrue(out.lines().anyMatch(line -> line.matches("s5 +-1 +\\S+ +\\S+")), out);
        assertTrue(out.lines().anyMatch(line -> line.matches("exact .* converged +\\S+ (s|ms|us)")), out);
    }

    @Test
    void constantFeaturesAndStrangeNamesAreShown(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        StringBuilder csv = new StringBuilder("größe,\"two\nlines\",same,class\n");
        for (int i = 0; i < 40; i++) {
            csv.append(random.nextDouble() + "," + random.nextDouble() + ",7," + (i % 2 == 0 ? 3 : 5) + "\n");
        }
        String file = Files.writeString(folder.resolve("t.csv"), csv).toString();
        String out = Run.of("tune", "--data", file, "--upper-steps", "1").done().out();
        assertTrue(out.contains("1 feature is constant in the training rows and given scale 1: \"same\"\n"), out);
        assertTrue(out.contains("\nproblem   logistic regression, classes 3, 5 as -1 and +1, "), out);
        assertTrue(out.contains("\ngröße "), out);
        assertTrue(out.contains("\n\"two\\nlines\" "), out);
        assertFalse(out.contains("\nlines"), out);
    }

    @Test
    void filesAreNamed(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n2,5\n3,1\n4,4\n").toString();
        String out = Run.of("tune", "--train", file, "--validation", file).done().out();
        assertTrue(out.startsWith("data      \"" + file + "\", target y\n"), out);
        assertTrue(out.contains("\nrows      4 train, 4 validation, 0 test (a file each)\n"), out);
        assertFalse(out.contains("\ntest "), out);
    }

    /** Where the rule has a gap, each row of the table has one. */
    private static void requireAligned(List<String> lines, int rule) {
        String gaps = lines.get(rule);
        for (int i = rule - 1; i < lines.size() && !lines.get(i).isEmpty(); i++) {
            String line = lines.get(i);
            for (int c = 0; c < line.length(); c++) {
                assertTrue(c < gaps.length() && (gaps.charAt(c) == '-' || line.charAt(c) == ' '),
                        "column " + c + " of: " + line);
            }
        }
    }
}
