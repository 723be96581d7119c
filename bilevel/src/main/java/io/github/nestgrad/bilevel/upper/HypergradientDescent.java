package io.github.nestgrad.bilevel.upper;

import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.UnconvergedException;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.linalg.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Inexact hypergradient descent, projected on bounds, with a line search.
 *
 * <pre>
 *   d = P(λ − α ∇̂f(λ)) − λ
 *   λ ← λ + s d,   s = 1, 1/2, 1/4, …  until  f(λ + s d) ≤ f(λ) + c s ⟨∇̂f, d⟩
 * </pre>
 *
 * <p>The length α of the trial step is that of Barzilai and Borwein, ⟨Δλ, Δλ⟩ / ⟨Δλ, Δ∇̂f⟩, which carries the curvature
 * met on the last step into the next (the spectral projected gradient method of Birgin, Martínez and Raydan, SIAM J.
 * Optim. 10:1196, 2000, with a monotone line search). Each estimate starts from the w and v of the last accepted
 * point, unless warm starts are switched off.
 *
 * <p>It ends when ‖∇̂f(λ)‖ ≤ tolerance · max(|f(λ₀)|, ‖∇̂f(λ₀)‖), the norm being the largest entry that does not press
 * against a bound; after a number of steps; or when the line search finds nothing lower although f was estimated afresh
 * from a warm start. A trial point where the estimate fails or is not finite counts as too far. Nothing depends on the
 * unit of f: for c f with c &gt; 0 the descent takes the same way.
 */
public final class HypergradientDescent {

    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int MAX_HALVINGS = 30;
    // where estimates still fail at a thousandth of the step, a shorter one is no help
    private static final int MAX_FAILURES = 10;
    // of the length α, in units of 1 over the scale of f
    private static final double SHORTEST_STEP = 1e-15;
    private static final double LONGEST_STEP = 1e15;
    // differences of f below this many ulps are rounding of its sums, not ascent
    private static final double VALUE_NOISE = 16 * Math.ulp(1.0);

    private final HypergradientEstimator estimator;
    private final Box box;
    private final double tolerance;
    private final int maxSteps;
    private final boolean warmStart;
    private final Consumer<DescentStep> observer;

    private HypergradientDescent(HypergradientEstimator estimator, Box box, double tolerance, int maxSteps,
            boolean warmStart, Consumer<DescentStep> observer) {
        this.estimator = Objects.requireNonNull(estimator, "estimator");
        this.box = Objects.requireNonNull(box, "box");
        this.tolerance = tolerance;
        this.maxSteps = maxSteps;
        this.warmStart = warmStart;
        this.observer = Objects.requireNonNull(observer, "observer");
    }

    /**
     * Descent without bounds, with tolerance 1e−8, at most 1000 steps, and warm starts.
     *
     * @param estimator how hypergradients are estimated
     * @return the descent
     */
    public static HypergradientDescent of(HypergradientEstimator estimator) {
        return new HypergradientDescent(estimator, Box.unbounded(), 1e-8, 1000, true, step -> { });
    }

    /**
     * The same descent inside bounds.
     *
     * @param bounds the bounds of every entry of λ
     * @return the descent
     */
    public HypergradientDescent withBox(Box bounds) {
        return new HypergradientDescent(estimator, bounds, tolerance, maxSteps, warmStart, observer);
    }

    /**
     * The same descent with another tolerance.
     *
     * @param relativeTolerance the bound on the largest entry of the gradient that no bound holds, relative to the
     *     larger of |f| and the largest entry of the gradient at the start
     * @return the descent
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     */
    public HypergradientDescent withTolerance(double relativeTolerance) {
        if (!(relativeTolerance >= 0)) {
            throw new IllegalArgumentException(
                    "descent: tolerance " + relativeTolerance + " (expected a number that is not negative)");
        }
        return new HypergradientDescent(estimator, box, relativeTolerance, maxSteps, warmStart, observer);
    }

    /**
     * The same descent with another number of steps.
     *
     * @param steps at most so many steps, at least 0
     * @return the descent
     * @throws IllegalArgumentException if the number is negative
     */
    public HypergradientDescent withMaxSteps(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("descent: " + steps + " steps (expected 0 or more)");
        }
        return new HypergradientDescent(estimator, box, tolerance, steps, warmStart, observer);
    }

    /**
     * The same descent with or without warm starts.
     *
     * @param warm whether each estimate starts from the w and v of the last accepted point
     * @return the descent
     */
    public HypergradientDescent withWarmStart(boolean warm) {
        return new HypergradientDescent(estimator, box, tolerance, maxSteps, warm, observer);
    }

    /**
     * The same descent, watched.
     *
     * @param watcher called with every accepted point, the start included
     * @return the descent
     */
    public HypergradientDescent withObserver(Consumer<DescentStep> watcher) {
        return new HypergradientDescent(estimator, box, tolerance, maxSteps, warmStart, watcher);
    }

    /**
     * Descends.
     *
     * @param problem the problem
     * @param start λ₀, m entries; projected on the bounds first; not modified
     * @return where the descent ended
     * @throws IllegalArgumentException if the length of {@code start} is not m, or an entry of its projection is not
     *     finite
     * @throws UnconvergedException if the estimator throws it at the start, or at ten points of one line search; at
     *     fewer it means too long a step
     */
    public DescentResult minimize(BilevelProblem problem, double[] start) {
        return new Run(problem).from(box.project(start));
    }

    /** The state of one descent. */
    private final class Run {
        private final BilevelProblem problem;
        private final List<DescentStep> trajectory = new ArrayList<>();
        private OracleCounts counts = OracleCounts.none();
        private int estimates;
        private double[] lambda;
        private Hypergradient current;

        Run(BilevelProblem problem) {
            this.problem = problem;
        }

        DescentResult from(double[] start) {
            lambda = start;
            current = estimate(start, WarmStart.cold(problem));
            accept();
            if (!isFinite(current)) {
                return result(DescentTermination.NOT_FINITE);
            }
            double scale = scale();
            double length = 1 / Math.max(gradientNorm(), Double.MIN_NORMAL);
            // from a cold start, a second estimate would be the first again
            boolean fresh = !warmStart;
            while (true) {
                if (gradientNorm() <= tolerance * scale) {
                    return result(DescentTermination.CONVERGED);
                }
                if (trajectory.size() > maxSteps) {
                    return result(DescentTermination.STEP_LIMIT);
                }
                double[] lambdaBefore = lambda;
                double[] gradientBefore = current.gradient();
                length = Math.min(LONGEST_STEP / scale, Math.max(SHORTEST_STEP / scale, length));
                if (search(length)) {
                    accept();
                    length = spectralLength(lambdaBefore, gradientBefore, length);
                    fresh = !warmStart;
                } else if (!fresh) {
                    // the estimate may date from a worse warm start than the search had: look once more
                    current = estimate(lambda, warmStart());
                    fresh = true;
                } else {
                    return result(DescentTermination.NO_DECREASE);
                }
            }
        }

        /** Moves to the first point along the projected gradient that is lower; false if there is none. */
        private boolean search(double length) {
            double[] direction = projectedStep(length);
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                slope += direction[i] * current.gradient()[i];
            }
            double noise = VALUE_NOISE * Math.abs(current.value());
            WarmStart start = warmStart();
            int failures = 0;
            double s = 1;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, s /= 2) {
                double[] trial = lambda.clone();
                for (int i = 0; i < trial.length; i++) {
                    trial[i] += s * direction[i];
                }
                trial = box.project(trial);
                Hypergradient there;
                try {
                    there = estimate(trial, start);
                } catch (UnconvergedException missed) {
                    failures++;
                    if (failures == MAX_FAILURES) {
                        throw missed;
                    }
                    continue;
                }
                if (isFinite(there)
                        && there.value() <= current.value() + SUFFICIENT_DECREASE * s * slope + noise
                        && (there.value() < current.value() || norm(trial, there) < gradientNorm())) {
                    lambda = trial;
                    current = there;
                    return true;
                }
            }
            return false;
        }

        private double spectralLength(double[] lambdaBefore, double[] gradientBefore, double lengthBefore) {
            double moved = 0;
            double bent = 0;
            for (int i = 0; i < lambda.length; i++) {
                double delta = lambda[i] - lambdaBefore[i];
                moved += delta * delta;
                bent += delta * (current.gradient()[i] - gradientBefore[i]);
            }
            // no curvature met: the step may grow
            return bent > 0 ? moved / bent : 10 * lengthBefore;
        }

        private double[] projectedStep(double length) {
            double[] step = lambda.clone();
            for (int i = 0; i < step.length; i++) {
                step[i] -= length * current.gradient()[i];
            }
            step = box.project(step);
            for (int i = 0; i < step.length; i++) {
                step[i] -= lambda[i];
            }
            return step;
        }

        /** The size of f and of its gradient at the start, what tolerances and lengths refer to. */
        private double scale() {
            return Math.max(Math.abs(current.value()), gradientNorm());
        }

        private double gradientNorm() {
            return norm(lambda, current);
        }

        /** The largest entry of the gradient that does not press against a bound. */
        private double norm(double[] at, Hypergradient estimate) {
            double largest = 0;
            for (int i = 0; i < at.length; i++) {
                double slope = estimate.gradient()[i];
                boolean held = at[i] <= box.lower() && slope > 0 || at[i] >= box.upper() && slope < 0;
                largest = held ? largest : Math.max(largest, Math.abs(slope));
            }
            return largest;
        }

        private Hypergradient estimate(double[] at, WarmStart start) {
            estimates++;
            try {
                Hypergradient estimate = estimator.estimate(problem, at, start);
                counts = counts.plus(estimate.counts());
                return estimate;
            } catch (UnconvergedException missed) {
                counts = counts.plus(missed.estimate().counts());
                throw missed;
            }
        }

        private WarmStart warmStart() {
            return warmStart ? WarmStart.from(current) : WarmStart.cold(problem);
        }

        private void accept() {
            DescentStep step =
                    new DescentStep(trajectory.size(), lambda, current.value(), gradientNorm());
            trajectory.add(step);
            observer.accept(step);
        }

        private DescentResult result(DescentTermination reason) {
            return new DescentResult(lambda, current, trajectory.size() - 1, gradientNorm(), reason,
                    estimates, counts, List.copyOf(trajectory));
        }
    }

    private static boolean isFinite(Hypergradient estimate) {
        return Double.isFinite(estimate.value()) && Vectors.isFinite(estimate.gradient());
    }
}
