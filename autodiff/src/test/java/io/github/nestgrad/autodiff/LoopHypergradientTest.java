package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Hypergradients of ridge regression by t steps of gradient descent, against their closed form.
 *
 * <p>With X = U diag(√(n σ)) Vᵀ, gradient descent from zero acts on each coordinate of ŵ = Vᵀ w alone. Let h = σ + λ,
 * m = 1 − η h and b̂ = Vᵀ Xᵀ y / n; then
 *
 * <pre>
 *   ŵₜ          = (1 − mᵗ) b̂ / h
 *   ∂ŵₜ/∂λ      = (t η mᵗ⁻¹ / h − (1 − mᵗ) / h²) b̂              ∂ŵₜ/∂η = t mᵗ⁻¹ b̂
 *   ∂²ŵₜ/∂λ²    = (−t (t − 1) η² mᵗ⁻² / h − 2 t η mᵗ⁻¹ / h² + 2 (1 − mᵗ) / h³) b̂
 * </pre>
 */
class LoopHypergradientTest {

    private static final int ROUNDING = 256;
    private static final List<Schedule> EXACT =
            List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(1), Schedule.binomial(3), Schedule.binomial(8));

    /** The objective is ½‖wₜ − c‖², as a function of (λ, η). */
    private static final class Ridge {
        private final int d;
        private final int steps;
        private final double[] sigma;
        private final double[] projected; // b̂
        private final double[] target; // Vᵀ c
        private final Tensor x;
        private final Tensor y;
        private final Tensor c;

        Ridge(int d, int steps, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = d + 3;
            double[][] u = reflection(n, random);
            double[][] v = reflection(d, random);
            double[] labels = random.doubles(n, -1, 1).toArray();
            double[] goal = random.doubles(d, -1, 1).toArray();
            this.d = d;
            this.steps = steps;
            this.sigma = random.doubles(d, 0.1, 1).toArray();
            this.projected = new double[d];
            this.target = new double[d];
            double[] entries = new double[n * d];
            for (int k = 0; k < d; k++) {
                double s = Math.sqrt(n * sigma[k]);
                for (int i = 0; i < n; i++) {
                    projected[k] += s * u[i][k] * labels[i] / n;
                    for (int j = 0; j < d; j++) {
                        entries[i * d + j] += s * u[i][k] * v[j][k];
                    }
                }
                for (int j = 0; j < d; j++) {
                    target[k] += v[j][k] * goal[j];
                }
            }
            this.x = Tensor.of(Shape.matrix(n, d), entries);
            this.y = Tensor.of(labels);
            this.c = Tensor.of(goal);
        }

        /** I − 2 a aᵀ / aᵀa. */
        private static double[][] reflection(int n, SplittableRandom random) {
            double[] a = random.doubles(n, -1, 1).toArray();
            double norm = 0;
            for (double entry : a) {
                norm += entry * entry;
            }
            double[][] q = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    q[i][j] = (i == j ? 1 : 0) - 2 * a[i] * a[j] / norm;
                }
            }
            return q;
        }

        Tensor step(Tensor w, Tensor lambda, Tensor eta) {
            Tensor gradient = x.transposedMatmul(x.matmul(w).minus(y)).times(1.0 / y.shape().rows())
                    .plus(w.times(lambda));
            return w.minus(gradient.times(eta));
        }

        UnaryOperator<Tensor> objective(Schedule schedule) {
            Loop loop = Loop.of((w, k, p) -> step(w, p[0], p[1]), schedule);
            return p -> loop.run(steps, Tensor.zeros(Shape.vector(d)), p.get(0), p.get(1)).minus(c).squaredNorm()
                    .times(0.5);
        }

        private static double power(double m, int exponent) {
            return exponent < 0 ? 0 : Math.pow(m, exponent);
        }

        /** ∂/∂λ, ∂/∂η and ∂²/∂λ². */
        double[] derivatives(double lambda, double eta) {
            double[] sums = new double[3];
            int t = steps;
            for (int k = 0; k < d; k++) {
                double h = sigma[k] + lambda;
                double m = 1 - eta * h;
                double residual = (1 - power(m, t)) / h * projected[k] - target[k];
                double first = (t * eta * power(m, t - 1) / h - (1 - power(m, t)) / (h * h)) * projected[k];
                double second = (-t * (t - 1.0) * eta * eta * power(m, t - 2) / h
                        - 2 * t * eta * power(m, t - 1) / (h * h) + 2 * (1 - power(m, t)) / (h * h * h)) * projected[k];
                sums[0] += residual * first;
                sums[1] += residual * t * power(m, t - 1) * projected[k];
                sums[2] += first * first + residual * second;
            }
            return sums;
        }

        /** ∂/∂λ through the last steps alone: Σ mⁱ (−η ŵₜ₋₁₋ᵢ). */
        double truncated(double lambda, double eta, int reversed) {
            double sum = 0;
            for (int k = 0; k < d; k++) {
                double h = sigma[k] + lambda;
                double m = 1 - eta * h;
                double residual = (1 - power(m, steps)) / h * projected[k] - target[k];
                for (int i = 0; i < Math.min(reversed, steps); i++) {
                    double earlier = (1 - power(m, steps - 1 - i)) / h * projected[k];
                    sum -= residual * power(m, i) * eta * earlier;
                }
            }
            return sum;
        }

        double tolerance(double... derivatives) {
            double scale = 1;
            for (double derivative : derivatives) {
                scale += Math.abs(derivative);
            }
            return ROUNDING * EPSILON * scale * (d + 3) * (1 + steps);
        }
    }

    private static final Tensor LAMBDA = Tensor.of(new double[] {1, 0});
    private static final Tensor ETA = Tensor.of(new double[] {0, 1});

    @Property(tries = 40)
    void hypergradientsInBothModesWithEveryScheduleAreTheClosedForm(@ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 0, max = 120) int steps, @ForAll long seed) {
        Ridge ridge = new Ridge(d, steps, seed);
        Tensor point = Tensor.of(new double[] {0.3, 0.5});
        double[] expected = ridge.derivatives(0.3, 0.5);
        double tolerance = ridge.tolerance(expected);
        for (Schedule schedule : EXACT) {
            UnaryOperator<Tensor> f = ridge.objective(schedule);
            Tensor gradient = Differentiation.vjp(f, point).pullback(Tensor.of(1));
            requireClose(new double[] {expected[0], expected[1]}, gradient, tolerance, schedule::toString);
            requireClose(expected[0], Differentiation.jvp(f, point, LAMBDA).tangent().toDouble(), tolerance,
                    schedule::toString);
            requireClose(expected[1], Differentiation.jvp(f, point, ETA).tangent().toDouble(), tolerance,
                    schedule::toString);
            if (steps > 0) {
                for (HvpMode mode : HvpMode.values()) {
                    requireClose(expected[2], Differentiation.hvp(f, point, LAMBDA, mode).get(0).toDouble(), tolerance,
                            () -> schedule + ", " + mode);
                }
            }
        }
    }

    /** The theorems on the cost of derivatives hold for loops as for every other function; see {@link Cost}. */
    @Test
    void hypergradientsCostAtMostFourTimesAndTheirProductsAtMostTenTimesTheLoop() {
        for (int steps : new int[] {2, 10, 1000}) {
            UnaryOperator<Tensor> f = new Ridge(20, steps, 1).objective(Schedule.ALL);
            Shape shape = Shape.vector(2);
            double loop = Program.of(f, shape).cost();
            double gradient = Program.of(Differentiation.grad(f), shape).cost();
            assertTrue(gradient > loop && gradient <= 4 * loop, () -> steps + " steps: " + gradient / loop);
            for (HvpMode mode : HvpMode.values()) {
                double product = Program.of(p -> Differentiation.hvp(f, p, LAMBDA, mode), shape).cost();
                assertTrue(product <= 10 * loop, () -> steps + " steps, " + mode + ": " + product / loop);
            }
        }
    }

    @Property(tries = 40)
    void truncatedHypergradientsAreTheLastTermsOfTheSum(@ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 40) int steps, @ForAll @IntRange(min = 0, max = 45) int reversed,
            @ForAll long seed) {
        Ridge ridge = new Ridge(d, steps, seed);
        double expected = ridge.truncated(0.3, 0.5, reversed);
        Tensor gradient = Differentiation.vjp(ridge.objective(Schedule.truncated(reversed)),
                Tensor.of(new double[] {0.3, 0.5})).pullback(Tensor.of(1));
        requireClose(expected, gradient.get(0).toDouble(), ridge.tolerance(expected), () -> reversed + " of " + steps);
    }

    /** The step contracts by q = 1 − η (σ + λ) at most, so what is left out is at most of the size qᵏ. */
    @Property(tries = 40)
    void theErrorOfTruncationFallsLikeThePowersOfTheContraction(@ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 30) int reversed, @ForAll long seed) {
        int steps = 40;
        Ridge ridge = new Ridge(d, steps, seed);
        double lambda = 0.3;
        double eta = 0.5;
        double q = 0;
        double size = 0;
        for (int k = 0; k < d; k++) {
            double h = ridge.sigma[k] + lambda;
            q = Math.max(q, 1 - eta * h);
            // |residual| |ŵ| / h bounds the sum of the terms that are left out, divided by qᵏ
            size += (Math.abs(ridge.projected[k]) / h + Math.abs(ridge.target[k]))
                    * Math.abs(ridge.projected[k]) / (h * h);
        }
        double exact = ridge.derivatives(lambda, eta)[0];
        double truncated = Differentiation.vjp(ridge.objective(Schedule.truncated(reversed)),
                Tensor.of(new double[] {lambda, eta})).pullback(Tensor.of(1)).get(0).toDouble();
        double error = Math.abs(exact - truncated);
        assertTrue(error <= Math.pow(q, reversed) * size + ridge.tolerance(exact), () -> "error " + error);
    }
}
