package io.github.nestgrad.bilevel;

import io.github.nestgrad.autodiff.Shape;
import java.util.SplittableRandom;

/** Scalars of rank 0 below and above: Φ(w, λ) = a tanh(w) + λ w / 4 + sin λ and E(w, λ) = ½(w − c)² + λ² w. */
final class ScalarByHand implements ByHand {

    private final double a;
    private final double c;
    private final double lambda;

    ScalarByHand(SplittableRandom random) {
        a = random.nextDouble(-0.5, 0.5);
        c = random.nextDouble(-2, 2);
        lambda = random.nextDouble(-1, 1);
    }

    @Override
    public BilevelProblem problem() {
        return BilevelProblem.fixedPoint(
                (w, l) -> w.tanh().times(a).plus(l.times(w).times(0.25)).plus(l.sin()),
                (w, l) -> w.minus(c).squared().times(0.5).plus(l.squared().times(w)),
                Shape.scalar(), Shape.scalar());
    }

    @Override
    public double[] lambda() {
        return new double[] {lambda};
    }

    @Override
    public int d() {
        return 1;
    }

    @Override
    public double[] residual(double[] w, double[] l) {
        return new double[] {w[0] - (a * Math.tanh(w[0]) + l[0] * w[0] / 4 + Math.sin(l[0]))};
    }

    @Override
    public double[][] stateJacobian(double[] w, double[] l) {
        double t = Math.tanh(w[0]);
        return new double[][] {{1 - a * (1 - t * t) - l[0] / 4}};
    }

    @Override
    public double[][] crossJacobian(double[] w, double[] l) {
        return new double[][] {{-w[0] / 4 - Math.cos(l[0])}};
    }

    @Override
    public double step(double[] l) {
        return 1;
    }

    @Override
    public double upper(double[] w, double[] l) {
        return 0.5 * (w[0] - c) * (w[0] - c) + l[0] * l[0] * w[0];
    }

    @Override
    public double[] upperInState(double[] w, double[] l) {
        return new double[] {w[0] - c + l[0] * l[0]};
    }

    @Override
    public double[] upperInLambda(double[] w, double[] l) {
        return new double[] {2 * l[0] * w[0]};
    }
}
