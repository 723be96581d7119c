package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.ProgramFormulas;
import io.github.nestgrad.autodiff.ProgramLine;
import io.github.nestgrad.autodiff.ProgramTrace;
import io.github.nestgrad.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program computes at one point, line by line, with the derivatives that were asked for: the evaluation trace of
 * A. Griewank and A. Walther, <i>Evaluating Derivatives</i>, 2nd ed., SIAM 2008, chapter 1.
 *
 * <pre>{@code
 *   EvaluationTrace trace = EvaluationTrace.of(program, List.of("x1", "x2"), x1, x2)
 *           .withTangents(Tensor.of(1), Tensor.of(0))
 *           .withAdjoints();
 *   System.out.print(trace.toText());
 * }</pre>
 *
 * <p>Numbers, formulas and their order are those of the engine: the adjoints come from its pullbacks, in the order in
 * which it applies them. Immutable.
 */
public final class EvaluationTrace {

    private final ProgramTrace values;
    private final List<String> inputs;
    private final List<Optional<Tensor>> tangents;
    private final Optional<Reverse> reverse;

    /** A reverse sweep with what it began with. */
    private record Reverse(Tensor seed, ProgramTrace.ReverseSweep sweep) {}

    private EvaluationTrace(ProgramTrace values, List<String> inputs, List<Optional<Tensor>> tangents,
            Optional<Reverse> reverse) {
        this.values = values;
        this.inputs = inputs;
        this.tangents = tangents;
        this.reverse = reverse;
    }

    /**
     * Evaluates a program.
     *
     * @param program a program with one result
     * @param inputs the names of its arguments
     * @param x its arguments, concrete tensors
     * @return the trace, with primal values alone
     * @throws IllegalArgumentException if the program has more results than one, the number of names is not that of the
     *     arguments, or the number or a shape of the arguments is not that of the program
     */
    public static EvaluationTrace of(Program program, List<String> inputs, Tensor... x) {
        if (program.results().size() != 1) {
            throw new IllegalArgumentException("trace: the program has " + program.results().size()
                    + " results (expected one)");
        }
        if (inputs.size() != program.inputs().size()) {
            throw new IllegalArgumentException("trace: " + inputs.size() + " names are given for "
                    + program.inputs().size() + " arguments (expected one each)");
        }
        return new EvaluationTrace(ProgramTrace.of(program, x), List.copyOf(inputs), List.of(), Optional.empty());
    }

    /**
     * The same trace with the tangents of all lines.
     *
     * @param directions a direction ẋ for each argument, of its shape
     * @return a new trace
     * @throws IllegalArgumentException if the number or a shape of the directions is not that of the arguments
     */
    public EvaluationTrace withTangents(Tensor... directions) {
        return new EvaluationTrace(values, inputs, values.tangents(directions), reverse);
    }

    /**
     * The same trace with the adjoints of all lines, for the gradient of a scalar.
     *
     * @return a new trace
     * @throws IllegalArgumentException if the result is not a scalar
     */
    public EvaluationTrace withAdjoints() {
        if (!program().outputs().get(0).isScalar()) {
            throw new IllegalArgumentException("trace: the result is a " + program().outputs().get(0)
                    + " (expected a scalar; withAdjoints(cotangent) takes a cotangent of any shape)");
        }
        return withAdjoints(Tensor.of(1));
    }

    /**
     * The same trace with the adjoints of all lines.
     *
     * @param cotangent ȳ, of the shape of the result
     * @return a new trace
     * @throws IllegalArgumentException if the cotangent has another shape
     */
    public EvaluationTrace withAdjoints(Tensor cotangent) {
        Reverse made = new Reverse(cotangent, values.reverse(cotangent));
        return new EvaluationTrace(values, inputs, tangents, Optional.of(made));
    }

    /**
     * The program.
     *
     * @return the program
     */
    public Program program() {
        return values.program();
    }

    /**
     * Whether tangents were asked for.
     *
     * @return whether the lines have tangents
     */
    public boolean hasTangents() {
        return !tangents.isEmpty();
    }

    /**
     * Whether adjoints were asked for.
     *
     * @return whether the lines have adjoints
     */
    public boolean hasAdjoints() {
        return reverse.isPresent();
    }

    /**
     * The line that is the result.
     *
     * @return an element of {@link #lines}
     */
    public TraceLine result() {
        return lines().get(program().results().get(0));
    }

    /**
     * All lines, in the order of the program; scalar constants too, which formulas write as numbers.
     *
     * @return a new list
     */
    public List<TraceLine> lines() {
        LineNames names = new LineNames(program());
        ProgramFormulas formulas = ProgramFormulas.of(program(), names::of);
        List<Optional<Tensor>> adjoints = reverse.map(r -> r.sweep.adjoints()).orElse(List.of());
        List<Tensor> primals = values.primals();
        List<TraceLine> lines = new ArrayList<>();
        for (ProgramLine line : program().lines()) {
            int i = line.number();
            Optional<Tensor> tangent = hasTangents() ? tangents.get(i) : Optional.empty();
            String formula = switch (line.kind()) {
                case INPUT -> inputs.get(i);
                case CONSTANT -> "constant " + line.shape();
                case APPLICATION -> formulas.of(i);
            };
            lines.add(new TraceLine(line, names.of(i), formula, primals.get(i), tangent,
                    hasAdjoints() ? adjoints.get(i) : Optional.empty(),
                    tangent.isPresent() && line.isApplication() ? Optional.of(tangentFormula(line, names, formulas))
                            : Optional.empty()));
        }
        return lines;
    }

    private String tangentFormula(ProgramLine line, LineNames names, ProgramFormulas formulas) {
        StringBuilder sum = new StringBuilder();
        for (int k = 0; k < line.arguments().size(); k++) {
            int j = line.arguments().get(k);
            if (tangents.get(j).isPresent()) {
                formulas.pushforward(line.number(), k, names.tangent(j)).ifPresent(term -> add(sum, term));
            }
        }
        return sum.toString();
    }

    private static void add(StringBuilder sum, String term) {
        if (sum.isEmpty()) {
            sum.append(term);
        } else if (term.startsWith("-")) {
            sum.append(" - ").append(term, 1, term.length());
        } else {
            sum.append(" + ").append(term);
        }
    }

    /**
     * The reverse sweep, in the order in which it is done: from the last line to the first.
     *
     * @return the steps, the first of which seeds the result; none if no adjoints were asked for, or the
     *     result is a constant
     */
    public List<SweepStep> sweep() {
        List<SweepStep> steps = new ArrayList<>();
        if (reverse.isEmpty() || result().line().isConstant()) {
            return steps;
        }
        LineNames names = new LineNames(program());
        ProgramFormulas formulas = ProgramFormulas.of(program(), names::of);
        int result = program().results().get(0);
        Tensor cotangent = reverse.get().seed;
        String seedText = cotangent.shape().isScalar() ? Digits.of(cotangent) : "cotangent";
        steps.add(new SweepStep("", names.of(result), names.adjoint(result) + " = " + seedText, cotangent, cotangent));
        for (ProgramTrace.ReverseStep step : reverse.get().sweep.steps()) {
            String share = formulas.pullback(step.line(), step.argument(), names.adjoint(step.line())).orElse("0");
            steps.add(new SweepStep(names.of(step.line()), names.of(step.target()),
                    names.adjoint(step.target()) + " += " + share, step.contribution(), step.sum()));
        }
        return steps;
    }

    /**
     * The trace as text in a font of one width: a table of the lines, then the two sweeps step by step as far as they
     * were asked for.
     *
     * @return lines of ASCII, each ended, if the names of the arguments are ASCII
     */
    public String toText() {
        return TraceText.of(this);
    }

    /**
     * The graph of the lines for the program {@code dot} of Graphviz.
     *
     * @return a digraph, the same for the same trace
     */
    public String toDot() {
        return TraceDot.of(this);
    }

    /**
     * The graph of the lines as a picture: inputs above, each line below what it depends on.
     *
     * @return an SVG document, the same for the same trace
     */
    public String toSvg() {
        return TraceSvg.of(this);
    }
}
