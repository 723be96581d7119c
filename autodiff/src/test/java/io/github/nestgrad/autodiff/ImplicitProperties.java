package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.Agreement.requireClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.nestgrad.linalg.solver.ConjugateGradient;
import io.github.nestgrad.linalg.solver.DenseSolver;
import io.github.nestgrad.linalg.solver.Gmres;
import io.github.nestgrad.linalg.solver.LinearSolver;
import io.github.nestgrad.linalg.solver.Richardson;
import io.github.nestgrad.verification.oracle.RidgeDerivatives;
import io.github.nestgrad.verification.oracle.RidgeOracle;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Derivatives of implicit functions are those of the function, to any order and by all compositions of modes. */
class ImplicitProperties {

    /** What the issue asks for, relative to the size of what is compared. */
    private static final double CLOSED_FORM = 1e-12;

    // what the linear solvers are asked for
    private static final double SOLVED = 1e-15;

    // ---- one dimension: w(λ) = c / (a + λ), in the three ways to say so

    private static Implicit ridge(int kind, double a, double c) {
        Implicit w = switch (kind) {
            case 0 -> Implicit.argmin(Shape.scalar(),
                    (s, p) -> s.squared().times(p[0].plus(a)).times(0.5).minus(s.times(c)),
                    p -> Tensor.of(c / (a + p[0].toDouble())));
            case 1 -> Implicit.root(Shape.scalar(), (s, p) -> p[0].plus(a).times(s).minus(c),
                    p -> Tensor.of(c / (a + p[0].toDouble())));
            default -> {
                double step = 0.4 / (a + 2);
                yield Implicit.fixedPoint(Shape.scalar(),
                        (s, p) -> s.minus(p[0].plus(a).times(s).minus(c).times(step)),
                        p -> Tensor.of(c / (a + p[0].toDouble()))).withLinearSolver(
                                Richardson.withDefaults().withRelativeTolerance(SOLVED));
            }
        };
        return w;
    }

    @Property(tries = 200)
    void derivativesOfOneDimensionalRidgeAreThoseOfTheClosedForm(@ForAll @IntRange(max = 2) int kind,
            @ForAll @DoubleRange(min = 0.1, max = 10) double a, @ForAll @DoubleRange(min = 0.1, max = 2) double lambda,
            @ForAll @DoubleRange(min = 0.5, max = 3) double c) {
        Implicit implicit = ridge(kind, a, c);
        UnaryOperator<Tensor> w = t -> implicit.apply(t);
        Tensor at = Tensor.of(lambda);
        double[] derivative = new double[4];
        derivative[0] = c / (a + lambda);
        for (int k = 1; k < derivative.length; k++) {
            derivative[k] = -k * derivative[k - 1] / (a + lambda);
        }
        for (Mode inner : Mode.values()) {
            requireRelative(derivative[1], inner.derivative(w).apply(at), () -> "w′ by " + inner);
            for (Mode middle : Mode.values()) {
                UnaryOperator<Tensor> second = middle.derivative(inner.derivative(w));
                requireRelative(derivative[2], second.apply(at), () -> "w″ by " + middle + " over " + inner);
                for (Mode outer : Mode.values()) {
                    requireRelative(derivative[3], outer.derivative(second).apply(at),
                            () -> "w‴ by " + outer + " over " + middle + " over " + inner);
                }
            }
        }
    }

    private static void requireRelative(double expected, Tensor actual, Supplier<String> what) {
        requireClose(expected, actual.toDouble(), CLOSED_FORM * Math.abs(expected), what);
    }

    // ---- n dimensions: (XᵀX/n + diag(λ)) w = Xᵀy/n

    /** A random ridge problem with one λ for each feature, whose condition number is of order ten. */
    private record Ridge(int d, double[][] rows, Tensor x, Tensor y, Tensor lambda, Tensor c, SplittableRandom random) {

        static Ridge draw(int d, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = d + 3;
            double[][] rows = new double[n][];
            double[] flat = new double[n * d];
            for (int i = 0; i < n; i++) {
                rows[i] = random.doubles(d, -1, 1).toArray();
                System.arraycopy(rows[i], 0, flat, i * d, d);
            }
            return new Ridge(d, rows, Tensor.of(Shape.matrix(n, d), flat),
                    Tensor.of(random.doubles(n, -1, 1).toArray()), Tensor.of(random.doubles(d, 0.3, 2).toArray()),
                    Tensor.of(random.doubles(d, -1, 1).toArray()), random);
        }

        int n() {
            return rows.length;
        }

        Tensor objective(Tensor w, Tensor lambda) {
            return x.matmul(w).minus(y).squaredNorm().times(0.5 / n()).plus(w.squared().dot(lambda).times(0.5));
        }

        /** H, and with it the closed form, by elimination in this class alone. */
        double[][] hessian(double[] lambda) {
            double[][] h = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    for (double[] row : rows) {
                        h[i][j] += row[i] * row[j] / n();
                    }
                }
                h[i][i] += lambda[i];
            }
            return h;
        }

        double[] moment() {
            double[] b = new double[d];
            for (int i = 0; i < d; i++) {
                for (int k = 0; k < n(); k++) {
                    b[i] += rows[k][i] * y.toArray()[k] / n();
                }
            }
            return b;
        }

        Tensor solve(Tensor lambda) {
            return Tensor.of(eliminated(hessian(lambda.toArray()), moment()));
        }

        Implicit argmin(LinearSolver solver) {
            return Implicit.argmin(Shape.vector(d), (w, p) -> objective(w, p[0]), p -> solve(p[0]))
                    .withLinearSolver(solver);
        }

        Implicit root(LinearSolver solver) {
            return Implicit.root(Shape.vector(d), (w, p) -> x.transposedMatmul(x.matmul(w).minus(y)).times(1.0 / n())
                    .plus(p[0].times(w)), p -> solve(p[0])).withLinearSolver(solver);
        }

        Implicit fixedPoint(LinearSolver solver) {
            UnaryOperator<Tensor> scaled = r -> r.times(0.3);
            return Implicit.fixedPoint(Shape.vector(d), (w, p) -> w.minus(scaled.apply(x.transposedMatmul(
                    x.matmul(w).minus(y)).times(1.0 / n()).plus(p[0].times(w)))), p -> solve(p[0]))
                    .withLinearSolver(solver);
        }

        Implicit[] all() {
            return new Implicit[] {argmin(DenseSolver.withDefaults().withRelativeTolerance(SOLVED)),
                argmin(ConjugateGradient.withDefaults().withRelativeTolerance(SOLVED)),
                root(Gmres.withDefaults().withRelativeTolerance(SOLVED)),
                fixedPoint(Gmres.withDefaults().withRelativeTolerance(SOLVED)),
                fixedPoint(Richardson.withDefaults().withRelativeTolerance(SOLVED))};
        }
    }

    /** Gaussian elimination; the matrices here are positive definite, or close to it. */
    private static double[] eliminated(double[][] a, double[] b) {
        int n = b.length;
        double[][] m = new double[n][];
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            m[i] = a[i].clone();
        }
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double factor = m[i][k] / m[k][k];
                for (int j = k; j < n; j++) {
                    m[i][j] -= factor * m[k][j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= m[i][j] * x[j];
            }
            x[i] /= m[i][i];
        }
        return x;
    }

    private static double[] timesEntries(double[] a, double[] b) {
        double[] product = a.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= b[i];
        }
        return product;
    }

    /** Against the oracle in 31 digits: the Jacobian, by rows and by columns. */
    @Property(tries = 40)
    void jacobianOfRidgeIsThatOfTheOracle(@ForAll @IntRange(min = 1, max = 6) int d, @ForAll long seed) {
        Ridge ridge = Ridge.draw(d, seed);
        RidgeDerivatives truth = RidgeOracle.of(ridge.rows, ridge.y.toArray(), ridge.rows, ridge.y.toArray())
                .at(ridge.lambda.toArray());
        double largest = 0;
        for (double[] row : truth.jacobian()) {
            for (double entry : row) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        double tolerance = CLOSED_FORM * largest;
        for (Implicit w : ridge.all()) {
            for (int j = 0; j < d; j++) {
                double[] unit = new double[d];
                unit[j] = 1;
                double[] column = new double[d];
                for (int i = 0; i < d; i++) {
                    column[i] = truth.jacobian()[i][j];
                }
                requireClose(column, Differentiation.jvp(t -> w.apply(t), ridge.lambda, Tensor.of(unit)).tangent(),
                        tolerance, () -> "column of the Jacobian");
                requireClose(truth.jacobian()[j],
                        Differentiation.vjp(t -> w.apply(t), ridge.lambda).pullback(Tensor.of(unit)), tolerance,
                        () -> "row of the Jacobian");
            }
        }
    }

    /** With V = diag(v): D²w[v, v] = 2 (H⁻¹V)² w, and D³w[v, v, v] = −6 (H⁻¹V)³ w. */
    @Property(tries = 40)
    void secondAndThirdDerivativesOfRidgeAreThoseOfTheClosedFormInAllNestings(
            @ForAll @IntRange(min = 1, max = 5) int d, @ForAll long seed) {
        Ridge ridge = Ridge.draw(d, seed);
        double[] v = ridge.random.doubles(d, -1, 1).toArray();
        double[][] h = ridge.hessian(ridge.lambda.toArray());
        double[] term = eliminated(h, ridge.moment());
        double[] expected = new double[4];
        double[] scale = new double[4];
        double factor = 1;
        for (int k = 0; k < 4; k++) {
            factor *= k == 0 ? 1 : -k;
            expected[k] = factor * ridge.c.dot(Tensor.of(term)).toDouble();
            scale[k] = Math.abs(factor) * Samples.largest(Tensor.of(term)) * d;
            term = eliminated(h, timesEntries(v, term));
        }
        Tensor direction = Tensor.of(v);
        for (Implicit w : ridge.all()) {
            UnaryOperator<Tensor> f = t -> w.apply(t).dot(ridge.c);
            for (HvpMode mode : HvpMode.values()) {
                double second = Differentiation.hvp(f, ridge.lambda, direction, mode).dot(direction).toDouble();
                requireClose(expected[2], second, CLOSED_FORM * scale[2], () -> "second derivative by " + mode);
            }
            for (Mode outer : Mode.values()) {
                for (Mode middle : Mode.values()) {
                    for (Mode inner : Mode.values()) {
                        double third = outer.derivative(middle.along(direction, inner.along(direction, f)),
                                ridge.lambda, direction).toDouble();
                        requireClose(expected[3], third, CLOSED_FORM * scale[3],
                                () -> "third derivative by " + outer + " over " + middle + " over " + inner);
                    }
                }
            }
        }
    }

    /** Hᵢⱼ of ⟨c, w(λ)⟩ is (qᵢ wⱼ + qⱼ wᵢ) (H⁻¹)ᵢⱼ with q = H⁻¹c: every entry, through a fixed point. */
    @Property(tries = 30)
    void hessianThroughAFixedPointIsThatOfTheClosedForm(@ForAll @IntRange(min = 1, max = 5) int d, @ForAll long seed) {
        Ridge ridge = Ridge.draw(d, seed);
        double[][] h = ridge.hessian(ridge.lambda.toArray());
        double[] w = eliminated(h, ridge.moment());
        double[] q = eliminated(h, ridge.c.toArray());
        Implicit implicit = ridge.fixedPoint(Gmres.withDefaults().withRelativeTolerance(SOLVED));
        UnaryOperator<Tensor> f = t -> implicit.apply(t).dot(ridge.c);
        double scale = Samples.largest(Tensor.of(w)) * Samples.largest(Tensor.of(q));
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            unit[j] = 1;
            double[] inverse = eliminated(h, unit);
            double[] column = new double[d];
            for (int i = 0; i < d; i++) {
                column[i] = (q[i] * w[j] + q[j] * w[i]) * inverse[i];
            }
            double tolerance = CLOSED_FORM * scale * Samples.largest(Tensor.of(inverse));
            for (HvpMode mode : HvpMode.values()) {
                requireClose(column, Differentiation.hvp(f, ridge.lambda, Tensor.of(unit), mode), tolerance,
                        () -> "column of the Hessian by " + mode);
            }
        }
    }

    /** Recorded, an implicit function is an operation like any other: the same bits. */
    @Property(tries = 20)
    void programsOfImplicitFunctionsGiveTheBitsOfEvaluation(@ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll long seed) {
        Ridge ridge = Ridge.draw(d, seed);
        Tensor v = Samples.direction(ridge.lambda.shape(), ridge.random);
        for (Implicit w : ridge.all()) {
            UnaryOperator<Tensor> f = t -> w.apply(t).squared().dot(ridge.c);
            requireSameBits(t -> w.apply(t), ridge.lambda);
            requireSameBits(Differentiation.grad(f), ridge.lambda);
            for (HvpMode mode : HvpMode.values()) {
                requireSameBits(t -> Differentiation.hvp(f, t, v, mode), ridge.lambda);
            }
        }
    }

    private static void requireSameBits(UnaryOperator<Tensor> f, Tensor x) {
        Tensor expected = f.apply(x);
        double[] y = new double[expected.shape().size()];
        Program program = Program.of(f, x.shape());
        Execution execution = program.newExecution();
        for (int run = 0; run < 2; run++) {
            execution.run(x.toArray(), y);
            assertArrayEquals(expected.toArray(), y);
        }
        Tensor v = Tensor.of(1).expandedTo(x.shape());
        assertArrayEquals(Mode.FORWARD.derivative(t -> f.apply(t).sum(), x, v).toArray(),
                Mode.FORWARD.derivative(t -> program.apply(t)[0].sum(), x, v).toArray());
    }
}
