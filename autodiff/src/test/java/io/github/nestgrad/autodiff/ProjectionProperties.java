package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.function.Executable;

/** What makes a projection one: its point lies in the set, and no point of the set is nearer. */
class ProjectionProperties {

    private static final double ROUNDING_OF_LENGTHS = 4 * Math.ulp(1.0);

    private static final Domain SPREAD = new Domain(0.01, 10, false);
    private static final double RADIUS = 1.5;

    private interface Size {
        double of(double[] p);
    }

    /** A convex set: its projection, what must not exceed the radius, and points of the set made from any numbers. */
    private record ConvexSet(String name, UnaryOperator<Tensor> projection, Size size,
            UnaryOperator<double[]> member) {}

    private static final List<ConvexSet> SETS = List.of(
            new ConvexSet("box", x -> x.projectBox(-RADIUS, RADIUS), p -> largest(p),
                    p -> scaled(p, largest(p))),
            new ConvexSet("box of tensors", x -> x.projectBox(Tensor.of(-RADIUS), Tensor.of(RADIUS)), p -> largest(p),
                    p -> scaled(p, largest(p))),
            new ConvexSet("l2 ball", x -> x.projectL2Ball(RADIUS), p -> Math.sqrt(sumOfSquares(p)),
                    p -> scaled(p, Math.sqrt(sumOfSquares(p)))),
            new ConvexSet("l1 ball", x -> x.projectL1Ball(RADIUS), p -> sum(absolute(p)),
                    p -> scaled(p, sum(absolute(p)))),
            new ConvexSet("simplex", x -> x.projectSimplex(RADIUS), p -> simplexSize(p),
                    p -> scaled(absolute(p), sum(absolute(p)))));

    /** The radius, or infinity for what lies outside for another reason than size. */
    private static double simplexSize(double[] p) {
        for (double entry : p) {
            if (entry < 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return RADIUS + Math.abs(sum(p) - RADIUS);
    }

    /** ⟨x − p, q − p⟩ ≤ 0 for every q of the set characterises p. */
    @Property(tries = 300)
    void noPointOfTheSetIsNearer(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = Samples.window(Shape.vector(n), SPREAD, random);
        for (ConvexSet set : SETS) {
            double[] p = set.projection.apply(x).toArray();
            double tolerance = 64 * n * Agreement.EPSILON * (1 + sumOfSquares(x.toArray()));
            assertTrue(set.size.of(p) <= RADIUS + tolerance, () -> set.name + " of " + x);
            for (int trial = 0; trial < 10; trial++) {
                double[] q = set.member.apply(Samples.window(Shape.vector(n), SPREAD, random).toArray());
                double product = 0;
                for (int i = 0; i < n; i++) {
                    product += (x.toArray()[i] - p[i]) * (q[i] - p[i]);
                }
                double excess = product;
                assertTrue(product <= tolerance, () -> set.name + " of " + x + ": " + excess);
            }
            double[] again = set.projection.apply(Tensor.of(p)).toArray();
            assertArrayEquals(p, again, tolerance, set.name);
        }
    }

    /** The Jacobian of a projection is symmetric, with eigenvalues from 0 to 1: 0 ≤ ‖Jv‖² ≤ ⟨v, Jv⟩. */
    @Property(tries = 200)
    void derivativesAreSymmetricAndFirmlyNonexpansive(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = Samples.window(Shape.vector(n), SPREAD, random);
        Tensor u = Samples.direction(x.shape(), random);
        Tensor v = Samples.direction(x.shape(), random);
        double tolerance = 64 * n * Agreement.EPSILON;
        for (ConvexSet set : SETS) {
            Tensor jv = Differentiation.jvp(set.projection, x, v).tangent();
            Tensor ju = Differentiation.vjp(set.projection, x).pullback(u);
            assertEquals(Samples.inner(u, jv), Samples.inner(ju, v), tolerance, set.name);
            Tensor jOfV = Differentiation.vjp(set.projection, x).pullback(v);
            assertArrayEquals(jv.toArray(), jOfV.toArray(), tolerance, set.name);
            assertTrue(Samples.inner(jv, jv) <= Samples.inner(v, jv) + tolerance, set.name);
        }
    }

    @Property(tries = 100)
    void theSimplexDoesNotMoveWithACommonOffset(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        // multiples of 2⁻¹⁰, so that the offset is added without rounding
        double[] x = new SplittableRandom(seed).ints(n, -4096, 4096).mapToDouble(i -> i / 1024.0).toArray();
        assertArrayEquals(Tensor.of(x).projectSimplex().toArray(),
                Tensor.of(x).plus(1L << 40).projectSimplex().toArray());
    }

    @Example
    void examplesAreExact() {
        assertArrayEquals(new double[] {1, 0}, Tensor.of(new double[] {5, -5}).projectSimplex().toArray());
        assertArrayEquals(new double[] {0.75, 0.25, 0},
                Tensor.of(new double[] {1, 0.5, -1}).projectSimplex().toArray());
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, Tensor.of(new double[4]).projectSimplex().toArray());
        assertArrayEquals(new double[] {-0.75, 0.25}, Tensor.of(new double[] {-1.5, 1}).projectL1Ball(1).toArray());
        assertArrayEquals(new double[] {3, -4}, Tensor.of(new double[] {6, -8}).projectL2Ball(5).toArray(),
                ROUNDING_OF_LENGTHS);
        assertArrayEquals(new double[] {1e300},
                Tensor.of(new double[] {Double.MAX_VALUE}).projectL2Ball(1e300).toArray());
        assertEquals(2, Tensor.of(5).projectL1Ball(2).toDouble());
        assertEquals(Double.NaN, Tensor.of(new double[] {1, Double.NaN}).projectSimplex().toArray()[0]);
    }

    @Example
    void pointsOnTheBoundaryOfABallCountAsInside() {
        Tensor x = Tensor.of(new double[] {3, 0, -4});
        Tensor v = Tensor.of(new double[] {1, 2, 3});
        for (UnaryOperator<Tensor> p : List.<UnaryOperator<Tensor>>of(t -> t.projectL2Ball(5), t -> t.projectL1Ball(7),
                t -> t.projectL2Ball(6), t -> t.projectL1Ball(8))) {
            assertArrayEquals(x.toArray(), p.apply(x).toArray());
            assertArrayEquals(v.toArray(), Differentiation.jvp(p, x, v).tangent().toArray());
            assertArrayEquals(v.toArray(), Differentiation.vjp(p, x).pullback(v).toArray());
            Tensor zero = Tensor.zeros(x.shape());
            assertArrayEquals(v.toArray(), Differentiation.jvp(p, zero, v).tangent().toArray());
            for (HvpMode mode : HvpMode.values()) {
                assertArrayEquals(v.times(2).toArray(),
                        Differentiation.hvp(t -> p.apply(t).squaredNorm(), zero, v, mode).toArray());
            }
        }
    }

    @Example
    void entriesThatJustBecomeZeroCountAsZero() {
        // τ = 1 for both: the second entry lies on the kink
        Tensor x = Tensor.of(new double[] {2, 1, 0});
        Tensor v = Tensor.of(new double[] {1, 2, 3});
        assertArrayEquals(new double[] {1, 0, 0}, x.projectSimplex().toArray());
        assertArrayEquals(new double[3], Differentiation.jvp(Tensor::projectSimplex, x, v).tangent().toArray());
        assertArrayEquals(new double[3], Differentiation.jvp(t -> t.projectL1Ball(1), x, v).tangent().toArray());
    }

    @Example
    void boundsOfABoxTakeTheDerivativeThere() {
        Tensor x = Tensor.of(new double[] {-3, 0, 1, 3});
        Tensor low = Tensor.of(new double[] {-1, -1, -1, -1});
        Tensor high = Tensor.of(new double[] {1, 1, 1, 1});
        Tensor v = Tensor.of(new double[] {1, 2, 3, 4});
        assertArrayEquals(new double[] {-1, 0, 1, 1}, x.projectBox(low, high).toArray());
        assertArrayEquals(new double[] {0, 2, 0, 0},
                Differentiation.jvp(t -> t.projectBox(low, high), x, v).tangent().toArray());
        assertArrayEquals(new double[] {1, 0, 0, 0},
                Differentiation.jvp(t -> x.projectBox(t, high), low, v).tangent().toArray());
        assertArrayEquals(new double[] {0, 0, 3, 4},
                Differentiation.jvp(t -> x.projectBox(low, t), high, v).tangent().toArray());
    }

    @Example
    void radiiAreChecked() {
        Tensor x = Tensor.of(new double[] {1, 2});
        for (double radius : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            rejects(() -> x.projectL2Ball(radius), "projectL2Ball", "" + radius, "positive");
            rejects(() -> x.projectL1Ball(radius), "projectL1Ball", "" + radius, "positive");
            rejects(() -> x.projectSimplex(radius), "projectSimplex", "" + radius, "positive");
        }
        rejects(() -> Tensor.zeros(Shape.matrix(2, 2)).projectSimplex(), "projectSimplex", "matrix 2x2", "vector");
        rejects(() -> x.projectBox(1, 0), "clip", "1.0", "0.0");
    }

    private static void rejects(Executable misuse, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, misuse).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    private static double sum(double[] p) {
        double sum = 0;
        for (double entry : p) {
            sum += entry;
        }
        return sum;
    }

    private static double sumOfSquares(double[] p) {
        double sum = 0;
        for (double entry : p) {
            sum += entry * entry;
        }
        return sum;
    }

    private static double largest(double[] p) {
        return Samples.largest(Tensor.of(p));
    }

    private static double[] absolute(double[] p) {
        return Arrays.stream(p).map(Math::abs).toArray();
    }

    /** p on the boundary of the set, if it has that size. */
    private static double[] scaled(double[] p, double size) {
        return Arrays.stream(p).map(entry -> entry * RADIUS / size).toArray();
    }
}
