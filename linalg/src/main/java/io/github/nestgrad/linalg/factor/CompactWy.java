package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.Store;

/**
 * A product of reflections as products of matrices: H₀ H₁ ⋯ = I − V T Vᵀ with T upper triangular.
 *
 * <pre>
 *   Tⱼⱼ = τⱼ,    T₀..ⱼ₋₁,ⱼ = −τⱼ T₀..ⱼ₋₁,₀..ⱼ₋₁ (Vᵀ vⱼ)₀..ⱼ₋₁
 * </pre>
 *
 * <p>Schreiber and Van Loan, A storage-efficient WY representation for products of Householder transformations, SIAM J.
 * Sci. Stat. Comput. 10, 1989.
 */
final class CompactWy {

    private final int count;
    private final int length;
    private final double[] vt;
    private final double[] t;
    private final Workspace workspace;

    /**
     * The product of some reflections, the vectors of which are rows of an array.
     *
     * @param count how many
     * @param length the length of the vectors; vector j has j zeros, then one, then what stands in the array
     * @param v the rows
     * @param offset where the first row begins
     * @param stride from one row to the next
     * @param tau the factors τ
     * @param tauOffset the first of them
     * @param workspace used by each product
     */
    CompactWy(int count, int length, double[] v, int offset, int stride, double[] tau, int tauOffset,
            Workspace workspace) {
        this.count = count;
        this.length = length;
        this.workspace = workspace;
        vt = new double[count * length];
        for (int j = 0; j < count; j++) {
            int row = j * length + j;
            vt[row] = 1;
            System.arraycopy(v, offset + j * stride + j + 1, vt, row + 1, length - j - 1);
        }
        t = triangle(tau, tauOffset);
    }

    private double[] triangle(double[] tau, int tauOffset) {
        double[] gram = new double[count * count];
        workspace.product(false, true, count, count, length, vt, 0, length, vt, 0, length, Store.SET, gram, 0, count);
        double[] out = new double[count * count];
        for (int j = 0; j < count; j++) {
            double factor = tau[tauOffset + j];
            for (int i = 0; i < j; i++) {
                double sum = 0;
                for (int k = i; k < j; k++) {
                    sum += out[i * count + k] * gram[k * count + j];
                }
                out[i * count + j] = -factor * sum;
            }
            out[j * count + j] = factor;
        }
        return out;
    }

    /** C ← H C, or Hᵀ C, for C of {@code length} rows. */
    void apply(boolean transposed, int columns, double[] c, int cOffset, int cStride) {
        double[] w = new double[count * columns];
        double[] tw = new double[count * columns];
        workspace.product(false, false, count, columns, length, vt, 0, length, c, cOffset, cStride,
                Store.SET, w, 0, columns);
        workspace.product(transposed, false, count, columns, count, t, 0, count, w, 0, columns,
                Store.SET, tw, 0, columns);
        workspace.product(true, false, length, columns, count, vt, 0, length, tw, 0, columns,
                Store.SUBTRACT, c, cOffset, cStride);
    }

    /** Hᵀ C for a matrix that is stored with its columns as rows, {@code columns} of them. */
    void applyTransposedToRows(int columns, double[] c, int cOffset, int cStride) {
        double[] w = new double[columns * count];
        double[] wt = new double[columns * count];
        workspace.product(false, true, columns, count, length, c, cOffset, cStride, vt, 0, length,
                Store.SET, w, 0, count);
        workspace.product(false, false, columns, count, count, w, 0, count, t, 0, count, Store.SET, wt, 0, count);
        workspace.product(false, false, columns, length, count, wt, 0, count, vt, 0, length,
                Store.SUBTRACT, c, cOffset, cStride);
    }
}
