package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.EPSILON;
import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One factorisation serves the value and all derivatives; what cannot be factorised is told. */
class FactorizationTest {

    private static final Tensor SINGULAR = Tensor.of(Shape.matrix(2, 2), new double[] {1, 2, 2, 4});
    private static final Tensor INDEFINITE = Tensor.of(Shape.matrix(2, 2), new double[] {1, 2, 2, 1});
    private static final double ROUNDING = 64;

    /** Factorises, and counts how often. */
    private static final class Counted implements Primitive {
        private final Factorize factorization;
        private int values;

        Counted(Factorize factorization) {
            this.factorization = factorization;
        }

        @Override
        public String operation() {
            return factorization.operation();
        }

        @Override
        public boolean hasDerivative() {
            return factorization.hasDerivative();
        }

        @Override
        public Shape shape(Shape... x) {
            return factorization.shape(x);
        }

        @Override
        public void evaluate(Concrete[] x, Concrete y) {
            values++;
            factorization.evaluate(x, y);
        }

        @Override
        public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
            throw new AssertionError("factors have no tangent");
        }

        @Override
        public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
            throw new AssertionError("factors have no cotangent");
        }
    }

    private static Tensor positiveDefinite(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextDouble() - 0.5;
                a[j * n + i] = a[i * n + j];
            }
            a[i * n + i] += n;
        }
        return Tensor.of(Shape.matrix(n, n), a);
    }

    private static Tensor random(Shape shape, long seed) {
        return Tensor.of(shape, new SplittableRandom(seed).doubles(shape.size(), -1, 1).toArray());
    }

    /** The Gaussian log-likelihood of a matrix that depends on x: two solutions and a determinant. */
    private static UnaryOperator<Tensor> logLikelihood(Primitive factorization, boolean symmetric) {
        Tensor a = positiveDefinite(3, 1);
        Tensor b = random(Shape.vector(3), 2);
        return x -> {
            Factorization f = new Factorization(factorization, symmetric, a.plus(x.outer(x)));
            return f.solve(b).dot(f.solveTransposed(x)).plus(f.logAbsDeterminant());
        };
    }

    @Test
    void valueAndDerivativesOfAnyOrderShareOneFactorisation() {
        Tensor x = random(Shape.vector(3), 3);
        Tensor v = random(Shape.vector(3), 4);
        for (Factorize each : Factorize.values()) {
            Counted counted = new Counted(each);
            UnaryOperator<Tensor> f = logLikelihood(counted, each == Factorize.CHOLESKY);
            List<Executable> uses = new ArrayList<>();
            uses.add(() -> f.apply(x));
            uses.add(() -> Differentiation.jvp(f, x, v));
            uses.add(() -> Differentiation.grad(f).apply(x));
            for (HvpMode mode : HvpMode.values()) {
                uses.add(() -> Differentiation.hvp(f, x, v, mode));
            }
            for (Mode outer : Mode.values()) {
                uses.add(() -> outer.derivative(s -> Differentiation.hvp(f, s, v, HvpMode.RF).dot(v), x, v));
            }
            for (Executable use : uses) {
                counted.values = 0;
                assertTrue(runs(use));
                assertEquals(1, counted.values);
            }
        }
    }

    private static boolean runs(Executable use) {
        try {
            use.execute();
            return true;
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** Also if the function factorises the same matrix twice. */
    @Test
    void aRunOfAProgramFactorisesAMatrixOnce() {
        Tensor x = positiveDefinite(3, 5);
        Tensor v = random(Shape.matrix(3, 3), 6);
        for (Factorize each : Factorize.values()) {
            Counted counted = new Counted(each);
            UnaryOperator<Tensor> f = a -> {
                boolean symmetric = each == Factorize.CHOLESKY;
                Tensor b = Tensor.of(new double[] {1, 2, 3});
                return new Factorization(counted, symmetric, a).solve(b).dot(b)
                        .plus(new Factorization(counted, symmetric, a).logAbsDeterminant());
            };
            Execution execution =
                    Program.of(t -> Differentiation.hvp(f, t, v, HvpMode.FR), x.shape()).newExecution();
            counted.values = 0;
            double[] y = new double[9];
            for (int run = 1; run <= 3; run++) {
                double[] at = x.times(run).toArray();
                execution.run(at, y);
                assertEquals(run, counted.values);
                assertArrayEquals(Differentiation.hvp(f, x.times(run), v, HvpMode.FR).toArray(), y);
                counted.values = run;
            }
        }
    }

    /** Sizes at which blocks are split, and odd ones, for one and for several columns. */
    @Test
    void largeSystemsAreSolvedToRoundingErrors() {
        for (int n : new int[] {31, 32, 33, 64, 65, 130}) {
            Tensor a = positiveDefinite(n, n).plus(random(Shape.matrix(n, n), n + 1));
            Tensor symmetric = Solve.symmetricPart(a);
            for (Shape shape : new Shape[] {Shape.vector(n), Shape.matrix(n, 1), Shape.matrix(n, 7)}) {
                Tensor b = random(shape, n + 2);
                requireSolves(a, a.lu().solve(b), b);
                requireSolves(a.transposed(), a.lu().solveTransposed(b), b);
                requireSolves(symmetric, a.cholesky().solve(b), b);
                requireSolves(symmetric, a.cholesky().solveTransposed(b), b);
                requireSolves(a.lowerTriangle(), a.solveLower(b), b);
                requireSolves(a.lowerTriangle().transposed(), a.solveLowerTransposed(b), b);
                requireSolves(a.upperTriangle(), a.solveUpper(b), b);
                requireSolves(a.upperTriangle().transposed(), a.solveUpperTransposed(b), b);
            }
        }
    }

    private static void requireSolves(Tensor a, Tensor x, Tensor b) {
        int n = a.shape().rows();
        double scale = Samples.largest(a) * Samples.largest(x) + Samples.largest(b);
        requireClose(b, a.matmul(x), ROUNDING * EPSILON * n * scale, () -> "A x of " + a.shape());
    }

    @Test
    void theOtherTriangleIsNotRead() {
        Tensor b = random(Shape.vector(2), 7);
        Tensor lower = Tensor.of(Shape.matrix(2, 2), new double[] {2, Double.NaN, 1, 3});
        Tensor upper = Tensor.of(Shape.matrix(2, 2), new double[] {2, 1, Double.NaN, 3});
        Tensor[] solutions = {lower.solveLower(b), lower.solveLowerTransposed(b), upper.solveUpper(b),
            upper.solveUpperTransposed(b)};
        for (Tensor x : solutions) {
            assertTrue(Double.isFinite(x.sum().toDouble()), x::toString);
        }
        double[] gradient = Differentiation.grad((Tensor t) -> t.solveLower(b).sum()).apply(lower).toArray();
        assertEquals(0, gradient[1]);
    }

    /** Adding an antisymmetric matrix changes neither the value nor the gradient of what Cholesky's factors give. */
    @Test
    void choleskyReadsTheSymmetricPartAndItsCotangentIsSymmetric() {
        Tensor a = positiveDefinite(4, 8);
        Tensor b = random(Shape.vector(4), 9);
        Tensor r = random(Shape.matrix(4, 4), 10);
        UnaryOperator<Tensor> f = t -> t.cholesky().solve(b).dot(b).plus(t.cholesky().logAbsDeterminant());
        Tensor skew = a.plus(r.minus(r.transposed()));
        double tolerance = ROUNDING * EPSILON * Samples.largest(a);
        requireClose(f.apply(a), f.apply(skew), tolerance, () -> "the value");
        Tensor gradient = Differentiation.grad(f).apply(skew);
        requireClose(Differentiation.grad(f).apply(a), gradient, tolerance, () -> "the gradient");
        assertArrayEquals(gradient.toArray(), gradient.transposed().toArray());
    }

    @Test
    void matricesWithoutFactorsAreToldWithTheirPivot() {
        Tensor b = Tensor.of(new double[] {1, 1});
        fails(() -> SINGULAR.solve(b), "LU", "pivot 1 of 2", "0.0", "singular");
        fails(() -> SINGULAR.lu().logAbsDeterminant(), "LU", "pivot 1 of 2", "0.0");
        fails(INDEFINITE::cholesky, "Cholesky", "pivot 1 of 2", "-3.0", "not positive definite");
        fails(() -> SINGULAR.times(Double.NaN).lu(), "LU", "pivot 0 of 2", "NaN");
        Tensor zeroPivot = Tensor.of(Shape.matrix(2, 2), new double[] {1, 5, 5, 0});
        fails(() -> zeroPivot.solveLower(b), "solveLower:", "pivot 1 of 2", "0.0");
        fails(() -> zeroPivot.solveUpperTransposed(b), "solveUpperTransposed:", "pivot 1 of 2", "0.0");
        Execution execution = Program.of(t -> t.solve(b), Shape.matrix(2, 2)).newExecution();
        fails(() -> execution.run(SINGULAR.toArray(), new double[2]), "LU", "pivot 1 of 2");
    }

    private static void fails(Executable use, String... parts) {
        requireParts(assertThrows(ArithmeticException.class, use).getMessage(), parts);
    }

    private static void requireParts(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' does not say '" + part + "'");
        }
    }

    @Test
    void shapesThatDoNotFitAreNamedWithTheOperation() {
        Tensor wide = Tensor.zeros(Shape.matrix(2, 3));
        Tensor three = Tensor.zeros(Shape.vector(3));
        rejects(wide::lu, "lu", "matrix 2x3", "square");
        rejects(wide::cholesky, "cholesky", "matrix 2x3", "square");
        rejects(() -> wide.solve(three), "lu", "matrix 2x3", "square");
        rejects(() -> INDEFINITE.solve(three), "lu solve", "matrix 2x2", "vector 3", "2 rows");
        rejects(() -> INDEFINITE.lu().solveTransposed(Tensor.of(1)), "lu solveTransposed", "scalar", "2 rows");
        rejects(() -> INDEFINITE.solveLower(three), "solveLower", "vector 3", "2 rows");
        rejects(three::lowerTriangle, "lowerTriangle", "vector 3", "matrix");
    }

    private static void rejects(Executable use, String... parts) {
        requireParts(assertThrows(IllegalArgumentException.class, use).getMessage(), parts);
    }

    @Test
    void emptyMatricesHaveEmptySolutionsAndTheDeterminantOne() {
        Tensor empty = Tensor.zeros(Shape.matrix(0, 0));
        Tensor none = Tensor.zeros(Shape.vector(0));
        assertEquals(Shape.vector(0), empty.solve(none).shape());
        assertEquals(Shape.matrix(0, 2), empty.cholesky().solve(Tensor.zeros(Shape.matrix(0, 2))).shape());
        assertEquals(0, empty.lu().logAbsDeterminant().toDouble());
        assertEquals(0, empty.cholesky().logAbsDeterminant().toDouble());
    }

    /** Sizes of one block of columns, of several, and of triangles that are halved. */
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 101})
    void inverseTimesTheMatrixIsTheIdentity(int n) {
        Tensor a = Samples.direction(Shape.matrix(n, n), new SplittableRandom(n));
        Tensor spd = a.matmulTransposed(a).plus(identity(n).times(n));
        // A is far from singular, with entries of order n
        Tensor regular = a.plus(identity(n).times(2 * n));
        requireInverse(spd, spd.cholesky().inverse(), n);
        requireInverse(regular, regular.lu().inverse(), n);
        Tensor inverse = spd.cholesky().inverse();
        assertArrayEquals(inverse.transposed().toArray(), inverse.toArray());
        Program program = Program.of((UnaryOperator<Tensor>) t -> t.lu().inverse(), regular.shape());
        double[] y = new double[n * n];
        program.newExecution().run(regular.toArray(), y);
        assertArrayEquals(regular.lu().inverse().toArray(), y);
    }

    private static void requireInverse(Tensor a, Tensor inverse, int n) {
        double tolerance = ROUNDING * n * EPSILON * (1 + n * Samples.largest(a) * Samples.largest(inverse));
        requireClose(identity(n), a.matmul(inverse), tolerance, () -> "A A⁻¹ of size " + n);
        requireClose(identity(n), inverse.matmul(a), tolerance, () -> "A⁻¹ A of size " + n);
    }

    private static Tensor identity(int n) {
        double[] entries = new double[n * n];
        for (int i = 0; i < n; i++) {
            entries[i * (n + 1)] = 1;
        }
        return Tensor.of(Shape.matrix(n, n), entries);
    }
}
