package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * A⁻¹, where the second argument is the {@linkplain Factorize factors} of A. To solve with A takes less work and is
 * more accurate; this is for the derivative of a determinant, which is the inverse itself.
 *
 * <pre>
 *   Ẏ = −A⁻¹ Ȧ A⁻¹        Ā = −A⁻ᵀ Ȳ A⁻ᵀ
 * </pre>
 *
 * <p>Columns are found some at a time, and where a column of a triangle's inverse begins with zeros they are left out:
 * for Cholesky's factors and with the symmetric half alone, n³/3 products instead of n³. If A is symmetric it is read
 * as its symmetric part, and the cotangent is symmetric.
 */
record Inverse(Primitive factorization, boolean symmetric) implements Primitive {

    private static final Substitution LOWER = new Substitution(false, false, false);
    private static final Substitution LOWER_TRANSPOSED = new Substitution(false, true, false);
    private static final Substitution UNIT_LOWER = new Substitution(false, false, true);
    private static final Substitution UPPER = new Substitution(true, false, false);
    private static final int COLUMNS = 32;

    @Override
    public String operation() {
        return factorization.operation() + " inverse";
    }

    /** A and its factors. */
    @Override
    public Tensor[] completed(Tensor... x) {
        return new Tensor[] {x[0], Interpreter.bind(factorization, x[0])};
    }

    @Override
    public Shape shape(Shape... x) {
        Factorize.requireSquare(operation(), x[0]);
        return x[0];
    }

    @Override
    public int workspace(Shape... x) {
        int n = x[0].rows();
        int most = 0;
        for (int j = 0; j < n; j += COLUMNS) {
            int columns = Math.min(COLUMNS, n - j);
            most = Math.max(most, Math.max(Substitution.workspace(n - j, columns), Substitution.workspace(n, columns)));
        }
        return Math.multiplyExact(n, COLUMNS) + most;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[workspace(x[0].shape())]);
    }

    /** The block of columns stands behind what the substitution needs. */
    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        int n = x[0].shape().rows();
        int block = workspace.length - n * COLUMNS;
        for (int j = 0; j < n; j += COLUMNS) {
            int columns = Math.min(COLUMNS, n - j);
            if (symmetric) {
                symmetricColumns(n, j, columns, x[1], y, workspace, block);
            } else {
                columns(n, j, columns, x[1], y, workspace, block);
            }
        }
    }

    /** Rows from j on, and their mirror image: there only the triangle from j on has a part in it. */
    private static void symmetricColumns(int n, int j, int columns, Concrete factors, Concrete y, double[] workspace,
            int block) {
        int rows = n - j;
        int triangle = factors.offset + j * (n + 1);
        unitColumns(rows, columns, workspace, block);
        LOWER.solve(y.kernels, rows, n, factors.array, triangle, columns, workspace, block, workspace);
        LOWER_TRANSPOSED.solve(y.kernels, rows, n, factors.array, triangle, columns, workspace, block, workspace);
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < Math.min(columns, i + 1); c++) {
                double entry = workspace[block + i * columns + c];
                y.array[y.offset + (j + i) * n + j + c] = entry;
                y.array[y.offset + (j + c) * n + j + i] = entry;
            }
        }
    }

    /** A⁻¹ = U⁻¹ L⁻¹ P: column j of L⁻¹ goes to the column of which P has made row j. */
    private static void columns(int n, int j, int columns, Concrete factors, Concrete y, double[] workspace,
            int block) {
        Arrays.fill(workspace, block, block + j * columns, 0);
        int below = block + j * columns;
        unitColumns(n - j, columns, workspace, below);
        UNIT_LOWER.solve(y.kernels, n - j, n, factors.array, factors.offset + j * (n + 1), columns, workspace, below,
                workspace);
        UPPER.solve(y.kernels, n, factors.array, factors.offset, columns, workspace, block, workspace);
        int order = factors.offset + n * n;
        for (int c = 0; c < columns; c++) {
            int column = (int) factors.array[order + j + c];
            for (int i = 0; i < n; i++) {
                y.array[y.offset + i * n + column] = workspace[block + i * columns + c];
            }
        }
    }

    private static void unitColumns(int rows, int columns, double[] b, int at) {
        Arrays.fill(b, at, at + rows * columns, 0);
        for (int c = 0; c < columns; c++) {
            b[at + c * columns + c] = 1;
        }
    }

    @Override
    public long cost(Shape... x) {
        long cube = (long) x[0].rows() * x[0].size();
        return (Cost.ADD + Cost.MULTIPLY) * cube * (symmetric ? 1 : 2) / 3;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        if (k == 1) {
            return null;
        }
        Tensor change = symmetric ? Solve.symmetricPart(tangent) : tangent;
        return y.matmul(change).matmul(y).negated();
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        if (k == 1) {
            return null;
        }
        Tensor change = symmetric ? Solve.symmetricPart(cotangent) : cotangent;
        return y.transposedMatmul(change).matmulTransposed(y).negated();
    }
}
