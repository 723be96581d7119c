package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Jacobians and Hessians as matrices. */
class JacobianProperties {

    private static final int ROUNDING = 4096;

    private interface Law {
        void check(UnaryOperator<Tensor> f, Tensor x, String what, SplittableRandom random);
    }

    /** Every primitive, as a function of its first argument. */
    private static void forEachPrimitive(int limit, long seed, Law law) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            law.check(t -> p.with(0, t), p.arguments()[0], p.toString(), new SplittableRandom(seed));
        }
    }

    private static Tensor unit(Shape shape, int entry) {
        double[] entries = new double[shape.size()];
        entries[entry] = 1;
        return Tensor.of(shape, entries);
    }

    @Property(tries = 60)
    void columnsAreTangentsAndRowsAreCotangents(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        forEachPrimitive(limit, seed, (f, x, what, random) -> {
            Shape value = f.apply(x).shape();
            int m = value.size();
            int n = x.shape().size();
            Tensor forward = Differentiation.jacobian(f, x, JacobianMode.FORWARD);
            Tensor reverse = Differentiation.jacobian(f, x, JacobianMode.REVERSE);
            assertEquals(Shape.matrix(m, n), forward.shape(), what);
            assertEquals(Shape.matrix(m, n), reverse.shape(), what);
            for (int j = 0; j < n; j++) {
                double[] column = Differentiation.jvp(f, x, unit(x.shape(), j)).tangent().toArray();
                for (int i = 0; i < m; i++) {
                    assertEquals(column[i], forward.toArray()[i * n + j], what);
                }
            }
            for (int i = 0; i < m; i++) {
                double[] row = Differentiation.vjp(f, x).pullback(unit(value, i)).toArray();
                for (int j = 0; j < n; j++) {
                    assertEquals(row[j], reverse.toArray()[i * n + j], what);
                }
            }
        });
    }

    @Property(tries = 60)
    void hessiansAreSymmetricAndThoseOfBothModes(@ForAll @IntRange(max = 3) int limit, @ForAll long seed) {
        forEachPrimitive(limit, seed, (p, x, what, random) -> {
            Tensor weights = Samples.direction(p.apply(x).shape(), random);
            UnaryOperator<Tensor> f = t -> p.apply(t).sin().dot(weights);
            Tensor hessian = Differentiation.hessian(f, x);
            double tolerance = ROUNDING * EPSILON * (1 + Samples.largest(hessian)
                    + Samples.largest(Differentiation.grad(f).apply(x)));
            requireClose(hessian, hessian.transposed(), tolerance, () -> what + ", symmetry");
            requireClose(hessian, Differentiation.jacobian(Differentiation.grad(f), x, JacobianMode.REVERSE), tolerance,
                    () -> what + ", RR");
            Tensor v = Samples.direction(x.shape(), random);
            requireClose(Differentiation.hvp(f, x, v, HvpMode.RF).toArray(),
                    hessian.matmul(v.reshaped(Shape.vector(v.shape().size()))),
                    tolerance * (1 + v.shape().size()), () -> what + ", product");
        });
    }

    /** More entries than one chunk: f(x) = x ⊙ Bx has ∂f = diag(Bx) + diag(x) B. */
    @Property(tries = 60)
    void anyNumberOfColumnsIsRight(@ForAll @IntRange(max = 3 * Jacobians.CHUNK) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor b = Samples.direction(Shape.matrix(n, n), random);
        Tensor x = Samples.direction(Shape.vector(n), random);
        double[] bx = b.matmul(x).toArray();
        double[] entries = b.toArray();
        double[] expected = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                expected[i * n + j] = x.toArray()[i] * entries[i * n + j] + (i == j ? bx[i] : 0);
            }
        }
        for (JacobianMode mode : JacobianMode.values()) {
            requireClose(expected, Differentiation.jacobian(t -> t.times(b.matmul(t)), x, mode),
                    ROUNDING * EPSILON, mode::toString);
        }
    }

    /** ∂/∂x ⟨W, ∂f(x)⟩ for f = x³ entry by entry is 6 x diag W, in all eight nestings; likewise for the Hessian. */
    @Property(tries = 40)
    void jacobiansAndHessiansAreDifferentiable(@ForAll @IntRange(min = 1, max = Jacobians.CHUNK + 3) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor weights = Samples.direction(Shape.matrix(n, n), random);
        Tensor x = Samples.direction(Shape.vector(n), random);
        Tensor v = Samples.direction(Shape.vector(n), random);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += 6 * x.toArray()[i] * weights.toArray()[i * n + i] * v.toArray()[i];
        }
        double tolerance = ROUNDING * EPSILON * n;
        for (Mode outer : Mode.values()) {
            for (JacobianMode inner : JacobianMode.values()) {
                double actual = outer.derivative(s -> Differentiation.jacobian(t -> t.squared().times(t), s, inner)
                        .dot(weights), x, v).toDouble();
                requireClose(expected, actual, tolerance, () -> outer + " over " + inner);
            }
            double actual = outer.derivative(s -> Differentiation.hessian(t -> t.squared().squaredNorm(), s)
                    .dot(weights), x, v).toDouble();
            requireClose(4 * expected, actual, 4 * tolerance, () -> outer + " over the Hessian");
        }
    }

    @Test
    void aCompiledJacobianIsTheJacobian() {
        Tensor x = Tensor.of(new double[] {1, 2, 3});
        for (JacobianMode mode : JacobianMode.values()) {
            UnaryOperator<Tensor> jacobian = t -> Differentiation.jacobian(s -> s.times(s.sum()), t, mode);
            assertArrayEquals(new double[] {7, 1, 1, 2, 8, 2, 3, 3, 9},
                    Differentiation.compile(jacobian).apply(x).toArray());
        }
    }

    @Test
    void valuesThatDependOnNothingHaveAZeroJacobian() {
        Tensor x = Tensor.of(new double[] {1, 2, 3});
        for (JacobianMode mode : JacobianMode.values()) {
            Tensor jacobian = Differentiation.jacobian(t -> Tensor.of(new double[] {5, 6}), x, mode);
            assertEquals(Shape.matrix(2, 3), jacobian.shape());
            assertArrayEquals(new double[6], jacobian.toArray());
            assertEquals(Shape.matrix(1, 0),
                    Differentiation.jacobian(Tensor::sum, Tensor.zeros(Shape.vector(0)), mode).shape());
            assertEquals(Shape.matrix(0, 3), Differentiation.jacobian(t -> t.slice(0, 0), x, mode).shape());
        }
    }
}
