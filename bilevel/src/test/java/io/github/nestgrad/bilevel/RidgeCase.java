package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.verification.oracle.RidgeOracle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A random ridge problem whose lower Hessian has a known spectrum, as a problem of the engine and as an oracle.
 *
 * <p>X = √n Q diag(s) Rᵀ with orthonormal Q and R, so XᵀX/n = R diag(s²) Rᵀ has its spectrum in (0, 1] and the
 * condition number of X squared.
 */
public final class RidgeCase {

    public final Matrix x;
    public final double[] y;
    public final Matrix xValidation;
    public final double[] yValidation;
    public final int features;

    public RidgeCase(int rows, int features, double conditionOfX, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.features = features;
        double[][] q = orthonormalColumns(rows, features, random);
        double[][] rotation = orthonormalColumns(features, features, random);
        double[] entries = new double[rows * features];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < features; j++) {
                double sum = 0;
                for (int k = 0; k < features; k++) {
                    double s = features == 1 ? 1 : Math.pow(conditionOfX, -k / (features - 1.0));
                    sum += q[i][k] * s * rotation[j][k];
                }
                entries[i * features + j] = Math.sqrt(rows) * sum;
            }
        }
        x = Matrix.wrap(rows, features, entries);
        y = gaussian(rows, random);
        xValidation = Matrix.wrap(rows, features, gaussian(rows * features, random));
        yValidation = gaussian(rows, random);
    }

    public RidgeOracle oracle() {
        return RidgeOracle.of(rows(x), y, rows(xValidation), yValidation);
    }

    /** The lower Hessian lies between exp(min θ) and 1 + exp(max θ). */
    public double condition(double[] theta) {
        return (1 + Math.exp(Arrays.stream(theta).max().orElseThrow()))
                / Math.exp(Arrays.stream(theta).min().orElseThrow());
    }

    /** Written out here, so that the ready model in main code is judged too and not judge. */
    public BilevelProblem problem(Regularization regularization) {
        return problem(regularization, RidgeCase::bestStep);
    }

    /** The same with a step of the caller's. */
    public BilevelProblem problem(Regularization regularization, ToDoubleFunction<double[]> step) {
        Tensor data = Tensor.wrap(x);
        Tensor targets = Tensor.of(y);
        Tensor dataValidation = Tensor.wrap(xValidation);
        Tensor targetsValidation = Tensor.of(yValidation);
        boolean scalar = regularization == Regularization.SCALAR;
        return BilevelProblem.minMin(
                (w, theta) -> {
                    Tensor residual = data.matmul(w).minus(targets);
                    Tensor weighted = scalar ? w.squared().sum().times(theta.exp()) : w.squared().dot(theta.exp());
                    return residual.dot(residual).times(0.5 / y.length).plus(weighted.times(0.5));
                },
                (w, theta) -> dataValidation.matmul(w).minus(targetsValidation).squared().sum()
                        .times(0.5 / yValidation.length),
                Shape.vector(features),
                scalar ? Shape.scalar() : Shape.vector(features),
                step);
    }

    /** 2/(L + μ). */
    public static double bestStep(double[] theta) {
        double largest = Math.exp(Arrays.stream(theta).max().orElseThrow());
        double smallest = Math.exp(Arrays.stream(theta).min().orElseThrow());
        return 2 / (1 + largest + smallest);
    }

    static double[] gaussian(int n, SplittableRandom random) {
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        }
        return g;
    }

    static double[][] rows(Matrix m) {
        double[][] rows = new double[m.rows()][m.columns()];
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.columns(); j++) {
                rows[i][j] = m.get(i, j);
            }
        }
        return rows;
    }

    /** Modified Gram-Schmidt, twice, on a Gaussian matrix. */
    private static double[][] orthonormalColumns(int rows, int columns, SplittableRandom random) {
        double[][] a = new double[rows][];
        for (int i = 0; i < rows; i++) {
            a[i] = gaussian(columns, random);
        }
        for (int k = 0; k < columns; k++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int p = 0; p < k; p++) {
                    double inner = 0;
                    for (int i = 0; i < rows; i++) {
                        inner += a[i][k] * a[i][p];
                    }
                    for (int i = 0; i < rows; i++) {
                        a[i][k] -= inner * a[i][p];
                    }
                }
            }
            double norm = 0;
            for (int i = 0; i < rows; i++) {
                norm += a[i][k] * a[i][k];
            }
            for (int i = 0; i < rows; i++) {
                a[i][k] /= Math.sqrt(norm);
            }
        }
        return a;
    }
}
