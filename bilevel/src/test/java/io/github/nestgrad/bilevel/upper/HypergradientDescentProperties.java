package io.github.nestgrad.bilevel.upper;

import static io.github.nestgrad.bilevel.Agreement.requireClose;
import static io.github.nestgrad.bilevel.Agreement.requireSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.Agreement;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.RidgeCase;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.bilevel.implicit.AdjointSolver;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.solver.Richardson;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Descents on random ridge problems. */
class HypergradientDescentProperties {

    private static final int TRIES = 60;
    private static final double TOLERANCE = 1e-7;
    // what the line search takes for rounding
    private static final double VALUE_NOISE = 16 * Agreement.EPSILON;
    // near the end values differ by the square of the gradient, and have to be that much more accurate
    private static final double DESCENT_TOLERANCE = 1e-5;
    private static final double ESTIMATE_TOLERANCE = 1e-12;
    private static final int MAX_STEPS = 200;
    private static final int AVERAGED = 10;
    private static final Box BOX = new Box(-3, 2);

    private static double[] start(int m, long seed) {
        double[] theta = new double[m];
        SplittableRandom random = new SplittableRandom(seed);
        for (int j = 0; j < m; j++) {
            theta[j] = random.nextDouble(-4, 3);
        }
        return theta;
    }

    /** Adds up what it hands on. */
    private static final class Counting implements HypergradientEstimator {
        private final HypergradientEstimator estimator;
        OracleCounts counts = OracleCounts.none();
        int estimates;

        Counting(HypergradientEstimator estimator) {
            this.estimator = estimator;
        }

        @Override
        public Hypergradient estimate(BilevelProblem problem, double[] lambda, WarmStart start) {
            Hypergradient h = estimator.estimate(problem, lambda, start);
            counts = counts.plus(h.counts());
            estimates++;
            return h;
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void staysInTheBoxDescendsAndEndsAtAStationaryPoint(@ForAll @IntRange(min = 1, max = 5) int features,
            @ForAll @IntRange(max = 6) int moreRows, @ForAll Regularization regularization, @ForAll long seed) {
        RidgeCase ridge = new RidgeCase(features + moreRows, features, 10, seed);
        double[] theta = start(regularization.shape(features).size(), seed);
        double[] asGiven = theta.clone();
        Counting counting = new Counting(ImplicitDifferentiation.exact());
        BilevelProblem problem = ridge.problem(regularization);
        DescentResult result = HypergradientDescent.of(counting).withBox(BOX).withTolerance(TOLERANCE)
                .withMaxSteps(MAX_STEPS).minimize(problem, theta);
        requireSameBits(asGiven, theta, "start");
        if (result.termination() == DescentTermination.CONVERGED) {
            requireStationary(ridge, regularization, result);
        } else {
            // narrow valleys in several θ take first-order steps beyond counting
            assertEquals(Regularization.PER_FEATURE, regularization);
            assertEquals(DescentTermination.STEP_LIMIT, result.termination());
            assertEquals(MAX_STEPS, result.steps());
        }
        double before = Double.POSITIVE_INFINITY;
        for (DescentStep step : result.trajectory()) {
            requireSameBits(BOX.project(step.lambda()), step.lambda(), "λ, projected");
            assertTrue(step.value() <= before + VALUE_NOISE * Math.abs(before), step.value() + " after " + before);
            before = step.value();
        }
        requireSameBits(result.trajectory().get(result.steps()).lambda(), result.lambda(), "λ");
        assertEquals(counting.counts, result.counts());
        assertEquals(counting.estimates, result.estimates());
    }

    /** The largest entry of the closed form's gradient that does not press against a bound. */
    private static void requireStationary(RidgeCase ridge, Regularization regularization, DescentResult result) {
        double[] gradient = (regularization == Regularization.SCALAR ? ridge.oracle().atLog(result.lambda()[0])
                : ridge.oracle().atLog(result.lambda())).hypergradient();
        double largest = 0;
        for (int j = 0; j < gradient.length; j++) {
            double theta = result.lambda()[j];
            boolean held = theta == BOX.lower() && gradient[j] > 0 || theta == BOX.upper() && gradient[j] < 0;
            largest = Math.max(largest, held ? 0 : Math.abs(gradient[j]));
        }
        DescentStep start = result.trajectory().get(0);
        double scale = Math.max(Math.abs(start.value()), start.gradientNorm());
        assertTrue(largest <= 2 * TOLERANCE * scale, "free gradient " + largest);
        assertEquals(largest, result.gradientNorm(), TOLERANCE * scale);
    }

    /** In units that are powers of two nothing rounds differently, so the way is the same to the last bit. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void unitOfTheObjectiveDoesNotMatter(@ForAll @IntRange(min = -200, max = 200) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] centre = {random.nextDouble(-3, 3), random.nextDouble(-3, 3)};
        double[] curvature = {random.nextDouble(0.1, 10), random.nextDouble(0.1, 10)};
        double unit = Math.scalb(1.0, exponent);
        DescentResult plain = quartic(1, centre, curvature);
        DescentResult scaled = quartic(unit, centre, curvature);
        assertEquals(plain.termination(), scaled.termination());
        assertEquals(plain.steps(), scaled.steps());
        for (int s = 0; s <= plain.steps(); s++) {
            requireSameBits(plain.trajectory().get(s).lambda(), scaled.trajectory().get(s).lambda(), "step " + s);
            assertEquals(unit * plain.trajectory().get(s).gradientNorm(), scaled.trajectory().get(s).gradientNorm());
        }
    }

    /** unit · (1 + Σ cᵢ eᵢ² + eᵢ⁴) with e = λ − centre. */
    private static DescentResult quartic(double unit, double[] centre, double[] curvature) {
        StatedFunction f = new StatedFunction(x -> {
            double sum = 1;
            for (int i = 0; i < 2; i++) {
                double e = x[i] - centre[i];
                sum += curvature[i] * e * e + e * e * e * e;
            }
            return unit * sum;
        }, x -> {
            double[] g = new double[2];
            for (int i = 0; i < 2; i++) {
                double e = x[i] - centre[i];
                g[i] = unit * (2 * curvature[i] * e + 4 * e * e * e);
            }
            return g;
        });
        return HypergradientDescent.of(f).withBox(BOX).withTolerance(TOLERANCE)
                .minimize(StatedFunction.problem(2), new double[2]);
    }

    @Property(tries = TRIES / 4, edgeCases = EdgeCasesMode.NONE)
    void warmAndColdStartsReachTheSameOptimum(
            @ForAll @IntRange(min = 1, max = 4) int features, @ForAll long seed) {
        requireSameOptimum(features, seed);
    }

    /** On the average; a single one may be as long from where the last ended as from 0. */
    @Example
    void warmStartsTakeFewerLowerSteps() {
        double ratio = 0;
        for (int seed = 0; seed < AVERAGED; seed++) {
            long[] evaluations = requireSameOptimum(4, seed);
            ratio += (double) evaluations[0] / evaluations[1] / AVERAGED;
        }
        assertTrue(ratio < 1, "warm starts take " + ratio + " of the evaluations of cold ones");
    }

    /** The evaluations warm and cold. */
    private static long[] requireSameOptimum(int features, long seed) {
        RidgeCase ridge = new RidgeCase(features + 4, features, 5, seed);
        HypergradientEstimator estimator = ImplicitDifferentiation.of(
                FixedPointIteration.toTolerance(ESTIMATE_TOLERANCE, 100_000),
                AdjointSolver.fixedPoint(Richardson.withDefaults().withRelativeTolerance(ESTIMATE_TOLERANCE)));
        HypergradientDescent descent =
                HypergradientDescent.of(estimator).withBox(BOX).withTolerance(DESCENT_TOLERANCE);
        BilevelProblem problem = ridge.problem(Regularization.SCALAR);
        DescentResult warm = descent.minimize(problem, new double[] {0});
        DescentResult cold = descent.withWarmStart(false).minimize(problem, new double[] {0});
        assertEquals(DescentTermination.CONVERGED, warm.termination());
        assertEquals(DescentTermination.CONVERGED, cold.termination());
        // f may be flat, but its values agree
        double value = cold.hypergradient().value();
        requireClose(value, warm.hypergradient().value(), DESCENT_TOLERANCE * Math.max(1, value), "f");
        return new long[] {warm.counts().evaluations(), cold.counts().evaluations()};
    }

    @Property(tries = TRIES / 4, edgeCases = EdgeCasesMode.NONE)
    void twiceTheSameDescentIsTheSameToTheLastBit(
            @ForAll @IntRange(min = 1, max = 4) int features, @ForAll long seed) {
        RidgeCase ridge = new RidgeCase(features + 4, features, 5, seed);
        HypergradientDescent descent =
                HypergradientDescent.of(ImplicitDifferentiation.conjugateGradient(1e-10)).withBox(BOX);
        BilevelProblem problem = ridge.problem(Regularization.PER_FEATURE);
        DescentResult first = descent.minimize(problem, new double[features]);
        DescentResult second = descent.minimize(problem, new double[features]);
        requireSameBits(first.lambda(), second.lambda(), "λ");
        assertEquals(first.steps(), second.steps());
        assertEquals(first.counts(), second.counts());
    }
}
