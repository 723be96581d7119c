package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.Store;

/**
 * The factorisation P A = L U in place with partial pivoting, by halves of the columns.
 *
 * <pre>
 *   P₁ (A₁₁; A₂₁) = (L₁₁; L₂₁) U₁₁,    U₁₂ = L₁₁⁻¹ A₁₂,    P₂ (A₂₂ − L₂₁ U₁₂) = L₂₂ U₂₂
 * </pre>
 *
 * <p>with A₁₂ and A₂₂ permuted by P₁ first, L₂₁ by P₂ at last (Toledo, SIAM J. Matrix Anal. Appl. 18, 1997). A panel of
 * few columns is copied out column by column, so that its loops run along columns.
 */
final class LuBlocks {

    private static final int PANEL = 16;

    private final int size;
    private final double[] lu;
    private final int[] pivotRows;
    private final Workspace workspace = new Workspace();
    private final double[] row;
    private int failedAt = -1;
    private double failedPivot;

    private LuBlocks(int size, double[] lu) {
        this.size = size;
        this.lu = lu;
        this.pivotRows = new int[size];
        this.row = new double[size];
    }

    /** The factorisation of an n×n array as far as it came. */
    static LuBlocks factorize(int size, double[] lu) {
        LuBlocks blocks = new LuBlocks(size, lu);
        blocks.factorize(0, size);
        return blocks;
    }

    /** The column that has no finite pivot other than 0, or −1. */
    int failedAt() {
        return failedAt;
    }

    /** The best pivot of that column. */
    double failedPivot() {
        return failedPivot;
    }

    /** Row i of P A is row {@code order()[i]} of A. */
    int[] order() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = 0; i < size; i++) {
            int other = order[pivotRows[i]];
            order[pivotRows[i]] = order[i];
            order[i] = other;
        }
        return order;
    }

    /** The determinant of P: −1 for an odd number of exchanges. */
    int sign() {
        int sign = 1;
        for (int i = 0; i < size; i++) {
            sign = pivotRows[i] == i ? sign : -sign;
        }
        return sign;
    }

    private boolean factorize(int from, int width) {
        if (width <= PANEL) {
            return panel(from, width);
        }
        int h = Triangle.half(width);
        int rest = width - h;
        int next = from + h;
        if (!factorize(from, h)) {
            return false;
        }
        exchangeRows(from, next, next, rest);
        Triangle l11 = Triangle.lower(lu, from * (size + 1), size).withUnitDiagonal();
        TriangularSolve.inPlace(l11, h, rest, lu, from * size + next, size, workspace);
        workspace.product(false, false, size - next, rest, h, lu, next * size + from, size,
                lu, from * size + next, size, Store.SUBTRACT, lu, next * (size + 1), size);
        if (!factorize(next, rest)) {
            return false;
        }
        exchangeRows(next, next + rest, from, h);
        return true;
    }

    /**
     * The exchanges that the pivots of some columns asked for, in {@code count} columns beginning at {@code column}.
     */
    private void exchangeRows(int fromPivot, int toPivot, int column, int count) {
        for (int i = fromPivot; i < toPivot; i++) {
            int other = pivotRows[i];
            if (other != i) {
                System.arraycopy(lu, i * size + column, row, 0, count);
                System.arraycopy(lu, other * size + column, lu, i * size + column, count);
                System.arraycopy(row, 0, lu, other * size + column, count);
            }
        }
    }

    private boolean panel(int from, int width) {
        double[][] columns = workspace.rows(PANEL, size);
        for (int i = from; i < size; i++) {
            for (int j = 0; j < width; j++) {
                columns[j][i] = lu[i * size + from + j];
            }
        }
        for (int j = 0; j < width; j++) {
            int k = from + j;
            double[] column = columns[j];
            int best = RowLoops.indexOfLargest(k, size, column);
            double pivot = column[best];
            if (pivot == 0 || !Double.isFinite(pivot)) {
                failedAt = k;
                failedPivot = pivot;
                return false;
            }
            pivotRows[k] = best;
            exchange(columns, width, k, best);
            RowLoops.divide(k + 1, size, pivot, column);
            for (int right = j + 1; right < width; right++) {
                RowLoops.subtract(k + 1, size, columns[right][k], column, columns[right]);
            }
        }
        for (int i = from; i < size; i++) {
            for (int j = 0; j < width; j++) {
                lu[i * size + from + j] = columns[j][i];
            }
        }
        return true;
    }

    private static void exchange(double[][] columns, int width, int i, int k) {
        for (int j = 0; j < width; j++) {
            double entry = columns[j][i];
            columns[j][i] = columns[j][k];
            columns[j][k] = entry;
        }
    }
}
