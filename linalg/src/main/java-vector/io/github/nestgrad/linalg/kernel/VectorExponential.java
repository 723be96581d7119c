package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * eˣ and eˣ − 1 on vectors: the formulas of {@link Exponential}, with fma and without branches.
 *
 * <p>n is a multiple of the length of a vector. Why the methods have this shape is said in {@link VectorElementwise}.
 */
final class VectorExponential {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private VectorExponential() {}

    static void exp(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_TWO_EXPONENTS);
            DoubleVector shifted = v.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E), round);
            DoubleVector k = shifted.sub(round);
            DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -Exponential.LN2_HIGH), v);
            DoubleVector low = k.mul(DoubleVector.broadcast(SPECIES, -Exponential.LN2_LOW));
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
                            v.compare(LT, DoubleVector.broadcast(SPECIES, Exponential.UNDERFLOW)))
                    .blend(DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY),
                            v.compare(GT, DoubleVector.broadcast(SPECIES, Exponential.OVERFLOW)))
                    .intoArray(y, yOffset + i);
        }
    }

    static void expm1(int n, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND_TO_HALF);
            DoubleVector shifted = v.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E), round);
            DoubleVector k = shifted.sub(round);
            DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -Exponential.LN2_HIGH), v);
            DoubleVector low = k.mul(DoubleVector.broadcast(SPECIES, -Exponential.LN2_LOW));
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
            DoubleVector small = q.fma(r2, low);
            // one number, other than in scalar code: fma does not round the product, and what t lacks is at most 1 ulp
            DoubleVector t = high.add(small);
            DoubleVector scale = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector half = scale.fma(t, scale.sub(DoubleVector.broadcast(SPECIES, 0.5)));
            half.add(half)
                    .blend(DoubleVector.broadcast(SPECIES, -1),
                            v.compare(LT, DoubleVector.broadcast(SPECIES, Exponential.MINUS_ONE)))
                    .blend(DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY),
                            v.compare(GT, DoubleVector.broadcast(SPECIES, Exponential.OVERFLOW)))
                    .blend(v, v.abs().compare(LT, DoubleVector.broadcast(SPECIES, Exponential.TINY)))
                    .intoArray(y, yOffset + i);
        }
    }
}
