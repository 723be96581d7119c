package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;

import io.github.nestgrad.linalg.Matrix;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whole models against their gradients and Hessians written out by hand, against differences, and in three modes. */
class ModelsProperties {

    private static final int ROUNDING = 256;
    private static final double FIRST_STEP = 0.1;
    private static final Domain ENTRIES = new Domain(0.1, 2, false);

    /** n rows of d features in plain arrays, with d · k parameters and a direction of theirs. */
    private static final class Data {
        final int n;
        final int d;
        final int k;
        final double[][] x;
        final double[] y;
        final int[] label;
        final double[] w;
        final double[] v;
        final Tensor features;

        Data(int n, int d, int k, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            this.n = n;
            this.d = d;
            this.k = k;
            x = new double[n][];
            double[] flat = new double[n * d];
            label = new int[n];
            for (int i = 0; i < n; i++) {
                x[i] = numbers(d, random);
                System.arraycopy(x[i], 0, flat, i * d, d);
                label[i] = random.nextInt(k);
            }
            y = numbers(n, random);
            w = numbers(d * k, random);
            v = numbers(d * k, random);
            features = Tensor.wrap(Matrix.wrap(n, d, flat));
        }

        private static double[] numbers(int size, SplittableRandom random) {
            double[] numbers = new double[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = ENTRIES.draw(random);
            }
            return numbers;
        }

        /** How large the terms are that rounding acts on. */
        double scale() {
            return (1 + n) * (1 + d) * (1 + d) * (1 + k);
        }
    }

    private static void requireDerivatives(Data data, UnaryOperator<Tensor> loss, double[] gradient,
            double[] hessianTimesV) {
        Tensor w = Tensor.of(data.w);
        Tensor v = Tensor.of(data.v);
        Tensor computed = Differentiation.grad(loss).apply(w);
        double tolerance = ROUNDING * EPSILON * data.scale();
        requireClose(gradient, computed, tolerance, () -> "gradient");
        Agreement.requireDerivative(h -> loss.apply(Samples.moved(w, h, v)).toDouble(), FIRST_STEP,
                Samples.inner(computed, v), 1 + Samples.absoluteInner(computed, v), () -> "gradient");
        for (HvpMode mode : HvpMode.values()) {
            requireClose(hessianTimesV, Differentiation.hvp(loss, w, v, mode), tolerance, mode::toString);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void ridgeRegressionMatchesItsClosedForm(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d, @ForAll long seed) {
        Data data = new Data(n, d, 1, seed);
        double lambda = 0.3;
        Tensor y = Tensor.of(data.y);
        UnaryOperator<Tensor> loss = w -> data.features.matmul(w).minus(y).squaredNorm().times(0.5 / n)
                .plus(w.squaredNorm().times(0.5 * lambda));
        double[] gradient = new double[d];
        double[] product = new double[d];
        for (int i = 0; i < n; i++) {
            double residual = inner(data.x[i], data.w) - data.y[i];
            double along = inner(data.x[i], data.v);
            for (int j = 0; j < d; j++) {
                gradient[j] += data.x[i][j] * residual / n;
                product[j] += data.x[i][j] * along / n;
            }
        }
        for (int j = 0; j < d; j++) {
            gradient[j] += lambda * data.w[j];
            product[j] += lambda * data.v[j];
        }
        requireDerivatives(data, loss, gradient, product);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void logisticRegressionMatchesItsClosedForm(@ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d, @ForAll long seed) {
        Data data = new Data(n, d, 2, seed);
        double[] signs = new double[n];
        double[] gradient = new double[2 * d];
        double[] product = new double[2 * d];
        for (int i = 0; i < n; i++) {
            signs[i] = 2 * data.label[i] - 1;
            double margin = signs[i] * inner(data.x[i], data.w);
            double wrong = 1 / (1 + Math.exp(margin));
            double curvature = wrong * (1 - wrong) * inner(data.x[i], data.v);
            for (int j = 0; j < d; j++) {
                gradient[j] -= wrong * signs[i] * data.x[i][j];
                product[j] += curvature * data.x[i][j];
            }
        }
        // the second half of the parameters is not read
        UnaryOperator<Tensor> loss = w -> data.features.matmul(w.slice(0, d)).times(Tensor.of(signs)).negated()
                .softplus().sum();
        requireDerivatives(data, loss, gradient, product);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void softmaxRegressionMatchesItsClosedForm(@ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 4) int d, @ForAll @IntRange(min = 1, max = 4) int k, @ForAll long seed) {
        Data data = new Data(n, d, k, seed);
        double[] oneHot = new double[n * k];
        double[] gradient = new double[d * k];
        double[] product = new double[d * k];
        for (int i = 0; i < n; i++) {
            oneHot[i * k + data.label[i]] = 1;
            double[] p = new double[k];
            double total = 0;
            double[] along = new double[k];
            for (int c = 0; c < k; c++) {
                double score = 0;
                for (int j = 0; j < d; j++) {
                    score += data.x[i][j] * data.w[j * k + c];
                    along[c] += data.x[i][j] * data.v[j * k + c];
                }
                p[c] = Math.exp(score);
                total += p[c];
            }
            double mean = 0;
            for (int c = 0; c < k; c++) {
                p[c] /= total;
                mean += p[c] * along[c];
            }
            for (int j = 0; j < d; j++) {
                for (int c = 0; c < k; c++) {
                    gradient[j * k + c] += data.x[i][j] * (p[c] - oneHot[i * k + c]) / n;
                    product[j * k + c] += data.x[i][j] * p[c] * (along[c] - mean) / n;
                }
            }
        }
        Tensor targets = Tensor.of(Shape.matrix(n, k), oneHot);
        UnaryOperator<Tensor> loss = w -> {
            Tensor scores = data.features.matmul(w.reshaped(Shape.matrix(d, k)));
            return scores.logSumExpRows().sum().minus(scores.dot(targets)).times(1.0 / n);
        };
        requireDerivatives(data, loss, gradient, product);
    }

    /** w₂ᵀ tanh(W₁ x + b₁) + b₂, all parameters in one vector, against backpropagation and R-operator by hand. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void tanhNetworkMatchesBackpropagationByHand(@ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 4) int d, @ForAll @IntRange(min = 1, max = 4) int hidden,
            @ForAll long seed) {
        int bias = hidden * d;
        int outer = bias + hidden;
        int last = outer + hidden;
        Data data = new Data(n, d, 1, seed);
        Data parameters = new Data(0, last + 1, 1, seed ^ 1);
        double[] w = parameters.w;
        double[] v = parameters.v;
        double[] gradient = new double[last + 1];
        double[] product = new double[last + 1];
        for (int i = 0; i < n; i++) {
            double[] h = new double[hidden];
            double[] tangentOfH = new double[hidden];
            double error = w[last] - data.y[i];
            double tangentOfError = v[last];
            for (int a = 0; a < hidden; a++) {
                double z = w[bias + a];
                double tangentOfZ = v[bias + a];
                for (int j = 0; j < d; j++) {
                    z += w[a * d + j] * data.x[i][j];
                    tangentOfZ += v[a * d + j] * data.x[i][j];
                }
                h[a] = Math.tanh(z);
                tangentOfH[a] = (1 - h[a] * h[a]) * tangentOfZ;
                error += w[outer + a] * h[a];
                tangentOfError += v[outer + a] * h[a] + w[outer + a] * tangentOfH[a];
            }
            gradient[last] += error / n;
            product[last] += tangentOfError / n;
            for (int a = 0; a < hidden; a++) {
                double slope = 1 - h[a] * h[a];
                double back = error * w[outer + a] * slope / n;
                double tangentOfBack = (tangentOfError * w[outer + a] * slope + error * v[outer + a] * slope
                        - 2 * error * w[outer + a] * h[a] * tangentOfH[a]) / n;
                gradient[outer + a] += error * h[a] / n;
                product[outer + a] += (tangentOfError * h[a] + error * tangentOfH[a]) / n;
                gradient[bias + a] += back;
                product[bias + a] += tangentOfBack;
                for (int j = 0; j < d; j++) {
                    gradient[a * d + j] += back * data.x[i][j];
                    product[a * d + j] += tangentOfBack * data.x[i][j];
                }
            }
        }
        Tensor y = Tensor.of(data.y);
        UnaryOperator<Tensor> loss = p -> {
            Tensor layer = p.slice(0, bias).reshaped(Shape.matrix(hidden, d));
            Tensor shift = p.slice(bias, outer).expandedToRows(n);
            Tensor activity = data.features.matmulTransposed(layer).plus(shift).tanh();
            return activity.matmul(p.slice(outer, last)).plus(p.get(last)).minus(y).squaredNorm().times(0.5 / n);
        };
        requireDerivatives(parameters, loss, gradient, product);
    }

    private static double inner(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
