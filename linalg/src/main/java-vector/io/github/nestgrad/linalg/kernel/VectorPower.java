package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * xʸ on vectors: the formulas of {@link Power}, where fma gives the low part of a product, and without branches.
 *
 * <p>The method is too large to be inlined, for the reason given in {@link VectorExponential}.
 */
final class VectorPower {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private static final double LARGEST_EXPONENT = 0x1p52;
    private static final long SIGN = 0x8000000000000000L;

    private VectorPower() {}

    /** Whether the vector code leaves x to the power of y to {@link Power}. */
    static boolean isSpecial(double x, double y) {
        double size = Math.abs(x);
        return !(size >= Double.MIN_NORMAL && size < Double.POSITIVE_INFINITY && Math.abs(y) < LARGEST_EXPONENT);
    }

    /**
     * z ← xʸ; n is a multiple of the length of a vector.
     *
     * @return whether there were special entries, whose results are wrong
     */
    static boolean pow(int n, double[] x, int xOffset, double[] y, int yOffset, double[] result, int resultOffset) {
        DoubleVector regular = DoubleVector.zero(SPECIES);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector exponent = DoubleVector.fromArray(SPECIES, y, yOffset + i);
            DoubleVector size = v.abs();
            DoubleVector exponentSize = exponent.abs();
            // three comparisons that NaN fails, counted
            regular = regular
                    .add(DoubleVector.zero(SPECIES).blend(1, exponentSize.compare(LT, LARGEST_EXPONENT))
                            .blend(0, size.compare(LT, Double.MIN_NORMAL))
                            .blend(0, size.sub(size).compare(NE, 0)));

            LongVector bits = size.reinterpretAsLongs().add(Logarithm.TO_BINADE);
            DoubleVector k = bits.lanewise(LSHR, 52).or(VectorLogarithm.INTEGER).reinterpretAsDoubles()
                    .sub(VectorLogarithm.INTEGER_BIAS);
            DoubleVector m = bits.and(Logarithm.MANTISSA).add(Logarithm.SQRT_HALF_BITS).reinterpretAsDoubles();

            // s + sLow = (m − 1) / (m + 1)
            DoubleVector f = m.sub(1);
            DoubleVector d = m.add(1);
            DoubleVector dLow = m.sub(d.sub(1));
            DoubleVector s = f.div(d);
            DoubleVector sLow = s.neg().fma(d, f).sub(s.mul(dLow)).div(d);

            // z + zLow = s²; c + cLow = 2/3 + z q(z); cube + cubeLow = s³
            DoubleVector z = s.mul(s);
            DoubleVector zLow = s.add(s).fma(sLow, s.fma(s, z.neg()));
            DoubleVector w = z.mul(z);
            DoubleVector w2 = w.mul(w);
            DoubleVector q01 = z.lanewise(FMA, Power.Q1, DoubleVector.broadcast(SPECIES, Power.Q0));
            DoubleVector q23 = z.lanewise(FMA, Power.Q3, DoubleVector.broadcast(SPECIES, Power.Q2));
            DoubleVector q45 = z.lanewise(FMA, Power.Q5, DoubleVector.broadcast(SPECIES, Power.Q4));
            DoubleVector q67 = z.lanewise(FMA, Power.Q7, DoubleVector.broadcast(SPECIES, Power.Q6));
            DoubleVector zq = q67.fma(w, q45).fma(w2, q23.fma(w, q01)).mul(z);
            DoubleVector c = zq.add(Power.TWO_THIRDS);
            DoubleVector cLow = c.neg().add(Power.TWO_THIRDS).add(zq).add(Power.TWO_THIRDS_LOW);
            DoubleVector cube = s.mul(z);
            DoubleVector cubeLow = s.fma(z, cube.neg()).add(s.fma(zLow, sLow.mul(z)));
            DoubleVector tail = cube.mul(c);
            DoubleVector tailLow = cube.fma(c, tail.neg()).add(cube.fma(cLow, cubeLow.mul(c)));

            // log |x| = k log 2 + 2 s + tail, largest first
            DoubleVector kLn2 = k.mul(Exponential.LN2_HIGH);
            DoubleVector twice = s.add(s);
            DoubleVector two = kLn2.add(twice);
            DoubleVector three = two.add(tail);
            DoubleVector rest = twice.sub(two.sub(kLn2)).add(tail.sub(three.sub(two)))
                    .add(k.lanewise(FMA, Exponential.LN2_LOW, sLow.add(sLow).add(tailLow)));
            DoubleVector log = three.add(rest);
            DoubleVector logLow = three.sub(log).add(rest);

            DoubleVector product = exponent.mul(log);
            DoubleVector productLow = exponent.fma(logLow, exponent.fma(log, product.neg()));

            DoubleVector shifted = product.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_TWO_EXPONENTS));
            DoubleVector j = shifted.sub(Exponential.ROUND_TO_TWO_EXPONENTS);
            DoubleVector high = j.lanewise(FMA, -Exponential.LN2_HIGH, product);
            DoubleVector low = j.lanewise(FMA, -Exponential.LN2_LOW, productLow);
            DoubleVector r = high.add(low);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p01 = r.lanewise(FMA, Exponential.Q1, DoubleVector.broadcast(SPECIES, Exponential.Q0));
            DoubleVector p23 = r.lanewise(FMA, Exponential.Q3, DoubleVector.broadcast(SPECIES, Exponential.Q2));
            DoubleVector p45 = r.lanewise(FMA, Exponential.Q5, DoubleVector.broadcast(SPECIES, Exponential.Q4));
            DoubleVector p67 = r.lanewise(FMA, Exponential.Q7, DoubleVector.broadcast(SPECIES, Exponential.Q6));
            DoubleVector p89 = r.lanewise(FMA, Exponential.Q9, DoubleVector.broadcast(SPECIES, Exponential.Q8));
            DoubleVector p = p89.fma(r2, p67).fma(r4, p45.fma(r2, p23)).fma(r2, p01);
            DoubleVector power = p.fma(r2, low).add(high).add(1);
            LongVector exponents = shifted.reinterpretAsLongs();
            LongVector half = exponents.lanewise(LSHR, 1);
            DoubleVector magnitude = power.mul(half.lanewise(LSHL, 52).reinterpretAsDoubles())
                    .mul(exponents.sub(half).lanewise(LSHL, 52).reinterpretAsDoubles())
                    .blend(0, product.compare(LT, Exponential.UNDERFLOW))
                    .blend(Double.POSITIVE_INFINITY, product.compare(GT, Exponential.OVERFLOW));

            // y + 2⁵² rounds y to an integer and has its last bit; an odd one takes the sign of x over
            DoubleVector rounded = exponentSize.add(0x1p52);
            LongVector sign = rounded.reinterpretAsLongs().lanewise(LSHL, 63).and(v.reinterpretAsLongs()).and(SIGN);
            DoubleVector fraction = rounded.sub(0x1p52).sub(exponentSize).blend(0, v.compare(GT, 0));
            magnitude.reinterpretAsLongs().lanewise(XOR, sign).reinterpretAsDoubles()
                    .blend(Double.NaN, fraction.compare(NE, 0))
                    .blend(v, exponent.compare(EQ, 1))
                    .intoArray(result, resultOffset + i);
        }
        return regular.reduceLanes(ADD) < n;
    }
}
