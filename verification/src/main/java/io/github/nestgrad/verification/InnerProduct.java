package io.github.nestgrad.verification;

/**
 * An inner product as if computed in twice the working precision, so that a check judges what it is given and not its
 * own rounding.
 *
 * <p>Source: T. Ogita, S. M. Rump, S. Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005) 1955-1988,
 * algorithm 5.3, doi:10.1137/030601818.
 *
 * @param value Σ aᵢ bᵢ
 * @param magnitude Σ |aᵢ bᵢ|, on which the rounding errors of a and b act
 */
record InnerProduct(double value, double magnitude) {

    static InnerProduct of(double[] a, double[] b) {
        double sum = 0;
        double magnitude = 0;
        double lost = 0;
        for (int i = 0; i < a.length; i++) {
            double product = a[i] * b[i];
            double next = sum + product;
            double part = next - sum;
            lost += Math.fma(a[i], b[i], -product) + ((sum - (next - part)) + (product - part));
            sum = next;
            magnitude += Math.abs(product);
        }
        // after an overflow the lost digits are NaN, but the sum still tells
        return new InnerProduct(Double.isFinite(sum) ? sum + lost : sum, magnitude);
    }
}
