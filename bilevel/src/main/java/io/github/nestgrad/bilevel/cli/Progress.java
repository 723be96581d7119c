package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.Numbers;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * One line on a terminal that tells where long work is, overwritten in place and cleared at the end.
 *
 * <p>A thread of its own draws it, so that the seconds go on while a solve takes its time; work that ends within the
 * first moment shows nothing.
 */
final class Progress implements AutoCloseable {

    private static final long FIRST_MILLIS = 500;
    private static final long EVERY_MILLIS = 200;
    /** One less than the narrowest usual terminal, where a line that wraps could not be overwritten. */
    private static final int WIDEST = 79;

    private final PrintStream err;
    private final long start = System.nanoTime();
    private String state = "";
    private int drawn;
    private boolean closed;

    Progress(PrintStream err) {
        this.err = err;
    }

    /** Progress that is drawn from time to time, if there is a terminal. */
    static Progress on(PrintStream err, BooleanSupplier interactive) {
        Progress progress = new Progress(err);
        Thread painter = new Thread(() -> progress.paint(interactive), "progress");
        painter.setDaemon(true);
        // out of memory, say, is the command's to tell; here it would be a stack trace on the terminal
        painter.setUncaughtExceptionHandler((thread, failure) -> { });
        painter.start();
        return progress;
    }

    private synchronized void paint(BooleanSupplier interactive) {
        try {
            wait(FIRST_MILLIS);
            if (closed || !interactive.getAsBoolean()) {
                return;
            }
            while (!closed) {
                draw();
                wait(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the line says from now on, beside the time. */
    synchronized void say(String newState) {
        state = newState;
    }

    synchronized void draw() {
        String line = state + ", " + Numbers.count((System.nanoTime() - start) / 1_000_000_000) + " s";
        String shown = line.length() > WIDEST ? line.substring(0, WIDEST) : line;
        err.print("\r" + shown + " ".repeat(Math.max(0, drawn - shown.length())));
        err.flush();
        drawn = shown.length();
    }

    /** Clears the line; what follows may be written to the same terminal. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }
}
