package io.github.nestgrad.autodiff.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.expression.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTraceTest {

    // the textbook prints so many digits
    private static final double FIVE_DIGITS = 1e-5;

    // a handful of operations of moderate condition
    private static final double ROUNDING = 32 * Math.ulp(1.0);

    /**
     * The running example of Griewank and Walther, Evaluating Derivatives, 2nd ed., chapter 1:
     * y = (sin(x₁/x₂) + x₁/x₂ − exp(x₂)) (x₁/x₂ − exp(x₂)) at (1.5, 0.5).
     */
    private static final Program BOOK =
            Expression.parse("(sin(x1/x2) + (x1/x2 - exp(x2))) * (x1/x2 - exp(x2))").program();

    private static EvaluationTrace book() {
        return EvaluationTrace.of(BOOK, List.of("x1", "x2"), Tensor.of(1.5), Tensor.of(0.5));
    }

    private static EvaluationTrace full() {
        return book().withTangents(Tensor.of(1), Tensor.of(0)).withAdjoints();
    }

    private static void requireNumber(double expected, Optional<Tensor> actual) {
        assertEquals(expected, actual.orElseThrow().toDouble(), ROUNDING * Math.max(1, Math.abs(expected)));
    }

    @Test
    void theNumbersAreThoseOfTheChainRuleByHand() {
        double q = 1.5 / 0.5;
        double e = Math.exp(0.5);
        double d = q - e;
        double s = Math.sin(q);
        double[] values = {1.5, 0.5, q, s, e, d, s + d, (s + d) * d};
        // ẋ = (1, 0): q̇ = 1/x₂, and nothing else changes
        double[] tangents = {1, 0, 2, 2 * Math.cos(q), 0, 2, 2 * Math.cos(q) + 2, (4 + 2 * Math.cos(q)) * d + 2 * s};
        // ȳ = 1: y = (sin q + d) d with d = q − e
        double byD = s + 2 * d;
        double byQ = d * Math.cos(q) + byD;
        double[] adjoints = {byQ / 0.5, -byD * e - byQ * q / 0.5, byQ, d, -byD, byD, d, 1};
        List<TraceLine> lines = full().lines();
        assertEquals(List.of("v-1", "v0", "v1", "v2", "v3", "v4", "v5", "v6"),
                lines.stream().map(TraceLine::name).toList());
        for (int i = 0; i < lines.size(); i++) {
            requireNumber(values[i], Optional.of(lines.get(i).primal()));
            requireNumber(tangents[i], lines.get(i).tangent());
            requireNumber(adjoints[i], lines.get(i).adjoint());
        }
        assertEquals("v6", full().result().name());
    }

    @Test
    void theTextShowsTheLinesAndBothSweeps() {
        assertEquals("""
                line  formula     value   tangent   adjoint
                ----  --------  -------  --------  --------
                 v-1  x1            1.5         1   3.01184
                  v0  x2            0.5         0   -13.724
                  v1  v-1 / v0        3         2   1.50592
                  v2  sin(v1)   0.14112  -1.97998   1.35128
                  v3  exp(v0)   1.64872         0  -2.84368
                  v4  v1 - v3   1.35128         2   2.84368
                  v5  v2 + v4    1.4924  0.020015   1.35128
                  v6  v5 * v4   2.01665   3.01184         1

                result v6 = 2.01665

                forward sweep
                step                                       tangent
                ----------------------------------------  --------
                v-1_dot = direction of x1                        1
                v0_dot = direction of x2                         0
                v1_dot = v-1_dot / v0 - v0_dot * v1 / v0         2
                v2_dot = v1_dot * cos(v1)                 -1.97998
                v3_dot = v0_dot * v3                             0
                v4_dot = v1_dot - v3_dot                         2
                v5_dot = v2_dot + v4_dot                  0.020015
                v6_dot = v5_dot * v4 + v4_dot * v5         3.01184

                reverse sweep
                from  step                             adds   adjoint
                ----  ---------------------------  --------  --------
                      v6_bar = 1                                    1
                v6    v5_bar += v6_bar * v4         1.35128   1.35128
                v6    v4_bar += v6_bar * v5          1.4924    1.4924
                v5    v2_bar += v5_bar              1.35128   1.35128
                v5    v4_bar += v5_bar              1.35128   2.84368
                v4    v1_bar += v4_bar              2.84368   2.84368
                v4    v3_bar += -v4_bar            -2.84368  -2.84368
                v3    v0_bar += v3_bar * v3        -4.68843  -4.68843
                v2    v1_bar += v2_bar * cos(v1)   -1.33776   1.50592
                v1    v-1_bar += v1_bar / v0        3.01184   3.01184
                v1    v0_bar += -v1_bar * v1 / v0  -9.03553   -13.724
                """, full().toText());
    }

    @Test
    void theReverseSweepGoesFromTheLastLineToTheFirst() {
        List<SweepStep> sweep = full().sweep();
        assertEquals(List.of("v6_bar = 1", "v5_bar += v6_bar * v4", "v4_bar += v6_bar * v5", "v2_bar += v5_bar",
                "v4_bar += v5_bar", "v1_bar += v4_bar", "v3_bar += -v4_bar", "v0_bar += v3_bar * v3",
                "v1_bar += v2_bar * cos(v1)", "v-1_bar += v1_bar / v0", "v0_bar += -v1_bar * v1 / v0"),
                sweep.stream().map(SweepStep::formula).toList());
        assertEquals(List.of("", "v6", "v6", "v5", "v5", "v4", "v4", "v3", "v2", "v1", "v1"),
                sweep.stream().map(SweepStep::from).toList());
        assertEquals(sweep.get(3).contribution().toDouble(), 1.35128, FIVE_DIGITS);
        assertEquals(sweep.get(4).sum().toDouble(), sweep.get(2).sum().toDouble()
                + sweep.get(4).contribution().toDouble());
    }

    @Test
    void onlyWhatWasAskedForIsShown() {
        assertFalse(book().hasTangents() || book().hasAdjoints());
        assertFalse(book().toText().contains("tangent") || book().toText().contains("adjoint"));
        assertFalse(book().toDot().contains("tangent") || book().toSvg().contains("adjoint"));
        assertEquals(List.of(), book().sweep());
        EvaluationTrace forward = book().withTangents(Tensor.of(1), Tensor.of(0));
        assertTrue(forward.toText().contains("forward sweep") && !forward.toText().contains("reverse sweep"));
        EvaluationTrace reverse = book().withAdjoints();
        assertTrue(!reverse.toText().contains("forward sweep") && reverse.toText().contains("reverse sweep"));
        assertTrue(reverse.lines().stream().allMatch(line -> line.tangent().isEmpty() && line.adjoint().isPresent()));
    }

    @Test
    void tensorsAreWrittenByRowsAndConstantsByNameOrNumber() {
        Tensor data = Tensor.of(Shape.matrix(2, 2), new double[] {1, 2, 3, 4});
        Program program = Program.ofSeveral(
                x -> new Tensor[] {data.matmul(x[0]).dot(x[0]).plus(Tensor.of(0.5))}, Shape.vector(2), Shape.scalar());
        String text = EvaluationTrace.of(program, List.of("w", "unused"), Tensor.of(new double[] {1, -1}), Tensor.of(9))
                .withAdjoints().toText();
        for (String row : List.of("v-1 w [1, -1] [-3, -3]", "v0 unused 9 0", "c1 constant matrix 2x2 [1, 2; 3, 4] -",
                "v1 matmul(c1, v-1) [-1, -1] [1, -1]", "v2 dot(v1, v-1) 0 1", "v3 v2 + 0.5 0.5 1")) {
            assertTrue(text.replaceAll(" +", " ").lines().map(String::strip).anyMatch(row::equals), row + "\n" + text);
        }
    }

    @Test
    void theSameTraceIsDrawnTheSame() {
        assertEquals(full().toText(), full().toText());
        assertEquals(full().toDot(), full().toDot());
        assertEquals(full().toSvg(), full().toSvg());
    }

    @Test
    void programsThatCannotBeTracedAreRefused() {
        Program two = Program.of(x -> x.sin(), Shape.vector(2));
        Tensor x = Tensor.zeros(Shape.vector(2));
        assertEquals("trace: 2 names are given for 1 arguments (expected one each)",
                assertThrows(IllegalArgumentException.class, () -> EvaluationTrace.of(two, List.of("a", "b"), x))
                        .getMessage());
        assertEquals("trace: the result is a vector 2 (expected a scalar; withAdjoints(cotangent) takes a cotangent of "
                + "any shape)", assertThrows(IllegalArgumentException.class,
                        () -> EvaluationTrace.of(two, List.of("a"), x).withAdjoints()).getMessage());
        EvaluationTrace.of(two, List.of("a"), x).withAdjoints(Tensor.of(new double[] {1, 2})).toText();
        Program pair = Program.ofSeveral(y -> new Tensor[] {y[0], y[0].sin()}, Shape.scalar());
        assertEquals("trace: the program has 2 results (expected one)", assertThrows(IllegalArgumentException.class,
                () -> EvaluationTrace.of(pair, List.of("a"), Tensor.of(1))).getMessage());
    }

    @Test
    void longTensorsAreCut() {
        double[] entries = new double[100];
        Arrays.setAll(entries, i -> i);
        assertEquals("[0, 1, 2, 3, 4, 5, ...]", Digits.of(Tensor.of(entries)));
        assertEquals("[]", Digits.of(Tensor.zeros(Shape.vector(0))));
        assertEquals("[]", Digits.of(Tensor.zeros(Shape.matrix(3, 0))));
    }
}
