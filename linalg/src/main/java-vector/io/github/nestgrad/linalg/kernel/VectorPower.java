package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * xʸ on vectors: the formulas of {@link Power}, where fma gives the low part of a product, and without branches.
 *
 * <p>Five passes over a block, which hand on what they know of each entry in arrays of {@link #BLOCK} numbers.
 */
final class VectorPower {

    static final int BLOCK = Scratch.BLOCK / 2;

    // the arrays in scratch; the magnitude takes the place of k
    static final int X = 0;
    static final int Y = BLOCK;
    private static final int K = 2 * BLOCK;
    private static final int S = 3 * BLOCK;
    private static final int S_LOW = 4 * BLOCK;
    private static final int ZQ = 5 * BLOCK;
    private static final int LOG = 6 * BLOCK;
    private static final int LOG_LOW = 7 * BLOCK;
    private static final int MAGNITUDE = K;

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final VectorSpecies<Long> LANES = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final int LENGTH = SPECIES.length();

    private static final double LARGEST_EXPONENT = 0x1p52;
    private static final long SIGN = 0x8000000000000000L;

    private VectorPower() {}

    /** z ← xʸ for n entries of the block. */
    static void pow(int n, double[] scratch, double[] z, int zOffset) {
        int lanes = (n + LENGTH - 1) / LENGTH * LENGTH;
        Arrays.fill(scratch, X + n, X + lanes, 1);
        Arrays.fill(scratch, Y + n, Y + lanes, 1);
        split(lanes, scratch);
        log(lanes, scratch);
        multiply(lanes, scratch);
        exp(lanes, scratch);
        boolean special = sign(lanes, scratch);
        System.arraycopy(scratch, MAGNITUDE, z, zOffset, n);
        if (special) {
            for (int i = 0; i < n; i++) {
                if (isSpecial(scratch[X + i], scratch[Y + i])) {
                    z[zOffset + i] = Power.pow(scratch[X + i], scratch[Y + i]);
                }
            }
        }
    }

    /** Whether the vector code leaves x to the power of y to {@link Power}. */
    private static boolean isSpecial(double x, double y) {
        double size = Math.abs(x);
        return !(size >= Double.MIN_NORMAL && size < Double.POSITIVE_INFINITY && Math.abs(y) < LARGEST_EXPONENT);
    }

    /** |x| = 2ᵏ m; s + sLow = (m − 1) / (m + 1); z q(z), z = s². */
    private static void split(int n, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            LongVector bits = DoubleVector.fromArray(SPECIES, scratch, X + i).abs().reinterpretAsLongs()
                    .add(LongVector.broadcast(LANES, Logarithm.TO_BINADE));
            bits.lanewise(LSHR, 52).or(LongVector.broadcast(LANES, VectorLogarithm.INTEGER)).reinterpretAsDoubles()
                    .sub(DoubleVector.broadcast(SPECIES, VectorLogarithm.INTEGER_BIAS)).intoArray(scratch, K + i);
            DoubleVector m = bits.and(LongVector.broadcast(LANES, Logarithm.MANTISSA))
                    .add(LongVector.broadcast(LANES, Logarithm.SQRT_HALF_BITS)).reinterpretAsDoubles();
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector f = m.sub(one);
            DoubleVector d = m.add(one);
            DoubleVector dLow = m.sub(d.sub(one));
            DoubleVector s = f.div(d);
            s.intoArray(scratch, S + i);
            DoubleVector.zero(SPECIES).sub(s).fma(d, f).sub(s.mul(dLow)).div(d).intoArray(scratch, S_LOW + i);
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector w2 = w.mul(w);
            DoubleVector q01 = z.fma(DoubleVector.broadcast(SPECIES, Power.Q1),
                    DoubleVector.broadcast(SPECIES, Power.Q0));
            DoubleVector q23 = z.fma(DoubleVector.broadcast(SPECIES, Power.Q3),
                    DoubleVector.broadcast(SPECIES, Power.Q2));
            DoubleVector q45 = z.fma(DoubleVector.broadcast(SPECIES, Power.Q5),
                    DoubleVector.broadcast(SPECIES, Power.Q4));
            DoubleVector q67 = z.fma(DoubleVector.broadcast(SPECIES, Power.Q7),
                    DoubleVector.broadcast(SPECIES, Power.Q6));
            q67.fma(w, q45).fma(w2, q23.fma(w, q01)).mul(z)
                    .intoArray(scratch, ZQ + i);
        }
    }

    /** log |x| = k log 2 + 2 s + s³ (2/3 + z q(z)) in two parts. */
    private static void log(int n, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector k = DoubleVector.fromArray(SPECIES, scratch, K + i);
            DoubleVector s = DoubleVector.fromArray(SPECIES, scratch, S + i);
            DoubleVector sLow = DoubleVector.fromArray(SPECIES, scratch, S_LOW + i);
            DoubleVector zq = DoubleVector.fromArray(SPECIES, scratch, ZQ + i);
            DoubleVector twice = s.add(s);
            DoubleVector zero = DoubleVector.zero(SPECIES);

            // z + zLow = s²; c + cLow = 2/3 + z q(z); cube + cubeLow = s³
            DoubleVector z = s.mul(s);
            DoubleVector zLow = twice.fma(sLow, s.fma(s, zero.sub(z)));
            DoubleVector twoThirds = DoubleVector.broadcast(SPECIES, Power.TWO_THIRDS);
            DoubleVector c = twoThirds.add(zq);
            DoubleVector cLow = twoThirds.sub(c).add(zq)
                    .add(DoubleVector.broadcast(SPECIES, Power.TWO_THIRDS_LOW));
            DoubleVector cube = s.mul(z);
            DoubleVector cubeLow = s.fma(z, zero.sub(cube)).add(s.fma(zLow, sLow.mul(z)));
            DoubleVector tail = cube.mul(c);
            DoubleVector tailLow = cube.fma(c, zero.sub(tail)).add(cube.fma(cLow, cubeLow.mul(c)));

            // largest first
            DoubleVector kLn2 = k.mul(DoubleVector.broadcast(SPECIES, Exponential.LN2_HIGH));
            DoubleVector two = kLn2.add(twice);
            DoubleVector three = two.add(tail);
            three.intoArray(scratch, LOG + i);
            twice.sub(two.sub(kLn2)).add(tail.sub(three.sub(two)))
                    .add(k.fma(DoubleVector.broadcast(SPECIES, Exponential.LN2_LOW), sLow.add(sLow).add(tailLow)))
                    .intoArray(scratch, LOG_LOW + i);
        }
    }

    /** y log |x| in two parts, which take the place of those of log |x|. */
    private static void multiply(int n, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector first = DoubleVector.fromArray(SPECIES, scratch, LOG + i);
            DoubleVector rest = DoubleVector.fromArray(SPECIES, scratch, LOG_LOW + i);
            DoubleVector log = first.add(rest);
            DoubleVector logLow = first.sub(log).add(rest);
            DoubleVector exponent = DoubleVector.fromArray(SPECIES, scratch, Y + i);
            DoubleVector product = exponent.mul(log);
            product.intoArray(scratch, LOG + i);
            exponent.fma(logLow, exponent.fma(log, DoubleVector.zero(SPECIES).sub(product)))
                    .intoArray(scratch, LOG_LOW + i);
        }
    }

    /** |x| to the power of y, from y log |x|. */
    private static void exp(int n, double[] scratch) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector product = DoubleVector.fromArray(SPECIES, scratch, LOG + i);
            DoubleVector productLow = DoubleVector.fromArray(SPECIES, scratch, LOG_LOW + i);
            DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_TWO_EXPONENTS);
            DoubleVector shifted = product.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E), round);
            DoubleVector k = shifted.sub(round);
            DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -Exponential.LN2_HIGH), product);
            DoubleVector low = k.fma(DoubleVector.broadcast(SPECIES, -Exponential.LN2_LOW), productLow);
            DoubleVector r = high.add(low);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q01 = r.fma(DoubleVector.broadcast(SPECIES, Exponential.Q1),
                    DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector q23 = r.fma(DoubleVector.broadcast(SPECIES, Exponential.Q3),
                    DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector q45 = r.fma(DoubleVector.broadcast(SPECIES, Exponential.Q5),
                    DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector q67 = r.fma(DoubleVector.broadcast(SPECIES, Exponential.Q7),
                    DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector q89 = r.fma(DoubleVector.broadcast(SPECIES, Exponential.Q9),
                    DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector q = q89.fma(r2, q67).fma(r4, q45.fma(r2, q23)).fma(r2, q01);
            DoubleVector t = q.fma(r2, low).add(high);
            LongVector bits = shifted.reinterpretAsLongs();
            LongVector half = bits.lanewise(LSHR, 1);
            DoubleVector factor1 = half.lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector factor2 = bits.sub(half).lanewise(LSHL, 52).reinterpretAsDoubles();
            t.fma(factor1, factor1).mul(factor2)
                    .blend(DoubleVector.zero(SPECIES),
                            product.compare(LT, DoubleVector.broadcast(SPECIES, Exponential.UNDERFLOW)))
                    .blend(DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY),
                            product.compare(GT, DoubleVector.broadcast(SPECIES, Exponential.OVERFLOW)))
                    .intoArray(scratch, MAGNITUDE + i);
        }
    }

    /**
     * The sign of x to an odd power, NaN for that of a negative x to no integer, and x itself to the power of 1.
     *
     * @return whether there were special entries, whose results are wrong
     */
    private static boolean sign(int n, double[] scratch) {
        DoubleVector regular = DoubleVector.zero(SPECIES);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, scratch, X + i);
            DoubleVector exponent = DoubleVector.fromArray(SPECIES, scratch, Y + i);
            DoubleVector size = v.abs();
            DoubleVector exponentSize = exponent.abs();
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            regular = zero.blend(one, exponentSize.compare(LT, DoubleVector.broadcast(SPECIES, LARGEST_EXPONENT)))
                    .blend(zero, size.compare(LT, DoubleVector.broadcast(SPECIES, Double.MIN_NORMAL)))
                    .blend(zero, size.sub(size).compare(NE, zero))
                    .add(regular);
            // y + 2⁵² rounds y to an integer and has its last bit
            DoubleVector shift = DoubleVector.broadcast(SPECIES, 0x1p52);
            DoubleVector rounded = exponentSize.add(shift);
            LongVector sign = rounded.reinterpretAsLongs().lanewise(LSHL, 63).and(v.reinterpretAsLongs())
                    .and(LongVector.broadcast(LANES, SIGN));
            DoubleVector fraction = rounded.sub(shift).sub(exponentSize).blend(zero, v.compare(GT, zero));
            DoubleVector.fromArray(SPECIES, scratch, MAGNITUDE + i).reinterpretAsLongs().lanewise(XOR, sign)
                    .reinterpretAsDoubles()
                    .blend(DoubleVector.broadcast(SPECIES, Double.NaN), fraction.compare(NE, zero))
                    .blend(v, exponent.compare(EQ, one))
                    .intoArray(scratch, MAGNITUDE + i);
        }
        return DoubleVector.zero(SPECIES).add(regular).reduceLanes(ADD) < n;
    }
}
