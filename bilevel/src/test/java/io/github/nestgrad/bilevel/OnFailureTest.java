package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.bilevel.implicit.AdjointSolver;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.bilevel.iterative.IterativeDifferentiation;
import io.github.nestgrad.bilevel.iterative.Storage;
import io.github.nestgrad.bilevel.lower.FixedPointIteration;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class OnFailureTest {

    private static final Hypergradient MISSED = new Hypergradient(1, new double[] {2},
            new LowerSolution(new double[1], 0.5, 2, 9, Termination.STEP_LIMIT), Optional.empty(), OracleCounts.none());
    private static final Hypergradient REACHED = new Hypergradient(1, new double[] {2},
            new LowerSolution(new double[1], 0, 2, 9, Termination.CONVERGED), Optional.empty(), OracleCounts.none());

    /** What the logger of the package is told meanwhile. */
    private static List<LogRecord> logged(Runnable action) {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.github.nestgrad.bilevel");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        return records;
    }

    @Test
    void throwThrowsWithTheEstimate() {
        UnconvergedException e =
                assertThrows(UnconvergedException.class, () -> OnFailure.THROW.handle(MISSED));
        assertSame(MISSED, e.estimate());
        assertEquals("the lower level was not solved (STEP_LIMIT after 9 steps): relative residual 2.500e-01, "
                + "residual 5.000e-01", e.getMessage());
    }

    @Test
    void warnReturnsTheEstimateAndTellsTheLogger() {
        List<LogRecord> records = logged(() -> assertSame(MISSED, OnFailure.WARN.handle(MISSED)));
        assertEquals(1, records.size());
        assertEquals(Level.WARNING, records.get(0).getLevel());
        assertEquals(new UnconvergedException(MISSED).getMessage(), records.get(0).getMessage());
    }

    @Test
    void returnReturnsTheEstimateInSilence() {
        assertEquals(List.of(), logged(() -> assertSame(MISSED, OnFailure.RETURN.handle(MISSED))));
    }

    @Test
    void whatIsSatisfiedIsReturnedInSilence() {
        for (OnFailure policy : OnFailure.values()) {
            assertEquals(List.of(), logged(() -> assertSame(REACHED, policy.handle(REACHED))));
        }
    }

    @Test
    void estimatorsTakeThePolicy() {
        BilevelProblem problem = new RidgeCase(6, 3, 5, 1).problem(Regularization.SCALAR);
        FixedPointIteration tooShort = FixedPointIteration.toTolerance(1e-12, 2);
        var itd = IterativeDifferentiation.of(tooShort, Storage.ITERATES);
        var aid = ImplicitDifferentiation.of(tooShort, AdjointSolver.dense());
        double[] theta = {0};
        assertThrows(UnconvergedException.class, () -> itd.estimate(problem, theta));
        assertThrows(UnconvergedException.class, () -> aid.estimate(problem, theta));
        for (HypergradientEstimator estimator : List.of(
                itd.withOnFailure(OnFailure.RETURN), aid.withOnFailure(OnFailure.RETURN))) {
            assertEquals(Termination.STEP_LIMIT, estimator.estimate(problem, theta).termination());
        }
        assertEquals(1, logged(() -> itd.withOnFailure(OnFailure.WARN).estimate(problem, theta)).size());
        assertEquals(1, logged(() -> aid.withOnFailure(OnFailure.WARN).estimate(problem, theta)).size());
    }
}
