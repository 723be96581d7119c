package io.github.nestgrad.linalg.kernel;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.factor.Cholesky;
import io.github.nestgrad.linalg.factor.Lu;
import io.github.nestgrad.linalg.testing.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Uses the groups of kernels that the arguments name in their order, and then requires that no elementwise or row
 * kernel allocates: a program for a JVM of its own, since what its compiler has learnt is never forgotten.
 */
final class ElementaryOrder {

    static final String ELEMENTWISE = "elementwise";
    static final String ROWS = "rows";
    static final String DENSE = "dense";
    static final String REVERSED = "reversed";

    // neither fills a vector
    private static final int N = 207;
    private static final int WIDE = 101;
    private static final int NARROW = 10;
    private static final int ORDER = 40;
    private static final int ROUNDS = 3;
    private static final int CALLS = 4000;

    private final ElementwiseKernels elementwise = KernelProvider.get().elementwise();
    private final RowKernels rows = KernelProvider.get().rows();
    private final Kernels kernels = KernelProvider.get();
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] x = random.doubles(N, 0.1, 3).toArray();
    private final double[] e = random.doubles(N, -3, 3).toArray();
    private final double[] y = new double[N];
    private final double[] a = random.doubles(ORDER * ORDER).toArray();

    /** A use of a kernel. */
    record Use(String name, boolean allocates, Runnable code) {

        Use(String name, Runnable code) {
            this(name, false, code);
        }
    }

    public static void main(String[] groups) {
        List<Use> uses = new ElementaryOrder().uses(Arrays.asList(groups));
        requireNoAllocation(uses);
    }

    static void requireNoAllocation(List<Use> uses) {
        warmUp(uses);
        for (Use use : uses) {
            if (!use.allocates()) {
                Allocation.requireNone(use.name(), use.code());
            }
        }
    }

    /** Again and again, since what the compiler has learnt from the later ones tells on the earlier ones. */
    private static void warmUp(List<Use> uses) {
        for (int round = 0; round < ROUNDS; round++) {
            for (Use use : uses) {
                for (int i = 0; i < (use.allocates() ? CALLS / 10 : CALLS); i++) {
                    use.code().run();
                }
            }
        }
    }

    List<Use> uses(List<String> groups) {
        List<Use> uses = new ArrayList<>();
        for (String group : groups) {
            switch (group) {
                case ELEMENTWISE:
                    uses.addAll(elementwise());
                    break;
                case ROWS:
                    uses.addAll(rows());
                    break;
                case DENSE:
                    uses.addAll(dense());
                    break;
                default:
                    Collections.reverse(uses);
                    break;
            }
        }
        return uses;
    }

    private List<Use> elementwise() {
        List<Use> uses = new ArrayList<>();
        for (UnaryFunction function : UnaryFunction.values()) {
            uses.add(new Use(function.name(), () -> function.apply(elementwise, N, x, 0, y, 0)));
            uses.add(new Use(function + " in place", () -> {
                System.arraycopy(x, 0, y, 0, N);
                function.apply(elementwise, N, y, 0, y, 0);
            }));
        }
        uses.add(new Use("pow", () -> elementwise.pow(N, x, 0, e, 0, y, 0)));
        uses.add(new Use("max", () -> elementwise.max(N, x, 0, e, 0, y, 0)));
        uses.add(new Use("min", () -> elementwise.min(N, x, 0, e, 0, y, 0)));
        return uses;
    }

    private List<Use> rows() {
        return List.of(
                new Use("softmax, narrow", () -> rows.softmaxRows(N / NARROW, NARROW, e, 0, y, 0)),
                new Use("softmax, wide", () -> rows.softmaxRows(N / WIDE, WIDE, e, 0, y, 0)),
                new Use("log-sum-exp, narrow", () -> rows.logSumExpRows(N / NARROW, NARROW, e, 0, y, 0)),
                new Use("log-sum-exp, wide", () -> rows.logSumExpRows(N / WIDE, WIDE, e, 0, y, 0)),
                new Use("row sums", () -> rows.rowSums(N / WIDE, WIDE, e, 0, y, 0)),
                new Use("column sums", () -> rows.columnSums(N / WIDE, WIDE, e, 0, y, 0)),
                new Use("sum", () -> y[0] = rows.sum(N, e, 0)));
    }

    /** What goes through the same methods of the Vector API. */
    private List<Use> dense() {
        double[] c = new double[ORDER * ORDER];
        double[] workspace = new double[kernels.gemmWorkspace(false, false, ORDER, ORDER, ORDER)];
        double[] shifted = a.clone();
        for (int i = 0; i < ORDER; i++) {
            shifted[i * ORDER + i] += ORDER;
            for (int j = 0; j < i; j++) {
                shifted[i * ORDER + j] = shifted[j * ORDER + i];
            }
        }
        Matrix matrix = Matrix.wrap(ORDER, ORDER, shifted);
        double[] b = Arrays.copyOf(x, ORDER);
        return List.of(
                new Use("dot", () -> y[0] = kernels.dot(N, x, 0, e, 0)),
                new Use("gemm", () -> kernels.gemm(false, false, ORDER, ORDER, ORDER, a, 0, ORDER, a, 0, ORDER,
                        Store.SET, c, 0, ORDER, workspace)),
                new Use("Cholesky", true, () -> y[0] = Cholesky.of(matrix).solve(b)[0]),
                new Use("LU", true, () -> y[0] = Lu.of(matrix).solve(b)[0]));
    }
}
