package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.data.DataException;
import io.github.nestgrad.bilevel.report.JsonText;
import io.github.nestgrad.linalg.KernelSet;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * The program {@code nestgrad.jar}: {@code tune}, {@code hypergradient}, {@code trace} and {@code help}.
 *
 * <p>Results go to the standard output in UTF-8. What went wrong goes to the standard error, a line each, and never as
 * a stack trace.
 */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the JVM with 0 (done), 2 (wrong usage or data), 3 (a solve missed its tolerance) or 1
     * (out of memory, or the output cannot be written).
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        System.exit(run(args, utf8(FileDescriptor.out), utf8(FileDescriptor.err), Terminal::isStandardError));
    }

    /** A command line as a function; {@code interactive} is asked only when there is progress to show. */
    static int run(String[] args, PrintStream out, PrintStream err, BooleanSupplier interactive) {
        ExitStatus status = guarded(args, out, err, interactive);
        if (out.checkError()) {
            err.println("standard output: not all of the result could be written");
            status = ExitStatus.FAILED;
        }
        err.flush();
        return status.code();
    }

    private static ExitStatus guarded(String[] args, PrintStream out, PrintStream err, BooleanSupplier interactive) {
        try {
            KernelSet.inUse();
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return ExitStatus.WRONG_INPUT;
        }
        try {
            return execute(CommandLine.parse(args), out, err, interactive);
        } catch (UsageException | DataException e) {
            err.println(e.getMessage());
            return ExitStatus.WRONG_INPUT;
        } catch (OutOfMemoryError e) {
            err.println("out of memory: " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB are not enough; expected fewer rows or --lower-steps, or more memory by java -Xmx");
            return ExitStatus.FAILED;
        } catch (RuntimeException | StackOverflowError e) {
            err.println("internal error, please report it: " + e.getClass().getName() + ": "
                    + JsonText.quote(String.valueOf(e.getMessage())) + place(e));
            return ExitStatus.FAILED;
        }
    }

    private static ExitStatus execute(CommandLine line, PrintStream out, PrintStream err, BooleanSupplier interactive) {
        if (line instanceof HelpOptions help) {
            out.print(help.text());
            return ExitStatus.DONE;
        }
        Result result = result(line, err, interactive);
        out.print(result.output());
        result.misses().forEach(err::println);
        return result.misses().isEmpty() ? ExitStatus.DONE : ExitStatus.TOLERANCE_MISSED;
    }

    private static Result result(CommandLine line, PrintStream err, BooleanSupplier interactive) {
        try (Progress progress = Progress.on(err, interactive)) {
            if (line instanceof TraceOptions trace) {
                return TraceCommand.run(trace);
            }
            return line instanceof TuneOptions tune
                    ? TuneCommand.run(tune, progress)
                    : HypergradientCommand.run((HypergradientOptions) line, progress);
        }
    }

    private static String place(Throwable e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    /** The platform's encoding may lack the letters of a column's name. */
    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(new FileOutputStream(file), false, StandardCharsets.UTF_8);
    }
}
