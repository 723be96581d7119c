package io.github.nestgrad.linalg;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import io.github.nestgrad.linalg.kernel.Store;
import io.github.nestgrad.linalg.parallel.Parallelism;
import java.util.Objects;

/**
 * A dense m×n matrix of doubles, stored row by row; as an operator, x ↦ A x with transpose x ↦ Aᵀ x.
 *
 * <p>No method changes the entries. {@link #wrap} and {@link #array} share the memory, for data that are too large to
 * be copied; who uses them must leave the entries alone.
 */
public final class Matrix implements LinearOperator {

    private final int rows;
    private final int columns;
    private final double[] array;
    private final Parallelism parallelism;
    private final Kernels kernels;

    private Matrix(int rows, int columns, double[] array) {
        this(rows, columns, array, Parallelism.sequential());
    }

    private Matrix(int rows, int columns, double[] array, Parallelism parallelism) {
        this.rows = rows;
        this.columns = columns;
        this.array = array;
        this.parallelism = parallelism;
        this.kernels = KernelProvider.over(parallelism);
    }

    /**
     * A matrix from a copy of its entries.
     *
     * @param rows m
     * @param columns n
     * @param entries the entries, row by row; copied
     * @return the matrix
     * @throws IllegalArgumentException if a size is negative, or there are not m·n entries
     */
    public static Matrix of(int rows, int columns, double[] entries) {
        return wrap(rows, columns, entries.clone());
    }

    /**
     * A matrix that shares its memory with the argument.
     *
     * @param rows m
     * @param columns n
     * @param entries the entries, row by row; shared, must not change as long as the matrix is in use
     * @return the matrix
     * @throws IllegalArgumentException if a size is negative, or there are not m·n entries
     */
    public static Matrix wrap(int rows, int columns, double[] entries) {
        Objects.requireNonNull(entries, "entries");
        if (rows < 0 || columns < 0 || (long) rows * columns != entries.length) {
            throw new IllegalArgumentException("matrix: " + entries.length + " entries do not make a " + rows + "x"
                    + columns + " matrix (expected " + (long) rows * columns + ")");
        }
        return new Matrix(rows, columns, entries);
    }

    /**
     * The matrix of an operator, one product a column.
     *
     * @param operator A; applied {@code columns()} times
     * @return the matrix with the entries of A
     */
    public static Matrix of(LinearOperator operator) {
        int m = operator.rows();
        int n = operator.columns();
        double[] entries = new double[Math.multiplyExact(m, n)];
        double[] unit = new double[n];
        double[] column = new double[m];
        for (int j = 0; j < n; j++) {
            unit[j] = 1;
            operator.apply(unit, column);
            unit[j] = 0;
            for (int i = 0; i < m; i++) {
                entries[i * n + j] = column[i];
            }
        }
        return new Matrix(m, n, entries);
    }

    /**
     * The identity.
     *
     * @param size the number of rows and of columns
     * @return the n×n matrix with ones on the diagonal
     * @throws IllegalArgumentException if the size is negative
     */
    public static Matrix identity(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("identity: size " + size + " (expected 0 or more)");
        }
        double[] entries = new double[Math.multiplyExact(size, size)];
        for (int i = 0; i < size; i++) {
            entries[i * size + i] = 1;
        }
        return new Matrix(size, size, entries);
    }

    /**
     * The same matrix, whose products are shared out among threads where they are large enough to gain.
     *
     * <p>Their results are the same to the last bit as those of one thread.
     *
     * @param threads the threads to use; those of {@link Parallelism#sequential} for none but the calling one
     * @return a matrix that shares its memory with this one
     */
    public Matrix withParallelism(Parallelism threads) {
        return new Matrix(rows, columns, array, threads);
    }

    /**
     * The threads that products with this matrix use.
     *
     * @return the parallelism; sequential unless {@link #withParallelism} gave another
     */
    public Parallelism parallelism() {
        return parallelism;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /**
     * One entry.
     *
     * @param row the row i, from 0
     * @param column the column j, from 0
     * @return Aᵢⱼ
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public double get(int row, int column) {
        return array[Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns)];
    }

    /**
     * The entries.
     *
     * @return a new array, row by row
     */
    public double[] toArray() {
        return array.clone();
    }

    /**
     * The memory of this matrix, for code that must not copy.
     *
     * @return the entries, row by row; shared, must not be modified
     */
    public double[] array() {
        return array;
    }

    @Override
    public void apply(double[] x, double[] out) {
        requireLength("matrix times vector", "x", x, columns);
        requireLength("matrix times vector", "out", out, rows);
        kernels.gemv(rows, columns, array, 0, columns, x, 0, out, 0);
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        requireLength("transposed matrix times vector", "x", x, rows);
        requireLength("transposed matrix times vector", "out", out, columns);
        kernels.gemvTransposed(rows, columns, array, 0, columns, x, 0, out, 0);
    }

    /**
     * The product A x.
     *
     * @param x n entries; not modified
     * @return A x, m entries
     * @throws IllegalArgumentException if the length is not n
     */
    public double[] times(double[] x) {
        double[] out = new double[rows];
        apply(x, out);
        return out;
    }

    /**
     * The product Aᵀ x.
     *
     * @param x m entries; not modified
     * @return Aᵀ x, n entries
     * @throws IllegalArgumentException if the length is not m
     */
    public double[] transposedTimes(double[] x) {
        double[] out = new double[columns];
        applyTranspose(x, out);
        return out;
    }

    /**
     * The product A B.
     *
     * @param b B, n×k
     * @return A B, m×k
     * @throws IllegalArgumentException if B has other than n rows
     */
    public Matrix times(Matrix b) {
        return product(false, false, b, rows, columns, b.rows, b.columns);
    }

    /**
     * The product Aᵀ B, without transposing in memory.
     *
     * @param b B, m×k
     * @return Aᵀ B, n×k
     * @throws IllegalArgumentException if B has other than m rows
     */
    public Matrix transposedTimes(Matrix b) {
        return product(true, false, b, columns, rows, b.rows, b.columns);
    }

    /**
     * The product A Bᵀ, without transposing in memory.
     *
     * @param b B, k×n
     * @return A Bᵀ, m×k
     * @throws IllegalArgumentException if B has other than n columns
     */
    public Matrix timesTransposed(Matrix b) {
        return product(false, true, b, rows, columns, b.columns, b.rows);
    }

    /**
     * The Gram matrix Aᵀ A; half of it is computed, and the other half copied.
     *
     * @return Aᵀ A, n×n and symmetric to the last bit
     */
    public Matrix gram() {
        double[] c = new double[Math.multiplyExact(columns, columns)];
        double[] workspace = new double[kernels.syrkWorkspace(true, columns, rows)];
        kernels.syrk(true, columns, rows, array, 0, columns, Store.SET, c, 0, columns, workspace);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                c[j * columns + i] = c[i * columns + j];
            }
        }
        return new Matrix(columns, columns, c);
    }

    private Matrix product(boolean transposeA, boolean transposeB, Matrix b, int m, int inner, int innerOfB, int n) {
        if (inner != innerOfB) {
            throw new IllegalArgumentException("matrix product: A" + (transposeA ? "ᵀ" : "") + " is " + m + "x" + inner
                    + " but B" + (transposeB ? "ᵀ" : "") + " is " + innerOfB + "x" + n
                    + " (expected equal inner sizes)");
        }
        double[] c = new double[Math.multiplyExact(m, n)];
        kernels.gemm(transposeA, transposeB, m, n, inner, array, 0, b.array, 0, c, 0);
        return new Matrix(m, n, c);
    }

    /**
     * The size, as error messages show it.
     *
     * @return {@code matrix 3x4}
     */
    @Override
    public String toString() {
        return "matrix " + rows + "x" + columns;
    }

    private void requireLength(String operation, String name, double[] x, int expected) {
        if (x.length != expected) {
            throw new IllegalArgumentException(operation + ": A is " + rows + "x" + columns + " but " + name
                    + " has length " + x.length + " (expected " + expected + ")");
        }
    }
}
