package io.github.nestgrad.autodiff;

/**
 * The solution X of op(A) X = B for a vector or the columns of a matrix, where the third argument is the
 * {@linkplain Factorize factors} of A: those of the value serve both rules.
 *
 * <pre>
 *   Ẋ = op(A)⁻¹ (Ḃ − op(Ȧ) X)        B̄ = op(A)⁻ᵀ X̄        Ā = −B̄ Xᵀ, or −X B̄ᵀ if op transposes
 * </pre>
 *
 * <p>If A is symmetric, with Cholesky's factors, it is read as its symmetric part ½(A + Aᵀ): so the tangent is that of
 * the symmetric part of Ȧ, and the cotangent Ā is symmetric.
 *
 * @param factorization what makes the third argument of the first
 * @param symmetric whether the factors are Cholesky's; then nothing is to be transposed
 * @param transposed whether op transposes
 */
record Solve(Primitive factorization, boolean symmetric, boolean transposed) implements Primitive {

    private static final Substitution UNIT_LOWER = new Substitution(false, false, true);
    private static final Substitution UNIT_LOWER_TRANSPOSED = new Substitution(false, true, true);
    private static final Substitution UPPER = new Substitution(true, false, false);
    private static final Substitution UPPER_TRANSPOSED = new Substitution(true, true, false);
    private static final Substitution LOWER = new Substitution(false, false, false);
    private static final Substitution LOWER_TRANSPOSED = new Substitution(false, true, false);

    @Override
    public String operation() {
        return factorization.operation() + (transposed ? " solveTransposed" : " solve");
    }

    /** A, B and the factors of A. */
    @Override
    public Tensor[] completed(Tensor... x) {
        return new Tensor[] {x[0], x[1], Interpreter.bind(factorization, x[0])};
    }

    @Override
    public Shape shape(Shape... x) {
        requireFit(operation(), x[0], x[1]);
        return x[1];
    }

    static void requireFit(String operation, Shape a, Shape b) {
        Factorize.requireSquare(operation, a);
        if (b.isScalar() || b.rows() != a.rows()) {
            throw new IllegalArgumentException(operation + ": " + a + " and " + b + " do not fit (expected a vector or "
                    + "a matrix with " + a.rows() + " rows)");
        }
    }

    @Override
    public int workspace(Shape... x) {
        return x[1].rows() + Substitution.workspace(x[1].rows(), x[1].columns());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[workspace(x[0].shape(), x[1].shape())]);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        Concrete b = x[1];
        int n = b.shape().rows();
        int k = b.shape().columns();
        double[] f = x[2].array;
        int at = x[2].offset;
        int order = at + n * n;
        if (symmetric || transposed) {
            System.arraycopy(b.array, b.offset, y.array, y.offset, n * k);
        }
        if (symmetric) {
            LOWER.solve(y.kernels, n, f, at, k, y.array, y.offset, workspace);
            LOWER_TRANSPOSED.solve(y.kernels, n, f, at, k, y.array, y.offset, workspace);
        } else if (transposed) {
            UPPER_TRANSPOSED.solve(y.kernels, n, f, at, k, y.array, y.offset, workspace);
            UNIT_LOWER_TRANSPOSED.solve(y.kernels, n, f, at, k, y.array, y.offset, workspace);
            restoreOrder(n, k, f, order, y, workspace);
        } else {
            for (int i = 0; i < n; i++) {
                System.arraycopy(b.array, b.offset + (int) f[order + i] * k, y.array, y.offset + i * k, k);
            }
            UNIT_LOWER.solve(y.kernels, n, f, at, k, y.array, y.offset, workspace);
            UPPER.solve(y.kernels, n, f, at, k, y.array, y.offset, workspace);
        }
    }

    /** Row i goes to row order[i], column by column with room for one. */
    private static void restoreOrder(int n, int k, double[] f, int order, Concrete y, double[] column) {
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < n; i++) {
                column[(int) f[order + i]] = y.array[y.offset + i * k + j];
            }
            for (int i = 0; i < n; i++) {
                y.array[y.offset + i * k + j] = column[i];
            }
        }
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + Cost.MULTIPLY) * x[1].rows() * x[1].size(); // both triangles, half a matrix each
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        if (k == 1) {
            return Interpreter.bind(this, x[0], tangent, x[2]);
        }
        if (k == 2) {
            return null;
        }
        Tensor change;
        if (symmetric) {
            change = tangent.matmul(y).plus(tangent.transposedMatmul(y)).times(0.5);
        } else {
            change = transposed ? tangent.transposedMatmul(y) : tangent.matmul(y);
        }
        return Interpreter.bind(this, x[0], change, x[2]).negated();
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        if (k == 2) {
            return null;
        }
        Tensor ofB = Interpreter.bind(adjoint(), x[0], cotangent, x[2]);
        if (k == 1) {
            return ofB;
        }
        MatMul product = new MatMul(false, true);
        Tensor ofA = (transposed ? Interpreter.bind(product, y, ofB) : Interpreter.bind(product, ofB, y)).negated();
        return symmetric ? symmetricPart(ofA) : ofA;
    }

    private Solve adjoint() {
        return symmetric ? this : new Solve(factorization, false, !transposed);
    }

    static Tensor symmetricPart(Tensor x) {
        return x.plus(x.transposed()).times(0.5);
    }
}
