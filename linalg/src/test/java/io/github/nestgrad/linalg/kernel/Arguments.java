package io.github.nestgrad.linalg.kernel;

import java.util.SplittableRandom;

/** Arguments where elementary functions go wrong. */
final class Arguments {

    static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, Double.MIN_VALUE, -Double.MIN_VALUE,
        Double.MIN_NORMAL, -Double.MIN_NORMAL, Math.nextDown(Double.MIN_NORMAL), 0x1p-54, -0x1p-54, 0x1p-27, 800, -800,
        709.782712893384, 709.7827128933841, 709.79, 710, -708.3964185322641, -708.4, -745.1332191019411,
        -745.1332191019412, -745.14, -1075, 0x1p31, 0x1p52, 0x1p53, -0x1p53, 1e300, -1e300, Double.MAX_VALUE,
        -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    private static final double[] LIMITS = {1, Math.sqrt(2), Math.sqrt(0.5), 0.5 * Math.log(2), 0.55, 22, 350, 708, 745,
        Math.PI / 4, 0x1p-27, 0x1p20, 0x1p27, 0x1p-53};

    private Arguments() {}

    static double special(SplittableRandom random) {
        return SPECIAL[random.nextInt(SPECIAL.length)];
    }

    static double any(SplittableRandom random) {
        double sign = random.nextBoolean() ? 1 : -1;
        switch (random.nextInt(10)) {
            case 0:
                return special(random);
            case 1:
                return Double.longBitsToDouble(random.nextLong());
            case 2:
                return sign * Math.pow(2, 22 * random.nextDouble() - 11);
            case 3:
                return sign * Math.pow(2, 91 * random.nextDouble() - 60);
            case 4:
                return sign * 800 * random.nextDouble();
            case 5:
                return sign * LIMITS[random.nextInt(LIMITS.length)] * (1 + 0.01 * (random.nextDouble() - 0.5));
            case 6:
                return sign * random.nextInt(1 << random.nextInt(31)) * (Math.PI / 2);
            case 7:
                return sign * (1 + (random.nextDouble() - 0.5) * Math.pow(2, -50 * random.nextDouble()));
            case 8:
                return sign * (745.2 - 40 * random.nextDouble());
            default:
                return sign * 2 * random.nextDouble();
        }
    }

    static Window window(int n, SplittableRandom random) {
        Window w = Window.filled(n, 0, random);
        for (int i = 0; i < n; i++) {
            w.array()[w.offset() + i] = any(random);
        }
        return w;
    }
}
