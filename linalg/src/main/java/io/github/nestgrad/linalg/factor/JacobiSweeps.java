package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import io.github.nestgrad.linalg.kernel.Kernels;

/**
 * One-sided Jacobi: rotates rows, two at a time, until each is orthogonal to each other, J G = diag(σ) Wᵀ.
 *
 * <pre>
 *   ζ = (‖y‖² − ‖x‖²) / (2 xᵀy),    t = sign(ζ) / (|ζ| + √(1 + ζ²)),    c = 1/√(1 + t²),    s = c t
 * </pre>
 *
 * <p>Hestenes, J. SIAM 6, 1958; Golub and Van Loan, Matrix Computations, §8.6. Two rows count as orthogonal if
 * |xᵀy| ≤ (8 + √n) ε/2 ‖x‖ ‖y‖, so that small rows are treated as carefully as large ones (Demmel and Veselić, Jacobi's
 * method is more accurate than QR, SIAM J. Matrix Anal. Appl. 13, 1992).
 */
final class JacobiSweeps {

    // ten are many; the bound is for an error in this class, not for a matrix
    private static final int MAX_SWEEPS = 60;
    // what a rotation leaves of xᵀy by rounding; with less than that to aim at, short rows are rotated for ever
    private static final double ROUNDING = 8;
    private static final double HUGE_RATIO = 1e8;

    private final int n;
    private final double[][] rows;
    private final double[][] rotated;
    private final double[] squares;
    private final double tolerance;
    private final Kernels kernels = KernelProvider.get();

    private JacobiSweeps(int n, double[][] rows, double[][] rotated) {
        this.n = n;
        this.rows = rows;
        this.rotated = rotated;
        this.squares = new double[rows.length];
        this.tolerance = (ROUNDING + Math.sqrt(n)) * Math.ulp(0.5);
    }

    /**
     * Makes rows orthogonal.
     *
     * @param n their length
     * @param rows finite, none so large that its square overflows
     * @param rotated as many rows that take part in each rotation; or null
     */
    static void orthogonalize(int n, double[][] rows, double[][] rotated) {
        new JacobiSweeps(n, rows, rotated).run();
    }

    private void run() {
        int sweeps = 0;
        while (sweep()) {
            if (++sweeps == MAX_SWEEPS) {
                throw new ArithmeticException("SVD: " + rows.length + " rows are not orthogonal after " + MAX_SWEEPS
                        + " sweeps");
            }
        }
    }

    /** All pairs once; returns whether a pair was not orthogonal. */
    private boolean sweep() {
        for (int i = 0; i < rows.length; i++) {
            squares[i] = kernels.dot(n, rows[i], 0, rows[i], 0);
        }
        boolean any = false;
        for (int i = 0; i < rows.length - 1; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                any |= rotate(i, j);
            }
        }
        return any;
    }

    private boolean rotate(int i, int j) {
        double a = squares[i];
        double b = squares[j];
        double inner = kernels.dot(n, rows[i], 0, rows[j], 0);
        if (!(Math.abs(inner) > tolerance * Math.sqrt(a) * Math.sqrt(b))) {
            return false;
        }
        double zeta = (b - a) / (2 * inner);
        double size = Math.abs(zeta);
        double t = size > HUGE_RATIO ? 1 / (2 * zeta) : Math.copySign(1 / (size + Math.sqrt(1 + zeta * zeta)), zeta);
        double c = 1 / Math.sqrt(1 + t * t);
        double s = c * t;
        Rotations.applyAccurately(n, c, s, rows[i], rows[j]);
        if (rotated != null) {
            Rotations.applyAccurately(rotated[i].length, c, s, rotated[i], rotated[j]);
        }
        squares[i] = a - t * inner;
        squares[j] = b + t * inner;
        return true;
    }
}
