package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * sin and cos on vectors: the formulas of {@link Trigonometric}, with fma and without branches.
 *
 * <p>The method is too large to be inlined, for the reason given in {@link VectorExponential}.
 */
final class VectorTrigonometric {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    /** Up to this size the result is good. */
    static final double LARGEST = 0x1p27;

    // π/2 in three parts of 53 bits. The first product is subtracted without rounding by fma: the difference is less than
    // 1 and a multiple of 2⁻⁵³
    private static final double HALF_PI_1 = 1.5707963267948966;
    private static final double HALF_PI_2 = 6.123233995736766e-17;
    private static final double HALF_PI_3 = -1.4973849048591698e-33;

    private VectorTrigonometric() {}

    static boolean sine(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return sine(0, n, x, xOffset, y, yOffset);
    }

    static boolean cosine(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return sine(1, n, x, xOffset, y, yOffset);
    }

    /**
     * y ← sin(x + quarters · π/2); n is a multiple of the length of a vector.
     *
     * @return whether there were entries beyond {@link #LARGEST}, whose results are wrong and which {@link #repairSine} or
     *         {@link #repairCosine} sets right
     */
    private static boolean sine(int quarters, int n, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector beyond = DoubleVector.zero(SPECIES);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector size = v.abs();
            beyond = beyond.blend(1, size.compare(GT, LARGEST));

            DoubleVector shifted = v.fma(DoubleVector.broadcast(SPECIES, Trigonometric.TWO_OVER_PI),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND));
            DoubleVector k = shifted.sub(Exponential.ROUND);
            DoubleVector r1 = k.lanewise(FMA, -HALF_PI_1, v);
            // r1 − k·part2 = r2 + e2 − part2Low without rounding, since r1 and k·part2 may nearly cancel
            DoubleVector part2 = k.mul(HALF_PI_2);
            DoubleVector part2Low = k.lanewise(FMA, HALF_PI_2, part2.neg());
            DoubleVector r2 = r1.sub(part2);
            DoubleVector added = r2.sub(r1);
            DoubleVector e2 = r1.sub(r2.sub(added)).sub(part2.add(added));
            DoubleVector rest = k.lanewise(FMA, -HALF_PI_3, e2.sub(part2Low));
            DoubleVector r = r2.add(rest);
            DoubleVector low = r2.sub(r).add(rest);

            DoubleVector z = r.mul(r);
            DoubleVector w = z.mul(z);
            DoubleVector halfSquare = z.mul(0.5);

            DoubleVector s01 = z.lanewise(FMA, Trigonometric.S1, DoubleVector.broadcast(SPECIES, Trigonometric.S0));
            DoubleVector s23 = z.lanewise(FMA, Trigonometric.S3, DoubleVector.broadcast(SPECIES, Trigonometric.S2));
            DoubleVector s45 = z.lanewise(FMA, Trigonometric.S5, DoubleVector.broadcast(SPECIES, Trigonometric.S4));
            DoubleVector s = w.lanewise(FMA, Trigonometric.S6, s45).fma(w, s23).fma(w, s01);
            DoubleVector sine = s.mul(z).fma(r, low.sub(halfSquare.mul(low))).add(r)
                    .blend(v, size.compare(LT, Trigonometric.TINY));

            DoubleVector c01 = z.lanewise(FMA, Trigonometric.C1, DoubleVector.broadcast(SPECIES, Trigonometric.C0));
            DoubleVector c23 = z.lanewise(FMA, Trigonometric.C3, DoubleVector.broadcast(SPECIES, Trigonometric.C2));
            DoubleVector c45 = z.lanewise(FMA, Trigonometric.C5, DoubleVector.broadcast(SPECIES, Trigonometric.C4));
            DoubleVector c = c45.fma(w, c23).fma(w, c01);
            DoubleVector leading = halfSquare.neg().add(1);
            DoubleVector cosine = leading.neg().add(1).sub(halfSquare).add(c.fma(w, r.mul(low).neg())).add(leading);

            // the last bit of the quadrant as the number 2 or 0, the one before as a sign
            LongVector quadrant = shifted.reinterpretAsLongs().add(quarters);
            DoubleVector odd = quadrant.and(1).lanewise(LSHL, 62).reinterpretAsDoubles();
            LongVector sign = quadrant.and(2).lanewise(LSHL, 62);
            sine.blend(cosine, odd.compare(GT, 0)).reinterpretAsLongs().lanewise(XOR, sign).reinterpretAsDoubles()
                    .intoArray(y, yOffset + i);
        }
        return beyond.reduceLanes(ADD) > 0;
    }

    static void repairSine(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[xOffset + i]) > LARGEST) {
                y[yOffset + i] = StrictMath.sin(x[xOffset + i]);
            }
        }
    }

    static void repairCosine(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[xOffset + i]) > LARGEST) {
                y[yOffset + i] = StrictMath.cos(x[xOffset + i]);
            }
        }
    }
}
