package io.github.nestgrad.autodiff;

/**
 * The projection on the ball {p : ‖p‖ ≤ r}: y = x min(1, r / ‖x‖).
 *
 * <p>Inside, and on the boundary, the Jacobian is the identity. Outside it is (r / ‖x‖)(I − u uᵀ) with u = x / ‖x‖. It
 * is its own transpose.
 */
record L2Ball(double radius) implements Primitive {

    L2Ball {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "projectL2Ball: the radius is " + radius + " (expected a positive number)");
        }
    }

    @Override
    public String operation() {
        return "projectL2Ball";
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int n = y.shape().size();
        Concrete a = x[0];
        double norm = y.kernels.nrm2(n, a.array, a.offset);
        if (norm <= radius) {
            System.arraycopy(a.array, a.offset, y.array, y.offset, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            // divided first: neither overflows nor loses the quotient of two large numbers
            y.array[y.offset + i] = a.array[a.offset + i] / norm * radius;
        }
    }

    private Tensor product(Tensor t, Tensor x) {
        Tensor norm = x.norm();
        Tensor outside = ComparisonWith.of(Relation.GREATER, norm, radius);
        // inside, the radius stands for the norm, and no derivative comes from either
        Tensor divisor = Broadcast.bind(Where.WHERE, norm, Tensor.of(radius), outside);
        Tensor u = x.dividedBy(divisor);
        Tensor alongU = Masked.of(u.dot(t), outside);
        return t.minus(u.times(alongU)).times(Tensor.of(radius).dividedBy(divisor));
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + 2 * Cost.MULTIPLY + Cost.NONLINEAR) * x[0].size() + Cost.NONLINEAR;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return product(tangent, x[0]);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return product(cotangent, x[0]);
    }
}
