package io.github.nestgrad.bilevel;

import static io.github.nestgrad.bilevel.Agreement.requireSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same question has the same answer, to the last bit, whoever else asks; and asking changes nothing. */
class DeterminismProperties {

    private static final int TRIES = 40;
    private static final int THREADS = 2;
    private static final int REPETITIONS = 5;

    enum Method {
        EXACT(ImplicitDifferentiation.exact()),
        FIXED_POINT(ImplicitDifferentiation.fixedPoint(5, 4)),
        TAPE(IterativeDifferentiation.of(FixedPointIteration.ofSteps(5), Storage.TAPE)),
        ITERATES(IterativeDifferentiation.of(FixedPointIteration.ofSteps(5), Storage.ITERATES));

        final HypergradientEstimator estimator;

        Method(HypergradientEstimator estimator) {
            this.estimator = estimator;
        }
    }

    private static void requireSame(Hypergradient expected, Hypergradient actual) {
        requireSameBits(new double[] {expected.value()}, new double[] {actual.value()}, "value");
        requireSameBits(expected.gradient(), actual.gradient(), "gradient");
        requireSameBits(expected.w(), actual.w(), "w");
        assertEquals(expected.lower().residualNorm(), actual.lower().residualNorm());
        assertEquals(expected.counts(), actual.counts());
        assertEquals(expected.termination(), actual.termination());
    }

    @Property(tries = 4 * TRIES, edgeCases = EdgeCasesMode.NONE)
    void argumentsStayAsTheyAreAndResultsAreReproducible(
            @ForAll Kind kind, @ForAll Method method, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByHand p = kind.draw(seed);
        double[] lambda = p.lambda();
        double[] w = Plain.gaussian(p.d(), random);
        double[] v = Plain.gaussian(p.d(), random);
        WarmStart start = new WarmStart(w.clone(), v.clone());
        BilevelProblem problem = p.problem();
        Hypergradient first = method.estimator.estimate(problem, lambda, start);
        requireSameBits(p.lambda(), lambda, "λ");
        requireSameBits(w, start.w(), "w₀");
        requireSameBits(v, start.v(), "v₀");
        Hypergradient kept = new Hypergradient(first.value(), first.gradient().clone(), first.lower(),
                first.adjoint(), first.counts());
        requireSame(kept, method.estimator.estimate(problem, lambda, start));
        requireSame(kept, method.estimator.estimate(p.problem(), lambda, start));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void threadsThatShareAProblemDoNotDisturbEachOther(@ForAll Kind kind, @ForAll Method method, @ForAll long seed)
            throws Exception {
        ByHand p = kind.draw(seed);
        BilevelProblem problem = p.problem();
        Hypergradient alone = method.estimator.estimate(problem, p.lambda());
        CountDownLatch together = new CountDownLatch(THREADS);
        Callable<List<Hypergradient>> work = () -> {
            together.countDown();
            together.await();
            List<Hypergradient> results = new ArrayList<>();
            for (int i = 0; i < REPETITIONS; i++) {
                results.add(method.estimator.estimate(problem, p.lambda()));
            }
            return results;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Hypergradient>>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(work));
            }
            for (Future<List<Hypergradient>> future : futures) {
                future.get().forEach(h -> requireSame(alone, h));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
