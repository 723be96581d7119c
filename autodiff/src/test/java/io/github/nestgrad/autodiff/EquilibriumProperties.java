package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.requireClose;

import io.github.nestgrad.linalg.solver.Gmres;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Fixed points of nonlinear maps, and implicit functions inside implicit functions. */
class EquilibriumProperties {

    /** Relative to the size of what is compared. */
    private static final double CLOSED_FORM = 1e-12;

    // unrolled iterations of a contraction, which converge to rounding errors and add some of their own
    private static final double UNROLLED = 1e-10;

    private static final double SOLVED = 1e-15;

    // ---- an equilibrium without a closed form: w = tanh(A w + B λ + c)

    private record Equilibrium(int d, Tensor a, Tensor b, Tensor lambda, SplittableRandom random) {

        static Equilibrium draw(int d, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] a = random.doubles(d * d, -0.5 / d, 0.5 / d).toArray();
            return new Equilibrium(d, Tensor.of(Shape.matrix(d, d), a),
                    Tensor.of(Shape.matrix(d, 2), random.doubles(2 * d, -1, 1).toArray()),
                    Tensor.of(random.doubles(2, -1, 1).toArray()), random);
        }

        Tensor step(Tensor w, Tensor a, Tensor lambda) {
            return a.matmul(w).plus(b.matmul(lambda)).tanh();
        }

        Tensor iterated(Tensor a, Tensor lambda, int steps) {
            Tensor w = Tensor.zeros(Shape.vector(d));
            for (int i = 0; i < steps; i++) {
                w = step(w, a, lambda);
            }
            return w;
        }

        Implicit implicit() {
            return Implicit.fixedPoint(Shape.vector(d), (w, p) -> step(w, p[0], p[1]),
                    p -> iterated(p[0], p[1], 200)).withLinearSolver(
                            Gmres.withDefaults().withRelativeTolerance(SOLVED)).withTolerance(1e-14);
        }
    }

    /** Derivatives by λ and by the matrix agree with those of the unrolled iteration, which knows no theorem. */
    @Property(tries = 20)
    void derivativesOfAnEquilibriumAreThoseOfItsIteration(@ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll long seed) {
        Equilibrium e = Equilibrium.draw(d, seed);
        Tensor c = Samples.direction(Shape.vector(d), e.random);
        Implicit implicit = e.implicit();
        Tensor both = Joining.joined(e.a, e.lambda);
        UnaryOperator<Tensor> f = t -> implicit.apply(Packing.part(t, 0, e.a.shape()),
                Packing.part(t, d * d, e.lambda.shape())).sin().dot(c);
        UnaryOperator<Tensor> unrolled = t -> e.iterated(Packing.part(t, 0, e.a.shape()),
                Packing.part(t, d * d, e.lambda.shape()), 80).sin().dot(c);
        Tensor v = Samples.direction(both.shape(), e.random);
        double tolerance = UNROLLED;
        requireClose(Differentiation.grad(unrolled).apply(both), Differentiation.grad(f).apply(both), tolerance,
                () -> "gradient");
        Tensor product = Differentiation.hvp(unrolled, both, v, HvpMode.FR);
        for (HvpMode mode : HvpMode.values()) {
            requireClose(product, Differentiation.hvp(f, both, v, mode), tolerance * (1 + Samples.largest(product)),
                    () -> "Hessian-vector product by " + mode);
        }
        Agreement.requireDerivative(h -> f.apply(Samples.moved(both, h, v)).toDouble(), 0.1,
                Differentiation.grad(f).apply(both).dot(v).toDouble(), 1, () -> "differences");
    }

    /** An equilibrium in which stands another one: u = tanh(p u + w + ½), w = tanh(0.2 w + q u). */
    @Property(tries = 30)
    void anImplicitFunctionInsideAnImplicitFunctionCanBeDifferentiatedTwice(
            @ForAll @DoubleRange(min = -0.4, max = 0.4) double p,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double q) {
        int steps = 80;
        Implicit inner = Implicit.fixedPoint(Shape.scalar(),
                (u, a) -> a[0].times(u).plus(a[1]).plus(0.5).tanh(), a -> innerIteration(a[0], a[1], steps))
                .withLinearSolver(Gmres.withDefaults().withRelativeTolerance(SOLVED)).withTolerance(1e-14);
        Implicit outer = Implicit.fixedPoint(Shape.scalar(),
                (w, a) -> inner.apply(a[0], w).times(a[1]).plus(w.times(0.2)).tanh(),
                a -> {
                    Tensor w = Tensor.of(0);
                    for (int i = 0; i < steps; i++) {
                        w = innerIteration(a[0], w, steps).times(a[1]).plus(w.times(0.2)).tanh();
                    }
                    return w;
                }).withLinearSolver(Gmres.withDefaults().withRelativeTolerance(SOLVED)).withTolerance(1e-13);
        UnaryOperator<Tensor> f = t -> outer.apply(t.get(0), t.get(1));
        UnaryOperator<Tensor> unrolled = t -> {
            Tensor w = Tensor.of(0);
            for (int i = 0; i < 80; i++) {
                w = innerIteration(t.get(0), w, 40).times(t.get(1)).plus(w.times(0.2)).tanh();
            }
            return w;
        };
        Tensor x = Tensor.of(new double[] {p, q});
        Tensor v = Tensor.of(new double[] {0.6, -0.8});
        Tensor expected = Differentiation.hvp(unrolled, x, v, HvpMode.FR);
        for (HvpMode mode : HvpMode.values()) {
            requireClose(expected, Differentiation.hvp(f, x, v, mode), UNROLLED * (1 + Samples.largest(expected)),
                    () -> "nested, by " + mode);
        }
    }

    private static Tensor innerIteration(Tensor p, Tensor w, int steps) {
        Tensor u = Tensor.of(0);
        for (int i = 0; i < steps; i++) {
            u = p.times(u).plus(w).plus(0.5).tanh();
        }
        return u;
    }

    /** A chain with a closed form: u = w λ / 2 solves an inner ridge, w = 3 / (2 + λ²/4) the outer one. */
    @Property(tries = 100)
    void nestedRidgeHasTheDerivativesOfItsClosedForm(@ForAll @DoubleRange(min = 0.2, max = 2) double lambda) {
        Implicit inner = Implicit.argmin(Shape.scalar(), (u, p) -> u.minus(p[0].times(p[1]).times(0.5)).squared(),
                p -> p[0].times(p[1]).times(0.5));
        Implicit outer = Implicit.root(Shape.scalar(),
                (w, p) -> inner.apply(w, p[0]).times(p[0]).times(0.5).plus(w.times(2)).minus(3),
                p -> p[0].squared().times(0.25).plus(2).reciprocal().times(3));
        UnaryOperator<Tensor> f = t -> outer.apply(t);
        UnaryOperator<Tensor> closed = t -> t.squared().times(0.25).plus(2).reciprocal().times(3);
        Tensor x = Tensor.of(lambda);
        for (Mode a : Mode.values()) {
            requireClose(a.derivative(closed).apply(x), a.derivative(f).apply(x), CLOSED_FORM, () -> "first, " + a);
            for (Mode b : Mode.values()) {
                requireClose(a.derivative(b.derivative(closed)).apply(x), a.derivative(b.derivative(f)).apply(x),
                        CLOSED_FORM, () -> "second, " + a + " over " + b);
            }
        }
    }
}
