package io.github.nestgrad.linalg.peers;

import io.github.nestgrad.linalg.KernelSet;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.factor.Cholesky;
import io.github.nestgrad.linalg.factor.Lu;
import io.github.nestgrad.linalg.factor.SymmetricEigen;
import io.github.nestgrad.linalg.kernel.ElementwiseKernels;
import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.RowKernels;
import io.github.nestgrad.linalg.kernel.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The dense workloads on which linalg is measured beside other libraries, by a harness that calls this class by name.
 *
 * <p>A workload makes its data in its first call, and does all its work again in each later one. With the harness
 * beside this project, and after {@code mvn test-compile}:
 *
 * <pre>
 *   ../shared/peers/run '^L' --impl io.github.nestgrad.linalg.peers.Workloads \
 *       --impl-cp linalg/target/classes:linalg/target/test-classes --gate ../shared/peers/gates/linalg.gate
 * </pre>
 */
public final class Workloads {

    private static final long SEED = 44;
    private static final double AXPY_FACTOR = 1e-3;

    private final Kernels kernels = KernelProvider.get();
    private final ElementwiseKernels elementwise = kernels.elementwise();
    private final RowKernels rows = kernels.rows();
    private final Map<String, Callable<double[]>> workloads = new LinkedHashMap<>();

    /** What the harness shows of this implementation. */
    public String version() {
        return "nestgrad linalg, " + KernelSet.inUse() + " kernels";
    }

    /** All workloads by their ids. */
    public Map<String, Callable<double[]>> workloads() {
        dot("L1/dot-1e3", 1000, 2000);
        dot("L1/dot-1e5", 100_000, 100);
        axpy("L1/axpy-1e3", 1000, 2000);
        axpy("L1/axpy-1e5", 100_000, 200);
        gemv("L2/gemv", false);
        gemv("L2/gemv-t", true);
        gemm("L3/gemm-64", false, 64, 64, 64, 100);
        gemm("L3/gemm-256", false, 256, 256, 256, 4);
        gemm("L3/gemm-1024", false, 1024, 1024, 1024, 1);
        gemm("L3/gemm-128x784x128", false, 128, 784, 128, 4);
        gemm("L3/gemm-2000x784x10", false, 2000, 784, 10, 4);
        gemm("L3/gemm-t-784x2000x10", true, 784, 2000, 10, 4);
        function("LE/exp", false, elementwise::exp);
        function("LE/log", true, elementwise::log);
        function("LE/tanh", false, elementwise::tanh);
        function("LE/sigmoid", false, elementwise::sigmoid);
        logSumExp("LE/lse");
        factorizations();
        return workloads;
    }

    private interface Function {
        void apply(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    /** Of x, or of p, which is drawn after x and positive. */
    private void function(String id, boolean ofPositive, Function function) {
        int n = 100_000;
        int repetitions = 40;
        put(id, () -> {
            Gauss gauss = new Gauss(SEED);
            double[] numbers = gauss.array(n);
            if (ofPositive) {
                numbers = gauss.array(n);
            }
            double[] x = numbers;
            for (int i = 0; i < n; i++) {
                x[i] = ofPositive ? Math.abs(2 * x[i]) + 1e-3 : 2 * x[i];
            }
            double[] y = new double[n];
            return () -> {
                for (int r = 0; r < repetitions; r++) {
                    function.apply(n, x, 0, y, 0);
                }
                return check(y);
            };
        });
    }

    private void logSumExp(String id) {
        int m = 2000;
        int n = 10;
        int repetitions = 40;
        put(id, () -> {
            Gauss gauss = new Gauss(SEED);
            // x and p
            gauss.array(200_000);
            double[] z = gauss.array(m * n);
            for (int i = 0; i < z.length; i++) {
                z[i] *= 2;
            }
            double[] y = new double[m];
            return () -> {
                for (int r = 0; r < repetitions; r++) {
                    rows.logSumExpRows(m, n, z, 0, y, 0);
                }
                return check(y);
            };
        });
    }

    private void factorizations() {
        int n = 500;
        put("LF/chol", () -> {
            Gauss gauss = new Gauss(SEED);
            Matrix a = symmetrized(n, gauss.array(n * n), n);
            double[] b = gauss.array(n);
            return () -> Cholesky.of(a).solve(b);
        });
        put("LF/lu", () -> {
            Gauss gauss = new Gauss(SEED);
            Matrix a = Matrix.wrap(n, n, gauss.array(n * n));
            double[] b = gauss.array(n);
            return () -> Lu.of(a).solve(b);
        });
        int m = 200;
        put("LF/eig", () -> {
            Matrix a = symmetrized(m, new Gauss(SEED).array(m * m), 0);
            return () -> SymmetricEigen.of(a).values();
        });
    }

    /** (G + Gᵀ)/2 + shift · I. */
    private static Matrix symmetrized(int n, double[] g, double shift) {
        double[] s = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = (g[i * n + j] + g[j * n + i]) / 2 + (i == j ? shift : 0);
            }
        }
        return Matrix.wrap(n, n, s);
    }

    private void dot(String id, int n, int repetitions) {
        put(id, () -> {
            Gauss gauss = new Gauss(SEED);
            double[][] x = {gauss.array(n), gauss.array(n)};
            double[] y = gauss.array(n);
            return () -> {
                double last = 0;
                double beforeLast = 0;
                double sum = 0;
                for (int r = 0; r < repetitions; r++) {
                    beforeLast = last;
                    last = kernels.dot(n, x[r % 2], 0, y, 0);
                    sum += last;
                }
                return new double[] {beforeLast, last, sum / repetitions};
            };
        });
    }

    private void axpy(String id, int n, int repetitions) {
        put(id, () -> {
            Gauss gauss = new Gauss(SEED);
            double[][] x = {gauss.array(n), gauss.array(n)};
            double[] y = gauss.array(n);
            return () -> {
                double[] z = y.clone();
                for (int r = 0; r < repetitions; r++) {
                    kernels.axpy(n, AXPY_FACTOR, x[r % 2], 0, z, 0);
                }
                return check(z);
            };
        });
    }

    private void gemv(String id, boolean transposed) {
        int m = 2000;
        int n = 500;
        int repetitions = 20;
        put(id, () -> {
            Gauss gauss = new Gauss(SEED);
            double[] a = gauss.array(m * n);
            double[] x = gauss.array(n);
            double[] u = gauss.array(m);
            double[] y = new double[transposed ? n : m];
            return () -> {
                for (int r = 0; r < repetitions; r++) {
                    if (transposed) {
                        kernels.gemvTransposed(m, n, a, 0, n, u, 0, y, 0);
                    } else {
                        kernels.gemv(m, n, a, 0, n, x, 0, y, 0);
                    }
                }
                return check(y);
            };
        });
    }

    private void gemm(String id, boolean transposed, int m, int k, int n, int repetitions) {
        put(id, () -> {
            Gauss gauss = new Gauss(SEED);
            double[] a = gauss.array(m * k);
            double[] b = gauss.array(k * n);
            double[] c = new double[m * n];
            double[] workspace = new double[kernels.gemmWorkspace(transposed, false, m, n, k)];
            return () -> {
                for (int r = 0; r < repetitions; r++) {
                    kernels.gemm(transposed, false, m, n, k, a, 0, transposed ? m : k, b, 0, n, Store.SET, c, 0, n,
                            workspace);
                }
                return check(c);
            };
        });
    }

    private void put(String id, Supplier<Callable<double[]>> prepare) {
        workloads.put(id, new Callable<>() {
            private Callable<double[]> prepared;

            @Override
            public double[] call() throws Exception {
                if (prepared == null) {
                    prepared = prepare.get();
                }
                return prepared.call();
            }
        });
    }

    /** 64 entries of a long result, evenly spread, and the root mean square of all. */
    private static double[] check(double[] v) {
        int n = v.length;
        int samples = Math.min(n, 64);
        double[] result = new double[samples + 1];
        double sum = 0;
        for (double entry : v) {
            sum += entry * entry;
        }
        for (int i = 0; i < samples; i++) {
            result[i] = v[n <= 64 ? i : (int) ((long) i * (n - 1) / 63)];
        }
        result[samples] = Math.sqrt(sum / n);
        return result;
    }
}
