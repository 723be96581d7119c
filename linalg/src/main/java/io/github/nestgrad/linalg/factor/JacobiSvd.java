package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The singular value decomposition of a tall matrix: A P = Q R, J R = diag(σ) Wᵀ, hence A = (Q Jᵀ) diag(σ) (P W)ᵀ.
 *
 * @param values p singular values, descending
 * @param left Uᵀ, p × m; or null
 * @param right Vᵀ, p × p; or null
 */
record JacobiSvd(double[] values, double[] left, double[] right) {

    // rows below this part of the longest have squares that underflow
    private static final double NEGLIGIBLE = 1e-140;

    /**
     * Decomposes.
     *
     * @param m the number of rows of A
     * @param p the number of columns of A, at most m
     * @param columns the columns of A, as rows of m numbers, finite; not modified
     * @param withVectors whether the vectors are wanted
     * @return the decomposition
     */
    static JacobiSvd of(int m, int p, double[] columns, boolean withVectors) {
        int exponent = exponent(columns);
        PivotedQr qr = PivotedQr.factorize(m, p, scaled(columns, -exponent));
        Householder q = qr.reflections();
        double[][] rows = upperRows(p, m, q.columns());
        dropNegligible(rows);
        double[][] rotations = withVectors ? identity(p) : null;
        JacobiSweeps.orthogonalize(p, rows, rotations);
        dropNegligible(rows);

        Kernels kernels = KernelProvider.get();
        double[] lengths = new double[p];
        for (int k = 0; k < p; k++) {
            lengths[k] = kernels.nrm2(p, rows[k], 0);
        }
        int[] order = IntStream.range(0, p).boxed().sorted(Comparator.comparingDouble(k -> -lengths[k]))
                .mapToInt(k -> k).toArray();
        double[] values = new double[p];
        for (int k = 0; k < p; k++) {
            values[k] = Math.scalb(lengths[order[k]], exponent);
            Check.noOverflow("SVD: singular value", k, values);
        }
        if (!withVectors) {
            return new JacobiSvd(values, null, null);
        }
        return new JacobiSvd(values, left(m, q, rotations, order), right(rows, lengths, order, qr.order()));
    }

    /** The power of two that the matrix is to be divided by, for its largest entry to be near one. */
    private static int exponent(double[] entries) {
        double largest = entries.length == 0
                ? 0 : Math.abs(entries[RowLoops.indexOfLargest(0, entries.length, entries)]);
        return largest == 0 ? 0 : Math.getExponent(largest);
    }

    private static double[] scaled(double[] entries, int exponent) {
        double[] scaled = entries.clone();
        RowLoops.scaleByPowerOfTwo(scaled.length, exponent, scaled);
        return scaled;
    }

    private static double[][] upperRows(int p, int m, double[] columns) {
        double[][] rows = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = i; j < p; j++) {
                rows[i][j] = columns[j * m + i];
            }
        }
        return rows;
    }

    private static double[][] identity(int p) {
        double[][] rows = new double[p][p];
        for (int i = 0; i < p; i++) {
            rows[i][i] = 1;
        }
        return rows;
    }

    private static void dropNegligible(double[][] rows) {
        double longest = 0;
        double[] lengths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            lengths[i] = KernelProvider.get().nrm2(rows.length, rows[i], 0);
            longest = Math.max(longest, lengths[i]);
        }
        for (int i = 0; i < rows.length; i++) {
            if (lengths[i] < NEGLIGIBLE * longest) {
                Arrays.fill(rows[i], 0);
            }
        }
    }

    /** Uᵀ: Q times the transposed rotations. */
    private static double[] left(int m, Householder q, double[][] rotations, int[] order) {
        int p = order.length;
        double[] u = new double[m * p];
        for (int k = 0; k < p; k++) {
            for (int i = 0; i < p; i++) {
                u[i * p + k] = rotations[order[k]][i];
            }
        }
        q.apply(false, p, u);
        return RowLoops.transposed(m, p, u);
    }

    /** Vᵀ: the rows at length one, their entries put back in the order of A's columns. */
    private static double[] right(double[][] rows, double[] lengths, int[] order, int[] columnOrder) {
        int p = order.length;
        double[] w = new double[p * p];
        int rank = 0;
        while (rank < p && lengths[order[rank]] > 0) {
            double[] row = rows[order[rank]];
            RowLoops.divide(0, p, lengths[order[rank]], row);
            System.arraycopy(row, 0, w, rank * p, p);
            rank++;
        }
        complete(rank, p, w);
        double[] v = new double[p * p];
        for (int k = 0; k < p; k++) {
            for (int j = 0; j < p; j++) {
                v[k * p + columnOrder[j]] = w[k * p + j];
            }
        }
        return v;
    }

    /** Replaces all rows from {@code rank} on by an orthonormal basis of what is orthogonal to those before. */
    private static void complete(int rank, int p, double[] w) {
        if (rank == p) {
            return;
        }
        double[] basis = QrBlocks.factorize(p, rank, Arrays.copyOf(w, rank * p)).form(p);
        for (int k = rank; k < p; k++) {
            for (int j = 0; j < p; j++) {
                w[k * p + j] = basis[j * p + k];
            }
        }
    }
}
