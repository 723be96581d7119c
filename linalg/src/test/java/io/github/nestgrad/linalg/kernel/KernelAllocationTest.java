package io.github.nestgrad.linalg.kernel;

import io.github.nestgrad.linalg.testing.Allocation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No kernel allocates in the steady state: a vector that the compiler fails to keep in a register would show here, all
 * kernels having been in use in one JVM.
 */
class KernelAllocationTest {

    private final Kernels kernels = KernelProvider.get();

    private static double[] numbers(int n) {
        return Window.random(n, new SplittableRandom(n)).entries();
    }

    @Test
    void vectorsAreWorkedOnWithoutAllocation() {
        int n = 203;
        double[] x = numbers(n);
        double[] y = numbers(n);
        double[] sink = new double[1];
        Allocation.requireNone("dot", () -> sink[0] += kernels.dot(n, x, 0, y, 0));
        Allocation.requireNone("axpy", () -> kernels.axpy(n, 1e-9, x, 0, y, 0));
        Allocation.requireNone("scale", () -> kernels.scale(n, -1, x, 0));
        Allocation.requireNone("asum", () -> sink[0] += kernels.asum(n, x, 0));
        Allocation.requireNone("maxAbs", () -> sink[0] += kernels.maxAbs(n, x, 0));
        Allocation.requireNone("nrm2", () -> sink[0] += kernels.nrm2(n, x, 0));
    }

    @Test
    void arithmeticDoesNotAllocate() {
        ArithmeticKernels arithmetic = kernels.arithmetic();
        int n = 203;
        double[] x = numbers(n);
        double[] y = numbers(n);
        double[] z = new double[n];
        Allocation.requireNone("add", () -> arithmetic.add(n, x, 0, y, 0, z, 0));
        Allocation.requireNone("subtract", () -> arithmetic.subtract(n, x, 0, y, 0, z, 0));
        Allocation.requireNone("multiply", () -> arithmetic.multiply(n, x, 0, y, 0, z, 0));
        Allocation.requireNone("divide", () -> arithmetic.divide(n, x, 0, y, 0, z, 0));
        Allocation.requireNone("affine", () -> arithmetic.affine(n, 2, 1, x, 0, z, 0));
    }

    @Test
    void matricesTimesVectorsDoNotAllocate() {
        int rows = 37;
        int columns = 53;
        double[] a = numbers(rows * columns);
        double[] x = numbers(columns);
        double[] y = numbers(rows);
        Allocation.requireNone("gemv", () -> kernels.gemv(rows, columns, a, 0, columns, x, 0, y, 0));
        Allocation.requireNone("gemvTransposed",
                () -> kernels.gemvTransposed(rows, columns, a, 0, columns, y, 0, x, 0));
        Allocation.requireNone("ger", () -> kernels.ger(rows, columns, 1e-9, y, 0, x, 0, a, 0, columns));
        Allocation.requireNone("symv", () -> kernels.symv(rows, a, 0, columns, x, 0, y, 0));
    }

    @ParameterizedTest
    @CsvSource({"false, false, 32, 32, 32", "false, false, 33, 35, 34", "true, true, 33, 35, 34",
        "false, false, 40, 10, 60", "true, false, 60, 10, 40", "false, false, 12, 64, 520", "false, true, 7, 7, 7"})
    void productsOfMatricesDoNotAllocate(boolean transposeA, boolean transposeB, int m, int n, int k) {
        double[] a = numbers(m * k);
        double[] b = numbers(k * n);
        double[] c = new double[m * n];
        double[] workspace = new double[kernels.gemmWorkspace(transposeA, transposeB, m, n, k)];
        for (Store store : Store.values()) {
            Allocation.requireNone("gemm, " + store, () -> kernels.gemm(transposeA, transposeB, m, n, k,
                    a, 0, transposeA ? m : k, b, 0, transposeB ? k : n, store, c, 0, n, workspace));
        }
    }

    @Test
    void squaresDoNotAllocate() {
        int n = 90;
        int k = 40;
        double[] a = numbers(n * k);
        double[] c = new double[n * n];
        double[] workspace = new double[Math.max(kernels.syrkWorkspace(false, n, k),
                kernels.syrkWorkspace(true, n, k))];
        Allocation.requireNone("A Aᵀ", () -> kernels.syrk(false, n, k, a, 0, k, Store.SET, c, 0, n, workspace));
        Allocation.requireNone("Aᵀ A", () -> kernels.syrk(true, n, k, a, 0, n, Store.SET, c, 0, n, workspace));
    }

    @ParameterizedTest
    @CsvSource({"100, 30, 1", "100, 30, 10", "70, 41, 3", "600, 450, 1", "600, 450, 2"})
    void onePassProductsDoNotAllocate(int rows, int columns, int k) {
        double[] x = numbers(rows * columns);
        double[] w = numbers(columns * k);
        double[] g = new double[columns * k];
        double[] workspace = new double[kernels.onePassWorkspace(rows, columns, k)];
        RowBlockStep nothing = (first, count, z, offset) -> { };
        Allocation.requireNone("onePass",
                () -> kernels.onePass(rows, columns, k, x, 0, w, 0, nothing, g, 0, workspace));
    }
}
