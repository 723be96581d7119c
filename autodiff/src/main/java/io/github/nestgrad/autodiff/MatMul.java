package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;

/**
 * Y = op(A) op(B), where op transposes if its flag says so and a vector counts as a column.
 *
 * <p>Matrix by matrix gives a matrix, matrix by vector a vector, vector by transposed vector their outer product, a
 * matrix. With A transposed or not, the derivative is a product of the same kind:
 *
 * <pre>
 *   Ẏ = op(Ȧ) op(B) + op(A) op(Ḃ)
 *   Ā = Ȳ op(B)ᵀ, or its transpose op(B) Ȳᵀ        B̄ = op(A)ᵀ Ȳ, or its transpose Ȳᵀ op(A)
 * </pre>
 */
record MatMul(boolean transposeA, boolean transposeB) implements Primitive {

    @Override
    public String operation() {
        return transposeA ? "transposedMatmul" : transposeB ? "matmulTransposed" : "matmul";
    }

    @Override
    public Shape shape(Shape... x) {
        Shape a = x[0];
        Shape b = x[1];
        boolean byMatrix = a.rank() == 2 && b.rank() == 2;
        boolean byVector = a.rank() == 2 && b.rank() == 1 && !transposeB;
        boolean outer = a.rank() == 1 && b.rank() == 1 && !transposeA && transposeB;
        if (!byMatrix && !byVector && !outer) {
            throw new IllegalArgumentException(operation() + ": no product of " + a + " and " + b
                    + " (expected matrix and matrix, or matrix and vector; two vectors have dot and outer)");
        }
        int inner = transposeA ? a.rows() : a.columns();
        int innerOfB = transposeB ? b.columns() : b.rows();
        if (inner != innerOfB) {
            throw new IllegalArgumentException(operation() + ": " + a + " and " + b + " do not fit (inner sizes "
                    + inner + " and " + innerOfB + ")");
        }
        int rows = transposeA ? a.columns() : a.rows();
        return byVector ? Shape.vector(rows) : Shape.matrix(rows, transposeB ? b.rows() : b.columns());
    }

    /** Whether b is a matrix, or a vector that counts as a row. */
    private boolean isByMatrix(Shape b) {
        return b.rank() == 2 || transposeB;
    }

    @Override
    public int workspace(Shape... x) {
        Shape y = shape(x);
        return isByMatrix(x[1]) ? KernelProvider.get().gemmWorkspace(transposeA, transposeB, y.rows(), y.columns(),
                transposeA ? x[0].rows() : x[0].columns()) : 0;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        evaluate(x, y, new double[workspace(x[0].shape(), x[1].shape())]);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y, double[] workspace) {
        Concrete a = x[0];
        Concrete b = x[1];
        Kernels kernels = y.kernels;
        int rows = a.shape().rows();
        int columns = a.shape().columns();
        if (isByMatrix(b.shape())) {
            int inner = transposeA ? rows : columns;
            kernels.gemm(transposeA, transposeB, y.shape().rows(), y.shape().columns(), inner, a.array, a.offset,
                    columns, b.array, b.offset, b.shape().columns(), Store.SET, y.array, y.offset,
                    y.shape().columns(), workspace);
        } else if (transposeA) {
            kernels.gemvTransposed(rows, columns, a.array, a.offset, columns, b.array, b.offset, y.array, y.offset);
        } else {
            kernels.gemv(rows, columns, a.array, a.offset, columns, b.array, b.offset, y.array, y.offset);
        }
    }

    @Override
    public long cost(Shape... x) {
        long inner = transposeA ? x[0].rows() : x[0].columns();
        return (Cost.ADD + Cost.MULTIPLY) * inner * shape(x).size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return k == 0 ? Interpreter.bind(this, tangent, x[1]) : Interpreter.bind(this, x[0], tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        if (k == 0) {
            return transposeA
                    ? Interpreter.bind(new MatMul(transposeB, true), x[1], cotangent)
                    : Interpreter.bind(new MatMul(false, !transposeB), cotangent, x[1]);
        }
        return transposeB
                ? Interpreter.bind(new MatMul(true, transposeA), cotangent, x[0])
                : Interpreter.bind(new MatMul(!transposeA, false), x[0], cotangent);
    }
}
