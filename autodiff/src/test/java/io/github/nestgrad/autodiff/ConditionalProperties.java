package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static io.github.nestgrad.autodiff.Conditional.cond;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A recorded branch is the branch that Java takes: in its value, and in its derivatives of every order and nesting. */
class ConditionalProperties {

    private static final int ROUNDING = 1024;

    private interface Choice {
        Tensor of(Tensor predicate, UnaryOperator<Tensor> f, UnaryOperator<Tensor> g, Tensor x);
    }

    private static final Choice BY_JAVA = (p, f, g, x) -> p.toDouble() > 0 ? f.apply(x) : g.apply(x);
    private static final Choice BY_COND = Conditional::cond;

    /** Three branches that differ in value and in every derivative; whichever is taken depends on x. */
    private static Tensor objective(Choice choice, Tensor x) {
        Tensor y = choice.of(x.sum(),
                t -> t.sin().times(t).plus(t.squared().times(t)),
                t -> choice.of(t.squaredNorm().minus(1), s -> s.exp().times(s.dot(s)), Tensor::tanh, t), x);
        return y.dot(x.plus(2)).cos();
    }

    private record Point(Tensor x, Tensor u, Tensor v, Tensor w) {
        static Point draw(int n, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Shape.vector(n);
            return new Point(Samples.direction(shape, random), Samples.direction(shape, random),
                    Samples.direction(shape, random), Samples.direction(shape, random));
        }
    }

    private interface Derivative {
        Tensor of(UnaryOperator<Tensor> f, Tensor x);
    }

    private static void forEachDerivative(Point p, BiConsumer<String, Derivative> check) {
        check.accept("value", UnaryOperator::apply);
        check.accept("gradient", (f, x) -> Differentiation.grad(f).apply(x));
        check.accept("tangent", (f, x) -> Differentiation.jvp(f, x, p.v).tangent());
        for (HvpMode mode : HvpMode.values()) {
            check.accept(mode.toString(), (f, x) -> Differentiation.hvp(f, x, p.v, mode));
        }
        for (Mode outer : Mode.values()) {
            for (Mode middle : Mode.values()) {
                for (Mode inner : Mode.values()) {
                    check.accept(outer + " over " + middle + " over " + inner,
                            (f, x) -> outer.derivative(middle.along(p.v, inner.along(p.u, f)), x, p.w));
                }
            }
        }
    }

    @Property(tries = 60)
    void programsTakeTheBranchThatJavaTakes(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        Point p = Point.draw(n, seed);
        Point other = Point.draw(n, seed + 1);
        forEachDerivative(p, (what, derivative) -> {
            Program program = Program.of(x -> derivative.of(t -> objective(BY_COND, t), x), p.x.shape());
            Execution execution = program.newExecution();
            for (Tensor x : new Tensor[] {p.x, other.x, p.x.negated(), p.x.times(3), p.x}) {
                Tensor expected = derivative.of(t -> objective(BY_JAVA, t), x);
                double[] y = new double[expected.shape().size()];
                execution.run(x.toArray(), y);
                double tolerance = ROUNDING * EPSILON * n * (1 + Samples.largest(expected))
                        * Math.exp(4 * Samples.largest(x));
                requireClose(y, expected, tolerance, () -> what + " at " + x);
                assertArrayEquals(y, program.apply(x)[0].toArray(), what);
            }
        });
    }

    /** A program that contains a branch is differentiated again by the branch that it takes. */
    @Property(tries = 60)
    void programsWithBranchesDifferentiateLikeTheBranchTaken(@ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll long seed) {
        Point p = Point.draw(n, seed);
        Program program = Program.of(x -> objective(BY_COND, x), p.x.shape());
        UnaryOperator<Tensor> recorded = x -> program.apply(x)[0];
        for (Tensor x : new Tensor[] {p.x, p.x.negated()}) {
            forEachDerivative(p, (what, derivative) -> {
                Tensor expected = derivative.of(t -> objective(BY_JAVA, t), x);
                double tolerance = ROUNDING * EPSILON * n * (1 + Samples.largest(expected))
                        * Math.exp(4 * Samples.largest(x));
                requireClose(expected, derivative.of(recorded, x), tolerance, () -> what);
            });
        }
    }

    @Property(tries = 60)
    void withoutRecordingCondIsTheBranchToTheLastBit(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        Point p = Point.draw(n, seed);
        forEachDerivative(p, (what, derivative) -> assertArrayEquals(
                derivative.of(t -> objective(BY_JAVA, t), p.x).toArray(),
                derivative.of(t -> objective(BY_COND, t), p.x).toArray(), what));
    }

    /** A loop records its step, so that the branch is decided anew in each step. */
    @Property(tries = 40)
    void loopsDecideInEachStep(@ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 0, max = 6) int steps, @ForAll long seed) {
        Point p = Point.draw(n, seed);
        Loop loop = Loop.of((w, k, q) -> step(BY_COND, w, q[0]), Schedule.SQRT);
        UnaryOperator<Tensor> recorded = x -> loop.run(steps, p.u, x).dot(p.w).plus(x.squaredNorm());
        UnaryOperator<Tensor> unrolled = x -> {
            Tensor w = p.u;
            for (int k = 0; k < steps; k++) {
                w = step(BY_JAVA, w, x);
            }
            return w.dot(p.w).plus(x.squaredNorm());
        };
        forEachDerivative(p, (what, derivative) -> {
            Tensor expected = derivative.of(unrolled, p.x);
            requireClose(expected, derivative.of(recorded, p.x),
                    ROUNDING * EPSILON * n * (1 + steps) * (1 + Samples.largest(expected)), () -> what);
        });
    }

    private static Tensor step(Choice choice, Tensor w, Tensor x) {
        return choice.of(w.sum(), s -> s.sin().minus(1), s -> s.times(0.5).plus(s.squared().tanh()), w)
                .plus(x.times(w).times(0.25));
    }

    /** ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ for several arguments and several values of different shapes. */
    @Property(tries = 60)
    void adjointIdentityHoldsForRecordedBranches(@ForAll @IntRange(min = 0, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape[] shapes = {Shape.vector(n), Shape.scalar()};
        Branching branching = new Branching(
                new Branch(Program.ofSeveral(x -> new Tensor[] {x[1].sin(), x[0].times(x[1])}, shapes)),
                new Branch(Program.ofSeveral(x -> new Tensor[] {x[0].squaredNorm(), x[0].exp()}, shapes)));
        for (double predicate : new double[] {-1, 0, 1e-300}) {
            Tensor[] x = {Tensor.of(predicate), Samples.direction(shapes[0], random),
                Samples.direction(shapes[1], random)};
            Tensor y = Interpreter.bind(branching, x);
            Tensor cotangent = Samples.direction(y.shape(), random);
            Tensor[] tangents = {null, Samples.direction(shapes[0], random), Samples.direction(shapes[1], random)};
            Tensor along = branching.push(tangents, x).second();
            Tensor[] back = branching.pull(new boolean[] {true, true, true}, cotangent, x, y);
            double right = Samples.inner(back[1], tangents[1]) + Samples.inner(back[2], tangents[2]);
            requireClose(Samples.inner(cotangent, along), right, ROUNDING * EPSILON * (1 + n),
                    () -> "p = " + predicate);
            assertArrayEquals(new Tensor[] {null}, new Tensor[] {back[0]}, "the predicate carries no derivative");
        }
    }
}
