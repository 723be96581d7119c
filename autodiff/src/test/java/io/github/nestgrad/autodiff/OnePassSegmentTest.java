package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.parallel.Parallelism;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A large matrix is read once for a gradient, and the gradient stays what it was, up to the order of summation. */
class OnePassSegmentTest {

    // enough for more than one chunk of rows
    private static final int ROWS = 2400;
    private static final int COLUMNS = 110;

    private static Matrix gaussian(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Matrix.wrap(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
    }

    /** Losses of X W whose derivatives are chains of different kinds. */
    private enum Loss {
        SQUARES(1) {
            @Override
            Tensor of(Tensor z, Tensor y) {
                return z.minus(y).squaredNorm().times(0.5 / ROWS);
            }
        },
        LOGISTIC(1) {
            @Override
            Tensor of(Tensor z, Tensor y) {
                return y.times(z).negated().softplus().mean();
            }
        },
        CROSS_ENTROPY(3) {
            @Override
            Tensor of(Tensor z, Tensor y) {
                return z.logSumExpRows().sum().minus(z.dot(y)).times(1.0 / ROWS);
            }
        };

        private final int classes;

        Loss(int classes) {
            this.classes = classes;
        }

        abstract Tensor of(Tensor z, Tensor y);

        Shape weights() {
            return classes == 1 ? Shape.vector(COLUMNS) : Shape.matrix(COLUMNS, classes);
        }

        UnaryOperator<Tensor> on(Matrix x) {
            Tensor targets = Tensor.of(gaussian(ROWS, classes, 2))
                    .reshaped(classes == 1 ? Shape.vector(ROWS) : Shape.matrix(ROWS, classes));
            Tensor features = Tensor.wrap(x);
            return w -> of(features.matmul(w), targets);
        }
    }

    private static double[] run(Program program, double[] w) {
        double[] y = new double[program.outputs().get(0).size()];
        Execution execution = program.newExecution();
        execution.run(w, y);
        double[] again = new double[y.length];
        execution.run(w, again);
        assertArrayEquals(y, again);
        return y;
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void gradientAndHessianProductsKeepTheirValues(Loss loss) {
        Matrix x = gaussian(ROWS, COLUMNS, 1);
        UnaryOperator<Tensor> f = loss.on(x);
        double[] w = gaussian(COLUMNS, loss.classes, 3).toArray();
        Tensor at = Tensor.of(loss.weights(), w);
        Tensor v = Tensor.of(loss.weights(), gaussian(COLUMNS, loss.classes, 4).toArray());
        UnaryOperator<Tensor> gradient = Differentiation.grad(f);
        requireNear(gradient.apply(at).toArray(), run(Program.of(gradient, loss.weights()), w));
        for (HvpMode mode : HvpMode.values()) {
            UnaryOperator<Tensor> product = t -> Differentiation.hvp(f, t, v, mode);
            requireNear(product.apply(at).toArray(), run(Program.of(product, loss.weights()), w));
        }
    }

    /** Entries of X and of the residuals are at most 1 and 2; each of the sums has as many terms as rows or columns. */
    private static void requireNear(double[] expected, double[] actual) {
        double tolerance = 8.0 * (ROWS + COLUMNS) * Math.ulp(1.0);
        assertArrayEquals(expected, actual, tolerance);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void gradientProgramHasOneSegment(Loss loss) {
        Program program = Program.of(Differentiation.grad(loss.on(gaussian(ROWS, COLUMNS, 1))), loss.weights());
        assertEquals(1, program.segments().size());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void threadsDoNotChangeABit(Loss loss) {
        Matrix one = gaussian(ROWS, COLUMNS, 1);
        Matrix shared = one.withParallelism(Parallelism.of(3, ForkJoinPool.commonPool()));
        double[] w = gaussian(COLUMNS, loss.classes, 3).toArray();
        assertArrayEquals(run(Program.of(Differentiation.grad(loss.on(one)), loss.weights()), w),
                run(Program.of(Differentiation.grad(loss.on(shared)), loss.weights()), w));
    }
}
