package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Loops over vectors against sums without rounding, on windows surrounded by NaN; run once for each kernel set. */
class Level1Properties {

    // sizes around the lengths of vectors and of unrolled loops
    private static final int LARGEST = 70;

    private final Kernels kernels = KernelProvider.get();

    @Property
    void dotIsTheSumOfProducts(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window y = Window.random(n, random);
        double dot = kernels.dot(n, x.array(), x.offset(), y.array(), y.offset());
        ExactSum exact = new ExactSum();
        for (int i = 0; i < n; i++) {
            exact.add(x.get(i), y.get(i));
        }
        exact.requireNear(dot, "dot");
    }

    @Property
    void axpyAddsAMultiple(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window y = Window.random(n, random);
        Window before = y.copy();
        double alpha = Window.random(1, random).get(0);
        kernels.axpy(n, alpha, x.array(), x.offset(), y.array(), y.offset());
        y.requireNothingBeside("axpy");
        for (int i = 0; i < n; i++) {
            ExactSum exact = new ExactSum();
            exact.add(1, before.get(i));
            exact.add(alpha, x.get(i));
            exact.requireNear(y.get(i), "axpy");
        }
    }

    @Property
    void scaleMultiplies(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        Window before = x.copy();
        double alpha = Window.random(1, random).get(0);
        kernels.scale(n, alpha, x.array(), x.offset());
        x.requireNothingBeside("scale");
        for (int i = 0; i < n; i++) {
            assertEquals(alpha * before.get(i), x.get(i));
        }
    }

    @Property
    void asumIsTheSumOfMagnitudes(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        Window x = Window.random(n, new SplittableRandom(seed));
        ExactSum exact = new ExactSum();
        for (int i = 0; i < n; i++) {
            exact.add(1, Math.abs(x.get(i)));
        }
        exact.requireNear(kernels.asum(n, x.array(), x.offset()), "asum");
    }

    @Property
    void maxAbsIsTheLargestMagnitude(@ForAll @IntRange(max = LARGEST) int n, @ForAll long seed) {
        Window x = Window.random(n, new SplittableRandom(seed));
        double[] sizes = new double[n + 1];
        for (int i = 0; i < n; i++) {
            sizes[i] = Math.abs(x.get(i));
        }
        Arrays.sort(sizes);
        assertEquals(sizes[n], kernels.maxAbs(n, x.array(), x.offset()));
    }

    @Property
    void oneNotANumberMakesEveryNormNotANumber(@ForAll @IntRange(min = 1, max = LARGEST) int n,
            @ForAll boolean besideInfinity, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        if (besideInfinity) {
            x.array()[x.offset() + random.nextInt(n)] = Double.NEGATIVE_INFINITY;
        }
        x.array()[x.offset() + random.nextInt(n)] = Double.NaN;
        assertEquals(Double.NaN, kernels.asum(n, x.array(), x.offset()));
        assertEquals(Double.NaN, kernels.maxAbs(n, x.array(), x.offset()));
        assertEquals(Double.NaN, kernels.nrm2(n, x.array(), x.offset()));
    }

    @Property
    void infinityMakesEveryNormInfinite(@ForAll @IntRange(min = 1, max = LARGEST) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window x = Window.random(n, random);
        x.array()[x.offset() + random.nextInt(n)] = Double.NEGATIVE_INFINITY;
        assertEquals(Double.POSITIVE_INFINITY, kernels.asum(n, x.array(), x.offset()));
        assertEquals(Double.POSITIVE_INFINITY, kernels.maxAbs(n, x.array(), x.offset()));
        assertEquals(Double.POSITIVE_INFINITY, kernels.nrm2(n, x.array(), x.offset()));
    }

    /** Scaled by powers of two up to the ends of the range, where squares overflow or vanish. */
    @Property
    void nrm2IsTheRootOfTheSumOfSquaresAtEveryScale(@ForAll @IntRange(min = 1, max = LARGEST) int n,
            @ForAll @IntRange(min = -1000, max = 1000) int exponent, @ForAll long seed) {
        Window x = Window.random(n, new SplittableRandom(seed));
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
            BigDecimal entry = new BigDecimal(x.get(i));
            sum = sum.add(entry.multiply(entry));
            x.array()[x.offset() + i] = Math.scalb(x.get(i), exponent);
        }
        double expected = Math.scalb(sum.sqrt(MathContext.DECIMAL128).doubleValue(), exponent);
        double rounding = (n + 2) * Math.ulp(expected);
        assertEquals(expected, kernels.nrm2(n, x.array(), x.offset()), rounding);
    }
}
