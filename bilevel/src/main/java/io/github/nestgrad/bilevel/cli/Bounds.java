package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.Numbers;

/**
 * The interval in which every θ stays. Its ends may be equal: then θ is fixed, and a descent only evaluates it.
 *
 * @param low the lower end
 * @param high the upper end
 */
record Bounds(double low, double high) {

    static final Bounds DEFAULT = new Bounds(-12, 12);

    static Bounds of(Option option, String text) {
        double[] ends = Values.thetas(option, text);
        if (ends.length != 2) {
            throw UsageException.of(option, text, (ends.length == 1 ? "1 number" : ends.length + " numbers")
                    + "; expected " + option.expected());
        }
        if (ends[0] > ends[1]) {
            throw UsageException.of(option, text, "LO is greater than HI; expected LO,HI with LO at most HI");
        }
        return new Bounds(ends[0], ends[1]);
    }

    boolean contains(double theta) {
        return low <= theta && theta <= high;
    }

    double nearestTo(double theta) {
        return Math.min(Math.max(theta, low), high);
    }

    @Override
    public String toString() {
        return "[" + Numbers.significant(low, 6) + ", " + Numbers.significant(high, 6) + "]";
    }
}
