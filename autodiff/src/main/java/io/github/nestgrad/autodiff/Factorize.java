package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.factor.Cholesky;
import io.github.nestgrad.linalg.factor.Lu;
import java.util.Arrays;

/**
 * The factors of a square matrix, as a value that solutions and determinants take as an argument: made once, they serve
 * the primal and all derivatives, and a program makes them once in each run.
 *
 * <p>They carry no derivative: whoever takes them also takes the matrix, and its rules say how the result depends on
 * that.
 *
 * <p>A factorisation allocates, also in a program.
 */
enum Factorize implements Primitive {

    /** P A = L U: L below the diagonal (its own is all ones), U on and above it, and the order of rows as last row. */
    LU("lu") {
        @Override
        Shape factors(int n) {
            return Shape.matrix(n + 1, n);
        }

        @Override
        void factorize(int n, double[] a, double[] y, int at) {
            Lu lu = Lu.of(Matrix.wrap(n, n, a));
            double[] lower = lu.lowerFactor().array();
            double[] upper = lu.upperFactor().array();
            int[] order = lu.rowOrder();
            for (int i = 0; i < n; i++) {
                int row = i * n;
                System.arraycopy(lower, row, y, at + row, i);
                System.arraycopy(upper, row + i, y, at + row + i, n - i);
                y[at + n * n + i] = order[i];
            }
        }
    },

    /** ½(A + Aᵀ) = L Lᵀ: L on and below the diagonal. */
    CHOLESKY("cholesky") {
        @Override
        Shape factors(int n) {
            return Shape.matrix(n, n);
        }

        @Override
        void factorize(int n, double[] a, double[] y, int at) {
            // only the lower triangle is read
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    a[i * n + j] = 0.5 * a[i * n + j] + 0.5 * a[j * n + i];
                }
            }
            System.arraycopy(Cholesky.of(Matrix.wrap(n, n, a)).factor().array(), 0, y, at, n * n);
        }
    };

    private final String operation;

    Factorize(String operation) {
        this.operation = operation;
    }

    abstract Shape factors(int n);

    /** Writes the factors of a, which may be overwritten, into y from {@code at} on. */
    abstract void factorize(int n, double[] a, double[] y, int at);

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public boolean hasDerivative() {
        return false;
    }

    @Override
    public Shape shape(Shape... x) {
        requireSquare(operation, x[0]);
        return factors(x[0].rows());
    }

    static void requireSquare(String operation, Shape a) {
        if (a.rank() != 2 || a.rows() != a.columns()) {
            throw new IllegalArgumentException(operation + ": the argument is a " + a + " (expected a square matrix)");
        }
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        int n = x[0].shape().rows();
        double[] a = Arrays.copyOfRange(x[0].array, x[0].offset, x[0].offset + n * n);
        factorize(n, a, y.array, y.offset);
    }

    @Override
    public long cost(Shape... x) {
        long cube = (long) x[0].rows() * x[0].size();
        return (Cost.ADD + Cost.MULTIPLY) * cube / (this == LU ? 3 : 6);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return null;
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return null;
    }
}
