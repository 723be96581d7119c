package io.github.nestgrad.autodiff.peers;

import java.util.SplittableRandom;

/** The normal numbers of the workloads, by Box and Muller, defined to the last bit. */
final class Gauss {

    private final SplittableRandom random;
    private double second;
    private boolean hasSecond;

    Gauss(long seed) {
        random = new SplittableRandom(seed);
    }

    double next() {
        if (hasSecond) {
            hasSecond = false;
            return second;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        double angle = 2 * Math.PI * random.nextDouble();
        second = radius * StrictMath.sin(angle);
        hasSecond = true;
        return radius * StrictMath.cos(angle);
    }

    double[] array(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = next();
        }
        return x;
    }
}
