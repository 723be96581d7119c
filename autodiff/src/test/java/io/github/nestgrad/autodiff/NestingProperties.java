package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The laws of derivatives of derivatives, for every primitive p in x ↦ ⟨weights, sin p(x)⟩, where x is one argument, or
 * all of them in one vector, or one tensor that is given twice.
 */
class NestingProperties {

    private static final int ROUNDING = 4096;
    private static final double FIRST_STEP = 0.1;

    /** A scalar function with its point, and three directions. */
    private record Subject(String name, UnaryOperator<Tensor> f, Tensor x, Tensor u, Tensor v, Tensor w) {

        static Subject of(String name, UnaryOperator<Tensor> f, Tensor x, SplittableRandom random) {
            return new Subject(name, f, x, Samples.direction(x.shape(), random), Samples.direction(x.shape(), random),
                    Samples.direction(x.shape(), random));
        }

        Tensor hvp(HvpMode mode, Tensor direction) {
            return Differentiation.hvp(f, x, direction, mode);
        }
    }

    private static List<Subject> subjects(PrimitiveCase.Instance p, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor weights = Samples.direction(p.value().shape(), random);
        Tensor[] x = p.arguments();
        List<Subject> subjects = new ArrayList<>();
        for (int k = 0; k < x.length; k++) {
            int varied = k;
            subjects.add(Subject.of(p + ", argument " + k, t -> {
                Tensor[] arguments = x.clone();
                arguments[varied] = t;
                return p.objective(arguments, weights);
            }, x[k], random));
        }
        if (x.length == 2) {
            subjects.add(Subject.of(p + ", both arguments", t -> p.objective(Samples.parts(t, x), weights),
                    Samples.joined(x), random));
            if (acceptsTwice(p)) {
                Tensor square = Samples.direction(p.value(x[0], x[0]).shape(), random);
                subjects.add(Subject.of(p + ", the first argument twice",
                        t -> p.objective(new Tensor[] {t, t}, square), x[0], random));
            }
        }
        return subjects;
    }

    private static boolean acceptsTwice(PrimitiveCase.Instance p) {
        Shape shape = p.arguments()[0].shape();
        return shape.equals(p.arguments()[1].shape()) && (!(p.primitive() instanceof MatMul) || shape.rank() == 1
                || shape.rows() == shape.columns());
    }

    private interface Law {
        void check(Subject s);
    }

    private static void forEachSubject(int limit, long seed, Law law) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            for (Subject s : subjects(each.drawModerate(limit, seed), seed)) {
                law.check(s);
            }
        }
    }

    private static double tolerance(Subject s, double... terms) {
        double scale = 1 + Math.abs(s.f.apply(s.x).toDouble()) + Samples.largest(Differentiation.grad(s.f).apply(s.x));
        for (double term : terms) {
            scale += Math.abs(term);
        }
        return ROUNDING * EPSILON * scale * (1 + s.x.shape().size());
    }

    @Property(tries = 100)
    void gradientIsTheLimitOfDifferences(@ForAll @IntRange(min = 0, max = 4) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            Tensor gradient = Differentiation.grad(s.f).apply(s.x);
            Agreement.requireDerivative(h -> s.f.apply(Samples.moved(s.x, h, s.u)).toDouble(), FIRST_STEP,
                    Samples.inner(gradient, s.u), 1 + Samples.absoluteInner(gradient, s.u), () -> s.name);
        });
    }

    @Property(tries = 100)
    void bothModesGiveTheSameFirstDerivative(@ForAll @IntRange(min = 0, max = 4) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            double forward = Mode.FORWARD.derivative(s.f, s.x, s.u).toDouble();
            requireClose(forward, Mode.REVERSE.derivative(s.f, s.x, s.u).toDouble(), tolerance(s, forward),
                    () -> s.name);
        });
    }

    @Property(tries = 100)
    void hessianVectorProductsAgreeInAllModes(@ForAll @IntRange(min = 0, max = 4) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            Tensor reference = s.hvp(HvpMode.FR, s.v);
            double tolerance = tolerance(s, Samples.largest(reference));
            requireClose(reference, s.hvp(HvpMode.RF, s.v), tolerance, () -> s.name + ", RF against FR");
            requireClose(reference, s.hvp(HvpMode.RR, s.v), tolerance, () -> s.name + ", RR against FR");
        });
    }

    @Property(tries = 60)
    void hessianVectorProductIsTheLimitOfDifferencesOfTheGradient(
            @ForAll @IntRange(min = 1, max = 3) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            Tensor product = s.hvp(HvpMode.RF, s.v);
            Agreement.requireDerivative(
                    h -> Samples.inner(s.u, Differentiation.grad(s.f).apply(Samples.moved(s.x, h, s.v))), FIRST_STEP,
                    Samples.inner(s.u, product), 1 + Samples.absoluteInner(s.u, product), () -> s.name);
        });
    }

    @Property(tries = 100)
    void hessianIsSymmetric(@ForAll @IntRange(min = 0, max = 4) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            for (HvpMode mode : HvpMode.values()) {
                Tensor hv = s.hvp(mode, s.v);
                Tensor hu = s.hvp(mode, s.u);
                requireClose(Samples.inner(s.u, hv), Samples.inner(s.v, hu),
                        tolerance(s, Samples.absoluteInner(s.u, hv), Samples.absoluteInner(s.v, hu)),
                        () -> s.name + ", " + mode);
            }
        });
    }

    @Property(tries = 40)
    void thirdDerivativesAgreeInAllEightNestings(@ForAll @IntRange(min = 0, max = 3) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            double reference = third(s, Mode.FORWARD, Mode.REVERSE, Mode.FORWARD);
            double tolerance = tolerance(s, reference, Samples.largest(s.hvp(HvpMode.FR, s.v)));
            for (Mode outer : Mode.values()) {
                for (Mode middle : Mode.values()) {
                    for (Mode inner : Mode.values()) {
                        requireClose(reference, third(s, outer, middle, inner), tolerance,
                                () -> s.name + ", " + outer + " over " + middle + " over " + inner);
                    }
                }
            }
        });
    }

    @Property(tries = 24)
    void thirdDerivativeIsTheLimitOfDifferencesOfTheHessian(
            @ForAll @IntRange(min = 1, max = 3) int limit, @ForAll long seed) {
        forEachSubject(limit, seed, s -> {
            double claimed = third(s, Mode.REVERSE, Mode.FORWARD, Mode.REVERSE);
            Agreement.requireDerivative(h -> Samples.inner(s.u,
                    Differentiation.hvp(s.f, Samples.moved(s.x, h, s.w), s.v, HvpMode.FR)), FIRST_STEP, claimed,
                    1 + Math.abs(claimed), () -> s.name);
        });
    }

    private static double third(Subject s, Mode outer, Mode middle, Mode inner) {
        return outer.derivative(middle.along(s.v, inner.along(s.u, s.f)), s.x, s.w).toDouble();
    }

    /** ∂²/∂a∂b: the inner derivative captures the box of the outer one from the closure around it. */
    @Property(tries = 60)
    void mixedPartialsAgreeInBothOrdersAndAllModes(
            @ForAll @IntRange(min = 0, max = 3) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            if (p.arguments().length == 2) {
                SplittableRandom random = new SplittableRandom(seed);
                Tensor weights = Samples.direction(p.value().shape(), random);
                Tensor a = p.arguments()[0];
                Tensor b = p.arguments()[1];
                Tensor u = Samples.direction(a.shape(), random);
                Tensor v = Samples.direction(b.shape(), random);
                requireMixedPartialsEqual((s, t) -> p.objective(new Tensor[] {s, t}, weights), a, b, u, v, p::toString);
            }
        }
    }

    private static void requireMixedPartialsEqual(BinaryOperator<Tensor> f, Tensor a, Tensor b, Tensor u, Tensor v,
            Supplier<String> what) {
        double reference = Mode.FORWARD.derivative(s -> Mode.REVERSE.derivative(t -> f.apply(s, t), b, v), a, u)
                .toDouble();
        double tolerance = ROUNDING * EPSILON * (1 + Math.abs(reference)) * (1 + a.shape().size() + b.shape().size());
        for (Mode outer : Mode.values()) {
            for (Mode inner : Mode.values()) {
                Tensor ab = outer.derivative(s -> inner.derivative(t -> f.apply(s, t), b, v), a, u);
                Tensor ba = outer.derivative(t -> inner.derivative(s -> f.apply(s, t), a, u), b, v);
                requireClose(reference, ab.toDouble(), tolerance, what);
                requireClose(reference, ba.toDouble(), tolerance, what);
            }
        }
        Agreement.requireDerivative(
                h -> Mode.REVERSE.derivative(t -> f.apply(Samples.moved(a, h, u), t), b, v).toDouble(), FIRST_STEP,
                reference, 1 + Math.abs(reference), what);
    }
}
