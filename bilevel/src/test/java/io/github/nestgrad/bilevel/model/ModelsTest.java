package io.github.nestgrad.bilevel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.bilevel.BilevelProblem;
import io.github.nestgrad.bilevel.UnconvergedException;
import io.github.nestgrad.bilevel.implicit.ImplicitDifferentiation;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Misuse and the ends of the number line. */
class ModelsTest {

    private static final double HUGE = 1e4;

    private static Examples examples(int features, double... targets) {
        double[] x = new double[targets.length * features];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.cos(i);
        }
        return new Examples(Matrix.wrap(targets.length, features, x), targets);
    }

    private static void requireMessage(String expected, Runnable action) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    @Test
    void examplesHaveOneTargetARow() {
        requireMessage("examples: the features are 2x3 but there are 4 targets (expected one a row, and at least one)",
                () -> new Examples(Matrix.wrap(2, 3, new double[6]), new double[4]));
        assertThrows(IllegalArgumentException.class,
                () -> new Examples(Matrix.wrap(0, 3, new double[0]), new double[0]));
        assertThrows(NullPointerException.class, () -> new Examples(null, new double[1]));
    }

    @Test
    void validationHasTheFeaturesOfTraining() {
        String message = "examples: training has 2 features but validation has 3 (expected as many)";
        for (Regularization r : Regularization.values()) {
            requireMessage(message, () -> RidgeRegression.problem(examples(2, 1, -1), examples(3, 1), r));
            requireMessage(message, () -> LogisticRegression.problem(examples(2, 1, -1), examples(3, 1), r));
            requireMessage(message, () -> SoftmaxRegression.problem(examples(2, 1, 0), examples(3, 1), 2, r));
        }
    }

    @Test
    void labelsAreMinusOneOrOne() {
        String message = "logistic regression: target 1 is 0.0 (expected -1 or +1)";
        requireMessage(message,
                () -> LogisticRegression.problem(examples(2, 1, 0), examples(2, 1), Regularization.SCALAR));
        requireMessage(message,
                () -> LogisticRegression.problem(examples(2, 1, -1), examples(2, -1, 0), Regularization.SCALAR));
        assertThrows(IllegalArgumentException.class,
                () -> LogisticRegression.problem(examples(2, Double.NaN), examples(2, 1), Regularization.SCALAR));
    }

    @Test
    void classesAreWholeNumbersInRange() {
        for (double wrong : new double[] {-1, 0.5, 3, Double.NaN}) {
            String message = "softmax regression: target 1 is " + wrong + " (expected a class 0 to 2)";
            requireMessage(message, () -> SoftmaxRegression.problem(
                    examples(2, 0, wrong), examples(2, 1), 3, Regularization.SCALAR));
            requireMessage(message, () -> SoftmaxRegression.problem(
                    examples(2, 0), examples(2, 1, wrong), 3, Regularization.SCALAR));
        }
    }

    @Test
    void lossesTakeEqualShapes() {
        Tensor three = Tensor.zeros(Shape.vector(3));
        Tensor one = Tensor.of(1);
        requireMessage("squared loss: the predictions are a vector 3 but the targets a scalar (expected equal shapes)",
                () -> Losses.squared(three, one));
        requireMessage("logistic loss: the predictions are a vector 3 but the targets a scalar (expected equal "
                + "shapes)", () -> Losses.logistic(three, one));
        assertThrows(IllegalArgumentException.class, () -> Losses.squared(three, Tensor.zeros(Shape.vector(2))));
        assertThrows(IllegalArgumentException.class, () -> Losses.crossEntropy(
                Tensor.zeros(Shape.matrix(2, 3)), Tensor.zeros(Shape.matrix(3, 3))));
    }

    @Test
    void lossesAndTheirGradientsDoNotOverflow() {
        Tensor far = Tensor.of(new double[] {HUGE, -HUGE});
        Tensor labels = Tensor.of(new double[] {1, 1});
        assertEquals(HUGE / 2, Losses.logistic(far, labels).toDouble());
        Tensor slope = Differentiation.grad(p -> Losses.logistic(p, labels)).apply(far);
        assertEquals(0, Math.abs(slope.toArray()[0]));
        assertEquals(-0.5, slope.toArray()[1]);
        Shape row = Shape.matrix(1, 2);
        Tensor logits = Tensor.of(row, new double[] {HUGE, -HUGE});
        Tensor second = Tensor.of(row, new double[] {0, 1});
        assertEquals(2 * HUGE, Losses.crossEntropy(logits, second).toDouble());
        assertTrue(Vectors.isFinite(
                Differentiation.grad(p -> Losses.crossEntropy(p, second)).apply(logits).toArray()));
    }

    @Test
    void penaltyHasTheShapesItSays() {
        Tensor w = Tensor.zeros(Shape.matrix(2, 3));
        assertThrows(IllegalArgumentException.class,
                () -> Regularization.PER_FEATURE.penalty(w, Tensor.zeros(Shape.vector(3))));
        assertThrows(IllegalArgumentException.class,
                () -> Regularization.PER_FEATURE.penalty(w, Tensor.of(0)));
        assertThrows(IllegalArgumentException.class,
                () -> Regularization.SCALAR.penalty(w, Tensor.zeros(Shape.vector(2))));
        assertTrue(Regularization.SCALAR.penalty(w, Tensor.of(0)).shape().isScalar());
        assertTrue(Regularization.PER_FEATURE.penalty(w, Tensor.zeros(Shape.vector(2))).shape().isScalar());
    }

    @Test
    void aWeightThatOverflowsIsSaidAndNotBlamedOnTheStep() {
        BilevelProblem problem =
                RidgeRegression.problem(examples(2, 1, 2), examples(2, 1, 3), Regularization.SCALAR);
        assertTrue(problem.step(new double[] {800}) > 0);
        UnconvergedException e = assertThrows(UnconvergedException.class,
                () -> ImplicitDifferentiation.exact().estimate(problem, new double[] {800}));
        assertFalse(e.estimate().isSatisfied());
    }
}
