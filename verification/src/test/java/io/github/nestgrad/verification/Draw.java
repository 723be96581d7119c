package io.github.nestgrad.verification;

import java.util.SplittableRandom;

/** Random numbers from a seed. */
public final class Draw {

    private final SplittableRandom random;

    public Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Every magnitude is as likely as any other. */
    public double logUniform(double least, double greatest) {
        return Math.exp(Math.log(least) + random.nextDouble() * Math.log(greatest / least));
    }

    public double sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    public double[] gaussian(int size) {
        double[] g = new double[size];
        for (int i = 0; i < size; i++) {
            g[i] = gaussian();
        }
        return g;
    }

    public double[][] gaussian(int rows, int columns) {
        double[][] g = new double[rows][];
        for (int i = 0; i < rows; i++) {
            g[i] = gaussian(columns);
        }
        return g;
    }
}
