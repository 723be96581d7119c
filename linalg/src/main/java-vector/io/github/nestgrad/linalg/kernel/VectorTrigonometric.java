package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * sin and cos on vectors: the formulas of {@link Trigonometric}, with fma and without branches, in three passes.
 */
final class VectorTrigonometric {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final VectorSpecies<Long> LANES = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final int LENGTH = SPECIES.length();

    /** Up to this size the result is good. */
    static final double LARGEST = 0x1p27;

    // π/2 in three parts of 53 bits. The first product is subtracted without rounding by fma: the difference is less
    // than 1 and a multiple of 2⁻⁵³
    private static final double HALF_PI_1 = 1.5707963267948966;
    private static final double HALF_PI_2 = 6.123233995736766e-17;
    private static final double HALF_PI_3 = -1.4973849048591698e-33;

    private static final int R = Scratch.BLOCK;
    private static final int LOW = 2 * Scratch.BLOCK;
    private static final int K = 3 * Scratch.BLOCK;
    // these take the places of r and low
    private static final int COSINE = R;
    private static final int SINE = LOW;

    private VectorTrigonometric() {}

    /**
     * y ← sin x; n is a multiple of the length of a vector, and at most {@link Scratch#BLOCK}.
     *
     * @return whether there were entries beyond {@link #LARGEST}, whose results are wrong and which
     *         {@link #repairSine} sets right
     */
    static boolean sine(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return sine(false, n, x, xOffset, y, yOffset);
    }

    /** As {@link #sine}, for cos and {@link #repairCosine}. */
    static boolean cosine(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return sine(true, n, x, xOffset, y, yOffset);
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

    private static boolean sine(boolean toCosine, int n, double[] x, int xOffset, double[] y, int yOffset) {
        double[] scratch = Scratch.get();
        boolean beyond = reduce(n, x, xOffset, scratch);
        sineAndCosine(n, scratch);
        turn(toCosine, n, scratch, y, yOffset);
        return beyond;
    }

    /**
     * x = k π/2 + r + low.
     *
     * @return whether there were entries beyond {@link #LARGEST}, whose results will be wrong
     */
    private static boolean reduce(int n, double[] x, int xOffset, double[] scratch) {
        DoubleVector beyond = DoubleVector.zero(SPECIES);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            beyond = zero.blend(DoubleVector.broadcast(SPECIES, 1),
                    v.abs().compare(GT, DoubleVector.broadcast(SPECIES, LARGEST))).add(beyond);
            DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND);
            DoubleVector shifted = v.fma(DoubleVector.broadcast(SPECIES, Trigonometric.TWO_OVER_PI), round);
            DoubleVector k = shifted.sub(round);
            DoubleVector r1 = k.fma(DoubleVector.broadcast(SPECIES, -HALF_PI_1), v);
            // r1 − k·part2 = r2 + e2 − part2Low without rounding, since r1 and k·part2 may nearly cancel
            DoubleVector halfPi2 = DoubleVector.broadcast(SPECIES, HALF_PI_2);
            DoubleVector part2 = k.mul(halfPi2);
            DoubleVector part2Low = k.fma(halfPi2, zero.sub(part2));
            DoubleVector r2 = r1.sub(part2);
            DoubleVector added = r2.sub(r1);
            DoubleVector e2 = r1.sub(r2.sub(added)).sub(part2.add(added));
            DoubleVector rest = k.fma(DoubleVector.broadcast(SPECIES, -HALF_PI_3), e2.sub(part2Low));
            // the blend keeps −0
            DoubleVector r = r2.add(rest).blend(v, v.compare(EQ, zero));
            r.intoArray(scratch, R + i);
            r2.sub(r).add(rest).intoArray(scratch, LOW + i);
            shifted.intoArray(scratch, K + i);
        }
        return DoubleVector.zero(SPECIES).add(beyond).reduceLanes(ADD) > 0;
    }

    /** The cosine and the sine of r + low. */
    private static void sineAndCosine(int n, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, scratch, R + i);
            DoubleVector low = DoubleVector.fromArray(SPECIES, scratch, LOW + i);
            DoubleVector z = r.mul(r);
            DoubleVector w = z.mul(z);
            DoubleVector halfSquare = z.mul(DoubleVector.broadcast(SPECIES, 0.5));

            DoubleVector s01 = z.fma(DoubleVector.broadcast(SPECIES, Trigonometric.S1),
                    DoubleVector.broadcast(SPECIES, Trigonometric.S0));
            DoubleVector s23 = z.fma(DoubleVector.broadcast(SPECIES, Trigonometric.S3),
                    DoubleVector.broadcast(SPECIES, Trigonometric.S2));
            DoubleVector s45 = z.fma(DoubleVector.broadcast(SPECIES, Trigonometric.S5),
                    DoubleVector.broadcast(SPECIES, Trigonometric.S4));
            DoubleVector s = w.fma(DoubleVector.broadcast(SPECIES, Trigonometric.S6), s45).fma(w, s23).fma(w, s01);
            // the blend keeps −0
            s.mul(z).fma(r, low.sub(halfSquare.mul(low))).add(r).blend(r, z.compare(EQ, DoubleVector.zero(SPECIES)))
                    .intoArray(scratch, SINE + i);

            DoubleVector c01 = z.fma(DoubleVector.broadcast(SPECIES, Trigonometric.C1),
                    DoubleVector.broadcast(SPECIES, Trigonometric.C0));
            DoubleVector c23 = z.fma(DoubleVector.broadcast(SPECIES, Trigonometric.C3),
                    DoubleVector.broadcast(SPECIES, Trigonometric.C2));
            DoubleVector c45 = z.fma(DoubleVector.broadcast(SPECIES, Trigonometric.C5),
                    DoubleVector.broadcast(SPECIES, Trigonometric.C4));
            DoubleVector c = c45.fma(w, c23).fma(w, c01);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector leading = one.sub(halfSquare);
            leading.add(one.sub(leading).sub(halfSquare).add(c.mul(w).sub(r.mul(low))))
                    .intoArray(scratch, COSINE + i);
        }
    }

    /** y ← sin(k π/2 + r), or cos, from the cosine and the sine of r; where k is odd they change places. */
    private static void turn(boolean toCosine, int n, double[] scratch, double[] y, int yOffset) {
        // the last bit of k as the number 2 or 0, the one before as a sign; for cos they are those of k + 1
        if (toCosine) {
            for (int i = 0; i < n; i += LENGTH) {
                DoubleVector cosine = DoubleVector.fromArray(SPECIES, scratch, COSINE + i);
                DoubleVector sine = DoubleVector.fromArray(SPECIES, scratch, SINE + i);
                LongVector one = LongVector.broadcast(LANES, 1);
                LongVector quadrant = DoubleVector.fromArray(SPECIES, scratch, K + i).reinterpretAsLongs().add(one);
                DoubleVector odd = quadrant.and(one).lanewise(LSHL, 62).reinterpretAsDoubles();
                DoubleVector value = sine.blend(cosine, odd.compare(GT, DoubleVector.zero(SPECIES)));
                LongVector sign = quadrant.and(LongVector.broadcast(LANES, 2)).lanewise(LSHL, 62);
                sign.lanewise(XOR, value.reinterpretAsLongs()).reinterpretAsDoubles().intoArray(y, yOffset + i);
            }
        } else {
            for (int i = 0; i < n; i += LENGTH) {
                DoubleVector cosine = DoubleVector.fromArray(SPECIES, scratch, COSINE + i);
                DoubleVector sine = DoubleVector.fromArray(SPECIES, scratch, SINE + i);
                LongVector quadrant = DoubleVector.fromArray(SPECIES, scratch, K + i).reinterpretAsLongs();
                LongVector one = LongVector.broadcast(LANES, 1);
                DoubleVector odd = quadrant.and(one).lanewise(LSHL, 62).reinterpretAsDoubles();
                DoubleVector value = sine.blend(cosine, odd.compare(GT, DoubleVector.zero(SPECIES)));
                LongVector sign = quadrant.and(LongVector.broadcast(LANES, 2)).lanewise(LSHL, 62);
                sign.lanewise(XOR, value.reinterpretAsLongs()).reinterpretAsDoubles().intoArray(y, yOffset + i);
            }
        }
    }
}
