package io.github.nestgrad.autodiff.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.HvpMode;
import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.expression.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeCountsTest {

    private static final int WIDTH = 8;

    private static Program product(int n) {
        return Expression.parse(IntStream.rangeClosed(1, n).mapToObj(i -> "x" + i).collect(Collectors.joining("*")))
                .program();
    }

    /** ‖tanh(… tanh(W x))‖² as a function of x, with layers that share W. */
    private static Tensor network(int layers, Tensor x) {
        double[] w = new double[WIDTH * WIDTH];
        Arrays.setAll(w, i -> Math.sin(i + 1) / WIDTH);
        Tensor weights = Tensor.of(Shape.matrix(WIDTH, WIDTH), w);
        Tensor h = x;
        for (int k = 0; k < layers; k++) {
            h = weights.matmul(h).tanh();
        }
        return h.squaredNorm();
    }

    private static ModeCounts of(List<ModeCounts> counts, ModeCounts.Mode mode) {
        return counts.get(mode.ordinal());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 40})
    void speelpenningsProductIsCountedAsByHand(int n) {
        List<ModeCounts> counts = ModeCounts.of(product(n));
        assertEquals(List.of(ModeCounts.Mode.values()), counts.stream().map(ModeCounts::mode).toList());
        assertEquals(n - 1, of(counts, ModeCounts.Mode.FUNCTION).operations());
        // each product has two products for its tangent and their sum
        assertEquals(4 * (n - 1), of(counts, ModeCounts.Mode.FORWARD).operations());
        assertEquals(2L * (n - 1), of(counts, ModeCounts.Mode.FUNCTION).cost());
        assertEquals(7L * (n - 1), of(counts, ModeCounts.Mode.FORWARD).cost());
        // and two for its adjoints, but for the last, whose adjoint is 1
        assertEquals(3 * (n - 1) - 2, of(counts, ModeCounts.Mode.REVERSE).operations());
        assertEquals(OptionalLong.of(8L * (n - 1)), of(counts, ModeCounts.Mode.REVERSE).tapeBytes());
        assertEquals(OptionalLong.empty(), of(counts, ModeCounts.Mode.FORWARD).tapeBytes());
        // a value and a tangent each
        assertEquals(OptionalLong.of(16L * (n - 1)), of(counts, ModeCounts.Mode.FR).tapeBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 64})
    void memoryOfAReverseSweepGrowsWithTheLengthAndThatOfAForwardSweepDoesNot(int layers) {
        List<ModeCounts> counts = ModeCounts.of(Program.of(x -> network(layers, x), Shape.vector(WIDTH)));
        long number = 8;
        long vector = 8 * WIDTH;
        assertEquals(OptionalLong.of(2 * layers * vector + number), of(counts, ModeCounts.Mode.REVERSE).tapeBytes());
        assertTrue(of(counts, ModeCounts.Mode.FORWARD).bytes() <= 8 * vector, counts.toString());
        assertTrue(of(counts, ModeCounts.Mode.REVERSE).bytes() >= layers * vector, counts.toString());
        long rr = of(counts, ModeCounts.Mode.RR).tapeBytes().orElseThrow();
        long rf = of(counts, ModeCounts.Mode.RF).tapeBytes().orElseThrow();
        long fr = of(counts, ModeCounts.Mode.FR).tapeBytes().orElseThrow();
        assertTrue(rr >= rf && rf >= fr, "RR " + rr + ", RF " + rf + ", FR " + fr);
    }

    @Test
    void theOperationsOfADerivativeAreAFixedMultipleOfThoseOfTheFunction() {
        for (int layers : new int[] {4, 16, 64}) {
            List<ModeCounts> counts = ModeCounts.of(Program.of(x -> network(layers, x), Shape.vector(WIDTH)));
            int f = of(counts, ModeCounts.Mode.FUNCTION).operations();
            assertEquals(2 * layers + 1, f);
            long cost = of(counts, ModeCounts.Mode.FUNCTION).cost();
            assertTrue(of(counts, ModeCounts.Mode.REVERSE).operations() <= 4 * f, counts.toString());
            assertTrue(of(counts, ModeCounts.Mode.REVERSE).cost() <= 4 * cost, counts.toString());
            for (HvpMode mode : HvpMode.values()) {
                int operations = of(counts, ModeCounts.Mode.valueOf(mode.name())).operations();
                assertTrue(operations <= 10 * f, counts.toString());
                assertTrue(of(counts, ModeCounts.Mode.valueOf(mode.name())).cost() <= 10 * cost, counts.toString());
            }
        }
    }

    @Test
    void theCountedProgramsAreThoseOfTheTransformations() {
        Shape shape = Shape.vector(WIDTH);
        List<ModeCounts> counts = ModeCounts.of(Program.of(x -> network(3, x), shape));
        Program gradient = Program.ofSeveral(x -> {
            var both = Differentiation.valueAndGrad(t -> network(3, t)).apply(x[0]);
            return new Tensor[] {both.value(), both.gradient()};
        }, shape);
        assertEquals(gradient.operations(), of(counts, ModeCounts.Mode.REVERSE).operations());
        assertEquals(gradient.bytes(), of(counts, ModeCounts.Mode.REVERSE).bytes());
        Program rf = Program.ofSeveral(
                x -> new Tensor[] {Differentiation.hvp(t -> network(3, t), x[0], x[1], HvpMode.RF)}, shape, shape);
        assertEquals(rf.operations(), of(counts, ModeCounts.Mode.RF).operations());
        Program rr = Program.ofSeveral(x -> {
            var gradientAt = Differentiation.vjp(Differentiation.grad(t -> network(3, t)), x[0]);
            return new Tensor[] {gradientAt.value(), gradientAt.pullback(x[1])};
        }, shape, shape);
        assertEquals(rr.operations(), of(counts, ModeCounts.Mode.RR).operations());
    }

    @Test
    void theTableShowsRatiosToTheFunction() {
        String text = ModeCounts.toText(ModeCounts.of(product(3)));
        assertTrue(text.startsWith("mode      operations  cost  ratio  bytes planned  bytes on tape\n"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("function +2 +4 +1 +\\d+ +-")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("reverse +4 +8 +2 +\\d+ +16")), text);
    }

    @Test
    void functionsWithoutAScalarResultAreRefused() {
        assertEquals("counts: the results are [vector 2] (expected one scalar)",
                assertThrows(IllegalArgumentException.class,
                        () -> ModeCounts.of(Program.of(x -> x.sin(), Shape.vector(2)))).getMessage());
    }

    @Test
    void linearAndConstantFunctionsAreCounted() {
        List<ModeCounts> linear = ModeCounts.of(Program.of(x -> x.sum(), Shape.vector(3)));
        assertEquals(1, linear.get(0).operations());
        List<ModeCounts> constant = ModeCounts.of(Program.of(x -> Tensor.of(2), Shape.vector(3)));
        constant.forEach(each -> assertEquals(0, each.operations(), each.toString()));
        assertTrue(ModeCounts.toText(constant).lines().count() == 8);
    }
}
