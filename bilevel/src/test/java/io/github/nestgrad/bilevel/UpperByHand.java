package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.linalg.Matrix;
import java.util.SplittableRandom;

/** E(w, λ) = ½‖w − y‖² + ⟨w, Dλ⟩ + ¼ Σ λⱼ⁴, whose ∇₂E depends on w, so that an outdated w shows. */
record UpperByHand(double[] y, double[][] coupling) {

    static UpperByHand of(int d, int m, SplittableRandom random) {
        return new UpperByHand(Plain.gaussian(d, random), Plain.matrix(d, m, 1, random));
    }

    Tensor tensor(Tensor w, Tensor lambda) {
        Tensor dLambda = matrix(coupling).matmul(lambda);
        return w.minus(Tensor.of(y)).squaredNorm().times(0.5).plus(w.dot(dLambda))
                .plus(lambda.squared().squared().sum().times(0.25));
    }

    double value(double[] w, double[] lambda) {
        double[] r = Plain.plus(w, -1, y);
        double value = 0.5 * Plain.dot(r, r) + Plain.dot(w, Plain.times(coupling, lambda));
        for (double l : lambda) {
            value += 0.25 * l * l * l * l;
        }
        return value;
    }

    double[] inState(double[] w, double[] lambda) {
        return Plain.plus(Plain.plus(w, -1, y), 1, Plain.times(coupling, lambda));
    }

    double[] inLambda(double[] w, double[] lambda) {
        double[] gradient = Plain.transposedTimes(coupling, w);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] += lambda[j] * lambda[j] * lambda[j];
        }
        return gradient;
    }

    static Tensor matrix(double[][] a) {
        return Tensor.wrap(Matrix.wrap(a.length, a[0].length, Plain.flat(a)));
    }
}
