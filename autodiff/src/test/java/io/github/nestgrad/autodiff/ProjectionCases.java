package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.SelectionCases.copy;
import static io.github.nestgrad.autodiff.SelectionCases.entries;
import static io.github.nestgrad.autodiff.SelectionCases.shapeOfRank;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The catalogue of soft-thresholds and projections, away from the points where their pieces meet. */
final class ProjectionCases {

    private static final double THRESHOLD = 1;
    private static final double LEAST_THRESHOLD = 0.6;
    private static final double COMPOSED = 4;
    // far from a kink, in units of what the largest step of a difference quotient can move
    private static final Domain PART = new Domain(1, 1.8, false);

    private ProjectionCases() {}

    static void addTo(List<PrimitiveCase> cases) {
        for (int rank = 0; rank <= 2; rank++) {
            PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
            cases.add(new PrimitiveCase("SoftThreshold of rank " + rank, true, rank, Domain.POSITIVE,
                    n -> SoftThreshold.VARIABLE, n -> List.of(shape.of(n), shape.of(n)),
                    (n, x) -> entries(x[0].length, i -> thresholded(x[0][i], x[1][i])), n -> 0.5,
                    (n, x) -> besideThresholds(x[0], raised(x[1]))));
            cases.add(new PrimitiveCase("SoftThreshold by a constant of rank " + rank, true, rank, Domain.WIDE,
                    n -> new SoftThresholdBy(THRESHOLD), n -> List.of(shape.of(n)),
                    (n, x) -> entries(x[0].length, i -> thresholded(x[0][i], THRESHOLD)), n -> 0.5,
                    (n, x) -> besideThresholds(x[0], constants(x[0]))));
            for (double size : new double[] {0.5, 3}) {
                String where = (size < 1 ? " inside" : " outside") + ", of rank " + rank;
                cases.add(new PrimitiveCase("L2Ball" + where, true, rank, PART, n -> new L2Ball(radius(n)),
                        n -> List.of(shape.of(n)), (n, x) -> l2(radius(n), x[0]), n -> 3.0 + shape.of(n).size(),
                        (n, x) -> scale(x[0], size * radius(n), ReductionCases.norm(x[0].toArray()).doubleValue())));
                cases.add(new PrimitiveCase("L1Ball" + where, true, rank, PART, n -> new L1Ball(radius(n)),
                        n -> List.of(shape.of(n)), (n, x) -> l1(radius(n), x[0]), n -> COMPOSED + shape.of(n).size(),
                        (n, x) -> {
                            if (size < 1) {
                                scale(x[0], size * radius(n), sum(x[0]));
                            } else {
                                clearOfThreshold(x[0], radius(n), true);
                            }
                        }));
            }
        }
        cases.add(new PrimitiveCase("Simplex", false, 1, PART, n -> new Simplex(radius(n)),
                n -> List.of(Shape.vector(n[0])), (n, x) -> entries(n[0], i -> new Exact(
                        new BigDecimal(x[0][i]).subtract(threshold(radius(n), x[0])).max(BigDecimal.ZERO), radius(n))),
                n -> COMPOSED + n[0], (n, x) -> clearOfThreshold(x[0], radius(n), false)));
    }

    private static double radius(int[] n) {
        double radius = 2;
        for (int size : n) {
            radius *= Math.max(1, size);
        }
        return radius;
    }

    private static double sum(Concrete x) {
        double sum = 0;
        for (double entry : x.toArray()) {
            sum += Math.abs(entry);
        }
        return sum;
    }

    private static void scale(Concrete x, double wanted, double is) {
        for (int i = x.offset; i < x.offset + x.shape().size(); i++) {
            x.array[i] *= wanted / is;
        }
    }

    /** The numbers of odd places below their thresholds, by half, and the rest well above. */
    private static void besideThresholds(Concrete x, double[] thresholds) {
        for (int i = 0; i < thresholds.length; i++) {
            double entry = x.array[x.offset + i];
            double limit = thresholds[i];
            x.array[x.offset + i] = Math.copySign(i % 2 == 1 ? limit / 2 : 1.5 * limit + Math.abs(entry), entry);
        }
    }

    private static double[] constants(Concrete like) {
        double[] constants = new double[like.shape().size()];
        Arrays.fill(constants, THRESHOLD);
        return constants;
    }

    /** Thresholds that are large enough for a step on either side. */
    private static double[] raised(Concrete thresholds) {
        for (int i = 0; i < thresholds.shape().size(); i++) {
            thresholds.array[thresholds.offset + i] += LEAST_THRESHOLD;
        }
        return thresholds.toArray();
    }

    /**
     * Makes x from its own projection: entries |p| that sum to the radius at the even places, and a threshold that the
     * others stay well below.
     */
    private static void clearOfThreshold(Concrete x, double radius, boolean signed) {
        int n = x.shape().size();
        double sum = 0;
        for (int i = 0; i < n; i += 2) {
            sum += Math.abs(x.array[x.offset + i]);
        }
        double threshold = signed ? 2 + 0.5 * radius : 0.5;
        double below = signed ? 1 : -0.5 - 0.3 * radius;
        for (int i = 0; i < n; i++) {
            double sign = signed ? Math.signum(x.array[x.offset + i]) : 1;
            double entry = Math.abs(x.array[x.offset + i]);
            x.array[x.offset + i] = sign * (i % 2 == 0 ? threshold + radius * entry / sum : below - 0.1 * entry);
        }
    }

    private static Exact thresholded(double x, double limit) {
        BigDecimal left = new BigDecimal(x).abs().subtract(new BigDecimal(limit)).max(BigDecimal.ZERO);
        return Exact.of(x < 0 ? left.negate() : left);
    }

    private static Exact[] l2(double radius, double[] x) {
        BigDecimal norm = ReductionCases.norm(x);
        BigDecimal r = new BigDecimal(radius);
        return entries(x.length, i -> norm.compareTo(r) <= 0 ? copy(x[i])
                : Exact.of(HighPrecision.quotient(new BigDecimal(x[i]).multiply(r), norm)));
    }

    private static Exact[] l1(double radius, double[] x) {
        double[] sizes = new double[x.length];
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            sizes[i] = Math.abs(x[i]);
            sum = sum.add(new BigDecimal(sizes[i]));
        }
        if (sum.compareTo(new BigDecimal(radius)) <= 0) {
            return entries(x.length, i -> copy(x[i]));
        }
        BigDecimal threshold = threshold(radius, sizes);
        return entries(x.length, i -> {
            BigDecimal size = new BigDecimal(sizes[i]).subtract(threshold).max(BigDecimal.ZERO);
            return new Exact(x[i] < 0 ? size.negate() : size, radius);
        });
    }

    /** Σᵢ max(xᵢ − τ, 0) = r by Newton's method from below: the function is convex and piecewise linear, so it ends. */
    static BigDecimal threshold(double radius, double[] x) {
        BigDecimal threshold = new BigDecimal(x[0] - radius);
        for (int step = 0; step <= x.length; step++) {
            BigDecimal excess = new BigDecimal(radius).negate();
            int active = 0;
            for (double entry : x) {
                BigDecimal above = new BigDecimal(entry).subtract(threshold);
                if (above.signum() > 0) {
                    excess = excess.add(above);
                    active++;
                }
            }
            threshold = threshold.add(HighPrecision.quotient(excess, BigDecimal.valueOf(active)));
        }
        return threshold;
    }
}
