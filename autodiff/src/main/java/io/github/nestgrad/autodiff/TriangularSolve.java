package io.github.nestgrad.autodiff;

/**
 * The solution X of op(T) X = B for a vector or the columns of a matrix, where T is the lower or upper triangle of the
 * first argument, whose other triangle is not read.
 *
 * <pre>
 *   Ẋ = op(T)⁻¹ (Ḃ − op(Ṫ) X)        B̄ = op(T)⁻ᵀ X̄        T̄ = −B̄ Xᵀ, or −X B̄ᵀ if op transposes
 * </pre>
 *
 * <p>of which the triangle alone counts: the cotangent is zero in the other one.
 */
record TriangularSolve(boolean upper, boolean transposed) implements Primitive {

    @Override
    public String operation() {
        return (upper ? "solveUpper" : "solveLower") + (transposed ? "Transposed" : "");
    }

    @Override
    public Shape shape(Shape... x) {
        Solve.requireFit(operation(), x[0], x[1]);
        return x[1];
    }

    @Override
    public int workspace(Shape... x) {
        return Substitution.workspace(x[1].rows(), x[1].columns());
    }

    @Override
    public boolean inPlace(int k) {
        return k == 1;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[workspace(x[0].shape(), x[1].shape())]);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        Concrete t = x[0];
        Concrete b = x[1];
        int n = b.shape().rows();
        for (int i = 0; i < n; i++) {
            double pivot = t.array[t.offset + i * (n + 1)];
            if (!(Math.abs(pivot) > 0)) {
                throw new ArithmeticException(operation() + ": pivot " + i + " of " + n + " is " + pivot
                        + " (expected a number other than 0; the matrix is singular)");
            }
        }
        if (b.array != y.array || b.offset != y.offset) {
            System.arraycopy(b.array, b.offset, y.array, y.offset, b.shape().size());
        }
        new Substitution(upper, transposed, false).solve(
                y.kernels, n, t.array, t.offset, b.shape().columns(), y.array, y.offset, workspace);
    }

    @Override
    public long cost(Shape... x) {
        return (long) (Cost.ADD + Cost.MULTIPLY) * x[1].rows() * x[1].size() / 2;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        if (k == 1) {
            return Interpreter.bind(this, x[0], tangent);
        }
        Tensor change = Interpreter.bind(new MatMul(transposed, false), triangle(tangent), y);
        return Interpreter.bind(this, x[0], change).negated();
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        Tensor ofB = Interpreter.bind(new TriangularSolve(upper, !transposed), x[0], cotangent);
        if (k == 1) {
            return ofB;
        }
        MatMul product = new MatMul(false, true);
        Tensor ofT = transposed ? Interpreter.bind(product, y, ofB) : Interpreter.bind(product, ofB, y);
        return triangle(ofT.negated());
    }

    private Tensor triangle(Tensor t) {
        return Interpreter.bind(new TriangularPart(upper), t);
    }
}
