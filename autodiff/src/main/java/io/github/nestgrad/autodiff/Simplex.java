package io.github.nestgrad.autodiff;

/**
 * The projection of a vector on the simplex {p ≥ 0, Σᵢ pᵢ = r}: yᵢ = max(xᵢ − τ, 0).
 *
 * <p>With A the set of the k positive entries of y, and e the vector of ones there, the Jacobian is diag(e) − e eᵀ / k,
 * its own transpose. Entries at the kink xᵢ = τ count as outside A. It depends on x through A alone, so all derivatives
 * of higher order are 0.
 */
record Simplex(double radius) implements Primitive {

    Simplex {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "projectSimplex: the entries are to sum to " + radius + " (expected a positive number)");
        }
    }

    @Override
    public String operation() {
        return "projectSimplex";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 1 || x[0].rows() == 0) {
            throw new IllegalArgumentException(
                    operation() + ": the argument is a " + x[0] + " (expected a vector with at least one entry)");
        }
        return x[0];
    }

    @Override
    public int workspace(Shape... x) {
        return x[0].size();
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[y.shape().size()]);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        int n = y.shape().size();
        Concrete a = x[0];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, a.array[a.offset + i]);
        }
        for (int i = 0; i < n; i++) {
            workspace[i] = a.array[a.offset + i] - largest;
        }
        double threshold = SimplexThreshold.of(workspace, n, radius);
        for (int i = 0; i < n; i++) {
            y.array[y.offset + i] = Math.max(a.array[a.offset + i] - largest - threshold, 0);
        }
    }

    private static Tensor product(Tensor t, Tensor y) {
        Tensor active = ComparisonWith.of(Relation.GREATER, y, 0);
        Tensor masked = Masked.of(t, active);
        return masked.minus(active.times(masked.sum().dividedBy(active.sum())));
    }

    @Override
    public long cost(Shape... x) {
        return SimplexThreshold.cost(x[0].size());
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return product(tangent, y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return product(cotangent, y);
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }
}
