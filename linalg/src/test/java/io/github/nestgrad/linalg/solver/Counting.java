package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;

/** An operator that counts its products. */
final class Counting implements LinearOperator {

    private final LinearOperator a;
    int products;

    Counting(LinearOperator a) {
        this.a = a;
    }

    @Override
    public int rows() {
        return a.rows();
    }

    @Override
    public int columns() {
        return a.columns();
    }

    @Override
    public void apply(double[] x, double[] out) {
        products++;
        a.apply(x, out);
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        products++;
        a.applyTranspose(x, out);
    }
}
