package io.github.nestgrad.bilevel;

import io.github.nestgrad.bilevel.model.Regularization;

/** A {@link RidgeCase} at one θ. */
final class RidgeByHand implements ByHand {

    private final RidgeCase ridge;
    private final Regularization regularization;
    private final double[] theta;
    private final double[][] x;
    private final double[][] xValidation;

    RidgeByHand(RidgeCase ridge, Regularization regularization, double[] theta) {
        this.ridge = ridge;
        this.regularization = regularization;
        this.theta = theta;
        this.x = RidgeCase.rows(ridge.x);
        this.xValidation = RidgeCase.rows(ridge.xValidation);
    }

    @Override
    public BilevelProblem problem() {
        return ridge.problem(regularization);
    }

    @Override
    public double[] lambda() {
        return theta.clone();
    }

    @Override
    public int d() {
        return ridge.features;
    }

    private double weight(double[] l, int feature) {
        return Math.exp(l[l.length == 1 ? 0 : feature]);
    }

    @Override
    public double[] residual(double[] w, double[] l) {
        double[] r = Plain.plus(Plain.times(x, w), -1, ridge.y);
        double[] f = Plain.plus(new double[d()], 1.0 / ridge.y.length, Plain.transposedTimes(x, r));
        for (int i = 0; i < f.length; i++) {
            f[i] += weight(l, i) * w[i];
        }
        return f;
    }

    @Override
    public double[][] stateJacobian(double[] w, double[] l) {
        double[][] hessian = Plain.times(Plain.transposed(x), x);
        for (int i = 0; i < d(); i++) {
            for (int j = 0; j < d(); j++) {
                hessian[i][j] /= ridge.y.length;
            }
            hessian[i][i] += weight(l, i);
        }
        return hessian;
    }

    @Override
    public double[][] crossJacobian(double[] w, double[] l) {
        double[][] cross = new double[d()][l.length];
        for (int i = 0; i < d(); i++) {
            cross[i][l.length == 1 ? 0 : i] = weight(l, i) * w[i];
        }
        return cross;
    }

    @Override
    public double step(double[] l) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < d(); i++) {
            largest = Math.max(largest, weight(l, i));
            smallest = Math.min(smallest, weight(l, i));
        }
        return 2 / (1 + largest + smallest);
    }

    @Override
    public double upper(double[] w, double[] l) {
        double[] r = Plain.plus(Plain.times(xValidation, w), -1, ridge.yValidation);
        return 0.5 * Plain.dot(r, r) / r.length;
    }

    @Override
    public double[] upperInState(double[] w, double[] l) {
        double[] r = Plain.plus(Plain.times(xValidation, w), -1, ridge.yValidation);
        return Plain.plus(new double[d()], 1.0 / r.length, Plain.transposedTimes(xValidation, r));
    }

    @Override
    public double[] upperInLambda(double[] w, double[] l) {
        return new double[l.length];
    }
}
