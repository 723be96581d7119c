package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A transformation of a function of a record is that of the function of all its entries in one vector. */
class RecordProperties {

    private static final double ROUNDING = 512 * EPSILON;

    /** ½‖tanh(A x) s − 1‖² with its record, and the same of one vector. */
    private record Subject(Layout<LayoutTest.Three> layout, LayoutTest.Three x, LayoutTest.Three v) {

        static Subject draw(int m, int n, SplittableRandom random) {
            LayoutTest.Three x = new LayoutTest.Three(Samples.direction(Shape.matrix(m, n), random),
                    Samples.direction(Shape.vector(n), random), Samples.direction(Shape.scalar(), random));
            LayoutTest.Three v = new LayoutTest.Three(Samples.direction(Shape.matrix(m, n), random),
                    Samples.direction(Shape.vector(n), random), Samples.direction(Shape.scalar(), random));
            return new Subject(LayoutTest.THREE.like(x), x, v);
        }

        static Tensor residual(LayoutTest.Three t) {
            return t.a().matmul(t.b()).tanh().times(t.c()).minus(1);
        }

        static Tensor loss(LayoutTest.Three t) {
            return residual(t).squaredNorm().times(0.5);
        }

        UnaryOperator<Tensor> flat(Function<LayoutTest.Three, Tensor> f) {
            return t -> f.apply(layout.unflatten(t));
        }

        void requireSame(Tensor expected, LayoutTest.Three actual, String what) {
            requireClose(expected, layout.flatten(actual), ROUNDING * (1 + Samples.largest(expected)), () -> what);
        }
    }

    @Property(tries = 60)
    void everyTransformationOfARecordIsThatOfTheFlatVector(@ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Subject s = Subject.draw(m, n, random);
        Layout<LayoutTest.Three> layout = s.layout;
        UnaryOperator<Tensor> loss = s.flat(Subject::loss);
        UnaryOperator<Tensor> residual = s.flat(Subject::residual);
        Tensor x = layout.flatten(s.x);
        Tensor v = layout.flatten(s.v);
        Tensor u = Samples.direction(Shape.vector(m), random);
        s.requireSame(Differentiation.grad(loss).apply(x),
                Differentiation.grad(layout, Subject::loss).apply(s.x), "grad");
        ValueAndGradient<LayoutTest.Three> both = Differentiation.valueAndGrad(layout, Subject::loss).apply(s.x);
        assertEquals(loss.apply(x).toDouble(), both.value().toDouble());
        s.requireSame(Differentiation.grad(loss).apply(x), both.gradient(), "valueAndGrad");
        Jvp jvp = Differentiation.jvp(layout, Subject::residual, s.x, s.v);
        Tensor slope = Differentiation.jvp(residual, x, v).tangent();
        double tolerance = ROUNDING * (1 + Samples.largest(slope));
        requireClose(slope, jvp.tangent(), tolerance, () -> "jvp");
        assertTrue(jvp.dependsOnInput());
        s.requireSame(Differentiation.vjp(residual, x).pullback(u),
                Differentiation.vjp(layout, Subject::residual, s.x).pullback(u), "vjp");
        Linearized<LayoutTest.Three> linear = Differentiation.linearize(layout, Subject::residual, s.x);
        assertArrayEquals(Differentiation.jvp(layout, Subject::residual, s.x, s.v).tangent().toArray(),
                linear.jvp(s.v).toArray());
        s.requireSame(Differentiation.vjp(residual, x).pullback(u), linear.vjp(u), "linearize, transpose");
        for (HvpMode mode : HvpMode.values()) {
            s.requireSame(Differentiation.hvp(loss, x, v, mode),
                    Differentiation.hvp(layout, Subject::loss, s.x, s.v, mode), "hvp " + mode);
        }
        for (JacobianMode mode : JacobianMode.values()) {
            requireClose(Differentiation.jacobian(residual, x, mode),
                    Differentiation.jacobian(layout, Subject::residual, s.x, mode), ROUNDING * n * 4, () -> "jacobian");
        }
        Tensor hessian = Differentiation.hessian(layout, Subject::loss, s.x);
        requireClose(Differentiation.hessian(loss, x), hessian, ROUNDING * (1 + Samples.largest(hessian)),
                () -> "hessian");
        Tensor product = Differentiation.hvp(loss, x, v, HvpMode.RF);
        requireClose(product, hessian.matmul(v), 4 * n * ROUNDING * (1 + Samples.largest(hessian)),
                () -> "hessian times vector");
        Function<LayoutTest.Three, LayoutTest.Three> compiled = Differentiation.compile(layout, layout,
                Differentiation.grad(layout, Subject::loss));
        s.requireSame(layout.flatten(both.gradient()), compiled.apply(s.x), "compile");
    }

    /** ∂/∂x ∂/∂y of xᵀAy, which a function of two tensors shows as a pair. */
    @Property(tries = 40)
    void hessianOfABilinearFormIsItsMatrix(@ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor a = Samples.direction(Shape.matrix(m, n), random);
        TensorPair x = new TensorPair(Samples.direction(Shape.vector(m), random),
                Samples.direction(Shape.vector(n), random));
        TensorPair v = new TensorPair(Samples.direction(Shape.vector(m), random),
                Samples.direction(Shape.vector(n), random));
        for (HvpMode mode : HvpMode.values()) {
            TensorPair product = Differentiation.hvp((s, t) -> s.dot(a.matmul(t)), x, v, mode);
            requireClose(a.matmul(v.second()), product.first(), ROUNDING, mode::toString);
            requireClose(a.transposedMatmul(v.first()), product.second(), ROUNDING, mode::toString);
        }
        Linearized<TensorPair> linear =
                Differentiation.linearize((s, t) -> s.dot(a.matmul(t)), x.first(), x.second());
        requireClose(a.matmul(x.second()), linear.vjp(Tensor.of(1)).first(), ROUNDING, () -> "∂₁");
        requireClose(a.transposedMatmul(x.first()), linear.vjp(Tensor.of(1)).second(), ROUNDING, () -> "∂₂");
    }

    /** ∇f of f(a, b) = ‖a + b‖² has two parts that are one and the same value, and both are pulled back. */
    @Test
    void partsOfAGradientThatAreTheSameTensorAddUp() {
        Layout<Tensor[]> layout = Layout.several(2);
        Tensor[] x = {Tensor.of(new double[] {1, 2}), Tensor.of(new double[] {3, 4})};
        Tensor[] v = {Tensor.of(new double[] {1, 10}), Tensor.of(new double[] {100, 1000})};
        for (HvpMode mode : HvpMode.values()) {
            Tensor[] product = Differentiation.hvp(layout, t -> t[0].plus(t[1]).squaredNorm(), x, v, mode);
            assertArrayEquals(new double[] {202, 2020}, product[0].toArray(), mode::toString);
            assertArrayEquals(new double[] {202, 2020}, product[1].toArray(), mode::toString);
        }
    }

    @Test
    void aTensorThatIsNotReadHasZeroDerivativesInEveryMode() {
        Layout<Tensor[]> layout = Layout.several(2);
        Tensor[] x = {Tensor.of(new double[] {1, 2}), Tensor.of(3)};
        Tensor[] v = {Tensor.of(new double[] {1, 1}), Tensor.of(1)};
        Function<Tensor[], Tensor> f = t -> t[0].squaredNorm();
        assertArrayEquals(new double[1], Differentiation.grad(layout, f).apply(x)[1].toArray());
        for (HvpMode mode : HvpMode.values()) {
            Tensor[] product = Differentiation.hvp(layout, f, x, v, mode);
            assertArrayEquals(new double[] {2, 2}, product[0].toArray(), mode::toString);
            assertArrayEquals(new double[1], product[1].toArray(), mode::toString);
        }
        assertArrayEquals(new double[] {2, 0, 0, 0, 2, 0, 0, 0, 0}, Differentiation.hessian(layout, f, x).toArray());
    }
}
