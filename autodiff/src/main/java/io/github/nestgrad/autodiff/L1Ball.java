package io.github.nestgrad.autodiff;

/**
 * The projection on the ball {p : Σ |pᵢ| ≤ r}: x itself inside, else yᵢ = sign(xᵢ) max(|xᵢ| − τ, 0).
 *
 * <p>Inside the Jacobian is the identity. Outside, with s the signs of the k entries of y that are not 0, it is
 * diag(s²) − s sᵀ / k. It is its own transpose. The boundary counts as inside, entries at the kink |xᵢ| = τ as 0. It
 * depends on x through s alone, so all derivatives of higher order are 0.
 */
record L1Ball(double radius) implements Primitive {

    L1Ball {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "projectL1Ball: the radius is " + radius + " (expected a positive number)");
        }
    }

    @Override
    public String operation() {
        return "projectL1Ball";
    }

    @Override
    public Shape shape(Shape... x) {
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
        double largest = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double size = Math.abs(a.array[a.offset + i]);
            largest = Math.max(largest, size);
            sum += size;
        }
        if (sum <= radius) {
            System.arraycopy(a.array, a.offset, y.array, y.offset, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            workspace[i] = Math.abs(a.array[a.offset + i]) - largest;
        }
        double threshold = SimplexThreshold.of(workspace, n, radius);
        for (int i = 0; i < n; i++) {
            double entry = a.array[a.offset + i];
            y.array[y.offset + i] = Math.copySign(Math.max(Math.abs(entry) - largest - threshold, 0), entry);
        }
    }

    private static Tensor product(Tensor t, Tensor x, Tensor y) {
        // the value copies what lies inside, so there is no second opinion on that
        Tensor moved = ComparisonWith.of(Relation.GREATER, Comparison.of(Relation.UNEQUAL, x, y).sum(), 0);
        Tensor signs = Sign.of(y);
        Tensor count = signs.dot(signs);
        Tensor share = Interpreter.bind(QuotientOrZero.QUOTIENT, Masked.of(signs.dot(t), moved), count);
        Tensor stays = Broadcast.bind(Where.WHERE, signs.times(signs), Tensor.of(1), moved);
        return Masked.of(t, stays).minus(signs.times(share));
    }

    @Override
    public long cost(Shape... x) {
        return SimplexThreshold.cost(x[0].size());
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return product(tangent, x[0], y);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return product(cotangent, x[0], y);
    }
}
