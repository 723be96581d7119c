package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.linalg.KernelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The laws are sharp: each primitive with a wrong rule breaks one of them, and none of the right primitives does.
 *
 * <p>The table of mutants and of the law that caught each is written to {@code target/mutants-*.txt}.
 */
class MutantsTest {

    private static final int FEWEST_MUTANTS = 300;
    private static final int SIZE = 3;
    private static final int SEEDS = 6;
    private static final int ROUNDING = 64;
    private static final int NESTED_ROUNDING = 4096;
    private static final double FIRST_STEP = 0.1;
    // a mutant whose rule gives the same numbers is no mutant
    private static final double SAME = 1e-9;

    /** In the order in which they are tried. */
    private enum Law {

        ADJOINTNESS {
            @Override
            void check(PrimitiveCase.Instance p, int k, SplittableRandom random) {
                Tensor v = Samples.direction(p.arguments()[k].shape(), random);
                Tensor u = Samples.direction(p.value().shape(), random);
                Tensor tangent = orZero(p.jvp(k, v), u);
                Tensor cotangent = orZero(p.vjp(k, u), v);
                requireClose(Samples.inner(u, tangent), Samples.inner(cotangent, v), ROUNDING * EPSILON
                        * (Samples.absoluteInner(u, tangent) + Samples.absoluteInner(cotangent, v)), p::toString);
            }
        },

        TRUTH {
            @Override
            void check(PrimitiveCase.Instance p, int k, SplittableRandom random) {
                Tensor x = p.arguments()[k];
                Tensor v = Samples.relativeDirection(x, random);
                Tensor u = Samples.direction(p.value().shape(), random);
                Tensor tangent = orZero(p.jvp(k, v), u);
                Agreement.requireDerivative(h -> Samples.inner(u, p.with(k, Samples.moved(x, h, v))), FIRST_STEP,
                        Samples.inner(u, tangent), Samples.absoluteInner(u, tangent), p::toString);
            }
        },

        HESSIAN_PRODUCTS_AGREE {
            @Override
            void check(PrimitiveCase.Instance p, int k, SplittableRandom random) {
                UnaryOperator<Tensor> f = objective(p, random);
                Tensor x = Samples.joined(p.arguments());
                Tensor v = Samples.direction(x.shape(), random);
                Tensor reference = Differentiation.hvp(f, x, v, HvpMode.FR);
                double tolerance = NESTED_ROUNDING * EPSILON * (1 + Samples.largest(reference)) * x.shape().size();
                requireClose(reference, Differentiation.hvp(f, x, v, HvpMode.RF), tolerance, p::toString);
                requireClose(reference, Differentiation.hvp(f, x, v, HvpMode.RR), tolerance, p::toString);
            }
        },

        TRUTH_OF_HESSIAN_PRODUCTS {
            @Override
            void check(PrimitiveCase.Instance p, int k, SplittableRandom random) {
                UnaryOperator<Tensor> f = objective(p, random);
                Tensor x = Samples.joined(p.arguments());
                Tensor v = Samples.direction(x.shape(), random);
                Tensor u = Samples.direction(x.shape(), random);
                for (HvpMode mode : HvpMode.values()) {
                    Tensor product = Differentiation.hvp(f, x, v, mode);
                    Agreement.requireDerivative(
                            h -> Samples.inner(u, Differentiation.grad(f).apply(Samples.moved(x, h, v))), FIRST_STEP,
                            Samples.inner(u, product), 1 + Samples.absoluteInner(u, product), p::toString);
                }
            }
        };

        abstract void check(PrimitiveCase.Instance p, int k, SplittableRandom random);

        boolean holds(PrimitiveCase.Instance p, int k, long seed) {
            try {
                check(p, k, new SplittableRandom(seed));
                return true;
            } catch (AssertionError e) { // the law is broken, which is what is asked
                return false;
            }
        }
    }

    private static Tensor orZero(Tensor result, Tensor like) {
        return result == null ? Tensor.zeros(like.shape()) : result;
    }

    private static UnaryOperator<Tensor> objective(PrimitiveCase.Instance p, SplittableRandom random) {
        Tensor weights = Samples.direction(p.value().shape(), random);
        return joined -> p.objective(Samples.parts(joined, p.arguments()), weights);
    }

    private static PrimitiveCase.Instance with(PrimitiveCase.Instance p, Primitive primitive) {
        return new PrimitiveCase.Instance(p.origin(), p.sizes(), primitive, p.arguments());
    }

    private static List<Mutant> mutantsOf(PrimitiveCase.Instance p, SplittableRandom random) {
        List<Mutant> mutants = new ArrayList<>();
        for (int k = 0; k < p.arguments().length; k++) {
            for (Mutation mutation : Mutation.values()) {
                boolean[][] rules = mutation == Mutation.SWAPPED || mutation == Mutation.TRANSPOSED
                        || mutation == Mutation.DROPPED
                        ? new boolean[][] {{true, false}, {false, true}}
                        : new boolean[][] {{true, false}, {false, true}, {true, true}};
                for (boolean[] rule : rules) {
                    Mutant mutant = new Mutant(p.primitive(), k, mutation, rule[0], rule[1]);
                    if (differs(p, mutant, random)) {
                        mutants.add(mutant);
                    }
                }
            }
        }
        return mutants;
    }

    /** Whether a rule of the mutant gives other numbers, or, for a detached one, another derivative. */
    private static boolean differs(PrimitiveCase.Instance p, Mutant mutant, SplittableRandom random) {
        int k = mutant.argument();
        Tensor v = Samples.direction(p.arguments()[k].shape(), random);
        Tensor u = Samples.direction(p.value().shape(), random);
        if (mutant.mutation() == Mutation.DETACHED) {
            return mutant.jvp()
                    && dependsOnPoint(p, x -> p.primitive().jvp(k, v, x, Interpreter.bind(p.primitive(), x)))
                    || mutant.vjp()
                    && dependsOnPoint(p, x -> p.primitive().vjp(k, u, x, Interpreter.bind(p.primitive(), x)));
        }
        Tensor[] x = p.primitive().completed(p.arguments());
        Tensor y = p.value();
        return mutant.jvp() && differ(p.primitive().jvp(k, v, x, y), mutant.jvp(k, v, x, y))
                || mutant.vjp() && differ(p.primitive().vjp(k, u, x, y), mutant.vjp(k, u, x, y));
    }

    private static boolean differ(Tensor right, Tensor wrong) {
        return right != null && Samples.largest(right.minus(wrong)) > SAME * Samples.largest(right);
    }

    private interface Rule {
        Tensor at(Tensor[] x);
    }

    private static boolean dependsOnPoint(PrimitiveCase.Instance p, Rule rule) {
        Forward forward = new Forward();
        Tensor[] x = new Tensor[p.arguments().length];
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < x.length; k++) {
            x[k] = forward.box(p.arguments()[k], Samples.direction(p.arguments()[k].shape(), random));
        }
        Tensor result = rule.at(p.primitive().completed(x));
        Tensor tangent = result == null ? null : forward.tangentOf(result);
        return tangent != null && Samples.largest(tangent) > SAME * Samples.largest(forward.primalOf(result));
    }

    @Test
    void everyMutantIsKilledAndEveryRightPrimitiveLives() throws IOException {
        List<String> table = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        Map<Law, Integer> kills = new EnumMap<>(Law.class);
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance sample = drawLarge(each, 0);
            for (Mutant mutant : mutantsOf(sample, new SplittableRandom(0))) {
                Law killer = killer(each, mutant);
                table.add(each.name() + "; " + mutant + "; " + killer);
                if (killer == null) {
                    survivors.add(each.name() + "; " + mutant);
                } else {
                    kills.merge(killer, 1, Integer::sum);
                }
            }
            requireAlive(each);
        }
        String set = KernelSet.inUse().name().toLowerCase(Locale.ROOT);
        Files.write(Path.of("target", "mutants-" + set + ".txt"), table);
        assertEquals(List.of(), survivors);
        assertTrue(table.size() >= FEWEST_MUTANTS, () -> table.size() + " mutants");
        assertEquals(Law.values().length, kills.size(), () -> "laws that kill: " + kills);
    }

    /** All sizes at their largest: a 1×1 matrix has no wrong transpose. */
    private static PrimitiveCase.Instance drawLarge(PrimitiveCase each, long seed) {
        PrimitiveCase.Instance p = each.drawModerate(SIZE, seed);
        for (long s = seed; ; s += SEEDS) {
            p = each.drawModerate(SIZE, s);
            boolean large = true;
            for (int n : p.sizes()) {
                large &= n > 1;
            }
            if (large) {
                return p;
            }
        }
    }

    private static Law killer(PrimitiveCase each, Mutant mutant) {
        for (Law law : Law.values()) {
            for (long seed = 0; seed < SEEDS; seed++) {
                PrimitiveCase.Instance p = drawLarge(each, seed);
                Mutant here = new Mutant(
                        p.primitive(), mutant.argument(), mutant.mutation(), mutant.jvp(), mutant.vjp());
                if (!law.holds(with(p, here), mutant.argument(), seed)) {
                    return law;
                }
            }
        }
        return null;
    }

    private static void requireAlive(PrimitiveCase each) {
        for (Law law : Law.values()) {
            for (long seed = 0; seed < SEEDS; seed++) {
                PrimitiveCase.Instance p = drawLarge(each, seed);
                for (int k = 0; k < p.arguments().length; k++) {
                    law.check(p, k, new SplittableRandom(seed));
                }
            }
        }
    }
}
