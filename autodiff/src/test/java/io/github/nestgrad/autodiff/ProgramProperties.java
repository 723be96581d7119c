package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A program gives the bits of the function it was recorded from: for every primitive, and for its derivatives. */
class ProgramProperties {

    private static void requireSameBits(UnaryOperator<Tensor> f, Tensor x, String what) {
        Tensor expected = f.apply(x);
        Program program = Program.of(f, x.shape());
        assertEquals(expected.shape(), program.outputs().get(0), what);
        double[] entries = x.toArray();
        double[] before = entries.clone();
        double[] y = new double[expected.shape().size()];
        Execution execution = program.newExecution();
        for (int run = 0; run < 2; run++) {
            execution.run(entries, y);
            assertArrayEquals(expected.toArray(), y, what);
            assertArrayEquals(before, entries, what);
        }
        assertArrayEquals(expected.toArray(), program.apply(x)[0].toArray(), what);
    }

    @Property(tries = 60)
    void programsOfPrimitivesGiveTheBitsOfEvaluation(@ForAll @IntRange(max = 6) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.draw(limit, seed);
            for (int k = 0; k < p.arguments().length; k++) {
                int argument = k;
                requireSameBits(t -> p.with(argument, t), p.arguments()[k], p + ", argument " + k);
            }
        }
    }

    @Property(tries = 30)
    void programsOfDerivativesGiveTheBitsOfEvaluation(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            SplittableRandom random = new SplittableRandom(seed);
            Tensor weights = Samples.direction(p.value().shape(), random);
            for (int k = 0; k < p.arguments().length; k++) {
                int argument = k;
                Tensor x = p.arguments()[k];
                Tensor v = Samples.direction(x.shape(), random);
                Tensor[] arguments = p.arguments();
                UnaryOperator<Tensor> f = t -> {
                    Tensor[] with = arguments.clone();
                    with[argument] = t;
                    return p.objective(with, weights);
                };
                requireSameBits(Differentiation.grad(f), x, p + ", gradient, argument " + k);
                for (HvpMode mode : HvpMode.values()) {
                    requireSameBits(t -> Differentiation.hvp(f, t, v, mode), x, p + ", " + mode + ", argument " + k);
                }
                requireSameBits(t -> Mode.FORWARD.derivative(s -> Differentiation.hvp(f, s, v, HvpMode.RR).dot(v),
                        t, v), x, p + ", third derivative, argument " + k);
            }
        }
    }

    /** A program inside a derivative is the function it was recorded from. */
    @Property(tries = 20)
    void derivativesOfProgramsAreThoseOfTheFunction(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            PrimitiveCase.Instance p = each.drawModerate(limit, seed);
            Tensor weights = Samples.direction(p.value().shape(), new SplittableRandom(seed));
            Tensor[] arguments = p.arguments();
            UnaryOperator<Tensor> f = t -> {
                Tensor[] with = arguments.clone();
                with[0] = t;
                return p.objective(with, weights);
            };
            Tensor x = arguments[0];
            Program program = Program.of(f, x.shape());
            assertArrayEquals(Differentiation.grad(f).apply(x).toArray(),
                    Differentiation.grad((Tensor t) -> program.apply(t)[0]).apply(x).toArray(), p.toString());
        }
    }
}
