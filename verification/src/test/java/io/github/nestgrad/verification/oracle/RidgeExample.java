package io.github.nestgrad.verification.oracle;

import io.github.nestgrad.verification.Draw;
import java.math.BigDecimal;
import java.util.Arrays;

/** A random ridge problem, and its answer in 80 digits from the definitions. */
final class RidgeExample {

    final double[][] x;
    final double[] y;
    final double[][] xValidation;
    final double[] yValidation;

    /** The columns differ from a common one by about {@code spread}: XᵀX has a condition of at least 1/spread². */
    RidgeExample(int n, int d, double spread, long seed) {
        Draw draw = new Draw(seed);
        x = nearlyEqualColumns(n, d, spread, draw);
        y = draw.gaussian(n);
        int nValidation = 1 + draw.below(n);
        xValidation = draw.gaussian(nValidation, d);
        yValidation = draw.gaussian(nValidation);
    }

    private static double[][] nearlyEqualColumns(int n, int d, double spread, Draw draw) {
        double[][] x = draw.gaussian(n, d);
        for (double[] row : x) {
            double common = draw.gaussian();
            for (int j = 0; j < d; j++) {
                row[j] = common + spread * row[j];
            }
        }
        return x;
    }

    RidgeOracle oracle() {
        return RidgeOracle.of(x, y, xValidation, yValidation);
    }

    /** H = XᵀX/n + diag(λ). */
    BigDecimal[][] hessian(BigDecimal[] lambda) {
        int d = lambda.length;
        BigDecimal[][] h = new BigDecimal[d][d];
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < d; k++) {
                BigDecimal sum = BigDecimal.ZERO;
                for (double[] row : x) {
                    sum = sum.add(HighPrecision.exact(row[j]).multiply(HighPrecision.exact(row[k])));
                }
                h[j][k] = sum.divide(new BigDecimal(x.length), HighPrecision.DIGITS);
            }
            h[j][j] = h[j][j].add(lambda[j]);
        }
        return h;
    }

    /** Xᵀy / n. */
    BigDecimal[] moment() {
        BigDecimal[] moment = new BigDecimal[x[0].length];
        for (int j = 0; j < moment.length; j++) {
            moment[j] = BigDecimal.ZERO;
            for (int i = 0; i < x.length; i++) {
                moment[j] = moment[j].add(HighPrecision.exact(x[i][j]).multiply(HighPrecision.exact(y[i])));
            }
            moment[j] = moment[j].divide(new BigDecimal(x.length), HighPrecision.DIGITS);
        }
        return moment;
    }

    /** The answer for one λ per feature, all in 80 digits. */
    final class Answer {
        final BigDecimal[] w;
        /** ∂w/∂λ. */
        final BigDecimal[][] jacobian;
        final BigDecimal value;
        /** (∂w/∂λ)ᵀ ∇f(w): the chain rule as it stands, without the adjoint. */
        final BigDecimal[] hypergradient;

        Answer(BigDecimal[] lambda) {
            int d = lambda.length;
            BigDecimal[][] inverse = HighPrecision.inverse(hessian(lambda));
            w = times(inverse, moment());
            jacobian = new BigDecimal[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    jacobian[i][j] = inverse[i][j].multiply(w[j], HighPrecision.DIGITS).negate();
                }
            }
            BigDecimal twice = BigDecimal.ZERO;
            BigDecimal[] gradient = new BigDecimal[d];
            Arrays.fill(gradient, BigDecimal.ZERO);
            for (int i = 0; i < yValidation.length; i++) {
                BigDecimal residual = HighPrecision.exact(-yValidation[i]);
                for (int j = 0; j < d; j++) {
                    BigDecimal term = HighPrecision.exact(xValidation[i][j]).multiply(w[j]);
                    residual = residual.add(term, HighPrecision.DIGITS);
                }
                twice = twice.add(residual.multiply(residual), HighPrecision.DIGITS);
                for (int j = 0; j < d; j++) {
                    gradient[j] = gradient[j].add(residual.multiply(HighPrecision.exact(xValidation[i][j])),
                            HighPrecision.DIGITS);
                }
            }
            value = twice.divide(new BigDecimal(2 * yValidation.length), HighPrecision.DIGITS);
            hypergradient = new BigDecimal[d];
            for (int j = 0; j < d; j++) {
                hypergradient[j] = BigDecimal.ZERO;
                for (int i = 0; i < d; i++) {
                    hypergradient[j] = hypergradient[j].add(jacobian[i][j].multiply(gradient[i]), HighPrecision.DIGITS);
                }
                hypergradient[j] = hypergradient[j].divide(new BigDecimal(yValidation.length), HighPrecision.DIGITS);
            }
        }
    }

    private static BigDecimal[] times(BigDecimal[][] a, BigDecimal[] b) {
        BigDecimal[] product = new BigDecimal[b.length];
        for (int i = 0; i < b.length; i++) {
            product[i] = BigDecimal.ZERO;
            for (int j = 0; j < b.length; j++) {
                product[i] = product[i].add(a[i][j].multiply(b[j]), HighPrecision.DIGITS);
            }
        }
        return product;
    }
}
