package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The lines of a {@link Program}, and the derivative rules of its operations, as formulas.
 *
 * <p>A rule is not printed from a table: it is recorded as it acts on the shapes of the line, and what was recorded is
 * written down. So the formulas are what the engine computes.
 */
public final class ProgramFormulas {

    private final Program program;
    private final IntFunction<String> names;

    private ProgramFormulas(Program program, IntFunction<String> names) {
        this.program = program;
        this.names = names;
    }

    /**
     * Formulas in given names.
     *
     * @param program the program
     * @param names the name of each line, by its number; scalar constants are written as numbers and need none
     * @return the formulas
     */
    public static ProgramFormulas of(Program program, IntFunction<String> names) {
        return new ProgramFormulas(program, names);
    }

    /**
     * One line, in the names of its arguments: {@code v1 * v2}, {@code sin(v3)}.
     *
     * @param line the number of a line
     * @return the formula; for an input or a constant its name
     */
    public String of(int line) {
        Line made = program.line(line);
        if (!made.isApplication()) {
            return named(line).text();
        }
        return Notation.of(made.primitive(), arguments(made)).text();
    }

    /**
     * What an argument adds to the tangent of a line, (∂φᵢ/∂vⱼ) v̇ⱼ.
     *
     * @param line the number i of a line that an operation makes
     * @param argument which of its arguments, from 0
     * @param tangent the name of v̇ⱼ
     * @return the formula; empty if the rule knows this to be zero
     */
    public Optional<String> pushforward(int line, int argument, String tangent) {
        Line made = program.line(line);
        Shape seed = program.line(made.arguments()[argument]).shape();
        return rule(line, seed, tangent, (dual, x, y) -> made.primitive().jvp(argument, dual, x, y));
    }

    /**
     * What an argument gets of the adjoint of a line, (∂φᵢ/∂vⱼ)ᵀ v̄ᵢ.
     *
     * @param line the number i of a line that an operation makes
     * @param argument which of its arguments, from 0
     * @param adjoint the name of v̄ᵢ
     * @return the formula; empty if the rule knows this to be zero
     */
    public Optional<String> pullback(int line, int argument, String adjoint) {
        Line made = program.line(line);
        return rule(line, made.shape(), adjoint, (dual, x, y) -> made.primitive().vjp(argument, dual, x, y));
    }

    /** A rule, with the arguments and the value of its line. */
    private interface Rule {
        Tensor apply(Tensor dual, Tensor[] x, Tensor y);
    }

    private Optional<String> rule(int line, Shape seed, String seedName, Rule rule) {
        Line made = program.line(line);
        Recorder recorder = new Recorder();
        List<Formula> inputs = new ArrayList<>();
        Tensor dual = recorder.input(seed);
        inputs.add(Formula.name(seedName));
        Tensor[] x = new Tensor[made.arguments().length];
        for (int k = 0; k < x.length; k++) {
            x[k] = recorder.input(program.line(made.arguments()[k]).shape());
            inputs.add(named(made.arguments()[k]));
        }
        Tensor y = recorder.input(made.shape());
        inputs.add(named(line));
        try {
            Tensor result = rule.apply(dual, x, y);
            return result == null ? Optional.empty()
                    : Optional.of(written(recorder.lines(), recorder.indexOf(result), inputs).text());
        } finally {
            recorder.close();
        }
    }

    /** A recorded value with everything that it is made of written out, down to the inputs. */
    private static Formula written(List<Line> lines, int number, List<Formula> inputs) {
        Line line = lines.get(number);
        if (line.isInput()) {
            return inputs.get(number);
        }
        if (line.isConstant()) {
            return line.shape().isScalar() ? Formula.number(line.constant().toDouble())
                    : Formula.name(line.shape().toString());
        }
        Formula[] x = new Formula[line.arguments().length];
        for (int k = 0; k < x.length; k++) {
            x[k] = written(lines, line.arguments()[k], inputs);
        }
        return Notation.of(line.primitive(), x);
    }

    private Formula[] arguments(Line line) {
        Formula[] x = new Formula[line.arguments().length];
        for (int k = 0; k < x.length; k++) {
            x[k] = named(line.arguments()[k]);
        }
        return x;
    }

    private Formula named(int line) {
        Line made = program.line(line);
        return made.isConstant() && made.shape().isScalar() ? Formula.number(made.constant().toDouble())
                : Formula.name(names.apply(line));
    }
}
