package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * tanh, σ and softplus on vectors: the formulas of {@link Hyperbolic}, with fma and without branches.
 *
 * <p>Each method is too large to be inlined, for the reason given in {@link VectorExponential}, and therefore has the
 * exponential function written out in it.
 */
final class VectorHyperbolic {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private static final VectorSpecies<Long> LANES = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final long SIGN = 0x8000000000000000L;

    /** Up to this size e⁻|ˣ| is a normal number. */
    private static final double LARGEST = 708;
    // of negative numbers, the larger one has the larger bits, and NaN the largest
    private static final long LARGEST_BITS = Double.doubleToRawLongBits(-LARGEST);

    private VectorHyperbolic() {}

    /** y ← tanh x; n is a multiple of the length of a vector. */
    static void tanh(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector size = v.abs();

            DoubleVector doubled = size.add(size);
            DoubleVector shifted = doubled.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_HALF));
            DoubleVector k = shifted.sub(Exponential.ROUND_TO_HALF);
            DoubleVector high = k.lanewise(FMA, -Exponential.LN2_HIGH, doubled);
            DoubleVector low = k.mul(-Exponential.LN2_LOW);
            DoubleVector r = high.add(low);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q01 = r.lanewise(FMA, Exponential.Q1, DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector q23 = r.lanewise(FMA, Exponential.Q3, DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector q45 = r.lanewise(FMA, Exponential.Q5, DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector q67 = r.lanewise(FMA, Exponential.Q7, DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector q89 = r.lanewise(FMA, Exponential.Q9, DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector q = q89.fma(r2, q67).fma(r4, q45.fma(r2, q23)).fma(r2, q01);
            DoubleVector t = q.fma(r2, low).add(high);
            DoubleVector half = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();

            // 1 − 2 / (2ᵏ (1 + t) + 1), with the power of two halved; or x + x z p(z) / q(z): one division for both
            DoubleVector z = v.mul(v);
            DoubleVector p = z.lanewise(FMA, Hyperbolic.P2, DoubleVector.broadcast(SPECIES, Hyperbolic.P1))
                    .lanewise(FMA, z, Hyperbolic.P0);
            DoubleVector d = z.lanewise(FMA, Hyperbolic.Q3, DoubleVector.broadcast(SPECIES, Hyperbolic.Q2))
                    .lanewise(FMA, z, Hyperbolic.Q1).lanewise(FMA, z, 1);
            VectorMask<Double> small = size.compare(LT, Hyperbolic.SMALL);
            DoubleVector numerator = DoubleVector.broadcast(SPECIES, -1).blend(size.mul(z).mul(p), small);
            DoubleVector denominator = t.fma(half, half.add(0.5)).blend(d, small);
            DoubleVector leading = DoubleVector.broadcast(SPECIES, 1).blend(size, small);
            numerator.div(denominator).add(leading)
                    .blend(1, size.compare(GT, Hyperbolic.SATURATED)).reinterpretAsLongs()
                    .or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().intoArray(y, yOffset + i);
        }
    }

    /**
     * y ← σ(x); n is a multiple of the length of a vector.
     *
     * @return whether there were entries beyond {@link #LARGEST}, whose results are wrong and which
     *         {@link #repairSigmoid} sets right
     */
    static boolean sigmoid(int n, double[] x, int xOffset, double[] y, int yOffset) {
        LongVector largest = LongVector.broadcast(LANES, SIGN);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            LongVector negative = v.reinterpretAsLongs().or(SIGN);
            largest = largest.max(negative);
            DoubleVector minus = negative.reinterpretAsDoubles();
            DoubleVector shifted = minus.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_EXPONENT));
            DoubleVector k = shifted.sub(Exponential.ROUND_TO_EXPONENT);
            DoubleVector high = k.lanewise(FMA, -Exponential.LN2_HIGH, minus);
            DoubleVector low = k.mul(-Exponential.LN2_LOW);
            DoubleVector r = high.add(low);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q01 = r.lanewise(FMA, Exponential.Q1, DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector q23 = r.lanewise(FMA, Exponential.Q3, DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector q45 = r.lanewise(FMA, Exponential.Q5, DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector q67 = r.lanewise(FMA, Exponential.Q7, DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector q89 = r.lanewise(FMA, Exponential.Q9, DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector q = q89.fma(r2, q67).fma(r4, q45.fma(r2, q23)).fma(r2, q01);
            DoubleVector scale = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector e = q.fma(r2, low).add(high).fma(scale, scale);
            DoubleVector quotient = DoubleVector.broadcast(SPECIES, 1).blend(e, v.compare(LT, 0)).div(e.add(1));
            quotient.blend(e.neg().fma(quotient, e), v.compare(LT, Hyperbolic.SIGMOID_SMALL))
                    .intoArray(y, yOffset + i);
        }
        return largest.reduceLanes(MAX) > LARGEST_BITS;
    }

    static void repairSigmoid(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[xOffset + i]) <= LARGEST)) {
                y[yOffset + i] = Hyperbolic.sigmoid(x[xOffset + i]);
            }
        }
    }

    /**
     * y ← log(1 + eˣ); n is a multiple of the length of a vector.
     *
     * @return whether there were entries beyond {@link #LARGEST}, whose results are wrong and which
     *         {@link #repairSoftplus} sets right
     */
    static boolean softplus(int n, double[] x, int xOffset, double[] y, int yOffset) {
        LongVector largest = LongVector.broadcast(LANES, SIGN);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            LongVector negative = v.reinterpretAsLongs().or(SIGN);
            largest = largest.max(negative);
            DoubleVector minus = negative.reinterpretAsDoubles();
            DoubleVector shifted = minus.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_EXPONENT));
            DoubleVector k = shifted.sub(Exponential.ROUND_TO_EXPONENT);
            DoubleVector high = k.lanewise(FMA, -Exponential.LN2_HIGH, minus);
            DoubleVector low = k.mul(-Exponential.LN2_LOW);
            DoubleVector r = high.add(low);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q01 = r.lanewise(FMA, Exponential.Q1, DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector q23 = r.lanewise(FMA, Exponential.Q3, DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector q45 = r.lanewise(FMA, Exponential.Q5, DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector q67 = r.lanewise(FMA, Exponential.Q7, DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector q89 = r.lanewise(FMA, Exponential.Q9, DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector q = q89.fma(r2, q67).fma(r4, q45.fma(r2, q23)).fma(r2, q01);
            DoubleVector scale = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector e = q.fma(r2, low).add(high).fma(scale, scale);

            // log(1 + e) as in log1p; but u = 1 + e ≤ 2, so k is 0 or 1, and 1/u ≈ ½ (1 − f + f²) is good enough for the
            // correction by the rounding error of u
            DoubleVector u = e.add(1);
            VectorMask<Double> upper = u.compare(GT, Hyperbolic.SQRT_TWO);
            DoubleVector halved = u.lanewise(FMA, 0.5, DoubleVector.broadcast(SPECIES, -1));
            DoubleVector f = e.blend(halved, upper);
            DoubleVector lost = e.sub(u.sub(1));
            DoubleVector correction = f.mul(f).sub(f).add(1).mul(0.5).mul(lost).add(Exponential.LN2_LOW);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector p01 = z.lanewise(FMA, Logarithm.P1, DoubleVector.broadcast(SPECIES, Logarithm.P0));
            DoubleVector p23 = z.lanewise(FMA, Logarithm.P3, DoubleVector.broadcast(SPECIES, Logarithm.P2));
            DoubleVector p45 = z.lanewise(FMA, Logarithm.P5, DoubleVector.broadcast(SPECIES, Logarithm.P4));
            DoubleVector p = w.lanewise(FMA, Logarithm.P6, p45).fma(w, p23).fma(w, p01);
            DoubleVector halfSquare = f.mul(0.5).mul(f);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector small = s.fma(p.fma(z, halfSquare), zero.blend(correction, upper));
            DoubleVector log = f.sub(halfSquare.sub(small)).add(zero.blend(Exponential.LN2_HIGH, upper));
            log.add(zero.blend(v, v.compare(GT, 0))).intoArray(y, yOffset + i);
        }
        return largest.reduceLanes(MAX) > LARGEST_BITS;
    }

    static void repairSoftplus(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[xOffset + i]) <= LARGEST)) {
                y[yOffset + i] = Hyperbolic.softplus(x[xOffset + i]);
            }
        }
    }
}
