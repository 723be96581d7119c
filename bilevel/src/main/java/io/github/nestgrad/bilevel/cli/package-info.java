/**
 * The program: {@code tune}, {@code hypergradient}, {@code trace} and {@code help}.
 *
 * <p>{@link io.github.nestgrad.bilevel.cli.Main Main} reads a command line, runs its command and ends the JVM with an
 * exit status: 0 when all is done, also when a step limit of a descent was reached, which is said; 2 for wrong usage
 * or wrong data, with one line that names the option, or the file, line and column, and what was expected; 3 when a
 * solve behind the results missed its tolerance, in which case they are still printed; 1 when memory did not suffice or
 * the output could not be written. The standard output is UTF-8. On a terminal the standard error shows the progress of
 * long work.
 *
 * <h2>From words to numbers</h2>
 * {@code CommandLine} turns words into {@code TuneOptions}, {@code HypergradientOptions}, {@code TraceOptions} or
 * {@code HelpOptions}, and refuses with a {@code UsageException}. {@code Study} holds the data and the problem posed on
 * them, {@code Estimators} makes an estimator of the name of a method, {@code TuneCommand} and
 * {@code HypergradientCommand} run them, and {@code Misses} says which solve missed its tolerance. In a descent a miss
 * at a trial point shortens the step, is told and is no failure ({@code WatchedDescent}). What they find, {@code Tuned}
 * and {@code Compared}, is written by {@code TuneText} and {@code HypergradientText} for people and by
 * {@code TuneJson} and {@code HypergradientJson} for programs. {@code TraceCommand} traces a {@code TracedFunction},
 * which is a {@code TraceExample} or a formula; {@code TraceJson} writes the trace for programs. JSON has numbers in
 * full precision; residuals are relative, as tolerances are, and what is not a finite number is {@code null}.
 */
package io.github.nestgrad.bilevel.cli;
