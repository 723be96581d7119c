package io.github.nestgrad.autodiff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** The entries of the catalogue for the primitives of loops. */
final class LoopCases {

    private static final int STEPS = 3;

    // every step at most doubles the relative error of its state, and adds four roundings
    private static final double ULPS = 4 * ((1 << STEPS) - 1);
    private static final double ULPS_OF_PULLBACK = 8 * ULPS;
    private static final Domain DOMAIN = new Domain(0.05, 20, true);
    private static final BigDecimal EIGHTH = new BigDecimal(0.125);
    private static final BigDecimal QUARTER = new BigDecimal(0.25);
    private static final MathContext DIGITS = new MathContext(60);

    private static final List<Schedule> SCHEDULES = List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(2));

    private static final Map<Integer, Body> BODIES = new ConcurrentHashMap<>();

    private LoopCases() {}

    /** The step w ↦ (w + w²/8) λ/4 + k/8, entry by entry: states near one stay near one. */
    private static Body body(int n) {
        return BODIES.computeIfAbsent(n, size -> Body.trace(
                x -> new Tensor[] {x[0].plus(x[0].squared().times(0.125)).times(x[2].times(0.25))
                        .plus(x[1].times(0.125).expandedTo(x[0].shape()))},
                null, new Shape[] {Shape.vector(size)}, new Shape[] {Shape.vector(size)}, new LoopCounts()));
    }

    static void addTo(List<PrimitiveCase> cases) {
        for (Schedule schedule : SCHEDULES) {
            cases.add(new PrimitiveCase("loop, " + schedule, true, 1, DOMAIN,
                    n -> new LoopValue(body(n[0]), 0, STEPS, schedule), n -> vectors(n[0], 2),
                    (n, x) -> entries(n[0], i -> state(STEPS, x[0][i], x[1][i])), n -> ULPS));
            sweep(cases, schedule, List.of(0, 1));
        }
        sweep(cases, Schedule.ALL, List.of(0));
        sweep(cases, Schedule.SQRT, List.of(1));
        sweep(cases, Schedule.binomial(1), List.of(1, 0));
    }

    private static void sweep(List<PrimitiveCase> cases, Schedule schedule, List<Integer> wanted) {
        cases.add(new PrimitiveCase("sweep of a loop, " + schedule + ", arguments " + wanted, true, 1, DOMAIN,
                n -> new LoopPullback(body(n[0]), 0, STEPS, schedule, wanted, false), n -> vectors(n[0], 3),
                (n, x) -> entries(wanted.size() * n[0], i -> cotangent(wanted.get(i / n[0]), x[0][i % n[0]],
                        x[1][i % n[0]], x[2][i % n[0]])), n -> ULPS_OF_PULLBACK));
    }

    private static List<Shape> vectors(int size, int number) {
        return Collections.nCopies(number, Shape.vector(size));
    }

    private static Exact[] entries(int n, IntFunction<BigDecimal> value) {
        Exact[] entries = new Exact[n];
        for (int i = 0; i < n; i++) {
            entries[i] = Exact.of(value.apply(i));
        }
        return entries;
    }

    /** w + w²/8. */
    private static BigDecimal curved(BigDecimal w) {
        return w.add(w.multiply(w).multiply(EIGHTH));
    }

    private static BigDecimal state(int k, double start, double lambda) {
        BigDecimal w = new BigDecimal(start);
        for (int j = 0; j < k; j++) {
            w = curved(w).multiply(QUARTER).multiply(new BigDecimal(lambda)).add(EIGHTH.multiply(new BigDecimal(j)))
                    .round(DIGITS);
        }
        return w;
    }

    /** The derivative with respect to an argument, times ȳ; by the recurrence of the tangent, which goes forward. */
    private static BigDecimal cotangent(int argument, double start, double lambda, double cotangent) {
        BigDecimal tangent = argument == 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        for (int j = 0; j < STEPS; j++) {
            BigDecimal w = state(j, start, lambda);
            BigDecimal slope = BigDecimal.ONE.add(w.multiply(QUARTER)).multiply(QUARTER)
                    .multiply(new BigDecimal(lambda));
            BigDecimal direct = argument == 1 ? curved(w).multiply(QUARTER) : BigDecimal.ZERO;
            tangent = tangent.multiply(slope).add(direct).round(DIGITS);
        }
        return tangent.multiply(new BigDecimal(cotangent));
    }
}
