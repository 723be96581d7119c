package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.trace.ModeCounts;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What {@link ModeCounts} counts in programs is held by the tapes of eager reverse mode. */
class CountedTapesTest {

    private static final int SIZE = 6;
    private static final Tensor X = vector(i -> 0.3 * i - 0.8);
    private static final Tensor V = vector(i -> Math.cos(i));
    private static final Tensor MATRIX = Tensor.of(Shape.matrix(SIZE, SIZE), matrix());

    private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS = Map.of(
            "network", x -> MATRIX.matmul(MATRIX.matmul(x).tanh()).sigmoid().sum(),
            "logistic", x -> MATRIX.matmul(x).negated().softplus().sum(),
            "chain", x -> x.sin().exp().times(x).squared().sum(),
            "quartic", x -> MATRIX.matmul(x).squared().squaredNorm());

    // sharing the same work leaves out what an eager tape holds twice, at most half
    private static final int LARGEST_RATIO = 2;

    private static Tensor vector(IntToDoubleFunction entry) {
        double[] x = new double[SIZE];
        Arrays.setAll(x, entry);
        return Tensor.of(x);
    }

    private static double[] matrix() {
        double[] a = new double[SIZE * SIZE];
        Arrays.setAll(a, i -> Math.sin(i + 1));
        return a;
    }

    @Test
    void aTapeOfAFunctionHoldsTheBytesThatAreCounted() {
        FUNCTIONS.forEach((name, f) -> {
            Reverse tape = new Reverse();
            f.apply(tape.input(X));
            assertEquals(bytes(tape), counted(f, ModeCounts.Mode.REVERSE), name);
        });
    }

    @Test
    void tapesOfHessianProductsHoldWhatIsCountedOrMore() {
        FUNCTIONS.forEach((name, f) -> {
            Reverse rr = new Reverse();
            Differentiation.valueAndGrad(f).apply(rr.input(X));
            requireHeld(name + ", RR", bytes(rr), counted(f, ModeCounts.Mode.RR));
            Reverse rf = new Reverse();
            Differentiation.jvp(f, rf.input(X), V);
            requireHeld(name + ", RF", bytes(rf), counted(f, ModeCounts.Mode.RF));
            Forward outer = new Forward();
            Reverse fr = new Reverse();
            f.apply(fr.input(outer.box(X, V)));
            requireHeld(name + ", FR", bytes(fr), counted(f, ModeCounts.Mode.FR));
        });
    }

    private static void requireHeld(String what, long held, long counted) {
        assertTrue(counted <= held && held <= LARGEST_RATIO * counted, what + ": " + held + " and " + counted);
    }

    private static long counted(UnaryOperator<Tensor> f, ModeCounts.Mode mode) {
        List<ModeCounts> counts = ModeCounts.of(Program.of(f, X.shape()));
        return counts.get(mode.ordinal()).tapeBytes().orElseThrow();
    }

    /** The memory of all values on a tape but for the point and the direction. */
    private static long bytes(Reverse tape) {
        Set<double[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        tape.lines().forEach(line -> add(line.primal, arrays));
        arrays.remove(((Concrete) X).array);
        arrays.remove(((Concrete) V).array);
        return arrays.stream().mapToLong(array -> (long) Double.BYTES * array.length).sum();
    }

    private static void add(Tensor t, Set<double[]> arrays) {
        if (t instanceof Forward.Dual dual) {
            add(dual.tangent, arrays);
        }
        if (t instanceof Lifted lifted) {
            add(lifted.primal, arrays);
        } else {
            arrays.add(((Concrete) t).array);
        }
    }
}
