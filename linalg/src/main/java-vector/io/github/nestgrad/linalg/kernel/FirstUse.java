package io.github.nestgrad.linalg.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Uses every operation of the kernels once, before the JVM takes notes of what its code does.
 *
 * <p>The Vector API keeps what stands behind an operation in a cache that is filled at the first use. Where a first use
 * comes after the profile of that cache has begun, compiled code holds the way to fill it at each operation: some 80
 * nodes each, 2000 in the exponential function, of the 18000 that {@link VectorElementwise} speaks of.
 */
final class FirstUse {

    private FirstUse() {}

    /** A number that depends on all results. */
    static double ofAllOperations(VectorSpecies<Double> species) {
        VectorSpecies<Long> lanes = VectorSpecies.of(long.class, species.vectorShape());
        DoubleVector one = DoubleVector.broadcast(species, 1);
        LongVector two = LongVector.broadcast(lanes, 2);
        DoubleVector doubles = one.add(one).sub(one).mul(one).div(one).fma(one, one).max(one).min(one).abs().neg().abs()
                .lanewise(SQRT);
        LongVector longs = two.add(two).sub(two).max(two).and(two).or(two).lanewise(XOR, two).lanewise(LSHL, 1)
                .lanewise(LSHR, 1);
        return doubles.reduceLanes(ADD) + doubles.reduceLanes(MAX) + longs.reduceLanes(MAX);
    }
}
