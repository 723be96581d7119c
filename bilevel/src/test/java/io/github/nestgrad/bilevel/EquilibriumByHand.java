package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.util.SplittableRandom;

/** The fixed point w = tanh(Aw + Bλ + c) with ‖A‖ &lt; 1 and not symmetric. */
public final class EquilibriumByHand implements ByHand {

    private final double[] lambda;
    private final double[][] a;
    private final double[][] b;
    private final double[] c;
    private final UpperByHand upper;

    public EquilibriumByHand(int d, int m, double normOfA, SplittableRandom random) {
        a = Plain.matrix(d, d, normOfA, random);
        b = Plain.matrix(d, m, 1, random);
        c = Plain.gaussian(d, random);
        lambda = Plain.gaussian(m, random);
        upper = UpperByHand.of(d, m, random);
    }

    @Override
    public BilevelProblem problem() {
        Tensor tensorA = UpperByHand.matrix(a);
        Tensor tensorB = UpperByHand.matrix(b);
        Tensor tensorC = Tensor.of(c);
        return BilevelProblem.fixedPoint(
                (w, l) -> tensorA.matmul(w).plus(tensorB.matmul(l)).plus(tensorC).tanh(),
                upper::tensor, Shape.vector(d()), Shape.vector(m()));
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }

    @Override
    public int d() {
        return a.length;
    }

    private double[] image(double[] w, double[] l) {
        double[] z = Plain.plus(Plain.plus(Plain.times(a, w), 1, Plain.times(b, l)), 1, c);
        for (int i = 0; i < z.length; i++) {
            z[i] = Math.tanh(z[i]);
        }
        return z;
    }

    @Override
    public double[] residual(double[] w, double[] l) {
        return Plain.plus(w, -1, image(w, l));
    }

    @Override
    public double[][] stateJacobian(double[] w, double[] l) {
        double[][] jacobian = scaledByMinusSlope(a, w, l);
        for (int i = 0; i < jacobian.length; i++) {
            jacobian[i][i] += 1;
        }
        return jacobian;
    }

    @Override
    public double[][] crossJacobian(double[] w, double[] l) {
        return scaledByMinusSlope(b, w, l);
    }

    private double[][] scaledByMinusSlope(double[][] matrix, double[] w, double[] l) {
        double[] image = image(w, l);
        double[][] scaled = new double[matrix.length][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Plain.plus(new double[matrix[i].length], image[i] * image[i] - 1, matrix[i]);
        }
        return scaled;
    }

    @Override
    public double step(double[] l) {
        return 1;
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
