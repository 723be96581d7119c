package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProgramTraceTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private static final Tensor DATA = Tensor.of(Shape.matrix(2, 2), new double[] {1, 2, 3, 4});

    @Test
    void linesAreInputsThenWhatIsMadeOfThem() {
        Program program = Program.ofSeveral(x -> new Tensor[] {DATA.matmul(x[0]).times(x[1]), x[1], x[0].get(1)},
                Shape.vector(2), Shape.scalar(), Shape.scalar());
        List<ProgramLine> lines = program.lines();
        for (int i = 0; i < 3; i++) {
            Shape shape = program.inputs().get(i);
            assertEquals(new ProgramLine(i, ProgramLine.Kind.INPUT, "input", List.of(), shape, false, 0),
                    lines.get(i));
        }
        for (ProgramLine line : lines.subList(3, lines.size())) {
            assertEquals(line.number(), lines.indexOf(line));
            line.arguments().forEach(j -> assertEquals(true, j < line.number()));
        }
        assertEquals(List.of("constant", "matmul", "expandedTo", "times", "slice", "reshaped"),
                lines.subList(3, lines.size()).stream().map(ProgramLine::operation).toList());
        assertEquals(List.of(true, true), lines.subList(7, 9).stream().map(ProgramLine::view).toList());
        assertEquals(4, lines.stream().filter(line -> line.isApplication() && !line.view()).count() + 1);
        assertEquals(program.operations(), lines.stream().filter(line -> line.isApplication() && !line.view()).count());
        assertEquals(List.of(6, 1, 8), program.results());
    }

    @Test
    void severalResultsAreSweptTogetherAlsoIfTwoAreOneLine() {
        Program program = Program.ofSeveral(x -> {
            Tensor y = x[0].times(x[1]);
            return new Tensor[] {y, y, x[0]};
        }, Shape.scalar(), Shape.scalar());
        var adjoints = ProgramTrace.of(program, Tensor.of(3), Tensor.of(5))
                .reverse(Tensor.of(1), Tensor.of(10), Tensor.of(100)).adjoints();
        assertEquals(List.of(155.0, 33.0, 11.0), adjoints.stream().map(a -> a.orElseThrow().toDouble()).toList());
    }

    @Test
    void whatNothingDependsOnHasNoDerivative() {
        Program program = Program.ofSeveral(x -> new Tensor[] {x[0].sin().plus(Tensor.of(2))},
                Shape.scalar(), Shape.scalar());
        ProgramTrace trace = ProgramTrace.of(program, Tensor.of(1), Tensor.of(1));
        assertEquals(List.of(true, false, true, false, true),
                trace.reverse(Tensor.of(1)).adjoints().stream().map(Optional::isPresent).toList());
        assertEquals(List.of(true, true, true, false, true),
                trace.tangents(Tensor.of(1), Tensor.of(1)).stream().map(Optional::isPresent).toList());
    }

    @Test
    void theCostOfTheLinesIsThatOfTheProgram() {
        Program program = Program.of(x -> DATA.matmul(x).tanh().dot(x), Shape.vector(2));
        assertEquals(program.cost(), program.lines().stream().mapToLong(ProgramLine::cost).sum());
        assertEquals(16, program.lines().stream().filter(line -> line.operation().equals("tanh")).findFirst()
                .orElseThrow().cost());
    }

    @Test
    void whatIsStoppedHasNoDerivative() {
        Program program = Program.of(x -> Interpreter.bind(StopGradient.STOP, x.sin()).times(x), Shape.scalar());
        ProgramTrace trace = ProgramTrace.of(program, Tensor.of(2));
        assertEquals(Math.sin(2), trace.reverse(Tensor.of(1)).adjoints().get(0).orElseThrow().toDouble(), ROUNDING);
        assertEquals(1, trace.reverse(Tensor.of(1)).steps().size());
        assertEquals(Math.sin(2), trace.tangents(Tensor.of(1)).get(program.results().get(0)).orElseThrow().toDouble(),
                ROUNDING);
    }

    @Test
    void aConstantResultHasNoSweep() {
        Program program = Program.ofSeveral(x -> new Tensor[] {Tensor.of(7)}, Shape.scalar());
        ProgramTrace.ReverseSweep sweep = ProgramTrace.of(program, Tensor.of(1)).reverse(Tensor.of(1));
        assertEquals(List.of(Optional.empty(), Optional.empty()), sweep.adjoints());
        assertEquals(List.of(), sweep.steps());
    }

    @Test
    void aTraceMayBeDifferentiated() {
        Program cube = Program.of(x -> x.squared().times(x), Shape.scalar());
        UnaryOperator<Tensor> gradient =
                x -> ProgramTrace.of(cube, x).reverse(Tensor.of(1)).adjoints().get(0).orElseThrow();
        assertEquals(12, Differentiation.grad(gradient).apply(Tensor.of(2)).toDouble());
    }

    @Test
    void formulasAreWrittenAsArithmetic() {
        Program program = Program.ofSeveral(
                x -> {
                    Tensor a = x[0];
                    Tensor b = x[1];
                    Tensor c = x[2];
                    return new Tensor[] {a.plus(b), a.minus(b), a.times(b), a.dividedBy(b), a.negated(),
                        a.times(2.5), a.plus(3), a.minus(3), a.negated().plus(1), a.squared(), a.reciprocal(),
                        a.tanh(), c.get(0), c.slice(0, 2), DATA.matmul(c.slice(1, 3)), a.times(Tensor.of(-2)),
                        c.slice(0, 1).padded(1, 4), a.expandedTo(Shape.matrix(2, 1)), c.sum()};
                }, Shape.scalar(), Shape.scalar(), Shape.vector(3));
        ProgramFormulas formulas = ProgramFormulas.of(program, i -> List.of("a", "b", "c").size() > i
                ? List.of("a", "b", "c").get(i) : "v" + i);
        List<String> texts = program.results().stream().map(formulas::of).toList();
        assertEquals(List.of("a + b", "a - b", "a * b", "a / b", "-a", "2.5 * a", "a + 3", "a - 3", "v7 + 1", "a^2",
                "1 / a", "tanh(a)", "reshaped(v15, scalar)", "c[0:2]", "matmul(v19, v18)", "a * (-2)",
                "padded(v15, 1, 4)", "expandedTo(a, matrix 2x1)", "sum(c)"), texts);
        assertEquals("a", formulas.of(0));
        int product = program.results().get(2);
        assertEquals(Optional.of("v_bar * b"), formulas.pullback(product, 0, "v_bar"));
        assertEquals(Optional.of("b_dot * a"), formulas.pushforward(product, 1, "b_dot"));
        int quotient = program.results().get(3);
        assertEquals(Optional.of("-q_bar * v6 / b"), formulas.pullback(quotient, 1, "q_bar"));
    }

    @Test
    void powersKinksAndComparisonsAreWrittenInTheSyntaxOfExpressions() {
        Program program = Program.ofSeveral(x -> {
            Tensor a = x[0];
            Tensor b = x[1];
            return new Tensor[] {a.pow(2.5), a.pow(-3), a.pow(b), Tensor.of(-2).pow(a), a.pow(Tensor.of(-2)), a.abs(),
                a.relu(), a.max(1.5), a.min(-2), a.clip(-1, 1), a.max(-0.0), a.max(b), a.min(b), a.log1p(), a.expm1(),
                a.greaterThan(b), a.atLeast(0), a.lessThan(-1), a.atMost(b), a.equalTo(b),
                Tensor.where(a.greaterThan(b), a, b)};
        }, Shape.scalar(), Shape.scalar());
        ProgramFormulas formulas = ProgramFormulas.of(program, i -> i == 0 ? "a" : i == 1 ? "b" : "m");
        List<Integer> results = program.results();
        assertEquals(List.of("a^2.5", "a^(-3)", "a^b", "(-2)^a", "a^(-2)", "abs(a)", "relu(a)", "max(a, 1.5)",
                "min(a, -2)", "clip(a, -1, 1)", "max(a, -0)", "max(a, b)", "min(a, b)", "log1p(a)", "expm1(a)",
                "a > b", "a >= 0", "a < (-1)", "a <= b", "a == b", "where(m, a, b)"),
                results.stream().map(formulas::of).toList());
        assertEquals(List.of("g * (2.5 * a^1.5)", "g * (-3 * a^(-4))",
                "g * (b * a^(where((a == 0) * (b == 0), 1, b) - 1))"),
                results.subList(0, 3).stream().map(i -> formulas.pullback(i, 0, "g").orElseThrow()).toList());
        assertEquals(Optional.of("g * (m * log(where((a == 0) * (b >= 0), 1, a)))"),
                formulas.pullback(results.get(2), 1, "g"));
        assertEquals(List.of("masked(g, sign(a))", "masked(g, a > 0)", "masked(g, a > 1.5)", "masked(g, a < (-2))",
                "masked(g, (a < 1) * (a > (-1)))"),
                results.subList(5, 10).stream().map(i -> formulas.pullback(i, 0, "g").orElseThrow()).toList());
        assertEquals(Optional.of("masked(g, shareOfGreater(a, b))"), formulas.pullback(results.get(11), 0, "g"));
        assertEquals(List.of("g * (1 / (a + 1))", "g * exp(a)"),
                results.subList(13, 15).stream().map(i -> formulas.pullback(i, 0, "g").orElseThrow()).toList());
        assertEquals(Optional.of("masked(g, 1 - m)"), formulas.pullback(results.get(20), 1, "g"));
    }

    @Test
    void misuseNamesWhatWasExpected() {
        Program program = Program.of(x -> x.sin(), Shape.vector(2));
        ProgramTrace trace = ProgramTrace.of(program, Tensor.of(new double[] {1, 2}));
        assertEquals("reverse: 2 cotangents are given (expected 1, one for each result)",
                refusal(trace, Tensor.of(1), Tensor.of(1)));
        assertEquals("reverse: cotangent 0 is a scalar but the result is a vector 2 (expected equal shapes)",
                refusal(trace, Tensor.of(1)));
        assertThrows(IllegalArgumentException.class, () -> trace.tangents());
        assertThrows(IllegalArgumentException.class, () -> trace.tangents(Tensor.of(1)));
        assertThrows(IllegalArgumentException.class, () -> ProgramTrace.of(program, Tensor.of(1)));
        assertArrayEquals(new double[] {Math.sin(1), Math.sin(2)}, trace.primals().get(1).toArray(), Math.ulp(1.0));
    }

    private static String refusal(ProgramTrace trace, Tensor... cotangents) {
        return assertThrows(IllegalArgumentException.class, () -> trace.reverse(cotangents)).getMessage();
    }
}
