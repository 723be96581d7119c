package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.bilevel.testing.TestJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One run of the program within this JVM. */
record Run(int status, String out, String err) {

    static Run of(String... words) {
        return of(false, words);
    }

    static Run of(boolean interactive, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(words, new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8), () -> interactive);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The words of a line, none of which holds a space. */
    static Run line(String line) {
        return of(line.strip().split(" +"));
    }

    /** The JSON of a run that ended well. */
    static Map<String, Object> json(String line) {
        return line(line + " --format json").done().json();
    }

    Map<String, Object> json() {
        assertEquals(1, out.lines().count(), out);
        return TestJson.object(out);
    }

    Run done() {
        assertEquals("", err);
        assertEquals(0, status);
        return this;
    }
}
