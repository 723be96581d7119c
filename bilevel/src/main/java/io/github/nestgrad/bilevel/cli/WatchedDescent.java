package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.UnconvergedException;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.bilevel.report.Numbers;
import io.github.nestgrad.bilevel.upper.Box;
import io.github.nestgrad.bilevel.upper.DescentResult;
import io.github.nestgrad.bilevel.upper.DescentStep;
import io.github.nestgrad.bilevel.upper.DescentTermination;
import io.github.nestgrad.bilevel.upper.HypergradientDescent;
import java.util.ArrayList;
import java.util.List;

/**
 * One descent with its estimates looked at on their way.
 *
 * <p>An estimate that missed its tolerance at a trial point means too long a step and is rejected, so what is accepted
 * rests on solves that did what they were asked for; only the start, which has no alternative, is taken as it is. Where
 * estimates fail at so many trial points that the descent gives up, the last accepted point is the result.
 */
final class WatchedDescent {

    private final HypergradientEstimator estimator;
    private final Method method;
    private final Accuracy accuracy;
    private final Progress progress;
    private final List<DescentStep> steps = new ArrayList<>();
    private OracleCounts counts = OracleCounts.none();
    private int estimates;
    private int rejected;
    private Hypergradient last;
    private Hypergradient accepted;
    private final List<String> misses = new ArrayList<>();

    /** The estimator of the method, which returns what it has where a solve misses its tolerance. */
    WatchedDescent(HypergradientEstimator estimator, Method method, Accuracy accuracy, Progress progress) {
        this.estimator = estimator;
        this.method = method;
        this.accuracy = accuracy;
        this.progress = progress;
    }

    DescentResult minimize(BilevelProblem problem, double[] start, Bounds bounds, int maxSteps, double tolerance) {
        HypergradientDescent descent = HypergradientDescent.of(this::estimate)
                .withBox(new Box(bounds.low(), bounds.high()))
                .withMaxSteps(maxSteps)
                .withTolerance(tolerance)
                .withObserver(this::accept);
        try {
            return descent.minimize(problem, start);
        } catch (UnconvergedException failed) {
            DescentStep end = steps.get(steps.size() - 1);
            note("beyond step " + end.number(), failed.estimate());
            return new DescentResult(end.lambda(), accepted, end.number(), end.gradientNorm(),
                    DescentTermination.NO_DECREASE, estimates, counts, List.copyOf(steps));
        }
    }

    /** The trial points that were rejected because a solve missed its tolerance. */
    int rejected() {
        return rejected;
    }

    /** The misses that touch the result, a sentence each. */
    List<String> misses() {
        return List.copyOf(misses);
    }

    private Hypergradient estimate(BilevelProblem problem, double[] theta, WarmStart start) {
        last = estimator.estimate(problem, theta, start);
        estimates++;
        counts = counts.plus(last.counts());
        report();
        if (!last.isSatisfied()) {
            if (!steps.isEmpty()) {
                rejected++;
                throw new UnconvergedException(last);
            }
            note("at the start", last);
        }
        return last;
    }

    private void accept(DescentStep step) {
        steps.add(step);
        accepted = last;
        report();
    }

    private void note(String where, Hypergradient estimate) {
        Misses.of(estimate, method, accuracy)
                .forEach(miss -> misses.add("tune: " + method.word() + " " + where + ": " + miss));
    }

    private void report() {
        String state = "tune: " + Words.plural(estimates, "hypergradient");
        if (!steps.isEmpty()) {
            DescentStep step = steps.get(steps.size() - 1);
            state += ", step " + step.number() + ", objective " + Numbers.significant(step.value(), 6)
                    + ", gradient norm " + Numbers.significant(step.gradientNorm(), 2);
        }
        progress.say(state);
    }
}
