package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.FMA;
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
 * <p>In tanh and σ the exponential function is written out: as a pass of its own it would not overlap with the
 * division. One number is good enough for r here.
 */
final class VectorHyperbolic {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final VectorSpecies<Long> LANES = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final int LENGTH = SPECIES.length();
    private static final long SIGN = 0x8000000000000000L;

    /** Up to this size exp(−|x|) and exp(2 |x|) are normal numbers. */
    private static final double LARGEST = 350;
    // of positive numbers the larger one has the larger bits; of negative ones too, up to NaN
    private static final long LARGEST_BITS = Double.doubleToRawLongBits(LARGEST);
    private static final long LARGEST_NEGATIVE_BITS = Double.doubleToRawLongBits(-LARGEST);

    private static final int P = Scratch.BLOCK;
    private static final int Q = 2 * Scratch.BLOCK;

    private VectorHyperbolic() {}

    /**
     * y ← tanh x; n is a multiple of the length of a vector, and at most {@link Scratch#BLOCK}.
     *
     * @return whether there were entries beyond {@link #LARGEST}, whose results are wrong and which
     *         {@link #repairTanh} sets right
     */
    static boolean tanh(int n, double[] x, int xOffset, double[] y, int yOffset) {
        double[] scratch = Scratch.get();
        fractionOfSmall(n, x, xOffset, scratch);
        return tanh(n, x, xOffset, y, yOffset, scratch);
    }

    /** p and q with tanh |x| = |x| + p / q for small x. */
    private static void fractionOfSmall(int n, double[] x, int xOffset, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector size = DoubleVector.fromArray(SPECIES, x, xOffset + i).abs();
            DoubleVector z = size.mul(size);
            z.lanewise(FMA, Hyperbolic.P2, DoubleVector.broadcast(SPECIES, Hyperbolic.P1))
                    .lanewise(FMA, z, Hyperbolic.P0).mul(size.mul(z)).intoArray(scratch, P + i);
            z.lanewise(FMA, Hyperbolic.Q3, DoubleVector.broadcast(SPECIES, Hyperbolic.Q2))
                    .lanewise(FMA, z, Hyperbolic.Q1).lanewise(FMA, z, 1).intoArray(scratch, Q + i);
        }
    }

    private static boolean tanh(int n, double[] x, int xOffset, double[] y, int yOffset, double[] scratch) {
        LongVector largest = LongVector.zero(LANES);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector size = v.abs();
            largest = size.reinterpretAsLongs().max(largest);

            DoubleVector doubled = size.add(size);
            DoubleVector shifted = doubled.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_HALF));
            DoubleVector k = shifted.sub(Exponential.ROUND_TO_HALF);
            DoubleVector high = k.lanewise(FMA, -Exponential.LN2_HIGH, doubled);
            DoubleVector r = k.lanewise(FMA, -Exponential.LN2_LOW, high);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q01 = r.lanewise(FMA, Exponential.Q1, DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector q23 = r.lanewise(FMA, Exponential.Q3, DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector q45 = r.lanewise(FMA, Exponential.Q5, DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector q67 = r.lanewise(FMA, Exponential.Q7, DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector q89 = r.lanewise(FMA, Exponential.Q9, DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector q = q89.fma(r2, q67).fma(r4, q45.fma(r2, q23)).fma(r2, q01);
            DoubleVector half = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector power = q.fma(r2, r).fma(half, half);

            // 1 − 2 / (e²ˣ + 1), with half of both; or x + p / q: one division for both
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            VectorMask<Double> small = size.compare(LT, Hyperbolic.SMALL);
            DoubleVector numerator = one.neg().blend(DoubleVector.fromArray(SPECIES, scratch, P + i), small);
            DoubleVector denominator = power.add(0.5).blend(DoubleVector.fromArray(SPECIES, scratch, Q + i), small);
            one.blend(size, small).add(numerator.div(denominator)).reinterpretAsLongs()
                    .or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().intoArray(y, yOffset + i);
        }
        return LongVector.zero(LANES).max(largest).reduceLanes(MAX) > LARGEST_BITS;
    }

    static void repairTanh(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[xOffset + i]) <= LARGEST)) {
                y[yOffset + i] = Hyperbolic.tanh(x[xOffset + i]);
            }
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
            largest = negative.max(largest);

            DoubleVector minus = negative.reinterpretAsDoubles();
            DoubleVector shifted = minus.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_EXPONENT));
            DoubleVector k = shifted.sub(Exponential.ROUND_TO_EXPONENT);
            DoubleVector high = k.lanewise(FMA, -Exponential.LN2_HIGH, minus);
            DoubleVector r = k.lanewise(FMA, -Exponential.LN2_LOW, high);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q01 = r.lanewise(FMA, Exponential.Q1, DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector q23 = r.lanewise(FMA, Exponential.Q3, DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector q45 = r.lanewise(FMA, Exponential.Q5, DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector q67 = r.lanewise(FMA, Exponential.Q7, DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector q89 = r.lanewise(FMA, Exponential.Q9, DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector q = q89.fma(r2, q67).fma(r4, q45.fma(r2, q23)).fma(r2, q01);
            DoubleVector scale = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector power = q.fma(r2, r).fma(scale, scale);

            DoubleVector quotient = DoubleVector.broadcast(SPECIES, 1).blend(power, v.compare(LT, 0)).div(power.add(1));
            quotient.blend(power.sub(power.mul(quotient)), v.compare(LT, Hyperbolic.SIGMOID_SMALL))
                    .intoArray(y, yOffset + i);
        }
        return LongVector.broadcast(LANES, SIGN).max(largest).reduceLanes(MAX) > LARGEST_NEGATIVE_BITS;
    }

    static void repairSigmoid(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[xOffset + i]) <= LARGEST)) {
                y[yOffset + i] = Hyperbolic.sigmoid(x[xOffset + i]);
            }
        }
    }

    /** y ← log(1 + eˣ); n is a multiple of the length of a vector, and at most {@link Scratch#BLOCK}. */
    static void softplus(int n, double[] x, int xOffset, double[] y, int yOffset) {
        double[] scratch = Scratch.get();
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsLongs().or(SIGN).reinterpretAsDoubles()
                    .intoArray(scratch, P + i);
        }
        VectorExponential.exp(n, scratch, P, scratch, P);
        VectorLogarithm.addLog1pOfUnit(n, scratch, P, x, xOffset, y, yOffset);
    }
}
