package io.github.nestgrad.linalg.kernel;

import io.github.nestgrad.linalg.testing.Allocation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * No elementwise or row kernel allocates in the steady state, with all of them in use in one JVM; run for each kernel
 * set.
 *
 * <p>A vector that the compiler cannot keep in a register is allocated: this is what notices a kernel that has grown
 * beyond what the compiler inlines.
 */
class ElementaryFunctionAllocationTest {

    // a rest that does not fill a vector
    private static final int N = 207;

    private final ElementwiseKernels elementwise = KernelsInTest.elementwise();
    private final RowKernels rows = KernelsInTest.rows();
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] x = random.doubles(N, 0.1, 3).toArray();
    private final double[] e = random.doubles(N, -3, 3).toArray();
    private final double[] y = new double[N];

    /** Twice, since what the compiler has learnt from the later ones tells on the earlier ones the second time. */
    @Test
    void noFunctionAllocates() {
        for (int round = 0; round < 2; round++) {
            for (UnaryFunction function : UnaryFunction.values()) {
                Allocation.requireNone(function.name(), () -> function.apply(elementwise, N, x, 0, y, 0));
            }
            Allocation.requireNone("pow", () -> elementwise.pow(N, x, 0, e, 0, y, 0));
            Allocation.requireNone("max", () -> elementwise.max(N, x, 0, e, 0, y, 0));
            Allocation.requireNone("min", () -> elementwise.min(N, x, 0, e, 0, y, 0));
        }
    }

    @Test
    void noFunctionAllocatesInPlace() {
        for (UnaryFunction function : UnaryFunction.values()) {
            System.arraycopy(x, 0, y, 0, N);
            Allocation.requireNone(function.name(), () -> function.apply(elementwise, N, y, 0, y, 0));
        }
    }

    @Test
    void noFunctionOfRowsAllocates() {
        Allocation.requireNone("softmax, narrow", () -> rows.softmaxRows(N / 10, 10, x, 0, y, 0));
        Allocation.requireNone("softmax, wide", () -> rows.softmaxRows(N / 101, 101, x, 0, y, 0));
        Allocation.requireNone("log-sum-exp, narrow", () -> rows.logSumExpRows(N / 10, 10, x, 0, y, 0));
        Allocation.requireNone("log-sum-exp, wide", () -> rows.logSumExpRows(N / 101, 101, x, 0, y, 0));
        Allocation.requireNone("row sums", () -> rows.rowSums(N / 101, 101, x, 0, y, 0));
        Allocation.requireNone("column sums", () -> rows.columnSums(N / 101, 101, x, 0, y, 0));
        Allocation.requireNone("sum", () -> y[0] = rows.sum(N, x, 0));
    }
}
