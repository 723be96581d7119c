package io.github.nestgrad.bilevel.lower;

import static io.github.nestgrad.bilevel.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.ByHand;
import io.github.nestgrad.bilevel.Kind;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.Plain;
import io.github.nestgrad.bilevel.Reference;
import io.github.nestgrad.bilevel.model.Examples;
import io.github.nestgrad.bilevel.model.LogisticRegression;
import io.github.nestgrad.bilevel.model.Regularization;
import io.github.nestgrad.linalg.Matrix;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NewtonProperties {

    private static final int TRIES = 100;
    private static final double TOLERANCE = 1e-10;
    // from anywhere in the range below; without the line search or the right derivative it takes many times as many
    private static final int ENOUGH_STEPS = 60;

    private static Newton newton(boolean dense) {
        return (dense ? Newton.dense() : Newton.conjugateGradient()).withRelativeTolerance(TOLERANCE);
    }

    private static BilevelProblem logistic(int rows, int features, SplittableRandom random) {
        double[] labels = new double[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextBoolean() ? 1 : -1;
        }
        Examples examples =
                new Examples(Matrix.wrap(rows, features, Plain.gaussian(rows * features, random)), labels);
        return LogisticRegression.problem(examples, examples, Regularization.SCALAR);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void convergesFromFarAwayOnLogisticRegression(@ForAll boolean dense,
            @ForAll @IntRange(min = 1, max = 6) int features, @ForAll @IntRange(min = 2, max = 12) int rows,
            @ForAll @DoubleRange(min = -6, max = 1) double theta,
            @ForAll @DoubleRange(max = 3) double digits, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BilevelProblem problem = logistic(rows, features, random);
        double[] far = Plain.plus(new double[features], Math.pow(10, digits), Plain.gaussian(features, random));
        double[] at = {theta};
        LowerSolution end = newton(dense).solve(problem.at(at), far);
        LowerSolution near = newton(dense).solve(problem.at(at), new double[features]);
        assertTrue(end.termination().isSatisfied(), end.toString());
        assertTrue(end.steps() <= ENOUGH_STEPS, end.steps() + " steps");
        // the Hessian is at least exp θ, so residuals bound the distance of the two solutions
        double distance = (end.residualNorm() + near.residualNorm()) / Math.exp(theta);
        requireClose(near.w(), end.w(), distance + TOLERANCE * Plain.norm(near.w()), "w");
        double[] f = new double[features];
        problem.at(at).residualInto(end.w(), f);
        assertEquals(Plain.norm(f), end.residualNorm(), TOLERANCE * end.referenceNorm());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void findsWhatNewtonsMethodInPlainArraysFinds(@ForAll Kind kind, @ForAll long seed) {
        ByHand p = kind.draw(seed);
        double[] start = Plain.gaussian(p.d(), new SplittableRandom(seed));
        LowerSolution end = Newton.dense().solve(p.problem().at(p.lambda()), start);
        double[] w = Reference.solution(p, p.lambda());
        double[] lastStep = Plain.solve(p.stateJacobian(w, p.lambda()), p.residual(w, p.lambda()));
        double weakest = smallestSingularValueAtLeast(p, w);
        requireClose(w, end.w(), Plain.norm(lastStep) + 2 * (end.residualNorm()
                + Reference.rounding(p, p.lambda(), start, w, 1)) / weakest, "w");
        requireClose(Plain.norm(p.residual(end.w(), p.lambda())), end.residualNorm(),
                Reference.rounding(p, p.lambda(), start, end.w(), 1), "‖F(w)‖");
    }

    /** 1/‖∂₁F⁻¹‖ in the Frobenius norm. */
    private static double smallestSingularValueAtLeast(ByHand p, double[] w) {
        double squares = 0;
        for (int i = 0; i < p.d(); i++) {
            double[] unit = new double[p.d()];
            unit[i] = 1;
            squares += Math.pow(Plain.norm(Plain.solve(p.stateJacobian(w, p.lambda()), unit)), 2);
        }
        return 1 / Math.sqrt(squares);
    }
}
