package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ProgramTraceProperties {

    private static final double FIRST_STEP = 0.02;
    // a formula repeats the arithmetic of the rule; what is recorded may swap the arguments of a product
    private static final double FORMULA_ULPS = 8;
    // what the rules of a power choose at a base of 0, where no base here is 0
    private static final String CHOSEN_AT_ZERO = "where\\(\\(x[0-9]+ == 0\\)[^,]*, 1, (x[0-9]+|[0-9.]+)\\)";

    @Property(tries = 200)
    void sweepsHaveTheBitsOfForwardAndReverseMode(@ForAll @IntRange(max = 12) int steps, @ForAll long seed,
            @ForAll @DoubleRange(min = -1.5, max = 1.5) double x,
            @ForAll @DoubleRange(min = -1.5, max = 1.5) double y) {
        Program program = RandomScalarPrograms.record(steps, seed);
        ProgramTrace trace = ProgramTrace.of(program, Tensor.of(x), Tensor.of(y));
        int result = program.results().get(0);
        var gradient = Differentiation.valueAndGrad((a, b) -> program.apply(a, b)[0])
                .apply(Tensor.of(x), Tensor.of(y));
        assertEquals(gradient.value().toDouble(), trace.primals().get(result).toDouble());
        List<Optional<Tensor>> adjoints = trace.reverse(Tensor.of(1)).adjoints();
        assertEquals(gradient.gradient().first().toDouble(), adjoints.get(0).orElseThrow().toDouble());
        assertEquals(gradient.gradient().second().toDouble(), adjoints.get(1).orElseThrow().toDouble());
        Tensor right = Tensor.of(0.75);
        Tensor up = Tensor.of(-1.25);
        Jvp jvp = Differentiation.jvp((a, b) -> program.apply(a, b)[0], Tensor.of(x), Tensor.of(y), right, up);
        assertEquals(jvp.tangent().toDouble(), trace.tangents(right, up).get(result).orElseThrow().toDouble());
        Jvp dual = ProgramTrace.forward(program, new Tensor[] {Tensor.of(x), Tensor.of(y)}, new Tensor[] {right, up})
                .get(0);
        assertEquals(jvp.value().toDouble(), dual.value().toDouble());
        assertEquals(jvp.tangent().toDouble(), dual.tangent().toDouble());
    }

    @Property(tries = 100)
    void anAdjointIsTheDerivativeOfTheResultByThatLine(@ForAll @IntRange(max = 8) int steps, @ForAll long seed,
            @ForAll @DoubleRange(min = -1.5, max = 1.5) double x,
            @ForAll @DoubleRange(min = -1.5, max = 1.5) double y) {
        Program program = RandomScalarPrograms.record(steps, seed);
        List<Optional<Tensor>> adjoints =
                ProgramTrace.of(program, Tensor.of(x), Tensor.of(y)).reverse(Tensor.of(1)).adjoints();
        for (ProgramLine line : program.lines()) {
            int i = line.number();
            assertEquals(line.isConstant(), adjoints.get(i).isEmpty());
            if (!line.isConstant()) {
                double adjoint = adjoints.get(i).orElseThrow().toDouble();
                Agreement.requireDerivative(
                        h -> RandomScalarPrograms.resultWithAdded(program, new double[] {x, y}, i, h),
                        FIRST_STEP, adjoint, 1 + Math.abs(adjoint), () -> "line " + i + " of " + program.lines());
            }
        }
    }

    @Property(tries = 30)
    void theStepsAddUpToTheAdjoints(@ForAll @IntRange(max = 12) int steps, @ForAll long seed) {
        Program program = RandomScalarPrograms.record(steps, seed);
        ProgramTrace.ReverseSweep sweep =
                ProgramTrace.of(program, Tensor.of(0.5), Tensor.of(-0.7)).reverse(Tensor.of(2));
        double[] sums = new double[program.lines().size()];
        sums[program.results().get(0)] = 2;
        int last = Integer.MAX_VALUE;
        for (ProgramTrace.ReverseStep step : sweep.steps()) {
            assertTrue(step.line() <= last && step.target() < step.line(), "from the last line to the first");
            assertEquals((int) program.lines().get(step.line()).arguments().get(step.argument()), step.target());
            last = step.line();
            sums[step.target()] += step.contribution().toDouble();
            assertEquals(sums[step.target()], step.sum().toDouble());
        }
        for (int i = 0; i < sums.length; i++) {
            assertEquals(sums[i], sweep.adjoints().get(i).map(Tensor::toDouble).orElse(0.0));
        }
    }

    @Property(tries = 60)
    void formulasSayWhatTheRulesDo(@ForAll @IntRange(max = 10) int steps, @ForAll long seed) {
        Program program = RandomScalarPrograms.record(steps, seed);
        ProgramTrace trace = ProgramTrace.of(program, Tensor.of(0.6), Tensor.of(-0.4));
        int n = program.lines().size();
        // in the names that an expression has: x1 … xn for the lines, and one more for the adjoint or tangent
        IntFunction<String> names = i -> "x" + (i + 1);
        ProgramFormulas formulas = ProgramFormulas.of(program, names);
        String dual = "x" + (n + 1);
        for (ProgramLine line : program.lines()) {
            if (line.isApplication()) {
                double expected = trace.primals().get(line.number()).toDouble();
                requireFormula(expected, formulas.of(line.number()), trace, Tensor.of(0));
            }
        }
        ProgramTrace.ReverseSweep sweep = trace.reverse(Tensor.of(1.5));
        for (ProgramTrace.ReverseStep step : sweep.steps()) {
            requireFormula(step.contribution().toDouble(),
                    formulas.pullback(step.line(), step.argument(), dual).orElseThrow(), trace,
                    sweep.adjoints().get(step.line()).orElseThrow());
            // every rule here is a product with a derivative, its own transpose
            requireFormula(step.contribution().toDouble(),
                    formulas.pushforward(step.line(), step.argument(), dual).orElseThrow(), trace,
                    sweep.adjoints().get(step.line()).orElseThrow());
        }
    }

    @Property(tries = 200)
    void formulasOfOneOperationSayWhatItDoes(@ForAll @DoubleRange(min = -3, max = 3) double x,
            @ForAll @IntRange(min = -4, max = 4) int whole, @ForAll @DoubleRange(min = -3, max = 3) double real) {
        List<UnaryOperator<Tensor>> functions = List.of(Tensor::abs, Tensor::relu, Tensor::log1p, Tensor::expm1,
                t -> t.pow(whole), t -> t.pow(real), t -> t.pow(Tensor.of(whole)), t -> Tensor.of(real).pow(t));
        for (UnaryOperator<Tensor> f : functions) {
            Program program = Program.ofSeveral(t -> new Tensor[] {f.apply(t[0])}, Shape.scalar());
            String text = ProgramFormulas.of(program, i -> "x1").of(program.results().get(0));
            double expected = f.apply(Tensor.of(x)).toDouble();
            double actual = Expression.parse(text).apply(Tensor.of(x)).toDouble();
            // outside of the domain both are NaN or infinite, which differ by no number
            if (Double.isFinite(expected)) {
                Agreement.requireClose(expected, actual, FORMULA_ULPS * Math.ulp(expected), () -> text);
            } else {
                assertEquals(expected, actual, text);
            }
        }
    }

    private static void requireFormula(double expected, String formula, ProgramTrace trace, Tensor dual) {
        Tensor[] variables = new Tensor[trace.primals().size() + 1];
        trace.primals().toArray(variables);
        variables[variables.length - 1] = dual;
        double actual = Expression.parse(formula.replaceAll(CHOSEN_AT_ZERO, "$1")).apply(variables).toDouble();
        Agreement.requireClose(expected, actual, FORMULA_ULPS * Math.ulp(expected), () -> formula);
    }

    @Property(tries = 20)
    void everyPrimitiveIsTracedAndWritten(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            Tensor weights = Samples.direction(p.value().shape(), new SplittableRandom(seed));
            for (int k = 0; k < p.arguments().length; k++) {
                int argument = k;
                Tensor[] arguments = p.arguments();
                UnaryOperator<Tensor> f = t -> {
                    Tensor[] with = arguments.clone();
                    with[argument] = t;
                    return p.objective(with, weights);
                };
                Program program = Program.of(f, arguments[k].shape());
                ProgramTrace trace = ProgramTrace.of(program, arguments[k]);
                Tensor expected = Differentiation.vjp(t -> program.apply(t)[0], arguments[k]).pullback(Tensor.of(1));
                Tensor actual = trace.reverse(Tensor.of(1)).adjoints().get(0)
                        .orElseGet(() -> Tensor.zeros(arguments[argument].shape()));
                assertArrayEquals(expected.toArray(), actual.toArray(), p + ", argument " + k);
                ProgramFormulas formulas = ProgramFormulas.of(program, i -> "v" + i);
                for (ProgramLine line : program.lines()) {
                    for (int j = 0; j < line.arguments().size(); j++) {
                        assertTrue(formulas.of(line.number()).length() > 0);
                        formulas.pullback(line.number(), j, "bar").ifPresent(text -> assertTrue(text.contains("bar")));
                        formulas.pushforward(line.number(), j, "dot")
                                .ifPresent(text -> assertTrue(text.contains("dot")));
                    }
                }
            }
        }
    }
}
