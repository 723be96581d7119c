package io.github.nestgrad.linalg.kernel;

/** The Euclidean norm of vectors whose squares leave the range of a double. */
final class ScaledNorm {

    // between these the square of a norm neither overflows nor loses digits to underflow, whatever the length
    private static final double SAFE_SMALL = 1e-140;
    private static final double SAFE_LARGE = 1e150;

    private ScaledNorm() {}

    /** Whether a norm computed without scaling is right. */
    static boolean isSafe(double norm) {
        return norm > SAFE_SMALL && norm < SAFE_LARGE;
    }

    static double of(int n, double[] x, int xOffset, double largest) {
        if (largest == 0 || Double.isInfinite(largest) || Double.isNaN(largest)) {
            return largest;
        }
        // a power of two, so that nothing is rounded but what underflows; not as a factor, which may be out of range
        int exponent = Math.getExponent(largest);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double scaled = Math.scalb(x[xOffset + i], -exponent);
            sum += scaled * scaled;
        }
        return Math.scalb(Math.sqrt(sum), exponent);
    }
}
