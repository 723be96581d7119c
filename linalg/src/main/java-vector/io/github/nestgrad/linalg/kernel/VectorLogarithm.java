package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * log x and log(1 + x) on vectors: the formulas of {@link Logarithm}, with fma and without branches.
 */
final class VectorLogarithm {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final VectorSpecies<Long> LANES = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final int LENGTH = SPECIES.length();

    /** Made the high bits of a number, an integer in the low bits becomes that much more than 2⁵². */
    static final long INTEGER = 0x4330000000000000L;
    static final double INTEGER_BIAS = 0x1p52 + Logarithm.BIAS;

    /** Added to the bits of positive normal numbers it makes the negative integers up to LEAST_SPECIAL of them. */
    private static final long NORMAL_TO_LEAST = 0x8000000000000000L - 0x0010000000000000L;
    private static final long LEAST_SPECIAL = 0x7ff0000000000000L + NORMAL_TO_LEAST;

    // the arrays in scratch
    private static final int U = Scratch.BLOCK;
    private static final int CORRECTION = 2 * Scratch.BLOCK;

    private VectorLogarithm() {}

    /**
     * y ← log x; n is a multiple of the length of a vector.
     *
     * @return whether there were special entries, whose results are wrong and which {@link #repairLog} sets right
     */
    static boolean log(int n, double[] x, int xOffset, double[] y, int yOffset) {
        boolean special = hasSpecial(n, x, xOffset);
        logOfNormal(n, x, xOffset, y, yOffset);
        return special;
    }

    /** Whether there are other numbers than positive normal ones. */
    private static boolean hasSpecial(int n, double[] x, int xOffset) {
        LongVector largest = LongVector.broadcast(LANES, Long.MIN_VALUE);
        for (int i = 0; i < n; i += LENGTH) {
            largest = DoubleVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsLongs()
                    .add(LongVector.broadcast(LANES, NORMAL_TO_LEAST)).max(largest);
        }
        return LongVector.broadcast(LANES, Long.MIN_VALUE).max(largest).reduceLanes(MAX) >= LEAST_SPECIAL;
    }

    /** y ← log x for positive normal numbers. */
    static void logOfNormal(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i += LENGTH) {
            LongVector bits = DoubleVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsLongs()
                    .add(LongVector.broadcast(LANES, Logarithm.TO_BINADE));
            DoubleVector k = bits.lanewise(LSHR, 52).or(LongVector.broadcast(LANES, INTEGER)).reinterpretAsDoubles()
                    .sub(DoubleVector.broadcast(SPECIES, INTEGER_BIAS));
            DoubleVector f = bits.and(LongVector.broadcast(LANES, Logarithm.MANTISSA))
                    .add(LongVector.broadcast(LANES, Logarithm.SQRT_HALF_BITS)).reinterpretAsDoubles()
                    .sub(DoubleVector.broadcast(SPECIES, 1));
            DoubleVector s = f.div(f.add(DoubleVector.broadcast(SPECIES, 2)));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P1),
                    DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P3),
                    DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P5),
                    DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.fma(DoubleVector.broadcast(SPECIES, Logarithm.P6), p45).fma(w, p23).fma(w, p01);
            DoubleVector halfSquare = f.mul(DoubleVector.broadcast(SPECIES, 0.5)).mul(f);
            DoubleVector small = s.fma(p.fma(z, halfSquare),
                    k.mul(DoubleVector.broadcast(SPECIES, Exponential.LN2_LOW)));
            k.fma(DoubleVector.broadcast(SPECIES, Exponential.LN2_HIGH), f.sub(halfSquare.sub(small)))
                    .intoArray(y, yOffset + i);
        }
    }

    static void repairLog(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            double v = x[xOffset + i];
            if (!(v >= Double.MIN_NORMAL && v < Double.POSITIVE_INFINITY)) {
                y[yOffset + i] = Logarithm.log(v);
            }
        }
    }

    /**
     * y ← log(1 + x); n is a multiple of the length of a vector, and at most {@link Scratch#BLOCK}.
     *
     * @return whether there were special entries, whose results are wrong and which {@link #repairLog1p} sets right
     */
    static boolean log1p(int n, double[] x, int xOffset, double[] y, int yOffset) {
        double[] scratch = Scratch.get();
        boolean special = onePlus(n, x, xOffset, scratch);
        logOfOnePlus(n, x, xOffset, y, yOffset, scratch);
        return special;
    }

    /**
     * u = 1 + x, and its rounding error divided by u.
     *
     * @return whether there were special entries
     */
    private static boolean onePlus(int n, double[] x, int xOffset, double[] scratch) {
        LongVector largest = LongVector.broadcast(LANES, Long.MIN_VALUE);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector u = v.add(one);
            DoubleVector added = u.sub(one);
            u.intoArray(scratch, U + i);
            v.sub(added).sub(u.sub(added).sub(one)).div(u).intoArray(scratch, CORRECTION + i);
            largest = u.reinterpretAsLongs().add(LongVector.broadcast(LANES, NORMAL_TO_LEAST)).max(largest);
        }
        return LongVector.broadcast(LANES, Long.MIN_VALUE).max(largest).reduceLanes(MAX) >= LEAST_SPECIAL;
    }

    private static void logOfOnePlus(int n, double[] x, int xOffset, double[] y, int yOffset, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            LongVector bits = DoubleVector.fromArray(SPECIES, scratch, U + i).reinterpretAsLongs()
                    .add(LongVector.broadcast(LANES, Logarithm.TO_BINADE));
            DoubleVector k = bits.lanewise(LSHR, 52).or(LongVector.broadcast(LANES, INTEGER)).reinterpretAsDoubles()
                    .sub(DoubleVector.broadcast(SPECIES, INTEGER_BIAS));
            DoubleVector f = bits.and(LongVector.broadcast(LANES, Logarithm.MANTISSA))
                    .add(LongVector.broadcast(LANES, Logarithm.SQRT_HALF_BITS)).reinterpretAsDoubles()
                    .sub(DoubleVector.broadcast(SPECIES, 1));
            DoubleVector s = f.div(f.add(DoubleVector.broadcast(SPECIES, 2)));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P1),
                    DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P3),
                    DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P5),
                    DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.fma(DoubleVector.broadcast(SPECIES, Logarithm.P6), p45).fma(w, p23).fma(w, p01);
            // f − s (f − z p) is good enough where it is rounded once
            DoubleVector correction = k.fma(DoubleVector.broadcast(SPECIES, Exponential.LN2_LOW),
                    DoubleVector.fromArray(SPECIES, scratch, CORRECTION + i));
            DoubleVector small = p.mul(z).sub(f).fma(s, correction);
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            // the blend keeps −0
            k.fma(DoubleVector.broadcast(SPECIES, Exponential.LN2_HIGH), f.add(small))
                    .blend(v, v.compare(EQ, DoubleVector.broadcast(SPECIES, 0))).intoArray(y, yOffset + i);
        }
    }

    static void repairLog1p(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            double v = x[xOffset + i];
            if (!(v > -1 && v < Double.POSITIVE_INFINITY)) {
                y[yOffset + i] = Logarithm.log1p(v);
            }
        }
    }

    /**
     * y ← max(x, 0) + log(1 + e) for 0 ≤ e ≤ 1, or NaN.
     *
     * <p>As for log1p; but u = 1 + e ≤ 2, so k is 0 or 1. Where it is 1, 1/u ≈ ½ (1 − f + f²) is good enough for the
     * correction by the rounding error of u.
     */
    static void addLog1pOfUnit(int n, double[] e, int eOffset, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, e, eOffset + i);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector u = v.add(one);
            VectorMask<Double> upper = u.compare(GT, DoubleVector.broadcast(SPECIES, Hyperbolic.SQRT_TWO));
            DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
            DoubleVector f = v.blend(u.fma(half, DoubleVector.broadcast(SPECIES, -1)), upper);
            DoubleVector lost = v.sub(u.sub(one));
            DoubleVector correction = f.fma(f, one.sub(f)).mul(half).fma(lost,
                    DoubleVector.broadcast(SPECIES, Exponential.LN2_LOW));
            DoubleVector s = f.div(f.add(DoubleVector.broadcast(SPECIES, 2)));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P1),
                    DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P3),
                    DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.fma(DoubleVector.broadcast(SPECIES, Logarithm.P5),
                    DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.fma(DoubleVector.broadcast(SPECIES, Logarithm.P6), p45).fma(w, p23).fma(w, p01);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector small = p.mul(z).sub(f).fma(s, zero.blend(correction, upper));
            DoubleVector log = f.add(small)
                    .add(zero.blend(DoubleVector.broadcast(SPECIES, Exponential.LN2_HIGH), upper));
            DoubleVector argument = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            log.add(zero.blend(argument, argument.compare(GT, zero))).intoArray(y, yOffset + i);
        }
    }
}
