package io.github.nestgrad.bilevel.cli;

import java.io.IOException;

/** Whether somebody watches. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether the standard error is a terminal that can return to the start of a line.
     *
     * <p>Java tells this of input and output at best: {@code System.console()} is about these two, and from release 22
     * on may exist without any terminal. So the shell is asked, with our standard error as its own; where there is
     * none, the answer is no.
     */
    static boolean isStandardError() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            Process shell = new ProcessBuilder("sh", "-c", "test -t 2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return shell.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
