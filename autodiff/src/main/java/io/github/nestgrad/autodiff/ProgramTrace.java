package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The values of all lines of a {@link Program} at one point, with their tangents and adjoints: an evaluation trace.
 *
 * <p>With v the lines, in the notation of A. Griewank and A. Walther, <i>Evaluating Derivatives</i>, 2nd ed., SIAM
 * 2008, chapter 3, and j ≺ i for the arguments of line i,
 *
 * <pre>
 *   forward   v̇ᵢ = Σ ∂φᵢ/∂vⱼ v̇ⱼ  over j ≺ i, from the first line to the last
 *   reverse   v̄ⱼ += (∂φᵢ/∂vⱼ)ᵀ v̄ᵢ  for j ≺ i, from the last line to the first
 * </pre>
 *
 * <p>The derivatives are made by the rules of the engine, in its order and with its bits. Tensors that carry
 * derivatives may be the point, a direction or a cotangent; the results then carry theirs. Immutable.
 */
public final class ProgramTrace {

    private final Program program;
    private final Tensor[] values;
    private final boolean[] hasAdjoint;

    /**
     * One step of the reverse sweep: an argument of a line gets its share of the line's adjoint.
     *
     * @param line the number i of the line whose adjoint is complete
     * @param argument which argument of the line, from 0
     * @param target the number j of the line that this argument is
     * @param contribution (∂φᵢ/∂vⱼ)ᵀ v̄ᵢ
     * @param sum v̄ⱼ after this step
     */
    public record ReverseStep(int line, int argument, int target, Tensor contribution, Tensor sum) {}

    /**
     * A reverse sweep from the results.
     *
     * @param adjoints v̄ of each line; empty for constants, for what is made of them alone, and
     *     for lines that no result depends on
     * @param steps what was added to what, in the order in which it was done
     */
    public record ReverseSweep(List<Optional<Tensor>> adjoints, List<ReverseStep> steps) {

        /**
         * Keeps its own lists.
         *
         * @param adjoints v̄ of each line; copied
         * @param steps the steps; copied
         */
        public ReverseSweep {
            adjoints = List.copyOf(adjoints);
            steps = List.copyOf(steps);
        }
    }

    private ProgramTrace(Program program, Tensor[] values) {
        this.program = program;
        this.values = values;
        this.hasAdjoint = dependent(program);
    }

    /**
     * Evaluates all lines of a program.
     *
     * @param program the program
     * @param x its arguments
     * @return the trace at x
     * @throws IllegalArgumentException if the number or a shape of the arguments is not that of {@link Program#inputs}
     */
    public static ProgramTrace of(Program program, Tensor... x) {
        return new ProgramTrace(program, program.valuesOfLines(x));
    }

    /**
     * The program.
     *
     * @return the program
     */
    public Program program() {
        return program;
    }

    /**
     * The primal value of each line.
     *
     * @return a new list, in the order of {@link Program#lines}
     */
    public List<Tensor> primals() {
        return List.of(values);
    }

    /**
     * A forward sweep: the tangent of each line.
     *
     * @param directions a direction ẋ for each argument, of its shape
     * @return v̇ of each line, in the order of {@link Program#lines}; empty for constants and for what is made of them
     *     alone
     * @throws IllegalArgumentException if the number or a shape of the directions is not that of {@link Program#inputs}
     */
    public List<Optional<Tensor>> tangents(Tensor... directions) {
        program.requireInputs(directions.length, k -> directions[k].shape());
        Tensor[] tangents = new Tensor[values.length];
        for (int i = 0; i < values.length; i++) {
            tangents[i] = i < directions.length ? directions[i] : tangent(program.line(i), values, tangents, values[i]);
        }
        return optional(tangents);
    }

    /**
     * The results of a program with their tangents, value and tangent line by line: forward mode, which holds nothing
     * that is not read any more if this is recorded as a program.
     *
     * @param program the program
     * @param x its arguments
     * @param directions a direction ẋ for each argument, of its shape
     * @return for each result its value with its tangent
     * @throws IllegalArgumentException if the number or a shape of arguments or directions is not that of
     *     {@link Program#inputs}
     */
    public static List<Jvp> forward(Program program, Tensor[] x, Tensor[] directions) {
        program.requireInputs(x.length, k -> x[k].shape());
        program.requireInputs(directions.length, k -> directions[k].shape());
        Tensor[] values = new Tensor[program.lines().size()];
        Tensor[] tangents = new Tensor[values.length];
        for (int i = 0; i < values.length; i++) {
            Line line = program.line(i);
            values[i] = line.isInput() ? x[i] : line.isConstant() ? line.constant()
                    : Interpreter.bind(line.primitive(), arguments(line, values));
            tangents[i] = line.isInput() ? directions[i] : tangent(line, values, tangents, values[i]);
        }
        return program.results().stream().map(i -> new Jvp(values[i],
                tangents[i] == null ? Tensor.zeros(values[i].shape()) : tangents[i], tangents[i] != null)).toList();
    }

    /** Σ ∂φ/∂vⱼ v̇ⱼ over the arguments that have a tangent; null for zero. */
    private static Tensor tangent(Line line, Tensor[] values, Tensor[] tangents, Tensor value) {
        return line.isApplication()
                ? Forward.tangent(line.primitive(), arguments(line, tangents), arguments(line, values), value) : null;
    }

    /**
     * A reverse sweep: the adjoint of each line, and the steps that led to it.
     *
     * @param cotangents ȳ for each result, of its shape; 1 for the gradient of a scalar
     * @return the sweep
     * @throws IllegalArgumentException if the number or a shape of the cotangents is not that of
     *     {@link Program#outputs}
     */
    public ReverseSweep reverse(Tensor... cotangents) {
        List<Integer> results = program.results();
        if (cotangents.length != results.size()) {
            throw new IllegalArgumentException("reverse: " + cotangents.length + " cotangents are given (expected "
                    + results.size() + ", one for each result)");
        }
        Tensor[] adjoints = new Tensor[values.length];
        for (int k = 0; k < cotangents.length; k++) {
            int result = results.get(k);
            if (!cotangents[k].shape().equals(values[result].shape())) {
                throw new IllegalArgumentException("reverse: cotangent " + k + " is a " + cotangents[k].shape()
                        + " but the result is a " + values[result].shape() + " (expected equal shapes)");
            }
            if (hasAdjoint[result]) {
                adjoints[result] = adjoints[result] == null ? cotangents[k] : adjoints[result].plus(cotangents[k]);
            }
        }
        List<ReverseStep> steps = new ArrayList<>();
        for (int i = values.length - 1; i >= 0; i--) {
            if (adjoints[i] != null) {
                passOn(i, adjoints, steps);
            }
        }
        return new ReverseSweep(optional(adjoints), steps);
    }

    private void passOn(int i, Tensor[] adjoints, List<ReverseStep> steps) {
        Line line = program.line(i);
        Tensor[] arguments = arguments(line, values);
        boolean[] wanted = new boolean[arguments.length];
        for (int k = 0; k < wanted.length; k++) {
            wanted[k] = hasAdjoint[line.arguments()[k]];
        }
        Tensor[] found = line.primitive() instanceof Joint joint
                ? joint.pull(wanted, adjoints[i], arguments, values[i]) : null;
        for (int k = 0; k < wanted.length; k++) {
            int target = line.arguments()[k];
            Tensor before = adjoints[target];
            Tensor contribution = !wanted[k] ? null
                    : found == null ? line.primitive().vjp(k, adjoints[i], arguments, values[i]) : found[k];
            if (contribution != null) { // else the rule knows it to be zero
                adjoints[target] = before == null ? contribution : found != null ? before.plus(contribution)
                        : line.primitive().accumulate(k, before, adjoints[i], arguments, values[i]);
                steps.add(new ReverseStep(i, k, target, contribution, adjoints[target]));
            }
        }
    }

    /** Which lines depend on an argument by way of operations that have a derivative. */
    private static boolean[] dependent(Program program) {
        boolean[] dependent = new boolean[program.lines().size()];
        for (int i = 0; i < dependent.length; i++) {
            Line line = program.line(i);
            dependent[i] = line.isInput() || line.isApplication() && line.primitive().hasDerivative()
                    && Arrays.stream(line.arguments()).anyMatch(j -> dependent[j]);
        }
        return dependent;
    }

    private static Tensor[] arguments(Line line, Tensor[] values) {
        Tensor[] arguments = new Tensor[line.arguments().length];
        for (int k = 0; k < arguments.length; k++) {
            arguments[k] = values[line.arguments()[k]];
        }
        return arguments;
    }

    private static List<Optional<Tensor>> optional(Tensor[] tensors) {
        return Arrays.stream(tensors).map(Optional::ofNullable).toList();
    }
}
