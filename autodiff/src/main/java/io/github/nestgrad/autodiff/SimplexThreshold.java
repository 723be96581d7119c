package io.github.nestgrad.autodiff;

/**
 * The threshold τ with Σᵢ max(uᵢ − τ, 0) = r, for r &gt; 0: what the projections on the simplex and on the l1 ball
 * subtract.
 *
 * <p>The largest entries are taken one after the other from a heap, as long as they lie above the threshold that those
 * before them give: n + k log n steps, where k entries stay positive. See J. Duchi, S. Shalev-Shwartz, Y. Singer and
 * T. Chandra, Efficient projections onto the l1-ball for learning in high dimensions, ICML 2008,
 * doi:10.1145/1390156.1390191.
 */
final class SimplexThreshold {

    private SimplexThreshold() {}

    /**
     * τ of entries whose largest is 0, so that no digits are lost to a common offset.
     *
     * @param u the entries, none above 0; its order is destroyed
     */
    static double of(double[] u, int n, double radius) {
        for (int i = n / 2 - 1; i >= 0; i--) {
            sift(u, i, n);
        }
        double sum = 0;
        double threshold = Double.NEGATIVE_INFINITY;
        for (int k = 1; k <= n; k++) {
            double next = u[0];
            if (next <= threshold) {
                break;
            }
            sum += next;
            threshold = (sum - radius) / k;
            u[0] = u[n - k];
            sift(u, 0, n - k);
        }
        return threshold;
    }

    /** Of a projection: the comparisons in the heap if all entries are taken from it, and some additions for each. */
    static long cost(int n) {
        int levels = Integer.SIZE - Integer.numberOfLeadingZeros(n);
        return (long) Cost.ADD * n * (2L * levels + 6) + (long) Cost.NONLINEAR * n;
    }

    /** Moves the entry at i down, until none below it is larger. */
    private static void sift(double[] u, int i, int n) {
        double moving = u[i];
        int at = i;
        while (2 * at + 1 < n) {
            int child = 2 * at + 1;
            if (child + 1 < n && u[child + 1] > u[child]) {
                child++;
            }
            if (u[child] <= moving) {
                break;
            }
            u[at] = u[child];
            at = child;
        }
        if (at < n) {
            u[at] = moving;
        }
    }
}
