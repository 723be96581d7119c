package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aLineIsOverwrittenInPlaceAndClearedAtTheEnd() {
        Progress progress = new Progress(err);
        progress.say("a long state");
        progress.draw();
        progress.say("short");
        progress.draw();
        assertEquals("short, 0 s", shown());
        progress.close();
        assertEquals("", shown());
        assertFalse(written().contains("\n"));
    }

    @Test
    void aLineIsNoWiderThanATerminal() {
        Progress progress = new Progress(err);
        progress.say("x".repeat(200));
        progress.draw();
        assertEquals(79, shown().length());
        progress.close();
    }

    @Test
    @Timeout(20)
    void longWorkIsShownOnATerminal() throws InterruptedException {
        try (Progress progress = Progress.on(err, () -> true)) {
            progress.say("working");
            while (written().isEmpty()) {
                Thread.sleep(10);
            }
            assertTrue(shown().startsWith("working, "), shown());
        }
        assertEquals("", shown());
    }

    @Test
    void nothingIsShownElsewhereOrAtOnce() throws InterruptedException {
        Progress elsewhere = Progress.on(err, () -> false);
        elsewhere.say("working");
        Thread.sleep(700);
        elsewhere.close();
        Progress.on(err, () -> true).close();
        assertEquals("", written());
    }

    @Test
    void whateverARunShowsIsGoneAtItsEnd() {
        Run run = Run.of(true, "tune", "--embedded", "digits-odd-even", "--upper-steps", "5");
        assertEquals(0, run.status());
        assertEquals("", onTerminal(run.err()));
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String shown() {
        return onTerminal(written());
    }

    /** What one line of a terminal shows in the end. */
    private static String onTerminal(String text) {
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (char c : text.toCharArray()) {
            if (c == '\r') {
                column = 0;
            } else {
                if (column == line.length()) {
                    line.append(' ');
                }
                line.setCharAt(column++, c);
            }
        }
        return line.toString().stripTrailing();
    }
}
