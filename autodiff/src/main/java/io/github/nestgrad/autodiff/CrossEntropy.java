package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.ScalarFunctions;

/**
 * yᵢ = Σⱼ pᵢⱼ (log Σₖ exp zᵢₖ − zᵢⱼ) for each row of logits z and of weights p; with weights that sum to 1 the
 * cross-entropy −Σⱼ pᵢⱼ log softmax(zᵢ)ⱼ, whose derivative in zᵢ is softmax(zᵢ) − pᵢ.
 *
 * <p>With m the largest logit of a row, the value is Σⱼ pⱼ log1p(Σₖ exp(zₖ − m)) + Σⱼ pⱼ (m − zⱼ), where k leaves the
 * largest out. For p ≥ 0 nothing cancels: a loss near 0 is as accurate as any other. A weight 0 counts as no term,
 * whatever its logit is.
 */
enum CrossEntropy implements Primitive {
    ROWS;

    @Override
    public String operation() {
        return "crossEntropyRows";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 2 || !x[1].equals(x[0])) {
            throw new IllegalArgumentException(operation() + ": logits and targets are a " + x[0] + " and a " + x[1]
                    + " (expected matrices of equal shapes, or a vector of labels as targets)");
        }
        if (x[0].columns() == 0 && x[0].rows() > 0) {
            throw new IllegalArgumentException(
                    operation() + ": the rows of a " + x[0] + " are empty (expected at least one column)");
        }
        return Shape.vector(x[0].rows());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int columns = x[0].shape().columns();
        for (int i = 0; i < y.shape().rows(); i++) {
            y.array[y.offset + i] = ofRow(columns, x[0].array, x[0].offset + i * columns,
                    x[1].array, x[1].offset + i * columns);
        }
    }

    private static double ofRow(int n, double[] z, int zOffset, double[] p, int pOffset) {
        int top = 0;
        for (int j = 1; j < n; j++) {
            // a NaN stays on top
            top = z[zOffset + j] <= z[zOffset + top] || Double.isNaN(z[zOffset + top]) ? top : j;
        }
        double largest = z[zOffset + top];
        double others = 0;
        double weights = 0;
        double margins = 0;
        for (int j = 0; j < n; j++) {
            double below = z[zOffset + j] - largest;
            others += j == top ? 0 : ScalarFunctions.exp(below);
            if (p[pOffset + j] != 0) {
                weights += p[pOffset + j];
                margins += p[pOffset + j] * -below;
            }
        }
        return weights * ScalarFunctions.log1p(others) + margins;
    }

    private static Tensor derivative(int k, Tensor[] x) {
        Tensor z = x[0];
        int columns = z.shape().columns();
        if (k == 1) {
            return z.logSumExpRows().expandedToColumns(columns).minus(z);
        }
        return z.softmaxRows().times(x[1].rowSums().expandedToColumns(columns)).minus(x[1]);
    }

    @Override
    public long cost(Shape... x) {
        // largest, difference, exponential, two sums and the weighted margin, which is added up too; then the logarithm
        return (5L * Cost.ADD + Cost.MULTIPLY + Cost.NONLINEAR) * x[0].size()
                + (long) (Cost.ADD + Cost.MULTIPLY + Cost.NONLINEAR) * x[0].rows();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return derivative(k, x).times(tangent).rowSums();
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return derivative(k, x).times(cotangent.expandedToColumns(x[0].shape().columns()));
    }

    @Override
    public Primitive onRows(int rows) {
        return this;
    }
}
