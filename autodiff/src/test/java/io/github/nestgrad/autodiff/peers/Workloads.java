package io.github.nestgrad.autodiff.peers;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Execution;
import io.github.nestgrad.autodiff.HvpMode;
import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.linalg.KernelSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The derivatives on which autodiff is measured beside other libraries, by a harness that calls this class by name.
 *
 * <p>A workload records its program in its first call, and runs it in each later one. With the harness beside this
 * project, and after {@code mvn test-compile}:
 *
 * <pre>
 *   ../shared/peers/run '^A' --impl io.github.nestgrad.autodiff.peers.Workloads \
 *       --impl-cp linalg/target/classes:autodiff/target/classes:autodiff/target/test-classes \
 *       --gate ../shared/peers/gates/autodiff.gate
 * </pre>
 */
public final class Workloads {

    private static final long SEED = 43;

    private final Map<String, Callable<double[]>> workloads = new LinkedHashMap<>();

    /** What the harness shows of this implementation. */
    public String version() {
        return "nestgrad autodiff, " + KernelSet.inUse() + " kernels";
    }

    /** All workloads by their ids. */
    public Map<String, Callable<double[]>> workloads() {
        softmaxRegression();
        perceptron();
        rosenbrock();
        product();
        recurrence();
        return workloads;
    }

    private void softmaxRegression() {
        int d = 784;
        int classes = 10;
        Supplier<UnaryOperator<Tensor>> loss = () -> {
            Classification data = Classification.of(2000, d, classes);
            return w -> data.crossEntropy(data.features().matmul(w.reshaped(Shape.matrix(d, classes))));
        };
        Supplier<double[][]> point = () -> {
            Gauss gauss = new Gauss(SEED);
            double[] w = gauss.array(d * classes);
            for (int i = 0; i < w.length; i++) {
                w[i] *= 0.01;
            }
            return new double[][] {w, gauss.array(d * classes)};
        };
        threeDerivatives("A1", loss, point);
    }

    private void perceptron() {
        int d = 784;
        int h = 128;
        int classes = 10;
        int b1 = d * h;
        int w2 = b1 + h;
        int b2 = w2 + h * classes;
        int size = b2 + classes;
        Supplier<UnaryOperator<Tensor>> loss = () -> {
            Classification data = Classification.of(128, d, classes);
            return p -> {
                Tensor hidden = data.features().matmul(p.slice(0, b1).reshaped(Shape.matrix(d, h)))
                        .plus(p.slice(b1, w2).expandedToRows(128)).tanh();
                return data.crossEntropy(hidden.matmul(p.slice(w2, b2).reshaped(Shape.matrix(h, classes)))
                        .plus(p.slice(b2, size).expandedToRows(128)));
            };
        };
        Supplier<double[][]> point = () -> {
            Gauss gauss = new Gauss(SEED);
            double[] p = gauss.array(size);
            for (int i = 0; i < size; i++) {
                p[i] *= i < b1 ? 1 / Math.sqrt(d) : i < w2 || i >= b2 ? 0.1 : 1 / Math.sqrt(h);
            }
            return new double[][] {p, gauss.array(size)};
        };
        threeDerivatives("A2", loss, point);
    }

    private void threeDerivatives(String family, Supplier<UnaryOperator<Tensor>> loss, Supplier<double[][]> point) {
        put(family + "/loss", () -> {
            double[] x = point.get()[0];
            return compiled(Program.of(loss.get(), Shape.vector(x.length)), x);
        });
        put(family + "/grad", () -> {
            double[] x = point.get()[0];
            return compiled(Program.of(Differentiation.grad(loss.get()), Shape.vector(x.length)), x);
        });
        put(family + "/hvp", () -> {
            double[][] pair = point.get();
            UnaryOperator<Tensor> f = loss.get();
            Shape shape = Shape.vector(pair[0].length);
            return compiled(Program.ofSeveral(
                    x -> new Tensor[] {Differentiation.hvp(f, x[0], x[1], HvpMode.FR)}, shape, shape), pair);
        });
    }

    private void rosenbrock() {
        Supplier<double[]> point = () -> {
            double[] x = new Gauss(SEED).array(100);
            for (int i = 0; i < x.length; i++) {
                x[i] *= 0.5;
            }
            return x;
        };
        put("A3/rosen-loop", () -> valueAndGradient(x -> {
            Tensor f = Tensor.of(0);
            for (int i = 0; i < 99; i++) {
                f = f.plus(x.get(i + 1).minus(x.get(i).squared()).squared().times(100))
                        .plus(Tensor.of(1).minus(x.get(i)).squared());
            }
            return f;
        }, point.get()));
        put("A3/rosen-vec", () -> valueAndGradient(x -> {
            Tensor head = x.slice(0, 99);
            return x.slice(1, 100).minus(head.squared()).squaredNorm().times(100)
                    .plus(head.negated().plus(1).squaredNorm());
        }, point.get()));
    }

    private void product() {
        put("A3/product", () -> {
            double[] x = new Gauss(SEED).array(1000);
            for (int i = 0; i < x.length; i++) {
                x[i] = 1 + 0.01 * x[i];
            }
            return valueAndGradient(t -> {
                Tensor f = t.get(0);
                for (int i = 1; i < 1000; i++) {
                    f = f.times(t.get(i));
                }
                return f;
            }, x);
        });
    }

    private void recurrence() {
        put("A3/recurrence", () -> {
            Program program = Program.ofSeveral(x -> {
                var both = Differentiation.jvp(s -> {
                    Tensor t = s;
                    for (int i = 0; i < 1000; i++) {
                        t = t.sin().plus(t.times(0.1));
                    }
                    return t;
                }, x[0], Tensor.of(1));
                return new Tensor[] {both.value(), both.tangent()};
            }, Shape.scalar());
            return compiled(program, new double[] {0.5});
        });
    }

    private static Callable<double[]> valueAndGradient(UnaryOperator<Tensor> f, double[] x) {
        return compiled(Program.ofSeveral(t -> {
            var both = Differentiation.valueAndGrad(f).apply(t[0]);
            return new Tensor[] {both.value(), both.gradient()};
        }, Shape.vector(x.length)), x);
    }

    /** All results in one array. */
    private static Callable<double[]> compiled(Program program, double[]... x) {
        Execution execution = program.newExecution();
        double[][] y = program.outputs().stream().map(shape -> new double[shape.size()]).toArray(double[][]::new);
        return () -> {
            execution.run(x, y);
            if (y.length == 1) {
                return y[0].clone();
            }
            double[] all = new double[y[0].length + y[1].length];
            System.arraycopy(y[0], 0, all, 0, y[0].length);
            System.arraycopy(y[1], 0, all, y[0].length, y[1].length);
            return all;
        };
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
}
