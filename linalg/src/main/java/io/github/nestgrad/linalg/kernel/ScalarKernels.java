package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/**
 * The kernels in plain Java. Nothing here calls {@code Math.fma}, which is slow where the processor has none.
 *
 * <p>Sums run over four accumulators, since a single one makes each addition wait for the one before.
 */
final class ScalarKernels implements Kernels {

    private final ArithmeticKernels arithmetic = new ScalarArithmetic();
    private final ElementwiseKernels elementwise = new ScalarElementwise();
    private final RowKernels rows = new ScalarRows();

    @Override
    public ArithmeticKernels arithmetic() {
        return arithmetic;
    }

    @Override
    public ElementwiseKernels elementwise() {
        return elementwise;
    }

    @Override
    public RowKernels rows() {
        return rows;
    }

    @Override
    public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            s0 += x[xOffset + i] * y[yOffset + i];
            s1 += x[xOffset + i + 1] * y[yOffset + i + 1];
            s2 += x[xOffset + i + 2] * y[yOffset + i + 2];
            s3 += x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[xOffset + i] * y[yOffset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    @Override
    public void scale(int n, double alpha, double[] x, int xOffset) {
        for (int i = 0; i < n; i++) {
            x[xOffset + i] *= alpha;
        }
    }

    @Override
    public double asum(int n, double[] x, int xOffset) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            s0 += Math.abs(x[xOffset + i]);
            s1 += Math.abs(x[xOffset + i + 1]);
            s2 += Math.abs(x[xOffset + i + 2]);
            s3 += Math.abs(x[xOffset + i + 3]);
        }
        for (; i < n; i++) {
            s0 += Math.abs(x[xOffset + i]);
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public double maxAbs(int n, double[] x, int xOffset) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(x[xOffset + i]));
        }
        return largest;
    }

    @Override
    public void gemv(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y,
            int yOffset) {
        for (int i = 0; i < rows; i++) {
            y[yOffset + i] = dot(columns, a, aOffset + i * aStride, x, xOffset);
        }
    }

    @Override
    public void gemvTransposed(int rows, int columns, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset) {
        Arrays.fill(y, yOffset, yOffset + columns, 0);
        gemvTransposedAdd(rows, columns, a, aOffset, aStride, x, xOffset, y, yOffset);
    }

    /** Four rows of A a sweep, so that y is read and written a quarter as often. */
    @Override
    public void gemvTransposedAdd(int rows, int columns, double[] a, int aOffset, int aStride, double[] x,
            int xOffset, double[] y, int yOffset) {
        int i = 0;
        for (; i <= rows - 4; i += 4) {
            addFourRows(columns, a, aOffset + i * aStride, aStride, x, xOffset + i, y, yOffset);
        }
        for (; i < rows; i++) {
            axpy(columns, x[xOffset + i], a, aOffset + i * aStride, y, yOffset);
        }
    }

    private static void addFourRows(int columns, double[] a, int row, int aStride, double[] x, int xOffset, double[] y,
            int yOffset) {
        double x0 = x[xOffset];
        double x1 = x[xOffset + 1];
        double x2 = x[xOffset + 2];
        double x3 = x[xOffset + 3];
        for (int j = 0; j < columns; j++) {
            y[yOffset + j] += (x0 * a[row + j] + x1 * a[row + aStride + j])
                    + (x2 * a[row + 2 * aStride + j] + x3 * a[row + 3 * aStride + j]);
        }
    }

    @Override
    public void ger(int rows, int columns, double alpha, double[] x, int xOffset, double[] y, int yOffset, double[] a,
            int aOffset, int aStride) {
        for (int i = 0; i < rows; i++) {
            axpy(columns, alpha * x[xOffset + i], y, yOffset, a, aOffset + i * aStride);
        }
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double[] a, int aOffset, int aStride,
            double[] b, int bOffset, int bStride, Store store, double[] c, int cOffset, int cStride,
            double[] workspace) {
        ScalarGemm.multiply(m, n, k, a, aOffset, transposeA ? 1 : aStride, transposeA ? aStride : 1,
                b, bOffset, transposeB ? 1 : bStride, transposeB ? bStride : 1, store, c, cOffset, cStride,
                workspace);
    }

    @Override
    public int gemmWorkspace(boolean transposeA, boolean transposeB, int m, int n, int k) {
        return ScalarGemm.workspace(m, n, k);
    }

    @Override
    public void onePassChunk(int firstRow, int rows, int columns, int k, double[] x, int xOffset, double[] w,
            int wOffset, RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        Arrays.fill(g, gOffset, gOffset + columns * k, 0);
        int block = OnePassBlocks.rows(columns);
        for (int i = 0; i < rows; i += block) {
            int here = Math.min(block, rows - i);
            int xAt = xOffset + i * columns;
            if (k == 1) {
                gemv(here, columns, x, xAt, columns, w, wOffset, workspace, 0);
                step.apply(firstRow + i, here, workspace, 0);
                gemvTransposedAdd(here, columns, x, xAt, columns, workspace, 0, g, gOffset);
            } else {
                ScalarGemm.multiply(here, k, columns, x, xAt, columns, 1, w, wOffset, k, 1, Store.SET,
                        workspace, 0, k, null);
                step.apply(firstRow + i, here, workspace, 0);
                ScalarGemm.multiply(columns, k, here, x, xAt, 1, columns, workspace, 0, k, 1, Store.ADD,
                        g, gOffset, k, null);
            }
        }
    }

    @Override
    public int onePassChunkWorkspace(int columns, int k) {
        return OnePassBlocks.rows(columns) * k;
    }
}
