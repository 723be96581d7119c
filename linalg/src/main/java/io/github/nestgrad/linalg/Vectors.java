package io.github.nestgrad.linalg;

import io.github.nestgrad.linalg.kernel.KernelProvider;

/** Vectors as plain arrays. */
public final class Vectors {

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
     * @return the norm; 0 for an empty vector, NaN if an entry is NaN
     */
    public static double norm2(double[] x) {
        return KernelProvider.get().nrm2(x.length, x, 0);
    }

    /**
     * The largest magnitude max |xᵢ|.
     *
     * @param x not modified
     * @return the maximum norm; 0 for an empty vector, NaN if an entry is NaN
     */
    public static double maxAbs(double[] x) {
        return KernelProvider.get().maxAbs(x.length, x, 0);
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
