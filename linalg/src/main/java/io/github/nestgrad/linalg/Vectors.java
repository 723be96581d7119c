package io.github.nestgrad.linalg;

import io.github.nestgrad.linalg.kernel.KernelProvider;

/** Vectors as plain arrays. */
public final class Vectors {

    // between these the square of a norm neither overflows nor loses digits to underflow, whatever the length
    private static final double SAFE_SMALL = 1e-140;
    private static final double SAFE_LARGE = 1e150;

    private Vectors() {}

    /**
     * The inner product Σ xᵢ yᵢ.
     *
     * @param x not modified
     * @param y not modified
     * @return the inner product; 0 for empty vectors
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double dot(double[] x, double[] y) {
        requireSameLength("dot", x, y);
        return KernelProvider.get().dot(x.length, x, 0, y, 0);
    }

    /**
     * The Euclidean norm ‖x‖₂ = √(Σ xᵢ²), without overflow or underflow on the way.
     *
     * @param x not modified
     * @return the norm; infinite if an entry is, NaN if one is NaN and none is infinite
     */
    public static double norm2(double[] x) {
        double norm = Math.sqrt(KernelProvider.get().dot(x.length, x, 0, x, 0));
        if (norm > SAFE_SMALL && norm < SAFE_LARGE) {
            return norm;
        }
        double largest = maxAbs(x);
        if (largest == 0 || Double.isInfinite(largest) || Double.isNaN(largest)) {
            return largest;
        }
        // two factors, since 1/largest alone may overflow
        int exponent = Math.getExponent(largest);
        double sum = 0;
        for (double entry : x) {
            double scaled = Math.scalb(entry, -exponent);
            sum += scaled * scaled;
        }
        return Math.scalb(Math.sqrt(sum), exponent);
    }

    /**
     * The largest magnitude max |xᵢ|.
     *
     * @param x not modified
     * @return the maximum norm; 0 for an empty vector, infinite if an entry is, NaN if one is NaN and none is infinite
     */
    public static double maxAbs(double[] x) {
        double largest = 0;
        boolean notANumber = false;
        for (double entry : x) {
            largest = Math.abs(entry) > largest ? Math.abs(entry) : largest;
            notANumber |= entry != entry;
        }
        return notANumber && !Double.isInfinite(largest) ? Double.NaN : largest;
    }

    /**
     * Adds a multiple, y ← y + α x.
     *
     * @param alpha α
     * @param x not modified
     * @param y modified
     * @throws IllegalArgumentException if the lengths differ
     */
    public static void axpy(double alpha, double[] x, double[] y) {
        requireSameLength("axpy", x, y);
        KernelProvider.get().axpy(x.length, alpha, x, 0, y, 0);
    }

    /**
     * Multiplies by a number, x ← α x.
     *
     * @param alpha α
     * @param x modified
     */
    public static void scale(double alpha, double[] x) {
        KernelProvider.get().scale(x.length, alpha, x, 0);
    }

    /**
     * Whether all entries are finite.
     *
     * @param x not modified
     * @return whether no entry is infinite or NaN
     */
    public static boolean isFinite(double[] x) {
        for (double entry : x) {
            if (!Double.isFinite(entry)) {
                return false;
            }
        }
        return true;
    }

    private static void requireSameLength(String operation, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(operation + ": x has length " + x.length + " but y has length "
                    + y.length + " (expected equal lengths)");
        }
    }
}
