package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.util.SplittableRandom;

/**
 * g(w, λ) = ½⟨w, Sw⟩ + (κ/4) Σ wᵢ⁴ + ⟨w, Bλ⟩ + ½⟨w², Cλ⟩ with a well-conditioned S: nothing in it is constant, so each
 * product must be taken at the right w. The step depends on λ.
 */
final class PolynomialMinMin implements ByHand {

    private static final double QUARTIC = 0.05;

    private final double[] lambda;
    private final double[][] s;
    private final double[][] b;
    private final double[][] c;
    private final UpperByHand upper;

    PolynomialMinMin(int d, int m, SplittableRandom random) {
        double[][] r = Plain.matrix(d, d, 0.7, random);
        s = Plain.times(Plain.transposed(r), r);
        for (int i = 0; i < d; i++) {
            s[i][i] += 0.7;
        }
        b = Plain.matrix(d, m, 1, random);
        c = Plain.matrix(d, m, 0.3, random);
        lambda = Plain.matrix(1, m, 1, random)[0];
        upper = UpperByHand.of(d, m, random);
    }

    @Override
    public BilevelProblem problem() {
        Tensor tensorS = UpperByHand.matrix(s);
        Tensor tensorB = UpperByHand.matrix(b);
        Tensor tensorC = UpperByHand.matrix(c);
        return BilevelProblem.minMin(
                (w, l) -> w.dot(tensorS.matmul(w)).times(0.5).plus(w.squared().squaredNorm().times(QUARTIC / 4))
                        .plus(w.dot(tensorB.matmul(l))).plus(w.squared().dot(tensorC.matmul(l)).times(0.5)),
                upper::tensor, Shape.vector(d()), Shape.vector(m()), this::step);
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }

    @Override
    public int d() {
        return s.length;
    }

    @Override
    public double[] residual(double[] w, double[] l) {
        double[] f = Plain.plus(Plain.times(s, w), 1, Plain.times(b, l));
        double[] curvature = Plain.times(c, l);
        for (int i = 0; i < f.length; i++) {
            f[i] += QUARTIC * w[i] * w[i] * w[i] + w[i] * curvature[i];
        }
        return f;
    }

    @Override
    public double[][] stateJacobian(double[] w, double[] l) {
        double[][] hessian = new double[d()][];
        double[] curvature = Plain.times(c, l);
        for (int i = 0; i < hessian.length; i++) {
            hessian[i] = s[i].clone();
            hessian[i][i] += 3 * QUARTIC * w[i] * w[i] + curvature[i];
        }
        return hessian;
    }

    @Override
    public double[][] crossJacobian(double[] w, double[] l) {
        double[][] cross = new double[d()][];
        for (int i = 0; i < cross.length; i++) {
            cross[i] = Plain.plus(b[i], w[i], c[i]);
        }
        return cross;
    }

    @Override
    public double step(double[] l) {
        return 0.3 / (1 + 0.1 * l[0] * l[0]); // with room for large λ and far starts
    }

    @Override
    public double upper(double[] w, double[] l) {
        return upper.value(w, l);
    }

    @Override
    public double[] upperInState(double[] w, double[] l) {
        return upper.inState(w, l);
    }

    @Override
    public double[] upperInLambda(double[] w, double[] l) {
        return upper.inLambda(w, l);
    }
}
