package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Griewank's example f(x₁, x₂) = ln x₁ + x₁ x₂ − sin x₂, as the tutorial evaluates it at (2, 5). */
class ModelsTest {

    private static final double X1 = 2;
    private static final double X2 = 5;
    private static final double ROUNDING = 16 * EPSILON;
    private static final BinaryOperator<Tensor> F = (a, b) -> a.log().plus(a.times(b)).minus(b.sin());

    private static Tensor ofVector(Tensor x) {
        return F.apply(x.get(0), x.get(1));
    }

    @Test
    void exampleOfTheTutorialHasItsValueAndPartialDerivatives() {
        ValueAndGradient<TensorPair> result = Differentiation.valueAndGrad(F).apply(Tensor.of(X1), Tensor.of(X2));
        assertEquals(Math.log(X1) + X1 * X2 - Math.sin(X2), result.value().toDouble(), ROUNDING * X1 * X2);
        assertEquals(1 / X1 + X2, result.gradient().first().toDouble(), ROUNDING * X2);
        assertEquals(X1 - Math.cos(X2), result.gradient().second().toDouble(), ROUNDING * X1);
        // the figures as they are printed in textbooks
        assertEquals(11.652, result.value().toDouble(), 0.0005);
        assertEquals(5.5, result.gradient().first().toDouble());
        assertEquals(1.716, result.gradient().second().toDouble(), 0.0005);
    }

    @Test
    void exampleOfTheTutorialHasTheTangentsOfItsPartialDerivatives() {
        Tensor one = Tensor.of(1);
        Tensor zero = Tensor.of(0);
        assertEquals(1 / X1 + X2,
                Differentiation.jvp(F, Tensor.of(X1), Tensor.of(X2), one, zero).tangent().toDouble(), ROUNDING * X2);
        assertEquals(X1 - Math.cos(X2),
                Differentiation.jvp(F, Tensor.of(X1), Tensor.of(X2), zero, one).tangent().toDouble(), ROUNDING * X1);
    }

    @Test
    void exampleOfTheTutorialHasItsHessian() {
        Tensor x = Tensor.of(new double[] {X1, X2});
        double[][] hessian = {{-1 / (X1 * X1), 1}, {1, Math.sin(X2)}};
        for (HvpMode mode : HvpMode.values()) {
            for (int j = 0; j < 2; j++) {
                Tensor e = Tensor.of(new double[] {1 - j, j});
                double[] column = Differentiation.hvp(ModelsTest::ofVector, x, e, mode).toArray();
                assertEquals(hessian[0][j], column[0], ROUNDING, mode::toString);
                assertEquals(hessian[1][j], column[1], ROUNDING, mode::toString);
            }
        }
    }
}
