package io.github.nestgrad.linalg.kernel;

/** What of symmetric matrices is made of other kernels, so that half of the matrix is left alone. */
final class Symmetric {

    // rows of A that are used twice while they are in the cache; as many as gemv takes at a time
    private static final int ROWS = 8;
    // squares on the diagonal are computed whole up to this size: small products are slower than waste
    private static final int SQUARE = 64;

    private Symmetric() {}

    /** Row block by row block: left of the diagonal as it stands and transposed, and the triangle on the diagonal. */
    static void times(Level2Kernels kernels, int n, double[] a, int aOffset, int aStride, double[] x, int xOffset,
            double[] y, int yOffset) {
        for (int i = 0; i < n; i += ROWS) {
            int rows = Math.min(ROWS, n - i);
            int row = aOffset + i * aStride;
            kernels.gemv(rows, i, a, row, aStride, x, xOffset, y, yOffset + i);
            kernels.gemvTransposedAdd(rows, i, a, row, aStride, x, xOffset + i, y, yOffset);
            addTriangle(rows, a, row + i, aStride, x, xOffset + i, y, yOffset + i);
        }
    }

    private static void addTriangle(int n, double[] a, int aOffset, int aStride, double[] x, int xOffset, double[] y,
            int yOffset) {
        for (int i = 0; i < n; i++) {
            int row = aOffset + i * aStride;
            double sum = a[row + i] * x[xOffset + i];
            for (int j = 0; j < i; j++) {
                sum += a[row + j] * x[xOffset + j];
                y[yOffset + j] += a[row + j] * x[xOffset + i];
            }
            y[yOffset + i] += sum;
        }
    }

    /** Behind the workspace of the products there is room for a square. */
    static int squareWorkspace(Level3Kernels kernels, boolean transpose, int n, int k) {
        int size = Math.min(n, SQUARE);
        return productWorkspace(kernels, transpose, n, k) + size * size;
    }

    private static int productWorkspace(Level3Kernels kernels, boolean transpose, int n, int k) {
        if (n <= SQUARE) {
            return kernels.gemmWorkspace(transpose, !transpose, n, n, k);
        }
        int h = half(n);
        int halves = Math.max(productWorkspace(kernels, transpose, h, k),
                productWorkspace(kernels, transpose, n - h, k));
        return Math.max(halves, kernels.gemmWorkspace(transpose, !transpose, n - h, h, k));
    }

    static void square(Level3Kernels kernels, boolean transpose, int n, int k, double[] a, int aOffset, int aStride,
            Store store, double[] c, int cOffset, int cStride, double[] workspace) {
        square(kernels, transpose, n, k, a, aOffset, aStride, store, c, cOffset, cStride, workspace,
                productWorkspace(kernels, transpose, n, k));
    }

    /** Cut in two: two smaller squares on the diagonal, and the rectangle below the first. */
    private static void square(Level3Kernels kernels, boolean transpose, int n, int k, double[] a, int aOffset,
            int aStride, Store store, double[] c, int cOffset, int cStride, double[] workspace, int squareOffset) {
        if (n <= SQUARE) {
            kernels.gemm(transpose, !transpose, n, n, k, a, aOffset, aStride, a, aOffset, aStride, Store.SET,
                    workspace, squareOffset, n, workspace);
            storeTriangle(n, workspace, squareOffset, store, c, cOffset, cStride);
            return;
        }
        int h = half(n);
        int second = aOffset + h * (transpose ? 1 : aStride);
        square(kernels, transpose, h, k, a, aOffset, aStride, store, c, cOffset, cStride, workspace, squareOffset);
        kernels.gemm(transpose, !transpose, n - h, h, k, a, second, aStride, a, aOffset, aStride, store,
                c, cOffset + h * cStride, cStride, workspace);
        square(kernels, transpose, n - h, k, a, second, aStride, store, c, cOffset + h * (cStride + 1), cStride,
                workspace, squareOffset);
    }

    private static int half(int n) {
        return (n / 2 + ROWS - 1) / ROWS * ROWS;
    }

    private static void storeTriangle(int n, double[] p, int pOffset, Store store, double[] c, int cOffset,
            int cStride) {
        for (int i = 0; i < n; i++) {
            int from = pOffset + i * n;
            int to = cOffset + i * cStride;
            for (int j = 0; j <= i; j++) {
                switch (store) {
                    case SET -> c[to + j] = p[from + j];
                    case ADD -> c[to + j] += p[from + j];
                    case SUBTRACT -> c[to + j] -= p[from + j];
                }
            }
        }
    }
}
