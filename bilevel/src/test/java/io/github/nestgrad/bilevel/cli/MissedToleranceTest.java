package io.github.nestgrad.bilevel.cli;

import static io.github.nestgrad.bilevel.testing.References.maps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With one feature twice and next to no penalty the lower Hessian is singular, which no solve to a tolerance hides. */
class MissedToleranceTest {

    private static final String NO_PENALTY = "-700";

    @TempDir
    Path folder;

    private String singular;

    @BeforeEach
    void write() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder("once,again,y\n");
        for (int i = 0; i < 30; i++) {
            double x = random.nextDouble();
            csv.append(x + "," + x + "," + (x + random.nextDouble()) + "\n");
        }
        singular = Files.writeString(folder.resolve("singular.csv"), csv).toString();
    }

    @Test
    void hypergradientSaysWhichSolveMissedAndByHowMuch() {
        Run run = Run.line("hypergradient --methods exact --theta " + NO_PENALTY + " --format json --data " + singular);
        assertEquals(3, run.status());
        List<Map<String, Object>> results = maps(run.json(), "results");
        assertEquals("SINGULAR", results.get(0).get("termination"));
        assertEquals(List.of(
                "hypergradient: exact: the lower solve reached a relative residual of 1 after 0 steps (singular); "
                        + "expected residual <= 1e-12",
                "hypergradient: exact: the linear solve reached a relative residual of 1 after 0 steps (singular); "
                        + "expected residual <= 1e-12"), run.err().lines().toList());
    }

    @Test
    void oneMethodThatMissesLeavesTheOthersTheirResults() {
        Run run = Run.line("hypergradient --methods exact,aid-cg --theta " + NO_PENALTY + " --data " + singular);
        assertEquals(3, run.status());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("exact ") && line.contains("singular")),
                run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("aid-cg ") && line.contains("converged")),
                run.out());
        assertTrue(run.err().lines().allMatch(line -> line.startsWith("hypergradient: exact: ")), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void tunePrintsItsResultAllTheSame(String format) {
        Run run = Run.line("tune --method exact --bounds " + NO_PENALTY + "," + NO_PENALTY + " --format " + format
                + " --data " + singular);
        assertEquals(3, run.status());
        assertTrue(run.out().contains("validation"), run.out());
        assertEquals(2, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("tune: exact at the start: the lower solve reached a relative residual of 1 "),
                run.err());
    }

    @Test
    void aMissAtTheStartIsToldEvenIfTheResultIsFine() {
        Run run = Run.line("tune --method exact --hyperparameters scalar --start " + NO_PENALTY + " --bounds -700,10"
                + " --data " + singular);
        assertEquals(3, run.status());
        assertTrue(run.err().lines().allMatch(line -> line.startsWith("tune: exact at the start: ")), run.err());
    }

    @Test
    void countedStepsAreDoneWhenCounted() {
        Run run = Run.line("hypergradient --methods aid-cg,aid-fp,itd --lower-steps 2 --linear-steps 3 --theta "
                + NO_PENALTY + " --format json --data " + singular).done();
        for (Map<String, Object> result : maps(run.json(), "results")) {
            assertEquals("STEPS_DONE", result.get("termination"), result.toString());
        }
    }

    @Test
    void aStepLimitOfTheDescentIsNoMiss() {
        Run run = Run.line("tune --upper-steps 2").done();
        assertTrue(run.out().contains("\ntermination  step limit: gradient norm "), run.out());
    }
}
