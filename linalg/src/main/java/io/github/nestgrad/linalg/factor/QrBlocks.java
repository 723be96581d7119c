package io.github.nestgrad.linalg.factor;

/**
 * The factorisation A = Q R by Householder reflections, blocks of columns at a time: a block is reduced column by
 * column, then its reflections are applied to all columns behind it by products of matrices.
 */
final class QrBlocks {

    private QrBlocks() {}

    /**
     * Factorises in place.
     *
     * @param m the number of rows of A
     * @param n the number of columns of A
     * @param columns the columns of A, as rows of m numbers; overwritten with R up to the diagonal, reflections behind
     * @return the reflections, which share the array
     */
    static Householder factorize(int m, int n, double[] columns) {
        Workspace workspace = new Workspace();
        int count = Math.min(m, n);
        double[] tau = new double[count];
        for (int from = 0; from < count; from += Householder.BLOCK) {
            int width = Math.min(Householder.BLOCK, count - from);
            panel(m, from, width, columns, tau, workspace);
            int next = from + width;
            if (next < n) {
                new CompactWy(width, m - from, columns, from * (m + 1), m, tau, from, workspace)
                        .applyTransposedToRows(n - next, columns, next * m + from, m);
            }
        }
        return new Householder(m, count, columns, tau);
    }

    private static void panel(int m, int from, int width, double[] columns, double[] tau, Workspace workspace) {
        double[][] panel = workspace.rows(width, m);
        for (int j = 0; j < width; j++) {
            System.arraycopy(columns, (from + j) * m + from, panel[j], from, m - from);
        }
        for (int j = 0; j < width; j++) {
            int k = from + j;
            tau[k] = Reflector.generate(panel[j], k, m, workspace.kernels);
            for (int right = j + 1; right < width && tau[k] != 0; right++) {
                Reflector.apply(tau[k], panel[j], panel[right], k, m, workspace.kernels);
            }
            System.arraycopy(panel[j], from, columns, k * m + from, m - from);
        }
    }
}
