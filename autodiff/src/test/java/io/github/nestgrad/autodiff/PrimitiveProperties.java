package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The laws of a single primitive; each try goes through the whole catalogue. */
class PrimitiveProperties {

    private static final int ROUNDING = 64;
    private static final double FIRST_STEP = 0.1;

    private interface Law {
        void check(PrimitiveCase.Instance p, int k, SplittableRandom random);
    }

    private static void forEachArgument(int limit, long seed, Law law) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.draw(limit, seed);
            for (int k = 0; k < p.arguments().length; k++) {
                law.check(p, k, new SplittableRandom(seed ^ k));
            }
        }
    }

    private static Tensor jvp(PrimitiveCase.Instance p, int k, Tensor v) {
        return p.jvp(k, v);
    }

    private static Tensor vjp(PrimitiveCase.Instance p, int k, Tensor u) {
        return p.vjp(k, u);
    }

    @Property(tries = 240)
    void valueIsThatOfTheOracle(@ForAll @IntRange(min = 0, max = 5) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.draw(limit, seed);
            double[][] x = new double[p.arguments().length][];
            for (int k = 0; k < x.length; k++) {
                x[k] = p.arguments()[k].toArray();
            }
            Exact[] expected = each.value().entries(p.sizes(), x);
            double[] actual = p.value().toArray();
            assertEquals(expected.length, actual.length, p::toString);
            for (int i = 0; i < actual.length; i++) {
                double tolerance = each.ulps().of(p.sizes()) * Math.ulp(expected[i].magnitude());
                assertTrue(expected[i].distanceTo(actual[i]) <= tolerance,
                        p + " is " + actual[i] + ", but should be " + expected[i].value().doubleValue());
            }
        }
    }

    @Property(tries = 240)
    void tangentIsTheLimitOfDifferences(@ForAll @IntRange(min = 1, max = 4) int limit, @ForAll long seed) {
        forEachArgument(limit, seed, (p, k, random) -> {
            Tensor x = p.arguments()[k];
            Tensor v = Samples.relativeDirection(x, random);
            Tensor tangent = jvp(p, k, v);
            Tensor u = Samples.direction(tangent.shape(), random);
            Agreement.requireDerivative(h -> Samples.inner(u, p.with(k, Samples.moved(x, h, v))), FIRST_STEP,
                    Samples.inner(u, tangent), Samples.absoluteInner(u, tangent), () -> p + ", jvp of argument " + k);
        });
    }

    @Property(tries = 800)
    void adjointIdentityHolds(@ForAll @IntRange(min = 0, max = 6) int limit, @ForAll long seed) {
        forEachArgument(limit, seed, (p, k, random) -> {
            Tensor v = Samples.like(p.arguments()[k], Domain.WIDE, random);
            Tensor tangent = jvp(p, k, v);
            Tensor u = Samples.like(tangent, Domain.WIDE, random);
            Tensor cotangent = vjp(p, k, u);
            double size = solves(p.primitive())
                    ? sumOfMagnitudes(u) * Samples.largest(tangent) + sumOfMagnitudes(v) * Samples.largest(cotangent)
                    : Samples.absoluteInner(u, tangent) + Samples.absoluteInner(cotangent, v);
            requireClose(Samples.inner(u, tangent), Samples.inner(cotangent, v), ROUNDING * EPSILON * size,
                    () -> p + ", ⟨u, Jv⟩ and ⟨Jᵀu, v⟩ of argument " + k);
        });
    }

    /** The solution of a linear system is accurate relative to its largest entry, and not entry by entry. */
    private static boolean solves(Primitive p) {
        return p instanceof Solve || p instanceof TriangularSolve || p instanceof Inverse;
    }

    private static double sumOfMagnitudes(Tensor x) {
        return Samples.absoluteInner(x, Tensor.of(1).expandedTo(x.shape()));
    }

    @Property(tries = 160)
    void bothRulesAreLinear(@ForAll @IntRange(min = 0, max = 5) int limit, @ForAll long seed) {
        forEachArgument(limit, seed, (p, k, random) -> {
            requireLinear(v -> jvp(p, k, v), p.arguments()[k].shape(), random, p + ", jvp of argument " + k);
            requireLinear(u -> vjp(p, k, u), p.value().shape(), random, p + ", vjp of argument " + k);
        });
    }

    private static void requireLinear(UnaryOperator<Tensor> j, Shape shape, SplittableRandom random, String what) {
        Tensor v = Samples.direction(shape, random);
        Tensor w = Samples.direction(shape, random);
        Tensor jv = j.apply(v);
        Tensor jw = j.apply(w);
        double tolerance = ROUNDING * EPSILON * (3 * Samples.largest(jv) + 2 * Samples.largest(jw)
                + Samples.largest(j.apply(Tensor.of(shape, absolute(v)))));
        requireClose(jv.times(3).minus(jw.times(2)), j.apply(v.times(3).minus(w.times(2))), tolerance,
                () -> what + " is not additive");
        // powers of two and signs commute with rounding: not a bit may differ
        assertArrayEquals(jv.times(-4).plus(0.0).toArray(), j.apply(v.times(-4)).plus(0.0).toArray(), what);
        for (double entry : j.apply(Tensor.zeros(shape)).toArray()) {
            assertEquals(0, Math.abs(entry), what + " of zero");
        }
    }

    private static double[] absolute(Tensor v) {
        double[] absolute = v.toArray();
        for (int i = 0; i < absolute.length; i++) {
            absolute[i] = Math.abs(absolute[i]);
        }
        return absolute;
    }

    @Property(tries = 160)
    void tangentsHaveTheShapeOfTheValueAndCotangentsThatOfTheArgument(
            @ForAll @IntRange(min = 0, max = 5) int limit, @ForAll long seed) {
        forEachArgument(limit, seed, (p, k, random) -> {
            Shape argument = p.arguments()[k].shape();
            Shape value = p.value().shape();
            Tensor[] all = p.primitive().completed(p.arguments());
            Shape[] shapes = new Shape[all.length];
            for (int i = 0; i < shapes.length; i++) {
                shapes[i] = all[i].shape();
            }
            assertEquals(p.primitive().shape(shapes), value, p::toString);
            assertEquals(value, jvp(p, k, Samples.direction(argument, random)).shape(), p::toString);
            assertEquals(argument, vjp(p, k, Samples.direction(value, random)).shape(), p::toString);
        });
    }

    @Property(tries = 160)
    void nothingIsModified(@ForAll @IntRange(min = 0, max = 5) int limit, @ForAll long seed) {
        forEachArgument(limit, seed, (p, k, random) -> {
            Tensor y = p.value();
            Tensor v = Samples.direction(p.arguments()[k].shape(), random);
            Tensor u = Samples.direction(y.shape(), random);
            Tensor[] all = {p.arguments()[0], p.arguments()[p.arguments().length - 1], v, u, y};
            double[][] before = new double[all.length][];
            for (int i = 0; i < all.length; i++) {
                before[i] = ((Concrete) all[i]).array.clone();
            }
            p.value();
            p.jvp(k, v);
            p.vjp(k, u);
            for (int i = 0; i < all.length; i++) {
                assertArrayEquals(before[i], ((Concrete) all[i]).array, p::toString);
            }
        });
    }

    /** What a view copies when it is not used as one must be the same as the view. */
    @Property(tries = 80)
    void copyingAndViewingAgree(@ForAll @IntRange(min = 0, max = 5) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.draw(limit, seed);
            Tensor[] all = p.primitive().completed(p.arguments());
            Concrete[] x = Arrays.copyOf(all, all.length, Concrete[].class);
            Tensor dirty = Samples.window(p.value().shape(), Domain.WIDE, new SplittableRandom(seed));
            p.primitive().evaluate(x, (Concrete) dirty);
            assertArrayEquals(p.value().toArray(), dirty.toArray(), p::toString);
        }
    }
}
