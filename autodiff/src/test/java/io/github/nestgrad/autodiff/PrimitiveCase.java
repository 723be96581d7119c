package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A primitive in one way of use: the shapes it takes, the numbers that lie in its domain, and what its value must be.
 *
 * @param name the name in messages of failing tests
 * @param empty whether sizes may be 0
 * @param sizes how many free sizes the shapes have
 * @param domain where the entries are drawn from
 * @param primitive the primitive, for given sizes
 * @param shapes the shapes of the arguments, for given sizes
 * @param value the entries of the value, from those of the arguments
 * @param ulps the rounding error that is allowed, in units of the last place of each entry's magnitude, for given sizes
 * @param preparation what is done with the numbers drawn, so that they lie in the domain of the primitive
 */
record PrimitiveCase(String name, boolean empty, int sizes, Domain domain, OfSizes<Primitive> primitive,
        OfSizes<List<Shape>> shapes, Oracle value, OfSizes<Double> ulps, Preparation preparation) {

    /** A case whose numbers need no preparation. */
    PrimitiveCase(String name, boolean empty, int sizes, Domain domain, OfSizes<Primitive> primitive,
            OfSizes<List<Shape>> shapes, Oracle value, OfSizes<Double> ulps) {
        this(name, empty, sizes, domain, primitive, shapes, value, ulps, (n, x) -> { });
    }

    interface OfSizes<T> {
        T of(int[] n);
    }

    interface Oracle {
        Exact[] entries(int[] n, double[][] x);
    }

    interface Preparation {
        /** Changes the entries of the arguments in place. */
        void prepare(int[] n, Concrete[] x);
    }

    /** The case at one choice of sizes and numbers. */
    record Instance(PrimitiveCase origin, int[] sizes, Primitive primitive, Tensor[] arguments) {

        Tensor value() {
            return value(arguments);
        }

        Tensor value(Tensor... x) {
            return Interpreter.bind(primitive, primitive.completed(x));
        }

        Tensor jvp(int k, Tensor tangent) {
            return primitive.jvp(k, tangent, primitive.completed(arguments), value());
        }

        Tensor vjp(int k, Tensor cotangent) {
            return primitive.vjp(k, cotangent, primitive.completed(arguments), value());
        }

        /** p as a function of argument k alone. */
        Tensor with(int k, Tensor t) {
            Tensor[] x = arguments.clone();
            x[k] = t;
            return value(x);
        }

        /** The value followed by a smooth function with derivatives of every order, reduced to a scalar. */
        Tensor objective(Tensor[] x, Tensor weights) {
            return value(x).sin().dot(weights);
        }

        @Override
        public String toString() {
            return origin.name + " of "
                    + Arrays.stream(arguments).map(Tensor::toString).collect(Collectors.joining(" and "));
        }
    }

    /** Sizes up to {@code limit} and entries from the whole domain. */
    Instance draw(int limit, long seed) {
        return draw(limit, seed, domain);
    }

    /** Sizes up to {@code limit} and entries near one in magnitude, for derivatives of higher order. */
    Instance drawModerate(int limit, long seed) {
        return draw(limit, seed, domain.moderate());
    }

    private Instance draw(int limit, long seed, Domain from) {
        SplittableRandom random = new SplittableRandom(seed);
        int least = empty ? 0 : 1;
        int[] n = new int[sizes];
        for (int i = 0; i < sizes; i++) {
            n[i] = random.nextInt(least, Math.max(least, limit) + 1);
        }
        List<Shape> wanted = shapes.of(n);
        Tensor[] x = new Tensor[wanted.size()];
        for (int k = 0; k < x.length; k++) {
            x[k] = Samples.window(wanted.get(k), from, random);
        }
        preparation.prepare(n, Arrays.copyOf(x, x.length, Concrete[].class));
        return new Instance(this, n, primitive.of(n), x);
    }
}
