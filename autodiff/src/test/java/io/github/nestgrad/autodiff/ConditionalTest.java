package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Conditional.cond;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Branches at their limits. */
class ConditionalTest {

    private static final Shape TWO = Shape.vector(2);

    private static double[] run(Program program, double... x) {
        double[] y = new double[program.outputs().get(0).size()];
        program.newExecution().run(x, y);
        return y;
    }

    @Test
    void zeroAndNotANumberAreNotGreaterThanZero() {
        UnaryOperator<Tensor> f = x -> cond(x, t -> t.times(2), t -> t.times(3), x);
        Program program = Program.of(f, Shape.scalar());
        Program gradient = Program.of(Differentiation.grad(f), Shape.scalar());
        assertArrayEquals(new double[] {2}, run(gradient, Double.MIN_VALUE));
        assertArrayEquals(new double[] {3}, run(gradient, 0));
        assertArrayEquals(new double[] {3}, run(gradient, Double.NaN));
        assertArrayEquals(new double[] {-3}, run(program, -1));
        assertEquals(3, Differentiation.grad(f).apply(Tensor.of(0)).toDouble());
    }

    /** The square root of a negative number would be NaN, and its derivative times zero too. */
    @Test
    void theBranchThatIsNotTakenIsNotEvaluated() {
        LoopCounts counts = new LoopCounts();
        Loop loop = Loop.of((w, k, p) -> w.sqrt(), Schedule.ALL).withCounts(counts);
        UnaryOperator<Tensor> f = x -> cond(x.sum(), t -> loop.run(2, t).sum(), t -> t.squaredNorm(), x);
        Program gradient = Program.of(Differentiation.grad(f), TWO);
        assertArrayEquals(new double[] {-8, 6}, run(gradient, -4, 3));
        assertEquals(0, counts.steps());
        run(gradient, 4, 3);
        assertEquals(2, counts.steps());
        assertEquals(2, counts.reversedSteps());
    }

    @Test
    void aBranchThatIgnoresItsArgumentHasZeroDerivatives() {
        UnaryOperator<Tensor> f = x -> cond(x.get(0), t -> Tensor.of(5), t -> t.get(1), x).plus(x.get(0));
        Program gradient = Program.of(Differentiation.grad(f), TWO);
        assertArrayEquals(new double[] {1, 0}, run(gradient, 1, 3));
        assertArrayEquals(new double[] {1, 1}, run(gradient, -1, 3));
    }

    /** While f is recorded, its argument is a value of the program but the predicate may be known. */
    @Test
    void aPredicateThatIsKnownIsDecidedWhileRecording() {
        Program program = Program.of(x -> cond(Tensor.of(1), t -> t.times(x), t -> t, x), TWO);
        assertEquals(1, program.operations());
        assertArrayEquals(new double[] {4, 9}, run(program, 2, 3));
    }

    private static void rejects(Class<? extends Exception> kind, Executable misuse, String... parts) {
        String message = assertThrows(kind, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void misuseIsToldWithWhatWasExpected() {
        Tensor x = Tensor.of(new double[] {1, 2});
        rejects(IllegalArgumentException.class, () -> cond(x, t -> t, t -> t, x), "cond", "vector 2", "scalar");
        rejects(IllegalArgumentException.class,
                () -> Program.of(t -> cond(t.sum(), s -> s, Tensor::sum, t), TWO), "cond", "vector 2", "scalar");
        rejects(IllegalStateException.class,
                () -> Program.of(t -> cond(t.sum(), s -> s.times(t), s -> s, t), TWO), "argument");
    }
}
