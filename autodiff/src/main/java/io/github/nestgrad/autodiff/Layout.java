package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a record consists of tensors, and where these lie in one flat array.
 *
 * <pre>{@code
 *   record Params(Tensor w, Tensor b) {}
 *   Layout<Params> layout = Layout.of(Params::new, Params::w, Params::b).named("w", "b");
 *   Params gradient = Differentiation.grad(layout, (Params p) -> loss(p)).apply(params);
 * }</pre>
 *
 * The transformations need nothing more. Solvers, operators and programs see a flat {@code double[]}, in which the
 * tensors lie one behind the other, each row by row; to go back from it the {@linkplain #withShapes shapes} must be
 * known. A layout is immutable, and made without reflection.
 *
 * @param <P> the type of the record: what the constructor makes, and the accessors take apart
 */
public final class Layout<P> {

    private final Function<Tensor[], P> constructor;
    private final Function<P, Tensor[]> accessors;
    private final List<String> names;
    private final Offsets offsets;

    private Layout(Function<Tensor[], P> constructor, Function<P, Tensor[]> accessors, List<String> names,
            Offsets offsets) {
        this.constructor = constructor;
        this.accessors = accessors;
        this.names = names;
        this.offsets = offsets;
    }

    /**
     * One tensor, by itself.
     *
     * @return the layout
     */
    public static Layout<Tensor> tensor() {
        return of(t -> t, t -> t);
    }

    /**
     * Any number of tensors, in an array.
     *
     * @param number how many tensors there are
     * @return the layout
     * @throws IllegalArgumentException if the number is negative
     */
    public static Layout<Tensor[]> several(int number) {
        return of(number, Tensor[]::clone, Tensor[]::clone);
    }

    /**
     * Anything that consists of a fixed number of tensors.
     *
     * @param number how many tensors there are
     * @param constructor from the tensors to the record
     * @param accessors from the record to its tensors, in the same order, in a new array
     * @param <P> the record
     * @return the layout
     * @throws IllegalArgumentException if the number is negative
     */
    public static <P> Layout<P> of(int number, Function<Tensor[], P> constructor, Function<P, Tensor[]> accessors) {
        if (number < 0) {
            throw new IllegalArgumentException("layout: " + number + " tensors (expected 0 or more)");
        }
        return new Layout<>(constructor, accessors, IntStream.range(0, number).mapToObj(Integer::toString).toList(),
                null);
    }

    private static <P> Layout<P> by(Function<Tensor[], P> constructor, List<Function<P, Tensor>> accessors) {
        return of(accessors.size(), constructor,
                p -> accessors.stream().map(accessor -> accessor.apply(p)).toArray(Tensor[]::new));
    }

    /**
     * A record of one tensor.
     *
     * @param constructor the constructor
     * @param a accessor of the tensor
     * @param <P> the record
     * @return the layout
     */
    public static <P> Layout<P> of(Function<Tensor, P> constructor, Function<P, Tensor> a) {
        return by(t -> constructor.apply(t[0]), List.of(a));
    }

    /**
     * A record of two tensors.
     *
     * @param constructor the constructor
     * @param a accessor of the first
     * @param b accessor of the second
     * @param <P> the record
     * @return the layout
     */
    public static <P> Layout<P> of(BiFunction<Tensor, Tensor, P> constructor, Function<P, Tensor> a,
            Function<P, Tensor> b) {
        return by(t -> constructor.apply(t[0], t[1]), List.of(a, b));
    }

    /**
     * A record of three tensors.
     *
     * @param constructor the constructor
     * @param a accessor of the first
     * @param b accessor of the second
     * @param c accessor of the third
     * @param <P> the record
     * @return the layout
     */
    public static <P> Layout<P> of(RecordOf.Three<P> constructor, Function<P, Tensor> a, Function<P, Tensor> b,
            Function<P, Tensor> c) {
        return by(t -> constructor.of(t[0], t[1], t[2]), List.of(a, b, c));
    }

    /**
     * A record of four tensors.
     *
     * @param constructor the constructor
     * @param a accessor of the first
     * @param b accessor of the second
     * @param c accessor of the third
     * @param d accessor of the fourth
     * @param <P> the record
     * @return the layout
     */
    public static <P> Layout<P> of(RecordOf.Four<P> constructor, Function<P, Tensor> a, Function<P, Tensor> b,
            Function<P, Tensor> c, Function<P, Tensor> d) {
        return by(t -> constructor.of(t[0], t[1], t[2], t[3]), List.of(a, b, c, d));
    }

    /**
     * A record of five tensors.
     *
     * @param constructor the constructor
     * @param a accessor of the first
     * @param b accessor of the second
     * @param c accessor of the third
     * @param d accessor of the fourth
     * @param e accessor of the fifth
     * @param <P> the record
     * @return the layout
     */
    public static <P> Layout<P> of(RecordOf.Five<P> constructor, Function<P, Tensor> a, Function<P, Tensor> b,
            Function<P, Tensor> c, Function<P, Tensor> d, Function<P, Tensor> e) {
        return by(t -> constructor.of(t[0], t[1], t[2], t[3], t[4]), List.of(a, b, c, d, e));
    }

    /**
     * A record of six tensors.
     *
     * @param constructor the constructor
     * @param a accessor of the first
     * @param b accessor of the second
     * @param c accessor of the third
     * @param d accessor of the fourth
     * @param e accessor of the fifth
     * @param f accessor of the sixth
     * @param <P> the record
     * @return the layout
     */
    public static <P> Layout<P> of(RecordOf.Six<P> constructor, Function<P, Tensor> a, Function<P, Tensor> b,
            Function<P, Tensor> c, Function<P, Tensor> d, Function<P, Tensor> e, Function<P, Tensor> f) {
        return by(t -> constructor.of(t[0], t[1], t[2], t[3], t[4], t[5]), List.of(a, b, c, d, e, f));
    }

    /**
     * A record of two records of tensors.
     *
     * @param constructor the constructor
     * @param a accessor of the first record
     * @param first the layout of the first record
     * @param b accessor of the second record
     * @param second the layout of the second record
     * @param <A> the type of the first record
     * @param <B> the type of the second record
     * @param <P> the record of both
     * @return the layout; the names are those of the parts, after {@code 0.} and {@code 1.}
     */
    public static <A, B, P> Layout<P> nested(BiFunction<A, B, P> constructor, Function<P, A> a, Layout<A> first,
            Function<P, B> b, Layout<B> second) {
        int m = first.number();
        int n = m + second.number();
        List<String> names = Stream.concat(first.names.stream().map(name -> "0." + name),
                second.names.stream().map(name -> "1." + name)).toList();
        return new Layout<>(
                t -> constructor.apply(first.of(Arrays.copyOf(t, m)), second.of(Arrays.copyOfRange(t, m, n))),
                p -> Stream.of(first.tensors(a.apply(p)), second.tensors(b.apply(p))).flatMap(Stream::of)
                        .toArray(Tensor[]::new), names, null);
    }

    /**
     * The same layout with names for the tensors, which error messages use.
     *
     * @param names as many as there are tensors, all different
     * @return the named layout
     * @throws IllegalArgumentException if there are more or fewer names than tensors, or two are equal
     */
    public Layout<P> named(String... names) {
        if (names.length != number() || Arrays.stream(names).distinct().count() != names.length) {
            throw new IllegalArgumentException("layout: the names " + Arrays.toString(names) + " are given to "
                    + number() + " tensors (expected one name each, all different)");
        }
        return new Layout<>(constructor, accessors, List.of(names), offsets);
    }

    /**
     * The same layout with the shapes of the tensors, and so with their places in a flat array.
     *
     * @param shapes as many as there are tensors
     * @return the layout with shapes
     * @throws IllegalArgumentException if there are more or fewer shapes than tensors, or the tensors together have
     *     more entries than an array can hold
     */
    public Layout<P> withShapes(Shape... shapes) {
        if (shapes.length != number()) {
            throw new IllegalArgumentException("layout: " + shapes.length + " shapes are given to " + number()
                    + " tensors (expected one each)");
        }
        return new Layout<>(constructor, accessors, names, Offsets.of(shapes));
    }

    /**
     * The same layout with the shapes that the tensors of an example have.
     *
     * @param example a record
     * @return the layout with shapes
     */
    public Layout<P> like(P example) {
        return withShapes(Arrays.stream(tensors(example)).map(Tensor::shape).toArray(Shape[]::new));
    }

    /**
     * How many tensors there are.
     *
     * @return the number of tensors
     */
    public int number() {
        return names.size();
    }

    /**
     * The names of the tensors.
     *
     * @return an immutable list; {@code 0}, {@code 1}, … if no names were given
     */
    public List<String> names() {
        return names;
    }

    /**
     * The shapes of the tensors.
     *
     * @return an immutable list
     * @throws IllegalStateException if they are not known
     */
    public List<Shape> shapes() {
        return List.of(offsets().shapes());
    }

    /**
     * Where a tensor begins in a flat array.
     *
     * @param tensor the number of the tensor
     * @return the index of its first entry
     * @throws IllegalStateException if the shapes are not known
     */
    public int offset(int tensor) {
        return offsets().from()[tensor];
    }

    /**
     * The length of a flat array: the number of entries of all tensors.
     *
     * @return the number of entries
     * @throws IllegalStateException if the shapes are not known
     */
    public int size() {
        return offsets().size();
    }

    private Offsets offsets() {
        if (offsets == null) {
            throw new IllegalStateException("layout: the shapes are not known; withShapes or like gives them");
        }
        return offsets;
    }

    /**
     * Copies the numbers of a record into a flat array.
     *
     * @param record the record
     * @return a new array
     */
    public double[] pack(P record) {
        return Joining.joined(tensors(record)).toArray();
    }

    /**
     * Copies the numbers of a record into a part of an array.
     *
     * @param record the record
     * @param out overwritten from {@code offset} on
     * @param offset where the first entry goes
     * @throws IndexOutOfBoundsException if the array is too short
     */
    public void pack(P record, double[] out, int offset) {
        Offsets.pack(tensors(record), out, offset);
    }

    /**
     * The record with the numbers of a flat array.
     *
     * @param flat the numbers, {@link #size()} of them; copied
     * @return the record
     * @throws IllegalArgumentException if there are more or fewer numbers
     * @throws IllegalStateException if the shapes are not known
     */
    public P unpack(double[] flat) {
        if (flat.length != size()) {
            throw new IllegalArgumentException(
                    "layout: the array has " + flat.length + " entries (expected " + size() + ")");
        }
        return unpack(flat, 0);
    }

    /**
     * The record with the numbers of a part of an array.
     *
     * @param flat the numbers; copied
     * @param offset where the first entry stands
     * @return the record
     * @throws IndexOutOfBoundsException if the array is too short
     * @throws IllegalStateException if the shapes are not known
     */
    public P unpack(double[] flat, int offset) {
        return of(offsets().unpack(flat, offset));
    }

    /**
     * All entries of a record in one vector; differentiable.
     *
     * @param record the record
     * @return the vector
     */
    public Tensor flatten(P record) {
        return Joining.joined(tensors(record));
    }

    /**
     * The record whose entries are those of a vector; differentiable, and nothing is copied.
     *
     * @param flat a vector of {@link #size()} entries
     * @return the record
     * @throws IllegalArgumentException if it is not a vector of that size
     * @throws IllegalStateException if the shapes are not known
     */
    public P unflatten(Tensor flat) {
        if (!flat.shape().equals(Shape.vector(size()))) {
            throw new IllegalArgumentException(
                    "layout: the entries are a " + flat.shape() + " (expected a vector " + size() + ")");
        }
        return of(offsets().slices(flat));
    }

    /**
     * The tensors of a record.
     *
     * @param record the record
     * @return a new array
     * @throws IllegalArgumentException if a tensor is null, or the shapes are known and one differs
     */
    public Tensor[] tensors(P record) {
        Tensor[] t = accessors.apply(Objects.requireNonNull(record, "layout: the record is null"));
        Offsets.requireFit(t, names, offsets);
        return t;
    }

    /**
     * A record of tensors.
     *
     * @param tensors the tensors; not modified
     * @return the record
     * @throws IllegalArgumentException if there are more or fewer tensors than the layout has, one is null, or the
     *     shapes are known and one differs
     */
    public P of(Tensor... tensors) {
        Offsets.requireFit(tensors, names, offsets);
        return constructor.apply(tensors);
    }
}
