package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A loop is the unrolled loop: its value to the last bit, its derivatives of every order up to rounding. */
class LoopProperties {

    private static final int ROUNDING = 4096;
    private static final int MOST_STEPS = 9;

    private static final List<Schedule> EXACT =
            List.of(Schedule.ALL, Schedule.SQRT, Schedule.binomial(1), Schedule.binomial(2), Schedule.binomial(3));

    /**
     * A state of a vector and a scalar, coupled with each other, with a matrix and a vector of parameters and with the
     * step number. The derivatives stay near one in size.
     */
    private static final Loop.UpdateOfSeveral COUPLED = (state, k, parameters) -> {
        Tensor v = state[0];
        Tensor s = state[1];
        Tensor pulled = parameters[0].matmul(v).plus(parameters[1]).tanh();
        Tensor weight = k.plus(1).reciprocal().times(0.5);
        return new Tensor[] {v.times(0.5).plus(pulled.times(s)), v.dot(parameters[1]).times(weight).plus(s.sin())};
    };

    private static final List<Loop> LOOPS = EXACT.stream().map(schedule -> Loop.ofSeveral(COUPLED, schedule)).toList();

    private interface Runner {
        Tensor[] run(int steps, Tensor[] state, Tensor... parameters);
    }

    private static Tensor[] unrolled(int steps, Tensor[] state, Tensor... parameters) {
        Tensor[] w = state;
        for (int k = 0; k < steps; k++) {
            w = COUPLED.apply(w, Tensor.of(k), parameters);
        }
        return w;
    }

    /** All that goes into the loop in one vector, and a scalar of what comes out. */
    private record Subject(int n, int steps, Tensor x, Tensor u, Tensor v, Tensor w, Tensor weights) {

        static Subject draw(int n, int steps, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape all = Shape.vector(n + 1 + n * n + n);
            return new Subject(n, steps, Samples.direction(all, random), Samples.direction(all, random),
                    Samples.direction(all, random), Samples.direction(all, random),
                    Samples.direction(Shape.vector(n), random));
        }

        Subject at(Tensor point) {
            return new Subject(n, steps, point, u, v, w, weights);
        }

        UnaryOperator<Tensor> objective(Runner runner) {
            return t -> {
                Tensor[] state = {t.slice(0, n), t.get(n)};
                Tensor matrix = t.slice(n + 1, n + 1 + n * n).reshaped(Shape.matrix(n, n));
                Tensor[] end = runner.run(steps, state, matrix, t.slice(n + 1 + n * n, n + 1 + n * n + n));
                return end[0].dot(weights).sin().plus(end[1].squared());
            };
        }

        double tolerance(Tensor... terms) {
            double scale = 1;
            for (Tensor term : terms) {
                scale += Samples.largest(term);
            }
            return ROUNDING * EPSILON * scale * (1 + steps) * (1 + n);
        }
    }

    private interface Law {
        void check(Subject s, UnaryOperator<Tensor> loop, UnaryOperator<Tensor> reference, String what);
    }

    private static void forEachSchedule(int n, int steps, long seed, Law law) {
        Subject s = Subject.draw(n, steps, seed);
        for (int i = 0; i < LOOPS.size(); i++) {
            law.check(s, s.objective(LOOPS.get(i)::runSeveral), s.objective(LoopProperties::unrolled),
                    EXACT.get(i) + ", " + steps + " steps, n = " + n);
        }
    }

    @Property(tries = 60)
    void valueHasTheBitsOfTheUnrolledLoop(@ForAll @IntRange(min = 0, max = 4) int n,
            @ForAll @IntRange(min = 0, max = MOST_STEPS) int steps, @ForAll long seed) {
        forEachSchedule(n, steps, seed, (s, loop, reference, what) ->
                assertArrayEquals(reference.apply(s.x).toArray(), loop.apply(s.x).toArray(), what));
    }

    @Property(tries = 60)
    void firstDerivativesAreThoseOfTheUnrolledLoop(@ForAll @IntRange(min = 0, max = 4) int n,
            @ForAll @IntRange(min = 0, max = MOST_STEPS) int steps, @ForAll long seed) {
        forEachSchedule(n, steps, seed, (s, loop, reference, what) -> {
            Tensor gradient = Differentiation.grad(reference).apply(s.x);
            requireClose(gradient, Differentiation.grad(loop).apply(s.x), s.tolerance(gradient), () -> what);
            Jvp expected = Differentiation.jvp(reference, s.x, s.v);
            Jvp actual = Differentiation.jvp(loop, s.x, s.v);
            requireClose(expected.tangent(), actual.tangent(), s.tolerance(gradient), () -> what + ", forward");
            assertArrayEquals(expected.value().toArray(), actual.value().toArray(), what);
        });
    }

    @Property(tries = 60)
    void hessianVectorProductsAreThoseOfTheUnrolledLoop(@ForAll @IntRange(min = 0, max = 4) int n,
            @ForAll @IntRange(min = 0, max = MOST_STEPS) int steps, @ForAll long seed) {
        forEachSchedule(n, steps, seed, (s, loop, reference, what) -> {
            Tensor expected = Differentiation.hvp(reference, s.x, s.v, HvpMode.FR);
            for (HvpMode mode : HvpMode.values()) {
                requireClose(expected, Differentiation.hvp(loop, s.x, s.v, mode), s.tolerance(expected),
                        () -> what + ", " + mode);
            }
        });
    }

    @Property(tries = 30)
    void thirdDerivativesAreThoseOfTheUnrolledLoopInAllNestings(@ForAll @IntRange(min = 0, max = 3) int n,
            @ForAll @IntRange(min = 0, max = 5) int steps, @ForAll long seed) {
        forEachSchedule(n, steps, seed, (s, loop, reference, what) -> {
            Tensor expected = third(reference, s, Mode.FORWARD, Mode.REVERSE, Mode.FORWARD);
            for (Mode outer : Mode.values()) {
                for (Mode middle : Mode.values()) {
                    for (Mode inner : Mode.values()) {
                        requireClose(expected, third(loop, s, outer, middle, inner), s.tolerance(expected),
                                () -> what + ", " + outer + " over " + middle + " over " + inner);
                    }
                }
            }
        });
    }

    private static Tensor third(UnaryOperator<Tensor> f, Subject s, Mode outer, Mode middle, Mode inner) {
        return outer.derivative(middle.along(s.v, inner.along(s.u, f)), s.x, s.w);
    }

    @Property(tries = 20)
    void fourthDerivativesAreThoseOfTheUnrolledLoop(@ForAll @IntRange(min = 1, max = 2) int n,
            @ForAll @IntRange(min = 1, max = 3) int steps, @ForAll long seed) {
        Subject s = Subject.draw(n, steps, seed);
        UnaryOperator<Tensor> loop = s.objective(LOOPS.get(3)::runSeveral);
        UnaryOperator<Tensor> reference = s.objective(LoopProperties::unrolled);
        for (Mode inner : Mode.values()) {
            for (Mode outer : Mode.values()) {
                Tensor expected = outer.derivative(
                        t -> third(reference, s.at(t), Mode.REVERSE, outer, inner), s.x, s.v);
                Tensor actual = outer.derivative(t -> third(loop, s.at(t), Mode.REVERSE, outer, inner), s.x, s.v);
                requireClose(expected, actual, s.tolerance(expected), () -> outer + ", " + inner);
            }
        }
    }

    /** A schedule decides which states are computed again, and a state computed again has the same bits. */
    @Property(tries = 40)
    void allSchedulesGiveTheSameBits(@ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 0, max = 40) int steps, @ForAll long seed) {
        Subject s = Subject.draw(n, steps, seed);
        UnaryOperator<Tensor> reference = s.objective(LOOPS.get(0)::runSeveral);
        forEachSchedule(n, steps, seed, (same, loop, unrolled, what) -> {
            assertArrayEquals(Differentiation.grad(reference).apply(s.x).toArray(),
                    Differentiation.grad(loop).apply(s.x).toArray(), what);
            for (HvpMode mode : HvpMode.values()) {
                assertArrayEquals(Differentiation.hvp(reference, s.x, s.v, mode).toArray(),
                        Differentiation.hvp(loop, s.x, s.v, mode).toArray(), what);
            }
        });
    }

    @Property(tries = 30)
    void programsOfLoopsAndOfTheirDerivativesGiveTheSameBits(@ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 0, max = MOST_STEPS) int steps, @ForAll long seed) {
        forEachSchedule(n, steps, seed, (s, loop, reference, what) -> {
            requireSameBits(loop, s.x, what);
            requireSameBits(Differentiation.grad(loop), s.x, what + ", gradient");
            requireSameBits(t -> Differentiation.jvp(loop, t, s.u).tangent(), s.x, what + ", tangent");
            for (HvpMode mode : HvpMode.values()) {
                requireSameBits(t -> Differentiation.hvp(loop, t, s.v, mode), s.x, what + ", " + mode);
            }
        });
    }

    private static void requireSameBits(UnaryOperator<Tensor> f, Tensor x, String what) {
        double[] expected = f.apply(x).toArray();
        Program program = Program.of(f, x.shape());
        double[] y = new double[expected.length];
        Execution execution = program.newExecution();
        for (int run = 0; run < 2; run++) {
            execution.run(x.toArray(), y);
            assertArrayEquals(expected, y, what);
        }
        assertArrayEquals(expected, program.apply(x)[0].toArray(), what + ", applied");
    }

    /** The program of a gradient, differentiated, is the derivative of the gradient. */
    @Property(tries = 20)
    void programsOfLoopsDifferentiateAgain(@ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 0, max = 5) int steps, @ForAll long seed) {
        forEachSchedule(n, steps, seed, (s, loop, reference, what) -> {
            Program gradient = Program.of(Differentiation.grad(loop), s.x.shape());
            Tensor expected = Differentiation.hvp(reference, s.x, s.v, HvpMode.FR);
            requireClose(expected, Differentiation.jvp((Tensor t) -> gradient.apply(t)[0], s.x, s.v).tangent(),
                    s.tolerance(expected), () -> what + ", forward");
            requireClose(expected, Differentiation.vjp((Tensor t) -> gradient.apply(t)[0], s.x).pullback(s.v),
                    s.tolerance(expected), () -> what + ", reverse");
        });
    }

    /** The number of inner steps differs from that of outer steps, and the inner loop reads the outer state. */
    @Property(tries = 20)
    void loopsInLoopsAreTheUnrolledLoops(@ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 0, max = 4) int steps, @ForAll long seed) {
        Subject s = Subject.draw(n, steps, seed);
        UnaryOperator<Tensor> reference = s.objective(nested(LoopProperties::unrolled));
        for (int i = 0; i < LOOPS.size(); i++) {
            Loop inner = LOOPS.get(i);
            Loop outer = Loop.ofSeveral((state, k, p) -> outerStep(inner::runSeveral, state, p),
                    EXACT.get(EXACT.size() - 1 - i));
            UnaryOperator<Tensor> loop = s.objective(outer::runSeveral);
            assertArrayEquals(reference.apply(s.x).toArray(), loop.apply(s.x).toArray());
            Tensor gradient = Differentiation.grad(reference).apply(s.x);
            requireClose(gradient, Differentiation.grad(loop).apply(s.x), s.tolerance(gradient), inner::toString);
            Tensor product = Differentiation.hvp(reference, s.x, s.v, HvpMode.FR);
            for (HvpMode mode : HvpMode.values()) {
                requireClose(product, Differentiation.hvp(loop, s.x, s.v, mode), s.tolerance(product), mode::toString);
            }
        }
    }

    private static Runner nested(Runner inner) {
        return (steps, state, parameters) -> {
            Tensor[] w = state;
            for (int k = 0; k < steps; k++) {
                w = outerStep(inner, w, parameters);
            }
            return w;
        };
    }

    private static Tensor[] outerStep(Runner inner, Tensor[] state, Tensor[] parameters) {
        Tensor[] w = inner.run(3, state, parameters[0], parameters[1].plus(state[0].times(0.25)));
        return new Tensor[] {w[0].times(0.5), w[1].plus(state[1]).times(0.5)};
    }

    /** The step of the outer loop contains a gradient through the inner loop: learning to learn. */
    @Property(tries = 20)
    void gradientsOfLoopsInsideStepsAreThoseOfTheUnrolledLoops(@ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 1, max = 3) int steps, @ForAll long seed) {
        Subject s = Subject.draw(n, steps, seed);
        UnaryOperator<Tensor> reference = s.objective((t, state, p) -> {
            Tensor[] w = state;
            for (int k = 0; k < t; k++) {
                w = descent(LoopProperties::unrolled, w, p);
            }
            return w;
        });
        Tensor gradient = Differentiation.grad(reference).apply(s.x);
        Tensor product = Differentiation.hvp(reference, s.x, s.v, HvpMode.FR);
        for (Loop inner : LOOPS) {
            Loop outer = Loop.ofSeveral((state, k, p) -> descent(inner::runSeveral, state, p), Schedule.SQRT);
            UnaryOperator<Tensor> loop = s.objective(outer::runSeveral);
            requireClose(gradient, Differentiation.grad(loop).apply(s.x), s.tolerance(gradient), inner::toString);
            for (HvpMode mode : HvpMode.values()) {
                requireClose(product, Differentiation.hvp(loop, s.x, s.v, mode), s.tolerance(product), mode::toString);
            }
        }
    }

    private static Tensor[] descent(Runner inner, Tensor[] state, Tensor[] p) {
        Tensor slope = Differentiation.grad((Tensor v) -> inner.run(2, new Tensor[] {v, state[1]}, p)[0].squaredNorm())
                .apply(state[0]);
        return new Tensor[] {state[0].minus(slope.times(0.25)), state[1]};
    }
}
