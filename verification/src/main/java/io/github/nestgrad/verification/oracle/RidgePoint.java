package io.github.nestgrad.verification.oracle;

/** The solution w at one λ, with q = H⁻¹ ∇f(w), from which the derivatives follow. */
final class RidgePoint {

    private final SymmetricFactors hessian;
    private final DoubleDouble[] w;
    private final DoubleDouble[] q;
    private final DoubleDouble value;

    RidgePoint(SymmetricFactors hessian, DoubleDouble[] moment, RidgeData validation) {
        this.hessian = hessian;
        w = hessian.solve(moment);
        DoubleDouble[] residual = validation.residual(w);
        q = hessian.solve(validation.transposeTimes(residual));
        DoubleDouble squares = DoubleDouble.ZERO;
        for (DoubleDouble r : residual) {
            squares = squares.plus(r.times(r));
        }
        value = squares.dividedBy(DoubleDouble.of(2.0 * residual.length));
    }

    /** One λⱼ per feature; {@code chain[j]} is the derivative of λⱼ by the parameter. */
    RidgeDerivatives perFeature(DoubleDouble[] chain) {
        int d = w.length;
        double[][] jacobian = new double[d][d];
        double[] hypergradient = new double[d];
        for (int j = 0; j < d; j++) {
            DoubleDouble[] unit = new DoubleDouble[d];
            for (int i = 0; i < d; i++) {
                unit[i] = i == j ? DoubleDouble.ONE : DoubleDouble.ZERO;
            }
            DoubleDouble[] column = hessian.solve(unit);
            DoubleDouble factor = w[j].times(chain[j]).negated();
            for (int i = 0; i < d; i++) {
                jacobian[i][j] = column[i].times(factor).toDouble();
            }
            hypergradient[j] = q[j].times(factor).toDouble();
        }
        return new RidgeDerivatives(solution(), jacobian, value.toDouble(), hypergradient);
    }

    /** One λ for all features; {@code chain} is its derivative by the parameter. */
    RidgeDerivatives shared(DoubleDouble chain) {
        int d = w.length;
        double[][] jacobian = new double[d][1];
        DoubleDouble[] column = hessian.solve(w);
        DoubleDouble sum = DoubleDouble.ZERO;
        for (int i = 0; i < d; i++) {
            jacobian[i][0] = column[i].times(chain).negated().toDouble();
            sum = sum.plus(w[i].times(q[i]));
        }
        double[] hypergradient = {sum.times(chain).negated().toDouble()};
        return new RidgeDerivatives(solution(), jacobian, value.toDouble(), hypergradient);
    }

    private double[] solution() {
        double[] solution = new double[w.length];
        for (int i = 0; i < solution.length; i++) {
            solution[i] = w[i].toDouble();
        }
        return solution;
    }
}
