package io.github.nestgrad.linalg.kernel;

/** The rows of X in chunks, each with a sum of its own, by the size of X alone: so threads do not change the result. */
final class OnePassChunks {

    // long enough for a thread of its own: tens of microseconds
    private static final long ENTRIES = 128 * 1024;
    private static final int MOST = 16;
    private static final int GRAIN = 64;

    private OnePassChunks() {}

    /** How many rows each chunk but the last has. */
    static int rows(int rows, int columns) {
        long count = Math.max(1, Math.min(MOST, (long) rows * columns / ENTRIES));
        long each = (rows + count - 1) / count;
        return (int) Math.max(GRAIN, (each + GRAIN - 1) / GRAIN * GRAIN);
    }

    static int count(int rows, int columns) {
        int each = rows(rows, columns);
        return Math.max(1, (rows + each - 1) / each);
    }

    /** One chunk after the other: G ← Σ Gᵢ, added up from the first on. */
    static void inTurn(OnePassKernels kernels, int rows, int columns, int k, double[] x, int xOffset, double[] w,
            int wOffset, RowBlockStep step, double[] g, int gOffset, double[] workspace) {
        int each = rows(rows, columns);
        int sum = kernels.onePassChunkWorkspace(columns, k);
        kernels.onePassChunk(0, Math.min(each, rows), columns, k, x, xOffset, w, wOffset, step, g, gOffset, workspace);
        for (int i = each; i < rows; i += each) {
            kernels.onePassChunk(i, Math.min(each, rows - i), columns, k, x, xOffset + i * columns, w, wOffset, step,
                    workspace, sum, workspace);
            add(columns * k, workspace, sum, g, gOffset);
        }
    }

    /** Behind the workspace of a chunk there is room for its sum. */
    static int workspace(OnePassKernels kernels, int rows, int columns, int k) {
        return kernels.onePassChunkWorkspace(columns, k) + (count(rows, columns) > 1 ? columns * k : 0);
    }

    static void add(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += x[xOffset + i];
        }
    }
}
