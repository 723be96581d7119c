package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

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

    // positive normal numbers, and they alone, have bits in this range after TO_BINADE was added; NaN and negative
    // numbers become negative or wrap around to less than the least
    private static final long LEAST_BITS = 0x0010000000000000L + Logarithm.TO_BINADE;
    private static final long LARGEST_BITS = 0x7fefffffffffffffL + Logarithm.TO_BINADE;

    private static final int U = Scratch.BLOCK;
    private static final int CORRECTION = 2 * Scratch.BLOCK;

    private VectorLogarithm() {}

    /**
     * y ← log x; n is a multiple of the length of a vector.
     *
     * @return whether there were special entries, whose results are wrong and which {@link #repairLog} sets right
     */
    static boolean log(int n, double[] x, int xOffset, double[] y, int yOffset) {
        LongVector least = LongVector.broadcast(LANES, LARGEST_BITS);
        LongVector largest = LongVector.broadcast(LANES, LEAST_BITS);
        for (int i = 0; i < n; i += LENGTH) {
            LongVector bits = DoubleVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsLongs()
                    .add(Logarithm.TO_BINADE);
            least = bits.min(least);
            largest = bits.max(largest);
            DoubleVector k = bits.lanewise(LSHR, 52).or(INTEGER).reinterpretAsDoubles().sub(INTEGER_BIAS);
            DoubleVector f = bits.and(Logarithm.MANTISSA).add(Logarithm.SQRT_HALF_BITS).reinterpretAsDoubles().sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.lanewise(FMA, Logarithm.P1, DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.lanewise(FMA, Logarithm.P3, DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.lanewise(FMA, Logarithm.P5, DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.lanewise(FMA, Logarithm.P6, p45).fma(w, p23).fma(w, p01);
            DoubleVector halfSquare = f.mul(0.5).mul(f);
            DoubleVector small = s.fma(p.fma(z, halfSquare), k.mul(Exponential.LN2_LOW));
            k.lanewise(FMA, Exponential.LN2_HIGH, f.sub(halfSquare.sub(small))).intoArray(y, yOffset + i);
        }
        return LongVector.broadcast(LANES, LARGEST_BITS).min(least).reduceLanes(MIN) < LEAST_BITS
                || LongVector.broadcast(LANES, LEAST_BITS).max(largest).reduceLanes(MAX) > LARGEST_BITS;
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
        onePlus(n, x, xOffset, scratch);
        return logOfOnePlus(n, x, xOffset, y, yOffset, scratch);
    }

    /** u = 1 + x, and its rounding error divided by u. */
    private static void onePlus(int n, double[] x, int xOffset, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector u = v.add(1);
            DoubleVector added = u.sub(1);
            u.intoArray(scratch, U + i);
            v.sub(added).sub(u.sub(added).sub(1)).div(u).intoArray(scratch, CORRECTION + i);
        }
    }

    private static boolean logOfOnePlus(int n, double[] x, int xOffset, double[] y, int yOffset, double[] scratch) {
        LongVector least = LongVector.broadcast(LANES, LARGEST_BITS);
        LongVector largest = LongVector.broadcast(LANES, LEAST_BITS);
        for (int i = 0; i < n; i += LENGTH) {
            LongVector bits = DoubleVector.fromArray(SPECIES, scratch, U + i).reinterpretAsLongs()
                    .add(Logarithm.TO_BINADE);
            least = bits.min(least);
            largest = bits.max(largest);
            DoubleVector k = bits.lanewise(LSHR, 52).or(INTEGER).reinterpretAsDoubles().sub(INTEGER_BIAS);
            DoubleVector f = bits.and(Logarithm.MANTISSA).add(Logarithm.SQRT_HALF_BITS).reinterpretAsDoubles().sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.lanewise(FMA, Logarithm.P1, DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.lanewise(FMA, Logarithm.P3, DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.lanewise(FMA, Logarithm.P5, DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.lanewise(FMA, Logarithm.P6, p45).fma(w, p23).fma(w, p01);
            // f − s (f − z p) is good enough where it is rounded once
            DoubleVector small = p.mul(z).sub(f).fma(s, k.lanewise(FMA, Exponential.LN2_LOW,
                    DoubleVector.fromArray(SPECIES, scratch, CORRECTION + i)));
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            // the blend keeps −0
            k.lanewise(FMA, Exponential.LN2_HIGH, f.add(small)).blend(v, v.compare(EQ, 0)).intoArray(y, yOffset + i);
        }
        return LongVector.broadcast(LANES, LARGEST_BITS).min(least).reduceLanes(MIN) < LEAST_BITS
                || LongVector.broadcast(LANES, LEAST_BITS).max(largest).reduceLanes(MAX) > LARGEST_BITS;
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
            DoubleVector u = v.add(1);
            VectorMask<Double> upper = u.compare(GT, Hyperbolic.SQRT_TWO);
            DoubleVector f = v.blend(u.lanewise(FMA, 0.5, DoubleVector.broadcast(SPECIES, -1)), upper);
            DoubleVector lost = v.sub(u.sub(1));
            DoubleVector correction = f.fma(f, f.neg()).add(1).mul(0.5).fma(lost,
                    DoubleVector.broadcast(SPECIES, Exponential.LN2_LOW));
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.lanewise(FMA, Logarithm.P1, DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.lanewise(FMA, Logarithm.P3, DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.lanewise(FMA, Logarithm.P5, DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.lanewise(FMA, Logarithm.P6, p45).fma(w, p23).fma(w, p01);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector small = p.mul(z).sub(f).fma(s, zero.blend(correction, upper));
            DoubleVector log = f.add(small).add(zero.blend(Exponential.LN2_HIGH, upper));
            DoubleVector argument = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            log.add(zero.blend(argument, argument.compare(GT, 0))).intoArray(y, yOffset + i);
        }
    }
}
