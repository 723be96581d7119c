package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;

/**
 * The factorisation A P = Q R with column pivoting: each step takes the column whose remaining part is longest.
 *
 * <p>Businger and Golub, Numer. Math. 7, 1965. The lengths are downdated, ‖x‖² − x₀², and computed afresh where too
 * many digits have gone (Drmač and Bujanović, On the failure of rank-revealing QR factorization software, ACM Trans.
 * Math. Softw. 35:12, 2008; as in xGEQP3).
 */
final class PivotedQr {

    private static final double HALF_THE_DIGITS = Math.sqrt(Math.ulp(1.0));

    private final int m;
    private final int n;
    private final double[][] columns;
    private final int[] order;
    private final double[] tau;
    // the length of what remains of each column, and what it was when last computed afresh
    private final double[] length;
    private final double[] reference;
    private final Kernels kernels = KernelProvider.get();

    private PivotedQr(int m, int n, double[] a) {
        this.m = m;
        this.n = n;
        this.columns = RowLoops.split(n, m, a);
        this.order = new int[n];
        this.tau = new double[Math.min(m, n)];
        this.length = new double[n];
        this.reference = new double[n];
    }

    /** Factorises a matrix given by its columns, as rows of m numbers. */
    static PivotedQr factorize(int m, int n, double[] columns) {
        PivotedQr qr = new PivotedQr(m, n, columns);
        qr.factorize();
        return qr;
    }

    /** The reflections; their array has R up to the diagonal. */
    Householder reflections() {
        return new Householder(m, tau.length, RowLoops.join(m, columns), tau);
    }

    /** Column j of A P is column {@code order()[j]} of A. */
    int[] order() {
        return order;
    }

    private void factorize() {
        for (int j = 0; j < n; j++) {
            order[j] = j;
            measure(j, 0);
        }
        for (int k = 0; k < tau.length; k++) {
            exchange(k, RowLoops.indexOfLargest(k, n, length));
            tau[k] = Reflector.generate(columns[k], k, m, kernels);
            for (int j = k + 1; j < n; j++) {
                if (tau[k] != 0) {
                    Reflector.apply(tau[k], columns[k], columns[j], k, m, kernels);
                }
                downdate(j, k);
            }
        }
    }

    private void measure(int j, int from) {
        length[j] = kernels.nrm2(m - from, columns[j], from);
        reference[j] = length[j];
    }

    /** Takes entry k out of the length of column j. */
    private void downdate(int j, int k) {
        if (length[j] == 0) {
            return;
        }
        double share = Math.abs(columns[j][k]) / length[j];
        double rest = Math.max(0, (1 + share) * (1 - share));
        double gone = length[j] / reference[j];
        if (rest * gone * gone <= HALF_THE_DIGITS) {
            measure(j, k + 1);
        } else {
            length[j] *= Math.sqrt(rest);
        }
    }

    private void exchange(int i, int k) {
        double[] column = columns[i];
        columns[i] = columns[k];
        columns[k] = column;
        int index = order[i];
        order[i] = order[k];
        order[k] = index;
        length[k] = length[i];
        reference[k] = reference[i];
    }
}
