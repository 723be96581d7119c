package io.github.nestgrad.linalg.spectral;

import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.SparseMatrix;
import io.github.nestgrad.linalg.Vectors;

/** Bounds of spectra that hold for certain, rounding included. */
public final class SpectralBounds {

    // ‖Gˢ‖_F^(1/s) ≤ n^(1/2s) ‖G‖₂ with s = 2⁸: at most 1.4 % too large for n = 1000
    private static final int SQUARINGS = 8;
    // a squaring costs 2n³ operations: beyond this size the cheap bound has to do
    private static final int LARGEST_GRAM = 1024;

    private SpectralBounds() {}

    /**
     * An upper bound of ‖XᵀX‖₂ = ‖X‖₂², the largest eigenvalue of the Gram matrix.
     *
     * <p>With G the smaller of XᵀX and XXᵀ, of n rows,
     *
     * <pre>
     *   ‖G‖₂ ≤ ‖Gˢ‖_F^(1/s) ≤ n^(1/2s) ‖G‖₂,      s = 2⁸, by repeated squaring.
     * </pre>
     *
     * <p>For n above 1024 the bound is min(‖X‖_F², ‖X‖₁ ‖X‖_∞) instead, which costs one pass over X.
     *
     * @param x X; not modified
     * @return a number not below ‖X‖₂²; 0 for a zero or an empty matrix
     * @throws IllegalArgumentException if an entry is not finite
     */
    public static double gramUpperBound(Matrix x) {
        if (!Vectors.isFinite(x.array())) {
            throw new IllegalArgumentException("spectral bound: an entry of X is not finite");
        }
        double frobenius = Vectors.norm2(x.array());
        int n = Math.min(x.rows(), x.columns());
        if (frobenius == 0) {
            return 0;
        }
        AbsoluteSums sums = sums(x);
        double cheap = inflated(
                Math.min(frobenius * frobenius, sums.largestRowSum() * sums.largestColumnSum()), x.array().length);
        double bound = n > LARGEST_GRAM ? cheap : Math.min(cheap, byRepeatedSquaring(x, frobenius));
        return Math.max(bound, Double.MIN_VALUE); // where the square of a norm that is not zero underflows
    }

    /**
     * An upper bound of the spectral norm, ‖A‖₂ ≤ min(‖A‖_F, √(‖A‖₁ ‖A‖_∞)), in one pass over A.
     *
     * @param a A; not modified
     * @return a number not below ‖A‖₂; 0 for a zero or an empty matrix
     * @throws IllegalArgumentException if an entry is not finite
     */
    public static double normUpperBound(Matrix a) {
        return sums(a).normUpperBound();
    }

    /**
     * An upper bound of the spectral norm of a sparse matrix, as {@link #normUpperBound(Matrix)}.
     *
     * @param a A; not modified
     * @return a number not below ‖A‖₂; 0 for a zero or an empty matrix
     * @throws IllegalArgumentException if an entry is not finite
     */
    public static double normUpperBound(SparseMatrix a) {
        return sums(a).normUpperBound();
    }

    /**
     * An interval that holds all eigenvalues of a symmetric matrix, by the circles of Gershgorin,
     *
     * <pre>
     *   minᵢ (Aᵢᵢ − Σ_{j≠i} |Aᵢⱼ|) ≤ λ ≤ maxᵢ (Aᵢᵢ + Σ_{j≠i} |Aᵢⱼ|).
     * </pre>
     *
     * @param a A, n×n and symmetric; not modified; of a matrix that is not, the real eigenvalues are held
     * @return the interval; [0, 0] for an empty matrix
     * @throws IllegalArgumentException if A is not square, or an entry is not finite
     */
    public static Interval gershgorin(Matrix a) {
        return sums(a).gershgorin();
    }

    /**
     * An interval that holds all eigenvalues of a symmetric sparse matrix, as {@link #gershgorin(Matrix)}.
     *
     * @param a A, n×n and symmetric; not modified
     * @return the interval; [0, 0] for an empty matrix
     * @throws IllegalArgumentException if A is not square, or an entry is not finite
     */
    public static Interval gershgorin(SparseMatrix a) {
        return sums(a).gershgorin();
    }

    private static AbsoluteSums sums(Matrix a) {
        AbsoluteSums sums = new AbsoluteSums(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                sums.add(i, j, a.get(i, j));
            }
        }
        return sums;
    }

    private static AbsoluteSums sums(SparseMatrix a) {
        AbsoluteSums sums = new AbsoluteSums(a.rows(), a.columns());
        a.forEach(sums::add);
        return sums;
    }

    private static double byRepeatedSquaring(Matrix x, double frobenius) {
        double[] scaled = x.toArray();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] /= frobenius; // 1 / frobenius may overflow
        }
        Matrix unit = Matrix.wrap(x.rows(), x.columns(), scaled);
        Matrix power = x.rows() < x.columns() ? unit.timesTransposed(unit) : unit.transposedTimes(unit);
        // the logarithm of the factor that was taken out of G^s so far, divided by s
        double logarithm = 0;
        double exponent = 1;
        for (int squaring = 0; ; squaring++) {
            double norm = Vectors.norm2(power.array());
            logarithm += Math.log(norm) / exponent;
            if (squaring == SQUARINGS) {
                break;
            }
            double[] entries = power.toArray();
            Vectors.scale(1 / norm, entries);
            Matrix root = Matrix.wrap(power.rows(), power.columns(), entries);
            power = root.times(root);
            exponent *= 2;
        }
        int n = power.rows();
        double products = Math.max(x.rows(), x.columns()) + 2.0 * SQUARINGS * n;
        // an error of ε‖A‖_F² in a product A² is at most one of nε relative to ‖A²‖_F, since ‖A‖_F² ≤ n‖A²‖_F
        return inflated(frobenius * Math.exp(logarithm) * frobenius, products * n);
    }

    /** Larger by more than the rounding errors of so many operations, subnormal results included; 0 for 0. */
    static double inflated(double bound, double operations) {
        return bound == 0 ? 0 : bound * (1 + 4 * (operations + 16) * Math.ulp(1.0)) + 2 * Double.MIN_VALUE;
    }
}
