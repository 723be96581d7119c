package io.github.nestgrad.bilevel.upper;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.WarmStart;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** An estimator that knows f and ∇f, so that a test of the descent says what it meets. */
final class StatedFunction implements HypergradientEstimator {

    /** What each estimate is said to have cost. */
    static final OracleCounts COST = new OracleCounts(1, 2, 3, 4, 5);

    private final ToDoubleFunction<double[]> f;
    private final UnaryOperator<double[]> gradient;
    int estimates;

    StatedFunction(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient) {
        this.f = f;
        this.gradient = gradient;
    }

    /** A problem of the right sizes, whose functions nobody asks. */
    static BilevelProblem problem(int m) {
        return BilevelProblem.fixedPoint((w, l) -> w.times(0), (w, l) -> l.sum(), Shape.vector(1), Shape.vector(m));
    }

    static Hypergradient result(double value, double[] gradient, Termination reason) {
        return new Hypergradient(value, gradient, new LowerSolution(new double[1], 0, 0, 0, reason), Optional.empty(),
                COST);
    }

    @Override
    public Hypergradient estimate(BilevelProblem problem, double[] lambda, WarmStart start) {
        estimates++;
        return result(f.applyAsDouble(lambda), gradient.apply(lambda), Termination.STEPS_DONE);
    }
}
