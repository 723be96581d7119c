package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A layout takes records apart and puts them together, and loses nothing. */
class LayoutTest {

    record One(Tensor a) {}

    record Two(Tensor a, Tensor b) {}

    record Three(Tensor a, Tensor b, Tensor c) {}

    record Four(Tensor a, Tensor b, Tensor c, Tensor d) {}

    record Five(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e) {}

    record Six(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f) {}

    record Network(Two first, Three second) {}

    static final Layout<Two> TWO = Layout.of(Two::new, Two::a, Two::b);
    static final Layout<Three> THREE = Layout.of(Three::new, Three::a, Three::b, Three::c);
    static final Layout<Network> NETWORK =
            Layout.nested(Network::new, Network::first, TWO, Network::second, THREE);

    static final List<Layout<?>> ALL = List.of(Layout.tensor(), Layout.of(One::new, One::a), TWO, THREE,
            Layout.of(Four::new, Four::a, Four::b, Four::c, Four::d),
            Layout.of(Five::new, Five::a, Five::b, Five::c, Five::d, Five::e),
            Layout.of(Six::new, Six::a, Six::b, Six::c, Six::d, Six::e, Six::f), NETWORK, Layout.several(0),
            Layout.several(3));

    private static Tensor[] draw(int number, int limit, SplittableRandom random) {
        Tensor[] t = new Tensor[number];
        for (int k = 0; k < number; k++) {
            int rows = random.nextInt(limit + 1);
            int columns = random.nextInt(limit + 1);
            Shape shape = switch (random.nextInt(3)) {
                case 0 -> Shape.scalar();
                case 1 -> Shape.vector(rows);
                default -> Shape.matrix(rows, columns);
            };
            t[k] = Samples.window(shape, Domain.WIDE, random);
        }
        return t;
    }

    @Property(tries = 100)
    void recordsComeBackTensorByTensorAndNumberByNumber(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (Layout<?> layout : ALL) {
            roundTrip(layout, limit, new SplittableRandom(seed));
        }
    }

    private static <P> void roundTrip(Layout<P> plain, int limit, SplittableRandom random) {
        Tensor[] t = draw(plain.number(), limit, random);
        P record = plain.of(t.clone());
        Tensor[] apart = plain.tensors(record);
        List<Double> entries = new ArrayList<>();
        for (int k = 0; k < t.length; k++) {
            assertSame(t[k], apart[k]);
            for (double entry : t[k].toArray()) {
                entries.add(entry);
            }
        }
        double[] expected = entries.stream().mapToDouble(x -> x).toArray();
        assertArrayEquals(expected, plain.pack(record));
        Layout<P> layout = plain.like(record);
        assertEquals(expected.length, layout.size());
        for (int k = 0; k < t.length; k++) {
            assertEquals(t[k].shape(), layout.shapes().get(k));
            assertEquals(IntStream.range(0, k).map(i -> t[i].shape().size()).sum(), layout.offset(k));
        }
        requireSame(t, layout.tensors(layout.unpack(expected)));
        requireSame(t, layout.tensors(layout.unflatten(layout.flatten(record))));
        double[] larger = new double[expected.length + 5];
        layout.pack(record, larger, 3);
        requireSame(t, layout.tensors(layout.unpack(larger, 3)));
        assertArrayEquals(new double[3], java.util.Arrays.copyOf(larger, 3));
        assertArrayEquals(new double[2], java.util.Arrays.copyOfRange(larger, expected.length + 3, larger.length));
    }

    private static void requireSame(Tensor[] expected, Tensor[] actual) {
        assertEquals(expected.length, actual.length);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k].shape(), actual[k].shape());
            assertArrayEquals(expected[k].toArray(), actual[k].toArray());
        }
    }

    /** flatten after unflatten is the identity, and so is its derivative. */
    @Property(tries = 60)
    void flatteningIsDifferentiable(@ForAll @IntRange(max = 4) int limit, @ForAll long seed) {
        for (Layout<?> layout : ALL) {
            identityThrough(layout, limit, new SplittableRandom(seed));
        }
    }

    private static <P> void identityThrough(Layout<P> plain, int limit, SplittableRandom random) {
        Layout<P> layout = plain.like(plain.of(draw(plain.number(), limit, random)));
        Shape flat = Shape.vector(layout.size());
        Tensor x = Samples.direction(flat, random);
        Tensor v = Samples.direction(flat, random);
        for (Mode mode : Mode.values()) {
            double expected = Samples.inner(x.times(2), v);
            double actual = mode.derivative(s -> layout.flatten(layout.unflatten(s)).squaredNorm(), x, v).toDouble();
            assertEquals(expected, actual, 64 * Agreement.EPSILON * (1 + Samples.absoluteInner(x, v)));
        }
    }

    @Test
    void namesAreThoseGivenOrNumbers() {
        assertEquals(List.of("0", "1"), TWO.names());
        assertEquals(List.of("w", "b"), TWO.named("w", "b").names());
        assertEquals(List.of("0.w", "0.b", "1.0", "1.1", "1.2"), Layout.nested(Network::new, Network::first,
                TWO.named("w", "b"), Network::second, THREE).names());
    }

    @Test
    void unpackedRecordsDoNotShareTheArray() {
        Layout<Two> layout = TWO.withShapes(Shape.vector(2), Shape.scalar());
        double[] flat = {1, 2, 3};
        Two two = layout.unpack(flat);
        flat[0] = 7;
        assertArrayEquals(new double[] {1, 2}, two.a().toArray());
    }

    private static void rejects(Class<? extends Throwable> kind, Executable misuse, String... parts) {
        String message = assertThrows(kind, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void misuseIsNamed() {
        Layout<Two> named = TWO.named("w", "b").withShapes(Shape.vector(2), Shape.scalar());
        Tensor scalar = Tensor.of(1);
        Class<IllegalArgumentException> argument = IllegalArgumentException.class;
        rejects(argument, () -> named.pack(new Two(scalar, scalar)), "w", "scalar", "vector 2");
        rejects(argument, () -> named.tensors(new Two(Tensor.zeros(Shape.vector(2)), null)), "b", "null");
        rejects(NullPointerException.class, () -> named.tensors(null), "record");
        rejects(argument, () -> named.of(scalar), "1 tensors", "expected 2");
        rejects(argument, () -> named.unpack(new double[2]), "2", "expected 3");
        rejects(argument, () -> named.unflatten(scalar), "scalar", "vector 3");
        rejects(IndexOutOfBoundsException.class, () -> named.unpack(new double[3], 1));
        rejects(IllegalStateException.class, () -> TWO.unpack(new double[3]), "withShapes", "like");
        rejects(IllegalStateException.class, TWO::size, "shapes are not known");
        rejects(argument, () -> TWO.named("w"), "[w]", "2 tensors");
        rejects(argument, () -> TWO.named("w", "w"), "different");
        rejects(argument, () -> TWO.withShapes(Shape.scalar()), "1 shapes", "2 tensors");
        rejects(argument, () -> Layout.several(-1), "-1");
        Shape huge = Shape.matrix(1 << 15, 1 << 15);
        rejects(argument, () -> TWO.withShapes(huge, huge), "more entries");
    }
}
